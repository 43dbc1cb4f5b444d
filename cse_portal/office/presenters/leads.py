"""The page of lead arrangements: each title with whoever bears it, and the gaps."""

from __future__ import annotations

from dataclasses import dataclass

from cse_portal.agencies import directory
from cse_portal.agencies.lead_titles import LEADS, Lead, LeadTitle
from cse_portal.agencies.models import Membership, Partnership


@dataclass(frozen=True)
class NamedLead:
    name: str
    agency: str
    agency_ref: str
    email: str
    phone: str


@dataclass(frozen=True)
class LeadLine:
    lead: Lead
    named: list[NamedLead]

    @property
    def is_gap(self) -> bool:
        return not self.named


@dataclass(frozen=True)
class LeadsPage:
    partnership: Partnership
    lines: list[LeadLine]

    @property
    def gaps(self) -> int:
        return sum(line.is_gap for line in self.lines)


def leads_page(partnership: Partnership) -> LeadsPage:
    held = directory.leads_of(partnership)
    lines = [LeadLine(LEADS[title], [_named(one) for one in held if one.lead_title == title]) for title in LeadTitle]
    return LeadsPage(partnership, lines)


def _named(held: Membership) -> NamedLead:
    phone = held.lead_phone or held.agency.phone
    return NamedLead(held.user.name, held.agency.name, held.agency.ref, held.user.email, phone)
