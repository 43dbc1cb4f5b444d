"""One's own account, and the devices for its second step: apps, passkeys and recovery codes."""

from __future__ import annotations

import json
from typing import Any, cast

from allauth.account.adapter import get_adapter
from allauth.account.models import Login
from allauth.core.internal.httpkit import add_query_params
from allauth.mfa.base.views import AuthenticateView
from allauth.mfa.recovery_codes.views import (
    DownloadRecoveryCodesView,
    GenerateRecoveryCodesView,
    ViewRecoveryCodesView,
)
from allauth.mfa.totp.views import ActivateTOTPView
from allauth.mfa.webauthn.internal import auth as passkeys
from allauth.mfa.webauthn.internal.flows import perform_passwordless_login
from allauth.mfa.webauthn.views import AddWebAuthnView, LoginWebAuthnView
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views.generic import FormView, View

from cse_portal.agencies import access, actions, session_rules
from cse_portal.agencies import sign_in_queries as queries
from cse_portal.agencies.entering import tell
from cse_portal.agencies.forms.passkeys import DeviceNameForm
from cse_portal.agencies.guards import Confirmed, require_fresh
from cse_portal.agencies.models import User
from cse_portal.agencies.roles import Permission

FEW = "You have {left} recovery {codes} left. Make new ones under “Your account”, for when you are without your phone."


class YourAccount(View):
    def get(self, request: HttpRequest) -> HttpResponse:
        user = cast(User, request.user)
        left = queries.codes_left(user)
        context = {
            "devices": queries.devices_of(user),
            "codes_left": left,
            "few_codes": left is not None and left <= queries.FEW_CODES,
            "sessions": queries.sessions_of(user).count(),
            "identities": list(user.external_identities.all()),
            "may_hear": access.can(user, Permission.OWN_WORK),
        }
        return render(request, "mfa/index.html", context)


class ChooseSecondStep(View):
    """The first device, or another one."""

    def get(self, request: HttpRequest) -> HttpResponse:
        user = cast(User, request.user)
        devices = queries.devices_of(user)
        context = {
            "next": wanted(request),
            "is_first": not devices,
            "is_required": settings.MFA_REQUIRED,
            "has_app": any(one.kind == queries.KINDS["totp"] for one in devices),
        }
        return render(request, "mfa/choose.html", context)


