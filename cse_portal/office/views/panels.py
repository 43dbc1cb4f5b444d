"""The authorities of a partnership, and the panels that sit for their children."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.shortcuts import get_object_or_404

from cse_portal.agencies.actions import add_authority, add_panel, change_authority, change_panel
from cse_portal.agencies.models import LocalAuthority, Panel, Partnership
from cse_portal.agencies.partnership_words import Section
from cse_portal.agencies.roles import Permission
from cse_portal.core import clock
from cse_portal.core.models import Record
from cse_portal.office.forms.settings import AuthorityEditForm, AuthorityForm, PanelEditForm, PanelForm
from cse_portal.office.guards import PartnershipForm
from cse_portal.office.paperwork import AUTHORITY_ADD, AUTHORITY_FORM, PANEL_ADD, PANEL_FORM
from cse_portal.office.presenters.settings import history_part
from cse_portal.office.views.settings import SAVED, overview_of


class _Form(PartnershipForm):
    permission = Permission.KEEP_PARTNERSHIP
    template_name = "office/settings_form.html"
    heading: str
    section: Section

    def saved(self) -> str:
        messages.success(self.request, SAVED)
        return overview_of(self.partnership)

    def page_context(self) -> dict[str, Any]:
        return {
            "heading": self.heading,
            "button": "Save",
            "back": overview_of(self.partnership),
            "history": history_part(self.partnership, self.section),
        }


class AuthorityAdd(_Form):
    kind, form_class, section = AUTHORITY_ADD, AuthorityForm, Section.AUTHORITIES
    heading = "Add a local authority"

    def about_ref(self) -> str:
        return self.partnership.ref

    def form_kwargs(self) -> dict[str, Any]:
        return {"partnership": self.partnership}

    def perform(self, form: AuthorityForm) -> str:
        add_authority(partnership=self.partnership, **form.cleaned_data, by=self.person)
        return self.saved()


class Authority(_Form):
    kind, form_class, section = AUTHORITY_FORM, AuthorityEditForm, Section.AUTHORITIES
    heading = "Change a local authority"

    def find_partnership(self, ref: str) -> Partnership:
        return get_object_or_404(LocalAuthority.objects.select_related("partnership"), ref=ref).partnership

    def get_record(self) -> LocalAuthority:
        return get_object_or_404(self.partnership.authorities, ref=self.kwargs["ref"])

    def initial_of(self, record: Record) -> dict[str, Any]:
        found = {name: getattr(record, name) for name in AuthorityForm.base_fields}
        return found | {"left_on": bool(getattr(record, "left_on", None))}

    def form_kwargs(self) -> dict[str, Any]:
        return {"partnership": self.partnership, "authority": self.record}

    def perform(self, form: AuthorityEditForm) -> str:
        authority = self.get_record()
        left_on = _since(authority.left_on, form.cleaned_data["left_on"])
        values = form.cleaned_data | {"left_on": left_on}
        change_authority(authority=authority, version=self.opened_version, **values, by=self.person)
        return self.saved()


class PanelAdd(_Form):
    kind, form_class, section = PANEL_ADD, PanelForm, Section.PANELS
    heading = "Add a panel"

    def about_ref(self) -> str:
        return self.partnership.ref

    def form_kwargs(self) -> dict[str, Any]:
        return {"partnership": self.partnership}

    def perform(self, form: PanelForm) -> str:
        add_panel(partnership=self.partnership, **form.cleaned_data, by=self.person)
        return self.saved()


class PanelChange(_Form):
    kind, form_class, section = PANEL_FORM, PanelEditForm, Section.PANELS
    heading = "Change a panel"

    def find_partnership(self, ref: str) -> Partnership:
        return get_object_or_404(Panel.objects.select_related("partnership"), ref=ref).partnership

    def get_record(self) -> Panel:
        return get_object_or_404(self.partnership.panels, ref=self.kwargs["ref"])

    def initial_of(self, record: Record) -> dict[str, Any]:
        panel = self.get_record()
        covered = list(panel.authorities.values_list("ref", flat=True))
        return {"kind": panel.kind, "name": panel.name, "authorities": covered, "ended_on": bool(panel.ended_on)}

    def form_kwargs(self) -> dict[str, Any]:
        return {"partnership": self.partnership, "panel": self.record}

    def perform(self, form: PanelEditForm) -> str:
        panel = self.get_record()
        values = form.cleaned_data | {"ended_on": _since(panel.ended_on, form.cleaned_data["ended_on"])}
        change_panel(panel=panel, version=self.opened_version, **values, by=self.person)
        return self.saved()


def _since(day: date | None, ticked: bool) -> date | None:
    """The day on which it ended stays the first one."""
    return (day or clock.today()) if ticked else None
