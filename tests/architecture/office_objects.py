"""Makers and fillers of what the office's pages are about."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

from cse_portal.agencies import actions as agencies
from cse_portal.agencies.actions import add_person, give_role
from cse_portal.agencies.models import Agency, LocalAuthority, Membership, Partnership, User
from cse_portal.agencies.roles import Role
from cse_portal.core import clock
from tests.factories import TEST, agency_of

A_DAY = timedelta(days=1)


def membership(person: User) -> dict[str, str]:
    return {"ref": Membership.objects.get(user=person).ref}


def agency_with_draft(person: User) -> dict[str, str]:
    here = agency_of(person)
    if not here.terms.drafted().exists():
        agencies.draft_terms(agency=here, text="Be careful.", starts_on=clock.today() + A_DAY, by=TEST)
    return {"ref": here.ref}


def terms(person: User) -> dict[str, str]:
    """In force, and accepted by nobody yet; the page is about whoever opens it."""
    here, begins = agency_of(person), clock.today() - A_DAY
    drafted = here.terms.drafted().first()
    draft = drafted or agencies.draft_terms(agency=here, text="Be careful.", starts_on=begins, by=TEST)
    agencies.publish(draft=draft, version=draft.version, by=TEST)
    return {}


def partnership(person: User) -> dict[str, str]:
    return {"ref": agency_of(person).partnership.ref}


def partnership_with_draft(person: User) -> dict[str, str]:
    here = agency_of(person).partnership
    if not here.pledges.drafted().exists():
        agencies.draft_pledge(partnership=here, text="We act.", starts_on=clock.today() + A_DAY, by=TEST)
    return {"ref": here.ref}


def authority(person: User) -> dict[str, str]:
    name = f"Council {uuid4().hex}"
    return {"ref": agencies.add_authority(partnership=agency_of(person).partnership, **_names(name), by=TEST).ref}


def _names(name: str) -> dict[str, str]:
    return {"name": name, "short_name": name[:12]}


def panel(person: User) -> dict[str, str]:
    here = agency_of(person).partnership
    council = LocalAuthority.objects.get(**authority(person))
    name = f"Panel {uuid4().hex}"
    return {"ref": agencies.add_panel(partnership=here, kind="mase", name=name, authorities=[council], by=TEST).ref}


def many_agencies(person: User, number: int) -> None:
    """Each with somebody who speaks for it and leads something."""
    here = agency_of(person).partnership
    for index in range(number):
        added = agencies.add_agency(partnership=here, name=f"Agency {uuid4().hex}", kind="school", by=TEST)
        _newcomer(added, Role.SPOC, "education_lead" if index % 2 else "")


def many_people(person: User, number: int) -> None:
    for _ in range(number):
        _newcomer(agency_of(person), Role.PRACTITIONER, "prevention_lead")


def _newcomer(place: Agency, role: Role, title: str) -> None:
    someone = add_person(email=f"p.{uuid4().hex}@larkmere.example", name="Imran Castellan", by=TEST)
    held = give_role(user=someone, agency=place, role=role, by=TEST)
    agencies.name_lead(membership=held, version=held.version, title=title, phone="", by=TEST)


def many_changes(person: User, number: int) -> None:
    for _ in range(number):
        here = Partnership.objects.get(**partnership(person))
        values = {"short_name": f"L{uuid4().hex[:8]}"}
        agencies.change_partnership(partnership=here, version=here.version, values=values, by=TEST)


def many_panels(person: User, number: int) -> None:
    many_changes(person, number)
    for _ in range(number):
        panel(person)


MAKERS: dict[str, Callable[[User], dict[str, str]]] = {
    "agency_with_draft": agency_with_draft,
    "authority": authority,
    "membership": membership,
    "panel": panel,
    "partnership": partnership,
    "partnership_with_draft": partnership_with_draft,
    "terms": terms,
}
FILLERS: dict[str, Callable[[User, int], None]] = {
    "office:accepted": many_people,
    "office:agency": many_people,
    "office:agency_leads": many_people,
    "office:directory": many_agencies,
    "office:history": many_changes,
    "office:leads": many_agencies,
    "office:partnership": many_panels,
    "office:pledge_signers": many_agencies,
}
