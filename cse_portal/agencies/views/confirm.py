"""Asking once more who it is before something sensitive, and going on from exactly where the person was."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any, cast

from allauth.account.adapter import get_adapter
from allauth.core.exceptions import ReauthenticationRequired
from allauth.core.internal import ratelimit
from allauth.mfa.webauthn.internal import auth as passkeys
from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.generic import View

from cse_portal.agencies import actions, session_rules
from cse_portal.agencies import sign_in_queries as queries
from cse_portal.agencies.forms.confirm import ConfirmForm
from cse_portal.agencies.models import User
from cse_portal.core import clock
from cse_portal.core.kept_words import mark_as_kept

Answer = Callable[[HttpRequest], HttpResponse]
CSRF_FIELD = "csrfmiddlewaretoken"


class AsksToConfirm:
    """Answers views that ask for a fresh proof. A form that was sent waits in the page itself, and goes on with it."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        if request.method != "POST" or not request.user.is_authenticated or not _carries_proof(request):
            return None
        if request.resolver_match and request.resolver_match.view_name == "account_reauthenticate":
            return None
        return _check(request)

    def process_exception(self, request: HttpRequest, problem: Exception) -> HttpResponse | None:
        if not isinstance(problem, ReauthenticationRequired) or not request.user.is_authenticated:
            return None
        if request.method not in ("GET", "HEAD"):
            was_asked = any(name.startswith(session_rules.CONFIRM_PREFIX) for name in request.POST)
            return _show(request, _form(request, request.POST if was_asked else None), status=403)
        where = urlencode({"next": request.get_full_path()})
        return redirect(f"{reverse('account_reauthenticate')}?{where}")


class Again(View):
    """For a page that was to be opened: the proof first, then the page."""

    def get(self, request: HttpRequest) -> HttpResponse:
        return _show(request, _form(request), next=_wanted(request))

    def post(self, request: HttpRequest) -> HttpResponse:
        problem = _check(request, next=_wanted(request))
        return problem or redirect(_wanted(request) or reverse("home"))


def _carries_proof(request: HttpRequest) -> bool:
    """Left empty, the person may have confirmed in another tab meanwhile."""
    return any(value for name, value in request.POST.items() if name.startswith(session_rules.CONFIRM_PREFIX))


def _check(request: HttpRequest, **more: str) -> HttpResponse | None:
    """None when the proof was good; the proof itself goes no further than here."""
    user = cast(User, request.user)
    if not ratelimit.consume(request, app="allauth.account", action="reauthenticate", user=user):
        return cast(HttpResponse, ratelimit.respond_429(request))
    form = _form(request, request.POST)
    if not form.is_valid():
        return _show(request, form, status=403, **more)
    confirm(request, form.how)
    request.POST = _without_proof(request.POST)  # type: ignore[assignment]
    return None


def confirm(request: HttpRequest, how: str) -> None:
    """A proof gives the session a new key, as signing in does."""
    user = cast(User, request.user)
    request.session.cycle_key()
    session_rules.note_confirmed(request.session, now=int(clock.now().timestamp()))
    actions.note_confirmed(user=user, how=how, by=user)


def _form(request: HttpRequest, data: QueryDict | None = None) -> ConfirmForm:
    user = cast(User, request.user)
    return ConfirmForm(data, user=user, has_codes=queries.has_codes(user))


def _without_proof(posted: QueryDict) -> QueryDict:
    kept = QueryDict(mutable=True)
    for name, values in posted.lists():
        if not name.startswith(session_rules.CONFIRM_PREFIX):
            kept.setlist(name, values)
    return kept


def _show(request: HttpRequest, form: ConfirmForm, *, status: int = 200, **more: str) -> HttpResponse:
    if "json" in request.headers.get("Accept", "") or request.headers.get("Sec-Fetch-Mode") == "cors":
        return JsonResponse({"problem": "confirm"}, status=403)
    held = [(name, values) for name, values in _without_proof(request.POST).lists() if name != CSRF_FIELD]
    context = {
        "form": form,
        "held": [] if "next" in more else held,
        "had_files": bool(request.FILES),
        "path": request.get_full_path(),
        "passkey": _passkey_options(request),
        "providers": queries.providers_of(cast(User, request.user)),
        "minutes": settings.ACCOUNT_REAUTHENTICATION_TIMEOUT // 60,
        **more,
    }
    return mark_as_kept(render(request, "account/confirm.html", context, status=status))


def _passkey_options(request: HttpRequest) -> str:
    """What the browser needs to ask for a passkey; nothing for whoever has none."""
    user = cast(User, request.user)
    return json.dumps(passkeys.begin_authentication(user)) if queries.has_passkey(user) else ""


def _wanted(request: HttpRequest) -> str:
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    return wanted if wanted and get_adapter().is_safe_url(wanted) else ""