class _AddsDevice(Confirmed, FormView):
    """The recovery codes come next, and then whatever the person was on the way to."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.is_first = not queries.has_second_step(cast(User, request.user))
        return super().dispatch(request, *args, **kwargs)

    def form_valid(self, form: Any) -> HttpResponse:
        user = cast(User, self.request.user)
        response = super().form_valid(form)
        session_rules.note_second_step(self.request.session, person=user.pk)
        if not self.is_first:
            tell(self.request, user, "device_added")
        return response

    def get_success_url(self) -> str:
        url = str(super().get_success_url())
        onward = wanted(self.request)
        return add_query_params(url, {"next": onward}) if onward else url

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        more = {"next": wanted(self.request), "is_first": self.is_first, "is_required": settings.MFA_REQUIRED}
        return super().get_context_data(**kwargs) | more


class SetUpApp(_AddsDevice, ActivateTOTPView):
    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """allauth sends whoever has an app to take it away first; here the new one takes its place."""
        require_fresh(request, self.fresh_within)
        devices = queries.devices_of(cast(User, request.user))
        self.is_first, self.has_app = not devices, any(one.kind == queries.KINDS["totp"] for one in devices)
        return FormView.dispatch(self, request, *args, **kwargs)

    def form_valid(self, form: Any) -> HttpResponse:
        user = cast(User, self.request.user)
        with transaction.atomic():
            actions.make_room_for_app(user=user, by=user)
            return super().form_valid(form)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"has_app": self.has_app}


class AddPasskey(_AddsDevice, AddWebAuthnView):
    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """A device that can sign in alone may; one that cannot is a second step all the same."""
        context = super().get_context_data(**kwargs)
        options = context.pop("js_data")["creation_options"]
        options = json.loads(json.dumps(dict(options), default=dict))
        options["publicKey"]["authenticatorSelection"]["residentKey"] = "preferred"
        return context | {"form": context.get("form") or kwargs.get("form"), "options": json.dumps(options)}


class OneDevice(View):
    """One's own; anyone else's is not there."""

    device: queries.Device

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        found = queries.device_of(cast(User, request.user), kwargs["ref"])
        if found is None:
            raise Http404
        self.device = found
        return super().dispatch(request, *args, **kwargs)


class NameDevice(OneDevice, Confirmed):
    def get(self, request: HttpRequest, ref: str) -> HttpResponse:
        return self.show(DeviceNameForm(initial={"name": self.device.name}))

    def post(self, request: HttpRequest, ref: str) -> HttpResponse:
        form = DeviceNameForm(request.POST)
        if not form.is_valid():
            return self.show(form)
        actions.name_device(device=self.device.device, name=form.cleaned_data["name"], by=cast(User, request.user))
        messages.success(request, "The name is saved.")
        return redirect("mfa_index")

    def show(self, form: DeviceNameForm) -> HttpResponse:
        return render(self.request, "mfa/name_device.html", {"form": form, "device": self.device})


class RemoveDevice(OneDevice, Confirmed):
    def get(self, request: HttpRequest, ref: str) -> HttpResponse:
        return self.show(is_last=self.is_last())

    def is_last(self) -> bool:
        return len(queries.devices_of(cast(User, self.request.user))) == 1

    def post(self, request: HttpRequest, ref: str) -> HttpResponse:
        user = cast(User, request.user)
        try:
            actions.remove_device(device=self.device.device, by=user)
        except actions.LastDevice:
            return self.show(is_last=True, status=409)
        if not queries.has_second_step(user):
            session_rules.forget_second_step(request.session)
        tell(request, user, "device_removed")
        messages.success(request, "Removed. It no longer signs you in.")
        return redirect("mfa_index")

    def show(self, *, is_last: bool, status: int = 200) -> HttpResponse:
        context = {"device": self.device, "is_last": is_last, "is_kept": is_last and settings.MFA_REQUIRED}
        return render(self.request, "mfa/remove_device.html", context, status=status)


class RecoveryCodes(Confirmed, ViewRecoveryCodesView):
    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"carry_on": wanted(self.request) or reverse("home")}


class NewRecoveryCodes(Confirmed, GenerateRecoveryCodesView):
    pass


class RecoveryCodesFile(Confirmed, DownloadRecoveryCodesView):
    pass


# --- using them -------------------------------------------------------------------------------------------------


class TakeSecondStep(AuthenticateView):
    def form_valid(self, form: Any) -> HttpResponse:
        response = cast(HttpResponse, super().form_valid(form))
        warn_when_few(self.request)
        return response

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        user = cast(User, self.stage.login.user)
        options = json.dumps(passkeys.begin_authentication(user)) if queries.has_passkey(user) else ""
        failed = self.webauthn_form if self.webauthn_form.errors else None
        more = {"passkey": options, "has_codes": queries.has_codes(user), "code_form": context["form"]}
        return context | more | {"form": failed or context["form"]}


def warn_when_few(request: HttpRequest) -> None:
    """Once signed in, and only then."""
    if not request.user.is_authenticated:
        return
    left = queries.codes_left(cast(User, request.user))
    if left is not None and left <= queries.FEW_CODES:
        messages.warning(request, FEW.format(left=left or "no", codes="code" if left == 1 else "codes"))


@method_decorator(login_not_required, name="dispatch")
class SignInByPasskey(LoginWebAuthnView):
    """Both steps in one: the device, and the finger, face or PIN that it asks for."""

    def form_valid(self, form: Any) -> HttpResponse:
        passkey = form.cleaned_data["credential"]
        login = Login(user=passkey.user, redirect_url=wanted(self.request) or None)
        return cast(HttpResponse, perform_passwordless_login(self.request, passkey, login))

    def form_invalid(self, form: Any) -> HttpResponse:
        for words in form.errors.get("credential", []):
            messages.error(self.request, words)
        return redirect("account_login")


def wanted(request: HttpRequest) -> str:
    """Where `next` leads, if that is a page of ours."""
    place = request.POST.get("next") or request.GET.get("next") or ""
    return place if place and get_adapter().is_safe_url(place) else ""
