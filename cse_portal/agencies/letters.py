"""Mail that leaves once the answer has, so that how long an answer takes never tells whether an address is known."""

from __future__ import annotations

import logging
from smtplib import SMTPException

from django.core.mail import EmailMessage
from django.http import HttpRequest, HttpResponseBase

log = logging.getLogger(__name__)


def wait_for_answer(request: HttpRequest, letter: EmailMessage) -> None:
    _waiting(request).append(letter)


def are_waiting(request: HttpRequest) -> bool:
    return bool(_waiting(request))


def answer_first(request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
    """The web server closes a response when the browser has all of it; what waited leaves then."""
    close = response.close

    def close_and_post() -> None:
        close()
        waiting = _waiting(request)
        while waiting:
            post(waiting.pop(0))

    response.close = close_and_post  # type: ignore[method-assign]
    return response


def post(letter: EmailMessage) -> None:
    """A mail server that is down must not tell whether an address is known; the page says what to do."""
    try:
        letter.send()
    except (OSError, SMTPException) as problem:
        log.error("mail_not_sent", extra={"kind": type(problem).__name__})


def _waiting(request: HttpRequest) -> list[EmailMessage]:
    letters: list[EmailMessage] = vars(request).setdefault("letters_waiting", [])
    return letters
