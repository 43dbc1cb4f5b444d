"""Gives each request an identity, one line in the log and its figures; keeps pages from caches and other sites."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import structlog
from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed

from cse_portal.core.request_id import identified
from cse_portal.operations import metrics

Answer = Callable[[HttpRequest], HttpResponse]
METHODS = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"}
ANSWERED = ["GET", "HEAD", "OPTIONS", "POST"]  # what browsers' forms and the portal's own scripts send
log = structlog.get_logger("portal.request")


class RequestIdentity:
    """The identity goes back to the browser, so that a person can read it out to the help desk."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        started, count = time.perf_counter(), QueryCount()
        with identified() as request_id, connection.execute_wrapper(count):
            response = self.get_response(request)
            if not request.path_info.startswith(settings.STATIC_URL):
                note(request, response.status_code, time.perf_counter() - started, count.number)
        response.headers["X-Request-ID"] = request_id
        return response


class QueryCount:
    """Counts what a request asks the database."""

    def __init__(self) -> None:
        self.number = 0

    def __call__(self, execute: Callable[..., Any], sql: Any, params: Any, many: bool, context: Any) -> Any:
        self.number += 1
        return execute(sql, params, many, context)


def note(request: HttpRequest, status: int, seconds: float, queries: int) -> None:
    """The view's name, never the address: addresses hold references, and what people type after them."""
    match = request.resolver_match
    view = match.view_name if match else "none"
    who = getattr(request, "_cached_user", None)  # only if the request looked: a log line costs no query
    log.info(
        "request",
        view=view,
        method=request.method if request.method in METHODS else "OTHER",
        status=status,
        duration_ms=round(seconds * 1000, 1),
        queries=queries,
        user=getattr(who, "ref", ""),
    )
    metrics.observe(view=view, status=status, seconds=seconds, queries=queries)


class ForUsOnly:
    """No other site may load what is here, be it a style sheet; methods that no page sends are refused."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request) if request.method in ANSWERED else HttpResponseNotAllowed(ANSWERED)
        response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
        return response


class NeverStored:
    """Pages may hold a child's record: no browser or proxy keeps a copy. Static files stand before this."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Cache-Control", "no-store")
        return response
