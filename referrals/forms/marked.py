"""What forms share that say who may read something, or name somebody."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms

from cse_portal.agencies.models import Membership
from cse_portal.cases import marked_form
from cse_portal.ui.fields import Option

REASON = 4000


class MarkedForm(marked_form.MarkedForm):
    """MASH reads it always."""

    marks_optional = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["handling"].label = "Who may read it, beside MASH"


def offer_people(field: forms.Field, there: Mapping[str, Membership]) -> None:
    field.choices = [(ref, Option(one.user.name, hint=str(one))) for ref, one in there.items()]  # type: ignore[attr-defined]
