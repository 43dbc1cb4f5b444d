"""The shared front half of every view: nobody gets past without the permission the view names."""

from __future__ import annotations

from typing import Any, ClassVar, cast
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.views.generic import View

from cse_portal.agencies import access, agreed
from cse_portal.agencies.models import User
from cse_portal.agencies.roles import Permission

TERMS_SETTLED = "terms_settled"  # in the session


class Guarded(View):
    """A view for signed-in people; a subclass that names no permission answers nobody."""

    permission: ClassVar[Permission]
    asks_for_terms: ClassVar[bool] = True

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        access.require(request.user, self.permission)
        if self.asks_for_terms and _opens_a_page(request) and _owes_terms(request):
            back = urlencode({"next": request.get_full_path()})
            return redirect(f"{reverse('office:accept_terms')}?{back}")
        return super().dispatch(request, *args, **kwargs)

    @property
    def person(self) -> User:
        """Who asks: signed in, or `dispatch` would have refused."""
        return cast(User, self.request.user)


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
