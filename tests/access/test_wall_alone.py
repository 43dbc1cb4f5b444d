"""The same matrix with the application's own checks put aside: the database alone still lets out nothing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from django.db import ProgrammingError, connection, transaction

from cse_portal.agencies import access
from cse_portal.agencies.models import User
from cse_portal.agencies.roles import Role
from cse_portal.cases.models import Case, Entry
from tests.access.asking import Asker, allowed
from tests.access.canaries import Answer, judge
from tests.access.catalogue import WALLED
from tests.access.matrix import (
    ALSO,
    EACH_WAY,
    LIVE,
    LOOKED,
    NOTE,
    REFERENCE,
    RELATIONS,
    SAID,
    SEER,
    THINGS,
    Standing,
    people,
    reads,
    sees,
    writes,
)
from tests.access.places import LISTS, PAGES
from tests.access.unlocked import unlock
from tests.access.world import World

pytestmark = pytest.mark.django_db
each_role = pytest.mark.parametrize("role", Role)
everybody = pytest.mark.parametrize(
    ("standing", "role"), list(people()), ids=[f"{standing.name}-{role}" for standing, role in people()]
)


@pytest.fixture
def unlocked() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        unlock(patch)
        yield


def acting(world: World, standing: Standing, role: Role | None) -> User | None:
    if role is None:
        return None
    person = world.person(standing, role)
    person.worn = world.hats[standing, role]  # type: ignore[attr-defined]
    return person


def rows_of(table: str, *, where: str = "") -> str:
    with connection.cursor() as cursor:
        cursor.execute(f"select coalesce(string_agg(row_text::text, E'\\n'), '') from {table} row_text {where}")
        return str(cursor.fetchone()[0])


@everybody
def test_a_bare_select_meets_only_what_the_person_reads(world: World, standing: Standing, role: Role | None) -> None:
    """Every table behind the wall, whole, without any filter: all that the matrix allows, and no more."""
    with access.acting_for(acting(world, standing, role)), transaction.atomic():
        answer = Answer(200, "\n".join(rows_of(table) for table in sorted(WALLED)))
    may = allowed(role, standing)
    verdict = judge(answer, world.canaries, may=may, must=may - not_in_these_tables())
    assert (verdict.leaked, verdict.missing) == ([], [])


def not_in_these_tables() -> set[tuple[str, str]]:
    """Names of those who see it are people's, and looks the trail's; a note stands in a grant, of which a person meets
    their own; whoever may take on a case that nobody sees is told of it by the portal."""
    elsewhere = {(r.name, thing.name) for r in RELATIONS for thing in THINGS if thing in UNWALLED_THINGS}
    return elsewhere | {("unseen", REFERENCE.name)}


UNWALLED_THINGS = (SEER, NOTE, *LOOKED, SAID)


WITHOUT_CHECKS = tuple(
    page for page in PAGES if page.url_name in ("cases:chronology", "cases:record", "cases:emergency")
)
# The bare select below asks everybody; these show that pages rely on nothing else.
SORTS = (*EACH_WAY, *ALSO, Role.AUDITOR)
ASKERS = [
    *((Standing.AT_WORK, role) for role in SORTS),
    *((Standing.IN_HEALTH, role) for role in LIVE[Standing.IN_HEALTH]),
]


@pytest.mark.parametrize(("standing", "role"), ASKERS, ids=[f"{one.name}-{role}" for one, role in ASKERS])
def test_pages_without_their_checks_hold_what_the_person_sees(
    asker: Asker, unlocked: None, role: Role, standing: Standing
) -> None:
    wrong = {}
    for one in LISTS:
        wrong[one.url_name] = asker.wrong(asker.listing(standing, role, one), one, (standing, role), RELATIONS)
    for page in WITHOUT_CHECKS:
        for relation in page.about:
            answer = asker.page(standing, role, page, relation)
            wrong[f"{page.url_name} {relation.name}"] = asker.wrong(answer, page, (standing, role), [relation])
    assert {place: found for place, found in wrong.items() if found} == {}


@each_role
def test_nothing_is_written_past_the_wall(world: World, role: Role) -> None:
    """Neither into a case that the person does not see, nor into one that they only read."""
    person, home = acting(world, Standing.AT_WORK, role), world.agencies["home"]
    wrong = []
    for relation in RELATIONS:
        case = world.cases[relation.name]
        new = Entry(
            case=case, agency=home, written_by=person, happened_on=date(2026, 1, 1), words="x", handling="network"
        )
        did = could(person, lambda new=new: new.save(force_insert=True))
        changed = could(person, lambda case=case: Case.objects.filter(pk=case.pk).update(risk=3))
        may = writes(role, relation)
        if (did, changed) != (may, may):
            wrong.append(f"{relation.name}: wrote {did}, changed {changed}, may {may}")
    assert wrong == []


def could(person: User | None, deed: object) -> bool:
    """Undone at once; a change that meets no row is none."""
    with access.acting_for(person):
        try:
            with transaction.atomic():
                number = deed()  # type: ignore[operator]
                transaction.set_rollback(True)
            return number != 0
        except ProgrammingError as refused:
            if "row-level security" not in str(refused):
                raise
            return False


@everybody
def test_who_sees_answers_only_those_who_see(world: World, standing: Standing, role: Role | None) -> None:
    with access.acting_for(acting(world, standing, role)), transaction.atomic():
        for relation in RELATIONS:
            found = rows_of(f"portal.who_sees({world.cases[relation.name].pk})")
            note = next(c for c in world.canaries if c.relation == relation and c.thing is NOTE)
            assert note.is_in(found) is (role is not None and sees(role, relation, standing)), relation.words


def test_the_portal_sees_them_all_so_that_an_empty_answer_means_something(world: World) -> None:
    """Without a person but for a purpose every canary of the tables is there: they were planted indeed."""
    from cse_portal.core import wall

    with wall.as_system("test"), transaction.atomic():
        text = "\n".join(rows_of(table) for table in sorted(WALLED))
    lost = [str(c) for c in world.canaries if c.thing not in (SEER, *LOOKED, SAID) and not c.is_in(text)]
    assert lost == []
    assert len(world.canaries) > 500
    assert any(reads(thing, Role.SPOC, RELATIONS[0]) for thing in THINGS)
