"""Helping somebody to sign in again: what is done always has a reason, and a reset says how the person was known."""

from __future__ import annotations

from typing import ClassVar

from django import forms

from cse_portal.ui.forms import PortalForm

HOW_SHOWN = {
    "in_person": "I met them in person and know them",
    "card": "I met them in person and saw their work pass or photo card",
    "called_back": "I rang them back on the number that their agency holds for them",
    "video": "I spoke to them by video and know their face",
}


class SearchForm(PortalForm):
    marks_optional = False
    words = forms.CharField(label="Name or email address", required=False, max_length=120)


class HelpReasonForm(PortalForm):
    error_labels: ClassVar[dict[str, str]] = {"reason": "A reason"}
    reason = forms.CharField(
        label="Reason",
        help_text="Kept on the audit trail. Nothing about any child",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": "3"}),
    )


class ResetForm(HelpReasonForm):
    error_labels: ClassVar[dict[str, str]] = {"reason": "A reason", "identity": "how you made sure who they are"}
    identity = forms.ChoiceField(
        label="How did you make sure who they are?",
        help_text="A call, an email or a message from them is not enough: anyone could have sent it",
        choices=list(HOW_SHOWN.items()),
        widget=forms.RadioSelect,
    )
    is_sure = forms.BooleanField(label="I am sure that this is the person whose account it is")

    field_order = ("identity", "reason", "is_sure")
