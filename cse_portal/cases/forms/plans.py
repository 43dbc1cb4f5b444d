"""A plan for a child, its rows, and how it is agreed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from django import forms

from cse_portal.agencies.models import Agency
from cse_portal.cases.forms.meetings import PLAIN, lines, narrative
from cse_portal.cases.plan_kinds import PlanKind
from cse_portal.ui.dates import Bound
from cse_portal.ui.fields import DateField, Option
from cse_portal.ui.forms import PortalForm


class PlanForm(PortalForm):
    error_labels: ClassVar[dict[str, str]] = {"review_on": "Review"}

    kind = forms.ChoiceField(
        label="What kind of plan is it?",
        widget=forms.RadioSelect,
        error_messages={"required": "Select the kind of plan"},
    )
    title = forms.CharField(
        label="Name of the plan",
        required=False,
        max_length=120,
        help_text="Only if its kind does not say enough",
        widget=PLAIN,
    )
    worries = narrative(
        "What are we worried about?",
        help_text="What could happen to the child, and what it would mean for them",
        error_messages={"required": "Enter what you are worried about"},
    )
    shared_with = forms.MultipleChoiceField(
        label="Which agencies is it shared with?",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Those who have a part in it. To read it in the portal they must see the case",
        error_messages={"invalid_choice": "Select agencies from the list"},
    )
    review_on = DateField(label="By which day is it looked at again?", bound=Bound.TODAY_OR_FUTURE)

    def __init__(
        self, *args: Any, agencies: Sequence[tuple[Agency, bool]], kinds: Sequence[PlanKind], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self._agencies = {one.ref: one for one, _ in agencies}
        self.fields["kind"].choices = [  # type: ignore[attr-defined]
            (kind.code, Option(kind.title, hint=kind.about)) for kind in kinds
        ]
        self.fields["shared_with"].choices = [  # type: ignore[attr-defined]
            (one.ref, Option(one.name, hint="Has a part in this case" if has_part else ""))
            for one, has_part in agencies
        ]

    @property
    def values(self) -> dict[str, Any]:
        said = self.cleaned_data
        shared = sorted(self._agencies[ref].pk for ref in said["shared_with"])
        return {**{name: said[name] for name in ("kind", "title", "worries", "review_on")}, "shared_with": shared}


class RowForm(PortalForm):
    worry = lines("What is the worry?", most=1000, error_messages={"required": "Enter the worry"})
    what = narrative("What will we do?", error_messages={"required": "Enter what will be done"})
    who = forms.CharField(
        label="Who does it?", max_length=200, widget=PLAIN, error_messages={"required": "Enter who does it"}
    )
    by_when = forms.CharField(
        label="By when, or how often?",
        required=False,
        max_length=120,
        help_text="For example: 12 January, every Friday",
        widget=PLAIN,
    )
    child_view = narrative("What does the child say about it?", required=False, rows=3)
    parents_part = narrative("What part do parents or carers have?", required=False, rows=3)
    in_emergency = narrative(
        "What to do in an emergency",
        required=False,
        rows=3,
        help_text="Whom to ring, day and night, and where to look",
    )

    @property
    def values(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self.base_fields}


class AgreeForm(PortalForm):
    agreed_with = lines(
        "Who agreed to it?",
        help_text="The child, parents or carers, agencies; and who did not, and why",
        error_messages={"required": "Enter who agreed to it"},
    )
