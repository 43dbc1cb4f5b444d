"""What to look for in the trail, and why."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Q, QuerySet

from cse_portal.agencies.models import Agency, User
from cse_portal.audit.groups import TITLES, Group
from cse_portal.core.references import is_reference, tidy
from cse_portal.trail.actions.searching import Wanted
from cse_portal.trail.queries.subjects import about_of
from cse_portal.ui.dates import Bound
from cse_portal.ui.fields import DateField
from cse_portal.ui.forms import PortalForm

MOST_NAMED = 5
PLAIN = {"autocomplete": "off", "spellcheck": "false"}


class SearchForm(PortalForm):
    """Sent, never put into an address: it names people and children."""

    marks_optional = False

    why = forms.CharField(
        label="Why are you searching?",
        help_text="It is kept with the search. For example, a complaint, a review, or a check that was due",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": "2"}),
        error_messages={"required": "Enter why you are searching"},
    )
    who = forms.CharField(
        label="Who did it?",
        help_text="Their name or email address. Leave it empty for everyone",
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs=PLAIN),
    )
    about = forms.CharField(
        label="About which child or case?",
        help_text="A reference, like K7MX-4TRP-W9HC. Leave it empty for all",
        required=False,
        max_length=40,
        widget=forms.TextInput(attrs={**PLAIN, "class": "govuk-input--width-20"}),
    )
    agency = forms.ModelChoiceField(
        label="In a post of which agency?", required=False, queryset=Agency.objects.none(), empty_label="Every agency"
    )
    group = forms.ChoiceField(
        label="What was done?",
        required=False,
        choices=[("", "Everything"), *((one.value, TITLES[one]) for one in Group)],
    )
    since = DateField(label="From", required=False, bound=Bound.TODAY_OR_PAST)
    until = DateField(label="To", required=False)

    def __init__(
        self, *args: Any, people: QuerySet[User], agencies: QuerySet[Agency], is_for_one: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self._people = people
        if is_for_one:
            del self.fields["agency"]
        else:
            self.fields["agency"].queryset = agencies  # type: ignore[attr-defined]

    def clean_who(self) -> User | None:
        words = " ".join(str(self.cleaned_data["who"]).split())
        if not words:
            return None
        same = list(self._people.filter(Q(name__iexact=words) | Q(email__iexact=words))[: MOST_NAMED + 1])
        found = same or list(self._people.filter(name__icontains=words).order_by("name", "pk")[: MOST_NAMED + 1])
        if not found:
            raise forms.ValidationError("Enter the name or email address of somebody who has or had a post here")
        if len(found) > MOST_NAMED:
            raise forms.ValidationError("More than five people have that name. Enter more of it, or an email address")
        if len(found) > 1:
            emails = ", ".join(person.email for person in found)
            raise forms.ValidationError(f"Several people have that name. Enter the email address of one: {emails}")
        return found[0]

    def clean_about(self) -> str:
        ref = tidy(self.cleaned_data["about"])
        if self.cleaned_data["about"].strip() and not is_reference(ref):
            raise forms.ValidationError("Enter a reference of 12 letters and numbers, like K7MX-4TRP-W9HC")
        return ref

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        since, until = data.get("since"), data.get("until")
        if since and until and until < since:
            self.add_error("until", "To must be the same as or after From")
        return data

    def wanted(self) -> Wanted:
        said, ref = self.cleaned_data, self.cleaned_data["about"]
        return {
            "who": said["who"],
            "about": about_of(ref) if ref else "",
            "about_ref": ref,
            "agency": said.get("agency"),
            "group": Group(said["group"]) if said["group"] else None,
            "since": said["since"],
            "until": said["until"],
        }
