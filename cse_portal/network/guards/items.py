"""Pages about one person of concern, place or thing."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from cse_portal.agencies import access
from cse_portal.agencies.guards import Guarded
from cse_portal.agencies.roles import Permission
from cse_portal.audit.actions import record_look, record_refusal
from cse_portal.desk.guards import SafeFormView
from cse_portal.network import queries
from cse_portal.network.models import Item


class ItemGuarded(Guarded):
    permission = Permission.SEE_NETWORK
    item: Item

    def look_up(self, **kwargs: Any) -> None:
        if self.request.user.is_authenticated:
            self.item = self.load(kwargs["ref"])

    def load(self, ref: str) -> Item:
        found = queries.item_by_ref(self.person, ref)
        if found is None:
            raise Http404
        return found

    def refused(self, refused: PermissionDenied | Http404) -> None:
        """The person never learns whether there is such a record; the trail learns who tried."""
        about = queries.whose_item(self.kwargs["ref"])
        record_refusal("network.refused", about=about, detail={"page": self.address_name}, by=self.person)

    def note_look(self) -> None:
        record_look("network.item_looked_at", about=self.item, by=self.person)


class ItemDeed(ItemGuarded, SafeFormView):
    """A form about it, for whoever keeps records."""

    permission = Permission.KEEP_RECORD
    template_name = "network/deed.html"

    def look_up(self, **kwargs: Any) -> None:
        super().look_up(**kwargs)
        access.require(self.request.user, Permission.SEE_NETWORK)

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        self.note_look()
        return super().get(request, **kwargs)

    def get_record(self) -> Item | None:
        return self.load(self.kwargs["ref"])

    def about_ref(self) -> str:
        return str(self.item.ref)

    def back(self) -> str:
        return reverse("network:item", kwargs={"ref": self.item.ref})

    def page_context(self) -> dict[str, Any]:
        return {"item": self.item, "back": self.back(), **self.words()}

    def words(self) -> dict[str, Any]:
        """The heading, and what the button says."""
        raise NotImplementedError
