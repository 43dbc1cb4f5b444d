"""What a picture of the network shows: nothing here names anybody, so that it may stand in the address."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms

from cse_portal.network.picturing import SORTS, USUAL_STEPS, Wanted
from cse_portal.network.queries import MOST_STEPS
from cse_portal.ui.dates import Bound
from cse_portal.ui.fields import DateField
from cse_portal.ui.forms import FilterForm

STEPS = [(str(one), "1 step" if one == 1 else f"{one} steps") for one in range(1, MOST_STEPS + 1)]


class PictureForm(FilterForm):
    error_labels: ClassVar[dict[str, str]] = {"since": "Since"}

    steps = forms.ChoiceField(
        label="How far", required=False, widget=forms.RadioSelect, choices=STEPS, initial=str(USUAL_STEPS)
    )
    kinds = forms.MultipleChoiceField(
        label="Show",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=list(SORTS.items()),
        initial=list(SORTS),
    )
    since = DateField(
        label="Since",
        bound=Bound.TODAY_OR_PAST,
        required=False,
        help_text="Leaves out what ended before. For example, 27 3 2026",
    )

    def __init__(self, data: Any = None, **kwargs: Any) -> None:
        """Where no kind is named all are shown, and the boxes say so."""
        if data is not None:
            data = data.copy()
            if not data.getlist("kinds"):
                data.setlist("kinds", list(SORTS))
        super().__init__(data, **kwargs)

    @property
    def wanted(self) -> Wanted:
        """The usual, until something else is asked for that can be shown."""
        if not self.is_bound or not self.is_valid():
            return Wanted()
        said: dict[str, Any] = self.cleaned_data
        chosen = tuple(one for one in SORTS if one in said["kinds"])
        kinds = () if len(chosen) in (0, len(SORTS)) else chosen
        return Wanted(int(said["steps"] or USUAL_STEPS), kinds, said["since"])
