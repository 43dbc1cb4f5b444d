"""Facts about a child, of each kind, for the tables of pages."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from cse_portal.agencies.models import Membership, User
from cse_portal.agencies.sight import SEES, Sight
from cse_portal.cases.actions import grant_to_person, open_case, record_fact
from cse_portal.cases.fact_kinds import KINDS, FactKind
from cse_portal.cases.models import Case
from cse_portal.core import wall
from tests.factories import TEST, agency_of

VALUES: dict[str, dict[str, Any]] = {
    "name": {"kind": "alias", "name": "Mimi"},
    "number": {"kind": "police", "value": "LM 1"},
    "address": {"kind": "home", "lines": "4 Canary Row"},
    "phone": {"kind": "child", "number": "07700 900123"},
    "relation": {"kind": "mother", "name": "Ada Canaryname"},
    "school": {"place": "Fernhill Academy", "status": "on_roll"},
    "health": {"kind": "gp", "name": "The Orchard Practice"},
    "status": {"kind": "cin"},
    "placement": {"kind": "foster"},
    "elsewhere": {"authority": "Saltmarsh"},
}


def a_case(person: User) -> Case:
    made = open_case(
        given_names="Maya", family_name="Canaryname", born_on=None, lead_agency=agency_of(person), by=TEST
    )
    hat = Membership.objects.get(user=person)
    if Sight.NAMED in SEES[hat.get_role()]:
        grant_to_person(case=made, membership=hat, by=TEST)
    return made


def of(kind: FactKind) -> Callable[[User], dict[str, str]]:
    def fact(person: User) -> dict[str, str]:
        case = a_case(person)
        with wall.as_system("set up a test"):
            made = record_fact(case=case, fact=kind.model(), values=VALUES[kind.code], by=TEST)
        return {"ref": made.ref}

    return fact


MAKERS = {f"fact_{kind.code}": of(kind) for kind in KINDS}
