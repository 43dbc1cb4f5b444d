"""What people say of two records that may be of one child."""

from __future__ import annotations

from django import forms

from cse_portal.ui.forms import PortalForm

WORDS = forms.Textarea(attrs={"rows": "3"})


class NotTheSameForm(PortalForm):
    why = forms.CharField(
        label="How do you know that they are two children?",
        widget=WORDS,
        max_length=500,
        help_text="For example: they are twins, or both were seen on one day. Whoever sees both records reads this",
        error_messages={"required": "Enter how you know that they are two children"},
    )
