"""A form sent after the session ended: what was typed goes back to the person instead of being lost."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import render
from django.urls import resolve, reverse

from cse_portal.agencies import access
from cse_portal.agencies.session_rules import CONFIRM_PREFIX
from cse_portal.desk.posted import CSRF_FIELD


class KeepsWhatWasTyped(LoginRequiredMiddleware):
    """Login is required everywhere; a form sent without it is answered with its own words, ready to send again."""

    def handle_no_permission(self, request: HttpRequest, view_func: Any) -> HttpResponseBase:  # type: ignore[override]
        if request.method != "POST" or holds_secrets(request):
            return super().handle_no_permission(request, view_func)
        if wants_data(request):
            return JsonResponse({"problem": "signed_out"}, status=401)
        return send_again_page(request, is_signed_out=True)


@login_not_required
def form_expired(request: HttpRequest, reason: str = "") -> HttpResponse:
    """For CSRF_FAILURE_VIEW: signing in elsewhere makes the key of an open form an old one."""
    if wants_data(request):
        return JsonResponse({"problem": "old_key"}, status=403)
    if not came_from_here(request) or holds_secrets(request):
        return render(request, "desk/form_not_sent.html", {"path": request.path}, status=403)
    return send_again_page(request, is_signed_out=not request.user.is_authenticated)


def send_again_page(request: HttpRequest, *, is_signed_out: bool) -> HttpResponse:
    """The words are in the page alone: nothing is stored, since nobody is there to store them for."""
    context = {
        "typed": [(name, values) for name, values in request.POST.lists() if may_be_written(name)],
        "is_signed_out": is_signed_out,
        "path": request.get_full_path(),
        "back": f"{reverse('account_login')}?next={reverse('desk:signed_in_again')}",
        "had_files": bool(request.FILES),
    }
    return render(request, "desk/send_again.html", context, status=403)


def may_be_written(name: str) -> bool:
    """Neither the form's key, which is an old one, nor what showed who the person is."""
    return name != CSRF_FIELD and not name.startswith(CONFIRM_PREFIX)


def holds_secrets(request: HttpRequest) -> bool:
    """Forms of one's own account hold passwords and codes, which are never written into a page."""
    return resolve(request.path_info).url_name in access.PUBLIC | access.OWN_ACCOUNT


def wants_data(request: HttpRequest) -> bool:
    return request.headers.get("Sec-Fetch-Mode") == "cors" or "json" in request.headers.get("Accept", "")


def came_from_here(request: HttpRequest) -> bool:
    """Another site's form is never offered for sending again."""
    site = request.headers.get("Sec-Fetch-Site")
    if site:
        return site == "same-origin"
    return request.headers.get("Origin") == f"{request.scheme}://{request.get_host()}"
