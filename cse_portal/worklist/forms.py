"""What is asked of somebody who changes their list."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django import forms

from cse_portal.agencies.models import Membership
from cse_portal.core import clock
from cse_portal.ui.fields import DateField
from cse_portal.ui.forms import PortalForm

LONGEST_REASON = 300


class PutOffForm(PortalForm):
    until_on = DateField(label="When does it come back?")
    reason = forms.CharField(
        label="Why can it wait?",
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Whoever runs your agency’s work reads this. For example: the school is closed until Monday",
        error_messages={"required": "Enter why it can wait"},
    )

    def __init__(self, *args: Any, latest: date | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        day = self.fields["until_on"]
        assert isinstance(day, DateField)  # noqa: S101 - as declared above
        day.earliest, day.latest = clock.today() + timedelta(days=1), latest
        day.error_label = "The day it comes back"  # type: ignore[attr-defined]
        day.error_messages["required"] = "Enter the day it comes back"


class GiveForm(PortalForm):
    """Which work it is goes along unseen: references, or everything that the list showed."""

    items = forms.CharField(required=False, widget=forms.HiddenInput)
    is_all = forms.CharField(required=False, max_length=3, widget=forms.HiddenInput)
    query = forms.CharField(required=False, max_length=2000, widget=forms.HiddenInput)
    to_whom = forms.ChoiceField(label="Who does it from now on?", error_messages={"required": "Select who does it"})
    reason = forms.CharField(
        label="Why?",
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Both of them read it. For example: on leave from Monday, knows the family",
        error_messages={"required": "Enter why it changes hands"},
    )

    def __init__(self, *args: Any, members: Sequence[Membership], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._members = {held.ref: held for held in members}
        are_several = len({held.agency_id for held in members}) > 1
        named = [
            (ref, f"{held.user.name}, {held if are_several else held.get_role_display()}")
            for ref, held in self._members.items()
        ]
        self.fields["to_whom"].choices = [("", "Choose a colleague"), *named]  # type: ignore[attr-defined]

    @property
    def to(self) -> Membership:
        return self._members[self.cleaned_data["to_whom"]]
