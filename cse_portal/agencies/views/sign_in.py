"""Signing in, the second step, and staying signed in: allauth's views where the portal asks for more."""

from __future__ import annotations

from dataclasses import asdict
from datetime import timedelta
from typing import Any, cast

from allauth.account.views import LoginView
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.utils.decorators import method_decorator
from django.views.generic import View

from cse_portal.agencies import presenters, session_rules
from cse_portal.agencies.models import User
from cse_portal.core import clock
from cse_portal.ui import errors


class SignIn(LoginView):
    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"providers": settings.SSO_PROVIDERS}

    def form_invalid(self, form: Any) -> HttpResponse:
        """Too many attempts are answered on the page itself, so that nothing typed but the password goes."""
        response = cast(HttpResponse, super().form_invalid(form))
        if form.has_error("login", "too_many_login_attempts"):
            response.status_code = 429
        return response


def too_many_attempts(request: HttpRequest) -> HttpResponse:
    """For `handler429`, which allauth asks."""
    return errors.too_many_requests(request, try_again_in=timedelta(minutes=5))


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
