"""An agency's details, contacts and leads, and what is asked of the directory."""

from __future__ import annotations

from typing import Any, ClassVar, cast

from django import forms

from cse_portal.agencies import agency_types, lead_titles
from cse_portal.agencies.actions.organisation import Contacts
from cse_portal.agencies.agency_types import Group
from cse_portal.agencies.models import Agency, Partnership
from cse_portal.ui.fields import PhoneField
from cse_portal.ui.forms import FilterForm, PortalForm

LONGEST_SEARCH = 80


class AgencyContactsForm(PortalForm):
    phone = PhoneField(label="Phone", required=False)
    email = forms.EmailField(
        label="Email", required=False, help_text="A shared mailbox that somebody reads every working day"
    )
    address = forms.CharField(
        label="Address", required=False, max_length=300, widget=forms.Textarea(attrs={"rows": 4})
    )
    out_of_hours_who = forms.CharField(
        label="Who answers out of hours",
        required=False,
        max_length=120,
        help_text="A post rather than a name, for example duty manager",
    )
    out_of_hours_phone = PhoneField(label="Out-of-hours phone", required=False)

    @property
    def contacts(self) -> Contacts:
        return Contacts(**{name: self.cleaned_data[name] for name in AgencyContactsForm.base_fields})


class _What(forms.Form):
    """What an agency is: kept by the partnership's office."""

    name = forms.CharField(label="Name", max_length=120)
    kind = forms.ChoiceField(
        label="Type of agency",
        choices=[("", "Choose a type"), *agency_types.grouped_choices()],
        error_messages={"required": "Select a type of agency"},
    )
    parent = forms.ModelChoiceField(
        label="Part of",
        queryset=Agency.objects.none(),
        to_field_name="ref",
        required=False,
        empty_label="No other agency",
        help_text="For example, the trust to which a clinic belongs",
    )


class AgencyForm(PortalForm, _What):
    def __init__(self, *args: Any, partnership: Partnership, agency: Agency | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._others = Agency.objects.filter(partnership=partnership).exclude(pk=agency.pk if agency else 0)
        candidates = Agency.objects.serving([partnership.pk]).open().exclude(pk=agency.pk if agency else 0)
        cast(Any, self.fields["parent"]).queryset = candidates.order_by("name")

    def clean_name(self) -> str:
        name = str(self.cleaned_data["name"])
        if self._others.filter(name__iexact=name).exists():
            raise forms.ValidationError("An agency of this name is there already")
        return name


class AgencyAddForm(AgencyForm, AgencyContactsForm):
    """Everything at once, for a new one."""


class AgencyDetailsForm(AgencyForm):
    serves = forms.ModelMultipleChoiceField(
        label="Takes part in these partnerships as well",
        queryset=Partnership.objects.none(),
        to_field_name="ref",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="For a police unit or a trust that works for several",
    )

    def __init__(self, *args: Any, partnership: Partnership, **kwargs: Any) -> None:
        super().__init__(*args, partnership=partnership, **kwargs)
        others = Partnership.objects.exclude(pk=partnership.pk).order_by("name")
        cast(Any, self.fields["serves"]).queryset = others
        if not others.exists():
            del self.fields["serves"]


class CloseForm(PortalForm):
    reason = forms.CharField(
        label="Why does it close?",
        widget=forms.Textarea,
        max_length=500,
        help_text="For example, merged into another team. Stands in the audit trail",
        error_messages={"required": "Enter why it closes"},
    )


class LeadForm(PortalForm):
    lead_title = forms.ChoiceField(
        label="What does this person lead?",
        required=False,
        choices=[("", "Nothing that the page of lead arrangements names"), *lead_titles.choices()],
    )
    lead_phone = PhoneField(
        label="Direct phone", required=False, help_text="Everyone who signs in can see it. Without one: the agency’s"
    )
    error_labels: ClassVar[dict[str, str]] = {"lead_title": "What this person leads"}


class DirectoryForm(FilterForm):
    q = forms.CharField(
        label="Name of the agency",
        required=False,
        max_length=LONGEST_SEARCH,
        widget=forms.TextInput(attrs={"type": "search", "spellcheck": "false", "autocomplete": "off"}),
    )
    group = forms.ChoiceField(
        label="Kind of agency",
        required=False,
        choices=[("", "Every kind"), *((group.name.lower(), group.value) for group in Group)],
    )
