"""Forms for retention: periods, holds and disposal lists. They validate and hand over."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms

from cse_portal.core.references import tidy
from cse_portal.operations import retention
from cse_portal.operations.disposal import Decision
from cse_portal.operations.models import DisposalLine, LegalHold
from cse_portal.operations.queries import source_that_has
from cse_portal.ui.fields import Option
from cse_portal.ui.forms import PortalForm

REFERENCE_LENGTH = 14


class PeriodForm(PortalForm):
    error_labels: ClassVar[dict[str, str]] = {"years": "A number of years", "reason": "A reason"}

    years = forms.IntegerField(label="Years", help_text="Longer than now, or back to the shortest allowed")
    reason = forms.CharField(label="Reason", widget=forms.Textarea, max_length=1000)

    def __init__(self, *args: Any, class_code: str, in_force: Mapping[str, int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._class_code, self._in_force = class_code, in_force

    def clean_years(self) -> int:
        years = int(self.cleaned_data["years"])
        if problem := retention.problem_with(self._class_code, years, self._in_force):
            raise forms.ValidationError(problem)
        if years == self._in_force[self._class_code]:
            raise forms.ValidationError(f"Years are {years} already. Enter another number, or go back")
        return years


class HoldForm(PortalForm):
    marks_optional = False  # what a choice reveals is needed once it is chosen
    error_labels: ClassVar[dict[str, str]] = {
        "scope": "What must be kept",
        "authority": "Who asked for it",
        "reason": "Why it must be kept",
    }

    scope = forms.ChoiceField(
        label="What must be kept?",
        widget=forms.RadioSelect,
        choices=[
            (LegalHold.Scope.EVERYTHING, Option("Everything the portal holds")),
            (LegalHold.Scope.CLASS, Option("One kind of record", reveals="class_code")),
            (LegalHold.Scope.RECORD, Option("One record", reveals="object_ref")),
        ],
    )
    class_code = forms.ChoiceField(
        label="Kind of record",
        required=False,
        choices=[("", "Choose a kind"), *((one.code, one.name) for one in retention.CLASSES)],
    )
    object_ref = forms.CharField(
        label="Reference of the record", required=False, max_length=40, help_text="For example, K7MX-4TRP-W9HC"
    )
    authority = forms.CharField(
        label="Who asked for it?",
        max_length=200,
        help_text="For example, an inquiry, a court, the police or a coroner",
    )
    reason = forms.CharField(
        label="Why must it be kept?",
        widget=forms.Textarea,
        max_length=1000,
        error_messages={"required": "Enter why it must be kept"},
    )

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        scope = found.get("scope")
        if scope == LegalHold.Scope.CLASS and not found.get("class_code"):
            self.add_error("class_code", "Select the kind of record")
        found["class_code"] = found.get("class_code", "") if scope == LegalHold.Scope.CLASS else ""
        ref = tidy(found.get("object_ref", "")) if scope == LegalHold.Scope.RECORD else ""
        found["object_kind"], found["object_ref"] = self._kind_of(ref) if scope == LegalHold.Scope.RECORD else "", ref
        return found

    def _kind_of(self, ref: str) -> str:
        """A hold on a slip of the finger would keep nothing, and whoever placed it would not know."""
        if len(ref) != REFERENCE_LENGTH:
            self.add_error("object_ref", "Enter a reference of three groups of four, like K7MX-4TRP-W9HC")
            return ""
        source = source_that_has(ref)
        if source is None:
            self.add_error("object_ref", f"No record has the reference {ref}. Check each letter and number")
            return ""
        return source.object_kind


class ReasonForm(PortalForm):
    error_labels: ClassVar[dict[str, str]] = {"reason": "A reason"}

    """Why something ends: a hold that is lifted, a list that is rejected or withdrawn."""

    reason = forms.CharField(label="Reason", widget=forms.Textarea, max_length=1000)


class LineForm(PortalForm):
    """The decision on one line of a list."""

    marks_optional = False

    decision = forms.ChoiceField(
        label="Decision",
        widget=forms.RadioSelect,
        choices=[
            (Decision.DISPOSE, Option("Dispose of it")),
            (Decision.KEEP, Option("Keep it", reveals="reason")),
        ],
    )
    reason = forms.CharField(label="Why must it be kept?", required=False, max_length=300)

    def __init__(self, *args: Any, line: DisposalLine, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.line = line
        self.fields["decision"].label = f"Record {line.object_ref}"
        self.fields["decision"].error_messages["required"] = f"Select what happens to record {line.object_ref}"

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        if found.get("decision") == Decision.KEEP and not found.get("reason"):
            self.add_error("reason", f"Enter why record {self.line.object_ref} must be kept")
        if found.get("decision") == Decision.DISPOSE:
            found["reason"] = ""
        return found


class ReviewForm:
    """One form for each line, shown and judged together."""

    def __init__(self, lines: list[DisposalLine], data: Any = None) -> None:
        self.forms = [LineForm(data, prefix=line.ref, line=line) for line in lines]

    def is_valid(self) -> bool:
        return all([form.is_valid() for form in self.forms])

    @property
    def has_errors(self) -> bool:
        return any(form.errors for form in self.forms)

    def decisions(self) -> dict[str, tuple[Decision, str]]:
        found = {form.line.ref: form.cleaned_data for form in self.forms}
        return {ref: (Decision(data["decision"]), data.get("reason", "")) for ref, data in found.items()}


class ApprovalForm(PortalForm):
    confirmed = forms.BooleanField(
        label="I have looked at every line and know of nothing that asks for more of it to be kept",
        error_messages={"required": "Confirm that you have looked at every line"},
    )
