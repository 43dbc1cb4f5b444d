"""Counts a request's SQL when the request asks for it; others pass at the price of one look at a header."""

from __future__ import annotations

from collections.abc import Callable
from time import perf_counter
from typing import Any

from django.db import connection
from django.http import HttpRequest, HttpResponse

ASKED = "X-Bench-Count"
ANSWER = "X-Bench-SQL"


class Counting:
    """Counted requests are never among the timed ones."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if ASKED not in request.headers:
            return self.get_response(request)
        tally = Tally()
        with connection.execute_wrapper(tally):
            response = self.get_response(request)
        response.headers[ANSWER] = f"{tally.number} {tally.seconds * 1000:.3f}"
        return response


class Tally:
    def __init__(self) -> None:
        self.number = 0
        self.seconds = 0.0

    def __call__(self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        begun = perf_counter()
        try:
            return execute(sql, params, many, context)
        finally:
            self.number += 1
            self.seconds += perf_counter() - begun
