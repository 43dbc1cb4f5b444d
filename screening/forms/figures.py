"""What the board's figures are of: nothing in it names anybody, so that it may stand in the address."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from django import forms

from cse_portal.agencies.models import Agency
from cse_portal.ui.forms import FilterForm
from screening import editions
from screening.figures import Period, code_of, in_words, last_quarter, month_of, months
from screening.instruments.shape import Instrument

EVERY_ITEM = "all"
REVERSED = "The last month must be the same as or after the first month"


@dataclass(frozen=True)
class Wanted:
    instrument: Instrument
    period: Period
    agency: Agency | None = None
    every_item: bool = False

    @property
    def said(self) -> dict[str, str]:
        """As it stands in an address."""
        found = {"tool": self.instrument.code, "from": code_of(self.period.first), "to": code_of(self.period.last)}
        found |= {"agency": self.agency.ref} if self.agency else {}
        return found | ({"items": EVERY_ITEM} if self.every_item else {})


class FiguresForm(FilterForm):
    """What the address does not say is as usual: the screening tool, all agencies, the latest quarter that is over."""

    error_labels: ClassVar[dict[str, str]] = {"from": "First month", "to": "Last month"}

    def __init__(self, data: Any, *, agencies: Sequence[Agency], today: date) -> None:
        usual = last_quarter(today)
        said = {"tool": editions.SCREENING, "from": code_of(usual.first), "to": code_of(usual.last)}
        super().__init__(said | {name: value for name, value in data.items() if value})
        self._tools = {one.code: one for one in sorted(editions.offered(), key=lambda one: one.edition)}
        self._agencies = {one.ref: one for one in agencies}
        wrong = "Choose the {} month from the list"
        spans = [(code_of(one), in_words(one)) for one in months(today)]
        tools = [(code, one.title) for code, one in self._tools.items()]
        self.fields["tool"] = _choice("Tool", tools, "Choose a tool from the list")
        self.fields["from"] = _choice("First month", spans, wrong.format("first"))
        self.fields["to"] = _choice("Last month", spans, wrong.format("last"))
        names = [("", "All agencies"), *((one.ref, one.name) for one in agencies)]
        self.fields["agency"] = _choice("Agency beside all", names, "Choose an agency from the list", required=False)
        self.fields["items"] = forms.CharField(required=False, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if said.get("from") and said.get("to") and said["to"] < said["from"]:
            self.add_error("to", REVERSED)
        return said

    @property
    def wanted(self) -> Wanted | None:
        """Nothing while something in it is wrong."""
        if not self.is_valid():
            return None
        said = self.cleaned_data
        period = Period(month_of(said["from"]), month_of(said["to"]))
        agency = self._agencies.get(said["agency"])
        return Wanted(self._tools[said["tool"]], period, agency, said["items"] == EVERY_ITEM)


def _choice(label: str, choices: Sequence[tuple[str, str]], wrong: str, *, required: bool = True) -> forms.ChoiceField:
    messages = {"required": wrong, "invalid_choice": wrong}
    return forms.ChoiceField(label=label, choices=list(choices), required=required, error_messages=messages)
