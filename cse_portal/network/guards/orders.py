"""Pages about one notice or order: read where it, and whoever it is on, may be read."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from cse_portal.agencies import access
from cse_portal.agencies.guards import Guarded
from cse_portal.agencies.roles import Permission
from cse_portal.audit.actions import record_look, record_refusal
from cse_portal.core.models import Record
from cse_portal.desk.guards import SafeFormView
from cse_portal.network import order_queries
from cse_portal.network.models import Order


class OrderGuarded(Guarded):
    permission = Permission.SEE_NETWORK
    order: Order

    def look_up(self, **kwargs: Any) -> None:
        if self.request.user.is_authenticated:
            self.order = self.load(kwargs["ref"])

    def load(self, ref: str) -> Order:
        found = order_queries.order_by_ref(self.person, ref)
        if found is None:
            raise Http404
        return found

    def refused(self, refused: PermissionDenied | Http404) -> None:
        """The person never learns whether there is such an order; the trail learns who tried."""
        about = order_queries.whose_order(self.kwargs["ref"])
        record_refusal("order.look_refused", about=about, detail={"page": self.address_name}, by=self.person)

    def note_look(self) -> None:
        record_look("order.looked_at", about=self.order, case=self.order.protects, by=self.person)


class OrderDeed(OrderGuarded, SafeFormView):
    """A form about it, for whoever keeps records."""

    permission = Permission.KEEP_RECORD
    template_name = "network/deed.html"

    def look_up(self, **kwargs: Any) -> None:
        super().look_up(**kwargs)
        access.require(self.request.user, Permission.SEE_NETWORK)

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        self.note_look()
        return super().get(request, **kwargs)

    def get_record(self) -> Record | None:
        return self.load(self.kwargs["ref"])

    def about_ref(self) -> str:
        return str(self.kwargs["ref"])

    def back(self) -> str:
        return reverse("network:order", kwargs={"ref": self.order.ref})

    def page_context(self) -> dict[str, Any]:
        caption = f"{self.order.title} on {self.order.item.label}"
        return {"order": self.order, "back": self.back(), "caption": caption, **self.words()}

    def words(self) -> dict[str, Any]:
        """The heading, and what the button says."""
        raise NotImplementedError
