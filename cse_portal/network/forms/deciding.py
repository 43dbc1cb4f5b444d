"""What came of an alert, and which two are one."""

from __future__ import annotations

from collections.abc import Sequence

from django import forms

from cse_portal.network.alert_states import AlertState
from cse_portal.network.forms.links import WhyForm
from cse_portal.network.models import Item
from cse_portal.ui.asked import lines, radios
from cse_portal.ui.fields import Option
from cse_portal.ui.forms import PortalForm


class DecideForm(PortalForm):
    state = radios(
        "What came of it?",
        [
            (AlertState.TALKED.value, Option("We talked about it")),
            (AlertState.NOT_SAME.value, Option("It is not the same", hint="Two things that only look alike")),
        ],
        error_messages={"required": "Select what came of it"},
    )
    why = lines(
        "What did you find out, or agree?",
        help_text="The other case’s worker reads it, too",
        error_messages={"required": "Enter what you found out or agreed"},
    )


class MergeForm(WhyForm):
    """Into which of those that may be the same; the one that stays keeps its name."""

    kept = forms.ChoiceField(
        label="Which record is it the same as?",
        widget=forms.RadioSelect,
        choices=[],
        error_messages={"required": "Select which record it is the same as"},
    )
    field_order = ("kept", "why")

    def __init__(self, *args: object, others: Sequence[Item], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self._others = {one.ref: one for one in others}
        self.fields["kept"].choices = [  # type: ignore[attr-defined]
            (ref, Option(one.label, hint=f"Recorded by {one.agency}")) for ref, one in self._others.items()
        ]

    @property
    def into(self) -> Item:
        return self._others[self.cleaned_data["kept"]]
