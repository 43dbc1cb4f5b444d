"""A partnership's settings, section by section, and what was changed."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from cse_portal.agencies import charge
from cse_portal.agencies.actions import change_office_hours, change_partnership
from cse_portal.agencies.guards import Guarded
from cse_portal.agencies.models import Partnership
from cse_portal.agencies.partnership_settings import office_hours_of, timescales_of
from cse_portal.agencies.partnership_words import FIELDS, SECTION_TITLES, Section
from cse_portal.agencies.roles import Permission
from cse_portal.agencies.timescales import AREA_TITLES, TABLE, Area
from cse_portal.core.models import Record, StaleRecord
from cse_portal.office.actions import keep_timescales
from cse_portal.office.forms.settings import (
    COLOURS,
    ColourForm,
    ContactsForm,
    HoursForm,
    NamesForm,
    SearchingForm,
    timescales_form,
)
from cse_portal.office.guards import OfPartnership, PartnershipForm, version_in
from cse_portal.office.paperwork import SECTION_FORMS, TIMESCALE_FORMS
from cse_portal.office.presenters.settings import history_of_area, history_page, history_part, overview
from cse_portal.ui.contrast import ratio

SAVED = "Saved. The change stands in the history."


class PartnershipPage(Guarded):
    """Somebody who keeps several chooses one; the first comes first."""

    permission = Permission.KEEP_PARTNERSHIP

    def get(self, request: HttpRequest) -> HttpResponse:
        kept = charge.partnerships_kept_by(self.person)
        chosen = next((one for one in kept if one.ref == request.GET.get("of")), kept[0])
        return render(request, "office/partnership.html", {"page": overview(chosen), "kept": kept})


class History(OfPartnership):
    permission = Permission.KEEP_PARTNERSHIP

    def get(self, request: HttpRequest, ref: str) -> HttpResponse:
        page = history_page(self.partnership, request.GET.get("section", ""), request.GET.get("page", ""))
        return render(request, "office/history.html", {"page": page})


class SettingsForm(PartnershipForm):
    """One section of the partnership's own fields."""

    permission = Permission.KEEP_PARTNERSHIP
    template_name = "office/settings_form.html"
    section: ClassVar[Section]

    def get_record(self) -> Partnership:
        return Partnership.objects.get(pk=self.partnership.pk)

    def initial_of(self, record: Record) -> dict[str, Any]:
        return {name: getattr(record, name) for name in self.form_class.base_fields}  # type: ignore[attr-defined]

    def values(self, form: Any) -> dict[str, Any]:
        return dict(form.cleaned_data)

    def perform(self, form: Any) -> str:
        change_partnership(
            partnership=self.partnership, version=self.opened_version, values=self.values(form), by=self.person
        )
        messages.success(self.request, SAVED)
        return overview_of(self.partnership)

    def page_context(self) -> dict[str, Any]:
        return {
            "heading": SECTION_TITLES[self.section],
            "button": "Save",
            "back": overview_of(self.partnership),
            "history": history_part(self.partnership, self.section),
        }


def overview_of(partnership: Partnership) -> str:
    return f"{reverse('office:partnership')}?of={partnership.ref}"


class Names(SettingsForm):
    section, kind, form_class = Section.NAMES, SECTION_FORMS[Section.NAMES], NamesForm


class Contacts(SettingsForm):
    section, kind, form_class = Section.CONTACTS, SECTION_FORMS[Section.CONTACTS], ContactsForm


class Searching(SettingsForm):
    section, kind, form_class = Section.SEARCHING, SECTION_FORMS[Section.SEARCHING], SearchingForm

    def initial_of(self, record: Record) -> dict[str, Any]:
        (name,) = FIELDS[Section.SEARCHING]
        return {name: "yes" if getattr(record, name) else "no"}


class OfficeHours(SettingsForm):
    section, kind, form_class = Section.HOURS, SECTION_FORMS[Section.HOURS], HoursForm
    template_name = "office/hours_form.html"

    def initial_of(self, record: Record) -> dict[str, Any]:
        return HoursForm.initial_of(self.partnership, office_hours_of(self.partnership).week)

    def perform(self, form: HoursForm) -> str:
        change_office_hours(
            partnership=self.partnership,
            version=self.opened_version,
            week=form.week,
            bank_holidays=form.holidays,
            by=self.person,
        )
        messages.success(self.request, SAVED)
        return overview_of(self.partnership)


class Timescales(PartnershipForm):
    permission = Permission.KEEP_PARTNERSHIP
    template_name = "office/timescales_form.html"
    area: Area = Area.MASH

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.kind, self.form_class = TIMESCALE_FORMS[self.area], timescales_form(self.area)  # type: ignore[misc]

    def get_record(self) -> Partnership:
        return Partnership.objects.get(pk=self.partnership.pk)

    def initial_of(self, record: Record) -> dict[str, Any]:
        return {code.value: amount for code, amount in timescales_of(self.partnership).items()}

    def form_kwargs(self) -> dict[str, Any]:
        return {"area": self.area, "in_force": timescales_of(self.partnership)}

    def perform(self, form: Any) -> str:
        keep_timescales(
            partnership=self.partnership,
            version=self.opened_version,
            amounts=form.amounts,
            reason=form.cleaned_data["reason"],
            by=self.person,
        )
        messages.success(self.request, SAVED)
        return overview_of(self.partnership)

    def page_context(self) -> dict[str, Any]:
        return {
            "heading": AREA_TITLES[self.area],
            "button": "Save timescales",
            "back": overview_of(self.partnership),
            "fixed": [rule for rule in TABLE[self.area].values() if rule.is_fixed],
            "history": history_of_area(self.partnership, self.area),
        }


class Colour(OfPartnership):
    """Shown on the whole page first: a colour is chosen with the eyes."""

    permission = Permission.KEEP_PARTNERSHIP

    def get(self, request: HttpRequest, ref: str) -> HttpResponse:
        form = ColourForm(request.GET) if "brand_colour" in request.GET else ColourForm(initial=self._now())
        return self._show(form, shown=form.is_bound and form.is_valid())

    def post(self, request: HttpRequest, ref: str) -> HttpResponse:
        form = ColourForm(request.POST)
        if not form.is_valid():
            return self._show(form)
        try:
            change_partnership(
                partnership=self.partnership,
                version=version_in(request.POST),
                values=form.cleaned_data,
                by=self.person,
            )
        except StaleRecord:
            self.partnership.refresh_from_db()
            messages.warning(request, "Someone else changed the settings meanwhile. Look again, then use the colour.")
            return self._show(form, shown=True)
        messages.success(request, SAVED)
        return redirect(overview_of(self.partnership))

    def _now(self) -> dict[str, Any]:
        return {"brand_colour": self.partnership.brand_colour}

    def _show(self, form: ColourForm, *, shown: bool = False) -> HttpResponse:
        colour = form.cleaned_data["brand_colour"] if shown else self.partnership.brand_colour
        context = {
            "form": form,
            "shown": shown,
            "colour": colour,
            "contrast": f"{ratio(colour, '#ffffff'):.1f}",
            "partnership": self.partnership,
            "colours": COLOURS,
            "back": overview_of(self.partnership),
            "history": history_part(self.partnership, Section.COLOUR),
        }
        return render(self.request, "office/colour.html", context)
