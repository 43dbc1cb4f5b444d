"""What an agency says to MASH, and to whom it gives the question."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from django import forms

from cse_portal.agencies.models import Membership
from cse_portal.ui.asked import PLAIN, narrative, radios
from cse_portal.ui.dates import Bound
from cse_portal.ui.fields import DateField, Option
from cse_portal.ui.forms import PortalForm
from referrals.actions import Answer
from referrals.forms.marked import REASON, MarkedForm, offer_people
from referrals.workflow import FINDINGS, KNOWN, Finding, Known

PARTS = ("knows", "missing", "strengths", "unknown")


class AnswerForm(MarkedForm):
    error_labels: ClassVar[dict[str, str]] = {"knows": "What you know", "told_by": "Who told you", "named": "Agencies"}

    told_by = forms.CharField(
        label="Who told you, and as what",
        max_length=200,
        widget=PLAIN,
        error_messages={"required": "Enter who told you"},
    )
    known = radios(
        "Is the child known?",
        [(one.value, Option(title, hint=hint)) for one, (title, hint) in KNOWN.items()],
        error_messages={"required": "Select whether the child is known"},
    )
    knows = narrative(
        "What you know",
        required=False,
        rows=5,
        most=10000,
        help_text="If the child is known: what, when, and from whom",
    )
    missing = narrative("Missing from home, care or school", required=False, rows=2, most=REASON)
    strengths = narrative("What protects the child", required=False, rows=2, most=REASON)
    unknown = narrative("What is still not known", required=False, rows=2, most=REASON)
    field_order = ("told_by", "known", *PARTS, "handling", "named")

    def __init__(self, *args: Any, is_typed_in: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not is_typed_in:
            del self.fields["told_by"]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("known") in (Known.KNOWN.value, Known.REPORT.value) and not str(said.get("knows") or "").strip():
            self.add_error("knows", "Enter what you know")
        return said

    @property
    def answer(self) -> Answer:
        said, named = self.cleaned_data, tuple(self.named_agencies)
        known = Known(said["known"])
        words = {name: said[name] if known is not Known.NOTHING else "" for name in PARTS}
        return Answer(known, handling=self.mark, named_agencies=named, told_by=said.get("told_by", ""), **words)


class GiveForm(PortalForm):
    to = forms.ChoiceField(
        label="Who answers it?", widget=forms.RadioSelect, error_messages={"required": "Select who answers it"}
    )

    def __init__(self, *args: Any, people: Sequence[Membership], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._people = {one.ref: one for one in people}
        offer_people(self.fields["to"], self._people)

    @property
    def chosen(self) -> Membership:
        return self._people[self.cleaned_data["to"]]


class EndForm(PortalForm):
    error_labels: ClassVar[dict[str, str]] = {"words": "What came of it", "lead": "Lead professional"}

    finding = radios(
        "What came of it?",
        [(one.value, Option(title)) for one, title in FINDINGS.items()],
        error_messages={"required": "Select what came of it"},
    )
    on = DateField(label="On which day was it finished?", bound=Bound.TODAY_OR_PAST)
    lead = forms.CharField(label="Who is the lead professional?", required=False, max_length=200, widget=PLAIN)
    words = narrative(
        "In your own words", most=10000, error_messages={"required": "Enter what came of it in your own words"}
    )

    @property
    def found(self) -> Finding:
        return Finding(self.cleaned_data["finding"])
