"""The shared front half of every view: nobody gets past without the permission the view names."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, ClassVar, cast
from urllib.parse import urlencode

from allauth.core.exceptions import ReauthenticationRequired
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.views.generic import View

from cse_portal.agencies import access, agreed, session_rules
from cse_portal.agencies.models import User
from cse_portal.agencies.roles import Permission
from cse_portal.audit.actions import record_refusal
from cse_portal.core import clock

A_QUARTER_OF_AN_HOUR = timedelta(minutes=15)
EACH_TIME = timedelta(minutes=1)  # long enough to come back from confirming, too short for anything else
ANY_REQUEST = frozenset({"GET", "HEAD", "POST"})

TERMS_SETTLED = "terms_settled"  # in the session


class Guarded(View):
    """A view for signed-in people; a subclass that names no permission answers nobody.

    Whoever is refused is written down here, for every view and whatever in it refuses: outside the page's
    transaction, which the refusal takes back.
    """

    permission: ClassVar[Permission]
    asks_for_terms: ClassVar[bool] = True

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            self.look_up(**kwargs)
            access.require(request.user, self.permission)
            return self.ask_first() or super().dispatch(request, *args, **kwargs)
        except (PermissionDenied, Http404) as refused:
            if request.user.is_authenticated:
                self.refused(refused)
            raise

    def look_up(self, **kwargs: Any) -> None:
        """What the address is about, before anybody is asked for a permission: what is not there comes first."""

    def ask_first(self) -> HttpResponseBase | None:
        """Whoever may open the page, and owes an answer before they do."""
        if self.asks_for_terms and _opens_a_page(self.request) and _owes_terms(self.request):
            back = urlencode({"next": self.request.get_full_path()})
            return redirect(f"{reverse('office:accept_terms')}?{back}")
        return None

    def refused(self, refused: PermissionDenied | Http404) -> None:
        """A wrong address is nobody's secret; a page that one may not open is."""
        if isinstance(refused, PermissionDenied):
            record_refusal("page.refused", detail={"page": self.address_name}, by=self.person)

    @property
    def person(self) -> User:
        """Who asks: signed in, or `dispatch` would have refused."""
        return cast(User, self.request.user)

    @property
    def address_name(self) -> str:
        """The page by its name in the table of addresses: without what it is about."""
        match = self.request.resolver_match
        return match.view_name if match else ""


def _opens_a_page(request: HttpRequest) -> bool:
    """A person goes somewhere: no form on its way is ever stopped, nor what a page fetches by itself."""
    return request.method == "GET" and "text/html" in request.headers.get("Accept", "")


def _owes_terms(request: HttpRequest) -> bool:
    """Looked up once a day and session: terms begin with a day."""
    mark = agreed.settled_mark(request.user)
    if request.session.get(TERMS_SETTLED) == mark:
        return False
    if agreed.terms_owed(request.user):
        return True
    request.session[TERMS_SETTLED] = mark
    return False


class Confirmed(View):
    """A view for whoever has shown a moment ago that it is they; others are asked, and lose nothing they typed.

    `asked_on` names the methods that ask: a form that takes long to fill in may ask only when it is sent.
    """

    fresh_within: ClassVar[timedelta] = A_QUARTER_OF_AN_HOUR
    asked_on: ClassVar[frozenset[str]] = ANY_REQUEST

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method in self.asked_on:
            require_fresh(request, self.fresh_within)
        return super().dispatch(request, *args, **kwargs)


class StepUp(Guarded):
    """For sensitive screens; stands first among the bases: `class Reset(StepUp, SafeFormView)`."""

    fresh_within: ClassVar[timedelta] = A_QUARTER_OF_AN_HOUR
    asked_on: ClassVar[frozenset[str]] = ANY_REQUEST

    def look_up(self, **kwargs: Any) -> None:
        """Whoever may not open it at all is told so at once."""
        super().look_up(**kwargs)
        access.require(self.request.user, self.permission)
        if self.request.method in self.asked_on:
            require_fresh(self.request, self.fresh_within)


def require_fresh(request: HttpRequest, within: timedelta) -> None:
    """Answered by `views.confirm.AsksToConfirm`, whatever the view."""
    now = int(clock.now().timestamp())
    if not session_rules.is_fresh(request.session, within=int(within.total_seconds()), now=now):
        raise ReauthenticationRequired
