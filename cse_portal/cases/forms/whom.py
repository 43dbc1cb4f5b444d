"""A colleague is found by name or work e-mail; where several match, the form comes back and asks which."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, ClassVar

from django import forms

from cse_portal.agencies.models import Membership
from cse_portal.cases.queries import MOST_FOUND
from cse_portal.ui.fields import Option
from cse_portal.ui.forms import PortalForm

NOBODY = "Nobody with that name or email address can be named on a case. Check the spelling, or ask their agency"
TOO_MANY = "More people match than can be listed. Enter the whole name, or the work email address"
WHICH = "Select which of them"
WHO = "Enter the name or work email address of the person"
Find = Callable[[str], Sequence[Membership]]


class FindsPerson(PortalForm):
    """Whoever derives from it says with `_check_person` when a person must be found."""

    always_asks: ClassVar[bool] = False  # else only after an answer that needs a person

    whom = forms.CharField(
        label="Name or work email address",
        required=False,
        max_length=120,
        help_text="Of a colleague in any agency of the partnership",
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        error_messages={"required": WHO},
    )

    def __init__(self, *args: Any, find: Find, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["whom"].required = self.always_asks
        self._matches = {one.ref: one for one in find(self._typed("whom"))}
        if 1 < len(self._matches) <= MOST_FOUND:
            self._ask_which()

    def _typed(self, name: str) -> str:
        value = self.data.get(name) if self.is_bound else self.initial.get(name)
        return str(value or "")

    def _ask_which(self) -> None:
        choices = [(ref, Option(one.user.name, hint=str(one))) for ref, one in self._matches.items()]
        self.fields["person"] = forms.ChoiceField(
            label="Which of them?",
            required=False,
            widget=forms.RadioSelect,
            choices=choices,
            error_messages={"invalid_choice": WHICH},
        )
        self.order_fields(self.field_order)

    def _check_person(self, found: dict[str, Any]) -> None:
        if "whom" in self.errors:
            return
        if not found.get("whom"):
            self.add_error("whom", WHO)
        elif not self._matches:
            self.add_error("whom", NOBODY)
        elif len(self._matches) > MOST_FOUND:
            self.add_error("whom", TOO_MANY)
        elif len(self._matches) > 1 and not found.get("person") and "person" not in self.errors:
            self.add_error("person", WHICH)

    @property
    def membership(self) -> Membership:
        return self._matches.get(self.cleaned_data.get("person") or "") or next(iter(self._matches.values()))
