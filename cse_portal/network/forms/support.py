"""Support for a young person who harms others: what they need, what was offered, and who reads of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any, ClassVar

from django import forms

from cse_portal.agencies.models import Membership
from cse_portal.network.support_rules import NEEDS_WHY, OFFERS, Offer
from cse_portal.ui.asked import PLAIN, lines, narrative, radios
from cse_portal.ui.dates import Bound
from cse_portal.ui.fields import DateField, Option
from cse_portal.ui.forms import PortalForm

FIELDS = ("need", "service", "offer", "why", "since", "until", "review_on", "words")
Find = Callable[[Iterable[str]], Mapping[str, Membership]]


class SupportForm(PortalForm):
    error_labels: ClassVar[dict[str, str]] = {
        "since": "Day of the offer",
        "until": "Last day",
        "review_on": "Day to look again",
    }
    field_order = (*FIELDS, "readers")

    need = narrative(
        "What does this young person need?",
        rows=4,
        help_text="Whoever harms others while young is often harmed themselves. Say what they need, apart from what"
        " they may have done",
        error_messages={"required": "Enter what this young person needs"},
    )
    service = forms.CharField(
        label="Which service offers support?",
        max_length=200,
        widget=PLAIN,
        error_messages={"required": "Enter which service offers support"},
    )
    offer = radios(
        "What became of the offer?",
        [(one.value, Option(title, reveals="why" if one in NEEDS_WHY else ())) for one, title in OFFERS.items()],
        error_messages={"required": "Select what became of the offer"},
    )
    why = lines("Why?", required=False, help_text="And what is tried next")
    since = DateField(label="When was it offered?", bound=Bound.TODAY_OR_PAST)
    until = DateField(label="When did it end, if it has?", bound=Bound.TODAY_OR_PAST, required=False)
    review_on = DateField(label="When will you look at it again?", required=False)
    words = narrative("What else should those who support them know?", rows=3, required=False)
    readers = lines(
        "Who else may read this? Their email addresses",
        most=1000,
        required=False,
        help_text="One on a line, of people who may read of this person anyway. Practice leads and heads of service"
        " read it, too, and nobody else",
    )

    def __init__(self, *args: Any, find: Find, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._find = find
        self.named: list[Membership] = []

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("offer") in NEEDS_WHY and not said.get("why"):
            self.add_error("why", "Enter why")
        since, until = said.get("since"), said.get("until")
        if since and until and until < since:
            self.add_error("until", "Last day must be the same as or after the day of the offer")
        if said.get("offer") == Offer.ENDED and not until and "until" not in self.errors:
            self.add_error("until", "Enter when it ended")
        self._clean_readers(said.get("readers") or "")
        return said

    def _clean_readers(self, text: str) -> None:
        typed = list(dict.fromkeys(one.lower() for one in re.split(r"[\s,;]+", text) if one))
        found = self._find(typed) if typed else {}
        unknown = [one for one in typed if one not in found]
        if unknown:
            self.add_error("readers", f"Nobody at work has the address {unknown[0]}. Check the spelling")
        self.named = list(found.values())

    @property
    def values(self) -> dict[str, Any]:
        said = {name: self.cleaned_data[name] for name in FIELDS}
        return {**said, "why": said["why"] if said["offer"] in NEEDS_WHY else ""}
