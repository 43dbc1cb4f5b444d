"""A form that was sent and cannot be saved: what was typed goes back to the person instead of being lost."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import render
from django.urls import Resolver404, resolve, reverse
from django.utils.http import url_has_allowed_host_and_scheme

from cse_portal.agencies import access
from cse_portal.core.kept_words import KEPT
from cse_portal.desk.guards.given_back import give_back
from cse_portal.desk.guards.keys import read_keys
from cse_portal.desk.interruptions import Cause, cause_of, status_in_data, status_of_page

NOT_CARRIED_OVER = frozenset({"location", "content-type", "content-length"})


class GivesWordsBack:
    """A safe form that was refused, turned away or met a fault is answered with its own words.

    It stands outside everything that may refuse or fail, so that all it sees are answers: Django has made one of
    every exception by then. It asks neither session nor person nor database, since any of them may be what failed.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.method != "POST" or getattr(response, KEPT, False):
            return response
        cause = cause_of(response.status_code, leads_to=_name_of(response.headers.get("Location", "")))
        if cause is None or read_keys(request.POST) is None:
            return response
        if wants_data(request):
            return _in_data(request, response, cause)
        if not came_from_here(request) or holds_secrets(request):
            return response
        status = status_of_page(response.status_code)
        return _carried_over(response, give_back(request, cause, status=status, first_url=_asks(request, response)))


def _in_data(request: HttpRequest, response: HttpResponse, cause: Cause) -> HttpResponse:
    """The script of an open form keeps the words in the page; it is told why nothing is being saved."""
    if "json" in response.headers.get("Content-Type", ""):
        return response
    told = {"problem": cause.value, "where": _asks(request, response)}
    return _carried_over(response, JsonResponse(told, status=status_in_data(cause, response.status_code)))


def _carried_over(old: HttpResponse, new: HttpResponse) -> HttpResponse:
    """Cookies and headers that others have set meanwhile still count."""
    for name, value in old.headers.items():
        if name.lower() not in NOT_CARRIED_OVER:
            new.headers.setdefault(name, value)
    new.cookies.update(old.cookies)
    return new


def _asks(request: HttpRequest, response: HttpResponse) -> str:
    """Where the redirect leads, coming back to a page that says so; sign-in when it leads out of the portal."""
    place = response.headers.get("Location", "")
    if not place or not url_has_allowed_host_and_scheme(place, {request.get_host()}):
        return ""
    return f"{urlsplit(place).path}?next={reverse('desk:signed_in_again')}"


def _name_of(place: str) -> str:
    """The name of the address that a redirect leads to."""
    try:
        return resolve(urlsplit(place).path).view_name if place else ""
    except Resolver404:
        return ""


class KeepsWhatWasTyped(LoginRequiredMiddleware):
    """Login is required everywhere; a form sent without it is answered with its own words, ready to send again."""

    def handle_no_permission(self, request: HttpRequest, view_func: Any) -> HttpResponseBase:  # type: ignore[override]
        if request.method != "POST" or holds_secrets(request):
            return super().handle_no_permission(request, view_func)
        if wants_data(request):
            return JsonResponse({"problem": Cause.SIGNED_OUT.value}, status=401)
        return give_back(request, Cause.SIGNED_OUT)


@login_not_required
def form_expired(request: HttpRequest, reason: str = "") -> HttpResponse:
    """For CSRF_FAILURE_VIEW: signing in elsewhere makes the key of an open form an old one."""
    if wants_data(request):
        return JsonResponse({"problem": Cause.OLD_KEY.value}, status=403)
    if not came_from_here(request) or holds_secrets(request):
        return render(request, "desk/form_not_sent.html", {"path": request.path}, status=403)
    return give_back(request, Cause.OLD_KEY if request.user.is_authenticated else Cause.SIGNED_OUT)


def holds_secrets(request: HttpRequest) -> bool:
    """Forms of one's own account hold passwords and codes, which are never written into a page."""
    try:
        return resolve(request.path_info).url_name in access.PUBLIC | access.OWN_ACCOUNT
    except Resolver404:
        return False


def wants_data(request: HttpRequest) -> bool:
    return request.headers.get("Sec-Fetch-Mode") == "cors" or "json" in request.headers.get("Accept", "")


def came_from_here(request: HttpRequest) -> bool:
    """Another site's form is never offered for sending again."""
    site = request.headers.get("Sec-Fetch-Site")
    if site:
        return site == "same-origin"
    return request.headers.get("Origin") == f"{request.scheme}://{request.get_host()}"
