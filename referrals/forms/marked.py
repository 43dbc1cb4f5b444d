"""What forms share that say who may read something."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from django import forms

from cse_portal.agencies.models import Agency, Membership
from cse_portal.cases.handling import TITLES as MARKS
from cse_portal.cases.handling import Handling
from cse_portal.ui.asked import radios
from cse_portal.ui.fields import Option
from cse_portal.ui.forms import PortalForm

REASON = 4000


class MarkedForm(PortalForm):
    """With a handling mark, and the agencies that one of them names."""

    marks_optional = False
    error_labels: ClassVar[dict[str, str]] = {}

    handling = radios("Who may read it, beside MASH", [], error_messages={"required": "Select who may read it"})
    named = forms.MultipleChoiceField(label="Which agencies?", required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, marks: Sequence[Handling], agencies: Sequence[Agency], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._agencies = {str(one.ref): one for one in agencies}
        self.fields["handling"].choices = [  # type: ignore[attr-defined]
            (one.value, Option(MARKS[one], reveals="named" if one is Handling.NAMED_AGENCIES else ())) for one in marks
        ]
        offer_agencies(self.fields["named"], self._agencies)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("handling") == Handling.NAMED_AGENCIES.value and not said.get("named"):
            self.add_error("named", "Select which agencies may read it")
        return said

    @property
    def mark(self) -> tuple[Handling, tuple[Agency, ...]]:
        mark = Handling(self.cleaned_data["handling"])
        named = self.cleaned_data["named"] if mark is Handling.NAMED_AGENCIES else []
        return mark, tuple(self._agencies[ref] for ref in named)


def offer_agencies(field: forms.Field, there: Mapping[str, Agency]) -> None:
    field.choices = [(ref, Option(one.name)) for ref, one in there.items()]  # type: ignore[attr-defined]


def offer_people(field: forms.Field, there: Mapping[str, Membership]) -> None:
    field.choices = [(ref, Option(one.user.name, hint=str(one))) for ref, one in there.items()]  # type: ignore[attr-defined]
