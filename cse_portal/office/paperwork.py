"""The office's forms that keep drafts, and its kind of work."""

from __future__ import annotations

from cse_portal.agencies.partnership_words import SECTION_TITLES, Section
from cse_portal.agencies.roles import Permission
from cse_portal.agencies.timescales import AREA_TITLES, Area
from cse_portal.desk.form_kinds import FormKind, add_form
from cse_portal.worklist.due_rules import DueRule
from cse_portal.worklist.kinds import add_kind

SECTION_FORMS: dict[Section, FormKind] = {
    section: add_form(
        f"partnership_{section.value}",
        f"Partnership: {SECTION_TITLES[section]}",
        permission=Permission.KEEP_PARTNERSHIP,
        edit=f"office:{section.value}",
    )
    for section in (Section.NAMES, Section.CONTACTS, Section.HOURS, Section.SEARCHING)
}
TIMESCALE_FORMS: dict[Area, FormKind] = {
    area: add_form(
        f"timescales_{area.value}",
        f"Timescales: {AREA_TITLES[area]}",
        permission=Permission.KEEP_PARTNERSHIP,
        edit=f"office:timescales_{area.value}",
    )
    for area in Area
}
PLEDGE_FORM = add_form("pledge", "Pledge", permission=Permission.KEEP_PARTNERSHIP, edit="office:pledge_write")
TERMS_FORM = add_form("terms", "Terms of use", permission=Permission.KEEP_AGENCY, edit="office:terms_write")
AUTHORITY_ADD = add_form(
    "authority_add", "A local authority", permission=Permission.KEEP_PARTNERSHIP, edit="office:authority_add"
)
AUTHORITY_FORM = add_form(
    "authority", "A local authority’s names", permission=Permission.KEEP_PARTNERSHIP, edit="office:authority"
)
PANEL_ADD = add_form("panel_add", "A panel", permission=Permission.KEEP_PARTNERSHIP, edit="office:panel_add")
PANEL_FORM = add_form("panel", "A panel’s details", permission=Permission.KEEP_PARTNERSHIP, edit="office:panel")
AGENCY_ADD = add_form("agency_add", "A new agency", permission=Permission.KEEP_PARTNERSHIP, edit="office:agency_add")
AGENCY_FORM = add_form(
    "agency", "An agency’s details", permission=Permission.KEEP_PARTNERSHIP, edit="office:agency_details"
)
CONTACTS_FORM = add_form(
    "agency_contacts", "An agency’s contacts", permission=Permission.KEEP_AGENCY, edit="office:agency_contacts"
)
LEAD_FORM = add_form("lead", "Who leads what", permission=Permission.KEEP_AGENCY, edit="office:lead")

AGREEMENTS = add_kind("agreements", "Pledge and terms of use", order=85, rule=DueRule.KEPT_INSIDE)
