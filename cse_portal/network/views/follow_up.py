"""What follows from recording somebody."""

from __future__ import annotations

from typing import Any

from django.contrib import messages

from cse_portal.core import clock
from cse_portal.network import actions, order_names
from cse_portal.network.forms.follow_up import LadoForm
from cse_portal.network.guards import ItemDeed


class TellLado(ItemDeed):
    kind, form_class = order_names.TELL_LADO, LadoForm

    def get_record(self) -> None:
        return None

    def initial(self) -> dict[str, Any]:
        return {"told_on": clock.today()}

    def perform(self, form: LadoForm) -> str:
        actions.tell_lado(item=self.item, values=form.values, by=self.person)
        messages.success(self.request, "Saved. It stands with what is known, and is no longer among your work.")
        return self.back()

    def words(self) -> dict[str, Any]:
        position = self.item.position_of_trust
        return {
            "heading": "Position of trust: the LADO",
            "button": "Save",
            "caption": f"{self.item.label}, {position}" if position else self.item.label,
        }
