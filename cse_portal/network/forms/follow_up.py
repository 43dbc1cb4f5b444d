"""That the LADO was told, or why it was not needed."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms

from cse_portal.network import follow_up_rules as rules
from cse_portal.network.follow_up_rules import Lado
from cse_portal.ui.asked import PLAIN, narrative, radios
from cse_portal.ui.dates import Bound
from cse_portal.ui.fields import DateField, Option
from cse_portal.ui.forms import PortalForm

REVEALS = {Lado.TOLD: ("told_on", "told_whom", "reference", "decided"), Lado.NOT_NEEDED: ("why",)}


class LadoForm(PortalForm):
    error_labels: ClassVar[dict[str, str]] = {"told_on": "Day"}

    outcome = radios(
        "What was done?",
        [(one.value, Option(title, hint=hint, reveals=REVEALS[one])) for one, (title, hint) in rules.LADO.items()],
        error_messages={"required": "Select what was done"},
    )
    told_on = DateField(label="When was the LADO told?", bound=Bound.TODAY_OR_PAST, required=False)
    told_whom = forms.CharField(label="Whom did you speak to?", max_length=200, required=False, widget=PLAIN)
    reference = forms.CharField(label="LADO’s reference", max_length=60, required=False, widget=PLAIN)
    decided = narrative("What was decided?", rows=3, required=False, help_text="It can be added later")
    why = narrative("Why was it not needed?", rows=3, required=False)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("outcome") == Lado.TOLD:
            if not said.get("told_on") and "told_on" not in self.errors:
                self.add_error("told_on", "Enter when the LADO was told")
            if not said.get("told_whom"):
                self.add_error("told_whom", "Enter whom you spoke to")
        elif said.get("outcome") == Lado.NOT_NEEDED and not said.get("why"):
            self.add_error("why", "Enter why it was not needed")
        return said

    @property
    def values(self) -> dict[str, Any]:
        said = self.cleaned_data
        if said["outcome"] == Lado.NOT_NEEDED:
            return {"outcome": Lado.NOT_NEEDED.value, "words": said["why"]}
        told = {name: said[name] for name in ("told_on", "told_whom", "reference")}
        return {"outcome": Lado.TOLD.value, **told, "words": said["decided"]}
