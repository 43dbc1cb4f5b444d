"""Signing in, the second step, and staying signed in: allauth's views where the portal asks for more."""

from __future__ import annotations

from dataclasses import asdict
from datetime import timedelta
from typing import Any, cast

from allauth.account.adapter import get_adapter
from allauth.account.views import LoginView, PasswordResetView
from allauth.core.internal.httpkit import add_query_params
from allauth.mfa.recovery_codes.views import ViewRecoveryCodesView
from allauth.mfa.totp.views import ActivateTOTPView
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.middleware.csrf import get_token
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views.generic import View

from cse_portal.agencies import letters, presenters, session_rules
from cse_portal.agencies.models import User
from cse_portal.core import clock
from cse_portal.ui import errors


class SignIn(LoginView):
    def form_invalid(self, form: Any) -> HttpResponse:
        """Too many attempts are answered on the page itself, so that nothing typed but the password goes."""
        response = cast(HttpResponse, super().form_invalid(form))
        if form.has_error("login", "too_many_login_attempts"):
            response.status_code = 429
        return response


@method_decorator(login_not_required, name="dispatch")
class ForgottenPassword(PasswordResetView):
    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return letters.answer_first(request, super().dispatch(request, *args, **kwargs))


def too_many_attempts(request: HttpRequest) -> HttpResponse:
    """For `handler429`, which allauth asks."""
    return errors.too_many_requests(request, try_again_in=timedelta(minutes=5))


class SetUpApp(ActivateTOTPView):
    """The recovery codes come next, and then whatever the person was on the way to."""

    def form_valid(self, form: Any) -> HttpResponse:
        response = cast(HttpResponse, super().form_valid(form))
        session_rules.note_second_step(self.request.session, person=self.request.user.pk)
        return response

    def get_success_url(self) -> str:
        url = cast(str, super().get_success_url())
        wanted = _wanted(self.request)
        return add_query_params(url, {"next": wanted}) if wanted else url

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        more = {"next": _wanted(self.request), "is_required": settings.MFA_REQUIRED}
        return super().get_context_data(**kwargs) | more


class RecoveryCodes(ViewRecoveryCodesView):
    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"carry_on": _wanted(self.request) or reverse("home")}


def _wanted(request: HttpRequest) -> str:
    """Where `next` leads, if that is a page of ours."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    return wanted if wanted and get_adapter().is_safe_url(wanted) else ""


@method_decorator(login_not_required, name="dispatch")
class StillHere(View):
    """How long this session still has; posting to it is the activity that keeps the session alive."""

    def get(self, request: HttpRequest) -> JsonResponse:
        if not request.user.is_authenticated:
            return _signed_out()
        now = int(clock.now().timestamp())
        left = session_rules.left(request.session, presenters.session_limits(), now=now)
        key = get_token(request)  # a tab that was open before signing in again needs the new key
        return JsonResponse({**asdict(left), "person": cast(User, request.user).ref, "key": key})

    def post(self, request: HttpRequest) -> JsonResponse:
        if not request.user.is_authenticated:
            return _signed_out()
        request.session[session_rules.SEEN_AT] = int(clock.now().timestamp())
        return self.get(request)


def _signed_out() -> JsonResponse:
    problem = {"type": "about:blank", "title": "You are signed out", "status": 401, "problem": "signed_out"}
    return JsonResponse(problem, status=401, content_type="application/problem+json")
