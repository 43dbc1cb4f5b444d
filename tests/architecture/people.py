"""Someone of every group of roles in an agency, a colleague of each, and the same in another agency."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from itertools import count

from django.contrib.auth.hashers import make_password

from cse_portal.agencies.actions import add_agency, add_person, found_partnership, give_role
from cse_portal.agencies.models import Agency, User
from cse_portal.agencies.roles import Role
from tests.architecture.access_table import GROUPS
from tests.factories import TEST

RELATIONS = ("own", "colleague", "outside")
_numbers = count(1)


@cache
def _password() -> str:
    """Hashed once: a hash is slow on purpose, and nobody here types it."""
    return make_password("larkmere-lantern-parade")


@dataclass(frozen=True)
class Three:
    """One group's people by how they stand to the thing that an address is about."""

    own: User
    colleague: User
    outside: User


def three_of_each(groups: Iterable[str] = GROUPS, *, alone: bool = False) -> dict[str, Three]:
    """`alone`: where nobody but the first is asked, nobody else is made."""
    partnership = found_partnership(
        name="Larkmere Partnership",
        short_name="Larkmere",
        mash_phone="01632 960200",
        out_of_hours_phone="01632 960299",
        by=TEST,
    )
    here, elsewhere = (add_agency(partnership=partnership, name=name, by=TEST) for name in ("Fernhill", "Brackwater"))
    roles = {group: sorted(GROUPS[group])[0] for group in groups}
    if alone:
        return {group: Three(*[_person(role, here)] * len(RELATIONS)) for group, role in roles.items()}
    return {group: _three(role, here, elsewhere) for group, role in roles.items()}


def _three(role: Role, here: Agency, elsewhere: Agency) -> Three:
    return Three(own=_person(role, here), colleague=_person(role, here), outside=_person(role, elsewhere))


def _person(role: Role, agency: Agency) -> User:
    number = next(_numbers)
    person = add_person(email=f"person.{number}@larkmere.example", name=f"Person {number}", by=TEST)
    User.objects.filter(pk=person.pk).update(password=_password())
    person.refresh_from_db()
    give_role(user=person, agency=agency, role=role, by=TEST)
    return person
