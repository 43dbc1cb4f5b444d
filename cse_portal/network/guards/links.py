"""Pages about one link: of each child at its ends one sees the case."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse

from cse_portal.agencies import access
from cse_portal.agencies.guards import Guarded
from cse_portal.agencies.roles import Permission
from cse_portal.audit.actions import record_look, record_refusal
from cse_portal.cases.guards import asking
from cse_portal.core.models import Record
from cse_portal.desk.guards import SafeFormView
from cse_portal.network import queries
from cse_portal.network.models import Link


class LinkGuarded(Guarded):
    """Whoever has no part in a child’s case says first why they look, as on every page of it."""

    permission = Permission.SEE_NETWORK
    link: Link

    def look_up(self, **kwargs: Any) -> None:
        if self.request.user.is_authenticated:
            self.link = self.load(kwargs["ref"])

    def load(self, ref: str) -> Link:
        found = queries.link_by_ref(self.person, ref)
        if found is None:
            raise Http404
        return found

    def ask_first(self) -> HttpResponseBase | None:
        cases = self.link.cases
        asked = (asking.ask_first(self.request, self.person, one, access.granted(self.person, one)) for one in cases)
        return super().ask_first() or next((answer for answer in asked if answer), None)

    def refused(self, refused: PermissionDenied | Http404) -> None:
        about = queries.whose_link(self.kwargs["ref"])
        record_refusal("network.refused", about=about, detail={"page": self.address_name}, by=self.person)

    def note_look(self) -> None:
        for case in self.link.cases:
            record_look("network.link_looked_at", about=self.link, case=case, child=case.child, by=self.person)
        if not self.link.cases:
            record_look("network.link_looked_at", about=self.link, by=self.person)


class LinkDeed(LinkGuarded, SafeFormView):
    permission = Permission.KEEP_RECORD
    template_name = "network/deed.html"

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        self._require()
        self.note_look()
        return super().get(request, **kwargs)

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        self._require()
        return super().post(request, **kwargs)

    def _require(self) -> None:
        access.require(self.person, Permission.SEE_NETWORK)
        for case in self.link.cases:
            access.require_decides(self.person, case, self.permission)

    def get_record(self) -> Record | None:
        return self.load(self.kwargs["ref"])

    def about_ref(self) -> str:
        return str(self.link.ref)

    def back(self) -> str:
        return reverse("network:link", kwargs={"ref": self.link.ref})

    def page_context(self) -> dict[str, Any]:
        return {"back": self.back(), **self.words()}

    def words(self) -> dict[str, Any]:
        raise NotImplementedError
