"""Ends idle and overlong sessions and those of people without a role, and has everyone set up a second step."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import SESSION_KEY
from django.contrib.auth.models import AnonymousUser
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import Resolver404, resolve

from cse_portal.agencies import access, letters, presenters, session_rules
from cse_portal.agencies import sign_in_queries as queries
from cse_portal.agencies.access import PUBLIC
from cse_portal.agencies.actions import note_session_ended
from cse_portal.agencies.entrance import ShutOut, why_shut_out
from cse_portal.agencies.models import User
from cse_portal.agencies.session_rules import End
from cse_portal.core import clock
from cse_portal.core.actor import System

Answer = Callable[[HttpRequest], HttpResponse]

# A page that asks by itself, without anyone at the keyboard, does not keep a session alive.
BY_ITSELF = "X-Portal-By-Itself"

NOTICES = {
    End.IDLE: "You were signed out after {idle} minutes without activity. What you typed was kept.",
    End.TOO_LONG: "You were signed out: everyone signs in again after {longest} hours. What you typed was kept.",
    End.SECOND_STEP_MISSING: "Your account now asks for a second step. Sign in again.",
}

# What a person without a second step may open: the set-up, what anyone may, and leaving.
SET_UP = frozenset({"mfa_choose", "mfa_activate_totp", "mfa_add_webauthn"})
BEFORE_SECOND_STEP = PUBLIC | SET_UP | {"account_reauthenticate", "account_still_here"}


class LettersLeaveLast:
    """Letters that a page has written leave once its answer has, so that no answer takes longer for them."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if letters.are_waiting(request):
            letters.answer_first(request, response)
        return response


class SessionLimits:
    """Ends sessions; what happens to the request then is the business of whatever requires sign-in.

    Whoever lost their last role would learn no more by signing in: they are told why and whom to ask, here, until
    they sign out.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if settings.SESSION_COOKIE_NAME not in request.COOKIES:
            return self.get_response(request)
        _check(request)
        return _told_why(request) or self.get_response(request)


def _check(request: HttpRequest) -> None:
    if not request.user.is_authenticated:
        _end_if_switched_off(request)
        return
    now = int(clock.now().timestamp())
    why = session_rules.why_ended(request.session, presenters.session_limits(), now=now)
    if why is None and not access.memberships(request.user):
        why = End.NO_ACCESS
    if why:
        end_session(request, cast(User, request.user), why)
    elif BY_ITSELF not in request.headers:
        session_rules.touch(request.session, now=now)


def _end_if_switched_off(request: HttpRequest) -> None:
    """Django treats a person who is switched off as a stranger, but leaves the session as it was."""
    key = request.session.get(SESSION_KEY)
    person = User.objects.filter(pk=key).first() if key else None
    if person:
        end_session(request, person, End.SWITCHED_OFF)


def end_session(request: HttpRequest, person: User, why: End) -> None:
    request.session.flush()
    request.user = AnonymousUser()
    note_session_ended(user=person, why=why, by=System("session limits"))
    if why == End.NO_ACCESS:
        session_rules.note_shut_out(request.session, person=person.pk, now=int(clock.now().timestamp()))
    if why in NOTICES:
        messages.info(request, notice(why))


def _told_why(request: HttpRequest) -> HttpResponse | None:
    """Instead of any page that asks for sign-in; nothing of the person's own stands on it."""
    if session_rules.SHUT_OUT not in request.session:
        return None
    name = _name_of_page(request)
    if request.user.is_authenticated or (name == "account_logout" and request.method == "POST"):
        del request.session[session_rules.SHUT_OUT]
        return None
    shut_out = None if name in PUBLIC else _shut_out(request)
    return render(request, "account/access_ended.html", {"shut_out": shut_out}, status=403) if shut_out else None


def _shut_out(request: HttpRequest) -> ShutOut | None:
    limits, now = presenters.session_limits(), int(clock.now().timestamp())
    number = session_rules.shut_out(request.session, within=limits.idle, now=now)
    person = User.objects.filter(pk=number, is_active=True).first() if number else None
    return why_shut_out(person) if person else None


def _name_of_page(request: HttpRequest) -> str:
    try:
        return resolve(request.path_info).view_name
    except Resolver404:
        return ""


def notice(why: End) -> str:
    idle = int(settings.SESSION_IDLE.total_seconds() // 60)
    longest = int(settings.SESSION_LONGEST.total_seconds() // 3600)
    return NOTICES[why].format(idle=idle, longest=longest)


class SecondFactorRequired:
    """A session counts as safe once its second step was taken in it; that is remembered in the session."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        match = request.resolver_match
        if not settings.MFA_REQUIRED or (match and match.view_name in BEFORE_SECOND_STEP):
            return None
        if not request.user.is_authenticated:
            return None
        if session_rules.passed_second_step(request.session, person=request.user.pk):
            return None
        return _ask_for_second_step(request)


def _ask_for_second_step(request: HttpRequest) -> HttpResponse:
    """Set up in another browser since: whoever sits here has shown a password only, so starts again."""
    back_to = request.get_full_path() if request.method in ("GET", "HEAD") else ""
    person = cast(User, request.user)
    if queries.has_second_step(person):
        end_session(request, person, End.SECOND_STEP_MISSING)
        return redirect_to_login(back_to, "account_login")
    return redirect_to_login(back_to, "mfa_choose")
