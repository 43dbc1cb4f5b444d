"""Advice without a referral."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, ClassVar

from django import forms

from cse_portal.agencies.models import Agency
from cse_portal.cases.models import Case
from cse_portal.core.references import tidy
from cse_portal.ui.asked import PLAIN, narrative
from cse_portal.ui.forms import PortalForm
from referrals.forms.marked import REASON


class ConsultationForm(PortalForm):
    error_labels: ClassVar[dict[str, str]] = {
        "about": "What it was about",
        "advice": "Your advice",
        "agreed": "Agreed",
    }

    asked_by = forms.CharField(
        label="Who asked, and as what?",
        max_length=200,
        widget=PLAIN,
        error_messages={"required": "Enter who asked"},
    )
    asked_by_phone = forms.CharField(label="Their phone number", max_length=30, required=False, widget=PLAIN)
    agency = forms.ChoiceField(
        label="Which agency?", required=False, widget=forms.Select(attrs={"class": "govuk-select"})
    )
    case_ref = forms.CharField(
        label="Case, if the child was named",
        help_text="Its reference. Leave it out where nobody was named",
        max_length=20,
        required=False,
        widget=PLAIN,
    )
    about = narrative("What was it about?", most=REASON, error_messages={"required": "Enter what it was about"})
    advice = narrative("What did you advise?", most=REASON, error_messages={"required": "Enter what you advised"})
    agreed = narrative(
        "What was agreed next?",
        rows=2,
        most=REASON,
        error_messages={"required": "Enter what was agreed, and who does it"},
    )

    def __init__(
        self, *args: Any, agencies: Sequence[Agency], find: Callable[[str], Case | None], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self._agencies = {str(one.ref): one for one in agencies}
        offered = [("", "None of these"), *((ref, one.name) for ref, one in self._agencies.items())]
        self.fields["agency"].choices = offered  # type: ignore[attr-defined]
        self._find = find
        self.case: Case | None = None

    def clean_case_ref(self) -> str:
        typed = tidy(self.cleaned_data["case_ref"])
        if typed:
            self.case = self._find(typed)
            if self.case is None:
                raise forms.ValidationError("Enter the reference of a case that you see, or leave it out")
        return typed

    @property
    def values(self) -> dict[str, Any]:
        said = self.cleaned_data
        words = {name: said[name] for name in ("asked_by", "asked_by_phone", "about", "advice", "agreed")}
        return {**words, "agency": self._agencies.get(said["agency"])}
