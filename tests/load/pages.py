"""Pages that say nothing: what every page pays before it does any work of its own."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse

from cse_portal.agencies import access
from cse_portal.agencies.guards import Guarded
from cse_portal.agencies.roles import Permission


@login_not_required
def null(request: HttpRequest) -> HttpResponse:
    """The web server, every middleware, nobody's session."""
    return HttpResponse("nothing", content_type="text/plain")


class SignedInNull(Guarded):
    """The same with a session, its person, their memberships and the permission check."""

    permission = Permission.OWN_WORK

    def get(self, request: HttpRequest) -> HttpResponse:
        posts = len(access.memberships(self.person))
        return HttpResponse(f"nothing for someone with {posts} posts", content_type="text/plain")
