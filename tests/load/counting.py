"""Counts a request's SQL when the request asks for it; others pass at the price of one look at a header."""

from __future__ import annotations

from collections.abc import Callable
from time import perf_counter
from typing import Any

from django.db import connection
from django.http import HttpRequest, HttpResponse

ASKED = "X-Bench-Count"  # followed by words of the statements whose time is asked for, or by ALL
ALL = "all"
ANSWER = "X-Bench-SQL"


class Counting:
    """Counted requests are never among the timed ones."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if ASKED not in request.headers:
            return self.get_response(request)
        words = request.headers[ASKED]
        tally = Tally("" if words == ALL else words)
        with connection.execute_wrapper(tally):
            response = self.get_response(request)
        response.headers[ANSWER] = f"{tally.number} {tally.seconds * 1000:.3f}"
        return response


class Tally:
    """The number of all statements, and the time of those with the words."""

    def __init__(self, words: str = "") -> None:
        self.words = words
        self.number = 0
        self.seconds = 0.0

    def __call__(self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        begun = perf_counter()
        try:
            return execute(sql, params, many, context)
        finally:
            self.number += 1
            if self.words in sql:
                self.seconds += perf_counter() - begun
