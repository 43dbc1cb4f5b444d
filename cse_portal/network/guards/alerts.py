"""Pages about a link between two cases: for the side that is told of it."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseBase

from cse_portal.agencies import access
from cse_portal.agencies.guards import Guarded
from cse_portal.agencies.roles import Permission
from cse_portal.audit.actions import record_look, record_refusal
from cse_portal.cases.guards import asking
from cse_portal.cases.models import Case
from cse_portal.network import queries
from cse_portal.network.models import LinkAlert


class AlertGuarded(Guarded):
    permission = Permission.SEE_NETWORK
    alert: LinkAlert
    cases: list[Case]  # the person's own side of it; both, where they see both

    def look_up(self, **kwargs: Any) -> None:
        if self.request.user.is_authenticated:
            self.alert = self.load(kwargs["ref"])
            self.cases = queries.sides_seen(self.person, self.alert)

    def load(self, ref: str) -> LinkAlert:
        found = queries.alert_by_ref(self.person, ref)
        if found is None:
            raise Http404
        return found

    def ask_first(self) -> HttpResponseBase | None:
        asked = (
            asking.ask_first(self.request, self.person, one, access.granted(self.person, one)) for one in self.cases
        )
        return super().ask_first() or next((answer for answer in asked if answer), None)

    def refused(self, refused: PermissionDenied | Http404) -> None:
        record_refusal("network.refused", detail={"page": self.address_name}, by=self.person)

    def note_look(self) -> None:
        for case in self.cases:
            record_look("network.alert_looked_at", about=self.alert, case=case, child=case.child, by=self.person)
