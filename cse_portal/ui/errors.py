"""Pages for when something is in the way: each says what to do next."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import timedelta

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from cse_portal.core.models import StaleRecord
from cse_portal.core.request_id import current_request_id

TOO_LARGE = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)
NO_DATABASE = (OperationalError, InterfaceError)
NEVER_STORED = {"Cache-Control": "no-store"}


class TooManyRequests(Exception):
    """Raised by whatever counts attempts; the person is told when to try again."""

    def __init__(self, *, try_again_in: timedelta) -> None:
        super().__init__("Too many requests")
        self.try_again_in = try_again_in


class Unavailable(Exception):
    """Raised when the portal is up but cannot answer just now, as during an upgrade or a restore."""


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    if isinstance(exception, TOO_LARGE):
        return too_large(request)
    return render(request, "400.html", status=400)


def permission_denied(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "403.html", status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """A wrong address and a record that one has no reason to see answer in the same words."""
    return render(request, "404.html", status=404)


def conflict(request: HttpRequest) -> HttpResponse:
    return render(request, "409.html", status=409)


def too_large(request: HttpRequest) -> HttpResponse:
    return render(request, "413.html", status=413)


def too_many_requests(request: HttpRequest, *, try_again_in: timedelta = timedelta(minutes=1)) -> HttpResponse:
    seconds = max(1, int(try_again_in.total_seconds()))
    minutes = -(-seconds // 60)
    response = render(request, "429.html", {"minutes": minutes}, status=429)
    response.headers["Retry-After"] = str(seconds)
    return response


def server_error(request: HttpRequest) -> HttpResponse:
    """Stands without database, session or frame, since any of these may be what broke."""
    if isinstance(sys.exc_info()[1], NO_DATABASE):
        return unavailable(request)
    return _bare("500.html", 500)


def unavailable(request: HttpRequest) -> HttpResponse:
    response = _bare("503.html", 503)
    response.headers["Retry-After"] = "30"
    return response


def _bare(template: str, status: int) -> HttpResponse:
    first, _, rest = current_request_id().partition("-")
    page = render_to_string(template, {"reference": first.upper(), "rest_of_reference": rest})
    return HttpResponse(page, status=status, headers=NEVER_STORED)


class PlainAnswers:
    """Middleware: answers the few expected exceptions with their own pages, wherever they were raised."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        return expected_answer(request, exception)


def expected_answer(request: HttpRequest, exception: Exception) -> HttpResponse | None:
    if isinstance(exception, StaleRecord):
        return conflict(request)
    if isinstance(exception, TooManyRequests):
        return too_many_requests(request, try_again_in=exception.try_again_in)
    return unavailable(request) if isinstance(exception, Unavailable) else None
