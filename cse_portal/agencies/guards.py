"""The shared front half of every view: nobody gets past without the permission the view names."""

from __future__ import annotations

from typing import Any, ClassVar, cast

from django.http import HttpRequest, HttpResponseBase
from django.views.generic import View

from cse_portal.agencies import access
from cse_portal.agencies.models import User
from cse_portal.agencies.roles import Permission


class Guarded(View):
    """A view for signed-in people; a subclass that names no permission answers nobody."""

    permission: ClassVar[Permission]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        access.require(request.user, self.permission)
        return super().dispatch(request, *args, **kwargs)

    @property
    def person(self) -> User:
        """Who asks: signed in, or `dispatch` would have refused."""
        return cast(User, self.request.user)
