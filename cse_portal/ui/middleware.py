"""Answers the few expected exceptions with their own pages, wherever they were raised."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from cse_portal.core.models import StaleRecord
from cse_portal.ui import errors

Answer = Callable[[HttpRequest], HttpResponse]


class PlainAnswers:
    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, StaleRecord):
            return errors.conflict(request)
        if isinstance(exception, errors.TooManyRequests):
            return errors.too_many_requests(request, try_again_in=exception.try_again_in)
        if isinstance(exception, errors.Unavailable):
            return errors.unavailable(request)
        return None
