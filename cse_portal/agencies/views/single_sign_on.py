"""Signing in, or showing again who one is, by an organisation's own single sign-on."""

from __future__ import annotations

from typing import Any, cast

from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.generic import View

from cse_portal.agencies import actions, vouching
from cse_portal.agencies.entering import SIGN_IN, trust_second_step
from cse_portal.agencies.models import ExternalIdentity, User
from cse_portal.agencies.providers import Provider
from cse_portal.agencies.views.confirm import confirm
from cse_portal.agencies.views.devices import wanted
from cse_portal.core import clock

KEPT = "single_sign_on"
TAKES_AT_MOST = 600

WORDS = {
    "cancelled": "You stopped signing in at {name}. Try again, or sign in with your password.",
    "unreachable": "{name} does not answer just now. Try again later, or sign in with your password.",
    "no_account": (
        "{name} knows you, but there is no portal account for that address. "
        "Ask your agency’s single point of contact to invite you."
    ),
    "someone_else": "{name} says that this is somebody else. Sign out first, then sign in as that person.",
}
OTHERWISE = "{name} could not show who you are. Try again, or sign in with your password."


@method_decorator([login_not_required, never_cache], name="dispatch")
class _WithProvider(View):
    provider: Provider

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        found = next((one for one in settings.SSO_PROVIDERS if one.code == kwargs["code"]), None)
        if found is None:
            raise Http404
        self.provider = found
        return super().dispatch(request, *args, **kwargs)

    def sorry(self, why: str, *, email: str = "") -> HttpResponse:
        actions.note_sign_in_refused(email=email, why=f"{self.provider.code}: {why}", by=SIGN_IN)
        messages.error(self.request, WORDS.get(why, OTHERWISE).format(name=self.provider.name))
        return redirect("home" if self.request.user.is_authenticated else "account_login")


class GoToProvider(_WithProvider):
    """Begun by a press only, so that no other page can sign anyone in.

    A page that goes on by itself, since browsers let no form lead to another site under our content security policy.
    """

    http_method_names = ["post", "options"]

    def post(self, request: HttpRequest, code: str) -> HttpResponse:
        attempt = vouching.new_attempt(
            self.provider,
            redirect_uri=settings.PORTAL_URL + reverse("account_sso_back", args=[code]),
            now=_now(),
            onward=wanted(request),
            is_again=request.user.is_authenticated,
        )
        try:
            place = vouching.address_to_ask(self.provider, attempt)
        except vouching.NotVouched as problem:
            return self.sorry(problem.why)
        request.session[KEPT] = attempt.kept()
        return render(request, "account/sso_go.html", {"provider": self.provider, "place": place})


class BackFromProvider(_WithProvider):
    def get(self, request: HttpRequest, code: str) -> HttpResponse:
        kept = request.session.pop(KEPT, None)  # once, whatever comes of it
        if not kept or kept["provider"] != code or _now() - kept["begun_at"] > TAKES_AT_MOST:
            return self.sorry("not_begun_here")
        attempt = vouching.Attempt(**kept)
        try:
            claims = vouching.claims_for(self.provider, attempt, request.GET.dict())
        except vouching.NotVouched as problem:
            return self.sorry(problem.why)
        return self.again(claims, attempt) if request.user.is_authenticated else self.sign_in(claims, attempt)

    def sign_in(self, claims: dict[str, Any], attempt: vouching.Attempt) -> HttpResponse:
        user = self.person(claims)
        if user is None:
            return self.sorry("no_account", email=self.provider.verified_email(claims))
        if not user.is_active:
            return self.sorry("no_account", email=user.email)
        record_authentication(self.request, user, "sso", provider=self.provider.code)
        if self.provider.took_second_step(claims):
            trust_second_step(self.request, user)
        login = Login(user=user, redirect_url=attempt.onward or None)
        return cast(HttpResponse, perform_login(self.request, login))

    def person(self, claims: dict[str, Any]) -> User | None:
        """By the lasting name at this issuer; the first time by a verified address of the issuer's own."""
        known = ExternalIdentity.objects.filter(issuer=self.provider.issuer, subject=claims["sub"])
        if identity := known.select_related("user").first():
            return identity.user
        email = self.provider.verified_email(claims)
        user = User.objects.filter(email__iexact=email).first() if email else None
        if user is None or not user.is_active:
            return None
        linked = actions.link_identity(user=user, issuer=self.provider.issuer, subject=claims["sub"], by=SIGN_IN)
        return user if linked else None

    def again(self, claims: dict[str, Any], attempt: vouching.Attempt) -> HttpResponse:
        """Only the same person at the same provider confirms anything, and only if they were asked just now."""
        user = cast(User, self.request.user)
        same = ExternalIdentity.objects.filter(user=user, issuer=self.provider.issuer, subject=claims["sub"])
        if not attempt.is_again or not same.exists():
            return self.sorry("someone_else", email=user.email)
        confirm(self.request, "sso")
        return redirect(attempt.onward or reverse("home"))


def _now() -> int:
    return int(clock.now().timestamp())
