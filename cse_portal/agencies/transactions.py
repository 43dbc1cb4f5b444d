"""Each request acts for one person in one hat; each view, its page included, is one transaction that says so."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from allauth.account.middleware import AccountMiddleware
from allauth.core.exceptions import ImmediateHttpResponse
from django.db import transaction
from django.http import HttpRequest, HttpResponse

from cse_portal.agencies import access
from cse_portal.agencies.views.confirm import AsksToConfirm
from cse_portal.ui.errors import expected_answer

Answer = Callable[[HttpRequest], HttpResponse]
HAT = "hat"
# Django shows exceptions to the other middleware only when they come from a view that it called itself.
EXPECTED = (
    expected_answer,
    AsksToConfirm(lambda _request: HttpResponse()).process_exception,
    AccountMiddleware(lambda _request: None).process_exception,
)


class ActsForThePerson:
    """Last of all: the person is known by now, and nothing after it touches the database outside the transaction."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        if _stands_alone(view):
            return None
        try:
            with access.acting_for(_person(request)), transaction.atomic():
                return _answer(request, view, args, kwargs)
        except Exception as exception:
            for expected in EXPECTED:
                if answer := expected(request, exception):
                    return answer
            raise


def _person(request: HttpRequest) -> Any:
    """The hat was chosen by the person and is kept in the session; it counts only while it is theirs."""
    if request.user.is_authenticated:
        access.wear(request.user, request.session.get(HAT))
    return request.user


def _stands_alone(view: Any) -> bool:
    """Views that must answer when the database does not are marked as Django marks them."""
    return bool(getattr(view, "_non_atomic_requests", None))


def _answer(request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse:
    try:
        response = view(request, *args, **kwargs)
    except ImmediateHttpResponse as early:  # how allauth answers from deep within
        response = early.response
    render = getattr(response, "render", None)
    return render() if callable(render) else response
