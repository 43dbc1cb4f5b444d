"""Gives each request an identity, and keeps pages out of every cache."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from cse_portal.core.request_id import identified

Answer = Callable[[HttpRequest], HttpResponse]


class RequestIdentity:
    """The identity goes back to the browser, so that a person can read it out to the help desk."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with identified() as request_id:
            response = self.get_response(request)
        response.headers["X-Request-ID"] = request_id
        return response


class NeverStored:
    """Pages may hold a child's record: no browser or proxy keeps a copy. Static files stand before this."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Cache-Control", "no-store")
        return response
