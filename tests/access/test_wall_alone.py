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
from cse_portal.core import clock, wall
from cse_portal.worklist.actions import open_item
from cse_portal.worklist.models import DueItem
from tests.access.asking import Asker, allowed
from tests.access.canaries import Answer, judge
from tests.access.catalogue import WALLED
from tests.access.matrix import (
    CHILD_REFERENCE,
    EMERGENCY_REVIEW,
    EMERGENCY_WORDS,
    LOOKED,
    LOOKED_BESIDE,
    LOOKED_ELSEWHERE,
    NOTE,
    REFERENCE,
    RESTRICTED_BECAUSE,
    SAID,
    SEER,
    THINGS,
    people,
    reads,
)
from tests.access.places import LISTS, PAGES
from tests.access.relations import (
    ALSO,
    CONTACTS,
    EACH_WAY,
    IN_THE_AGENCY,
    LIVE,
    RELATIONS,
    RUNS_AN_AGENCY,
    Relation,
    Standing,
    sees,
    told,
    writes,
)
from tests.access.unlocked import unlock
from tests.access.world import World
from tests.factories import TEST

pytestmark = pytest.mark.django_db
GOVERNANCE = Role.INFORMATION_GOVERNANCE_LEAD
Cell = tuple[str, str]
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
    here, lines = allowed(role, standing), of_trail(role, standing, world)
    may = {(name, thing) for name, thing in here if thing not in {one.name for one in LOOKED}} | lines
    verdict = judge(answer, world.canaries, may=may, must=here - not_in_these_tables() | lines)
    assert (verdict.leaked, verdict.missing) == ([], [])


def not_in_these_tables() -> set[Cell]:
    """Names of those who see it are people's; looks are met with the case in hand; a note stands in a grant, of which
    a person meets their own; whoever may take on a case that nobody sees is told of it by the portal."""
    elsewhere = {(r.name, thing.name) for r in RELATIONS for thing in THINGS if thing in UNWALLED_THINGS}
    return elsewhere | {("unseen", REFERENCE.name)}


UNWALLED_THINGS = (SEER, NOTE, *LOOKED, SAID)


def of_trail(role: Role | None, standing: Standing, world: World) -> set[Cell]:
    """Without a case in hand, contacts meet the lines of their own people; governance all of the partnership."""
    found: set[Cell] = set()
    if standing not in IN_THE_AGENCY or role not in CONTACTS | {GOVERNANCE}:
        return found
    for relation in (one for one in RELATIONS if one.name != "far"):
        things = (REFERENCE, CHILD_REFERENCE, LOOKED_BESIDE)
        by_own = world.keepers[relation.name].agency_id == world.agencies["home"].pk
        things += (LOOKED_ELSEWHERE,) if by_own or role is GOVERNANCE else ()
        found |= {(relation.name, thing.name) for thing in things}
    return found


@everybody
def test_with_a_case_in_hand_its_lines_are_met_by_those_who_see_it(
    world: World, standing: Standing, role: Role | None
) -> None:
    """By nobody else, and of no other case, though the whole trail is asked for."""
    reached, wrong = of_trail(role, standing, world), {}
    for relation in RELATIONS:
        in_hand = wall.with_case(world.cases[relation.name].ref)
        with access.acting_for(acting(world, standing, role)), in_hand, transaction.atomic():
            answer = Answer(200, rows_of("audit_auditevent", where="where case_ref <> ''"))
        must = in_its_lines(role, relation, standing)
        may = {(relation.name, thing.name) for thing in OF_LINES} if must else set()
        verdict = judge(answer, world.canaries, may=may | must | reached, must=must | reached)
        wrong[relation.name] = verdict.leaked + verdict.missing
    assert {name: found for name, found in wrong.items() if found} == {}


def in_its_lines(role: Role | None, relation: Relation, standing: Standing) -> set[Cell]:
    """Whoever is told of an emergency meets what was done by whoever opened it: here by a colleague."""
    if role and sees(role, relation, standing):
        things = LOOKED if relation.name != "far" else (LOOKED_ELSEWHERE,)
    elif role and told(role, relation, standing) and relation.name == "emergency_beside":
        things = (LOOKED_BESIDE,)
    else:
        things = ()
    return {(relation.name, thing.name) for thing in things}


@everybody
def test_work_of_a_colleague_is_met_by_those_who_run_it(world: World, standing: Standing, role: Role | None) -> None:
    """Of a restricted case, by those of them who see it."""
    colleague, expected = world.beside["colleague"], set()
    for relation in RELATIONS:
        case = world.cases[relation.name]
        words = {"kind": "service", "task": relation.name, "button": "Go on", "url": "/", "due_at": clock.now()}
        open_item(person=colleague.user, agency=colleague.agency, source=case, case_ref=case.ref, **words, by=TEST)
        if standing in RUNS and role in RUNS_AN_AGENCY and (not case.is_restricted or sees(role, relation, standing)):
            expected.add(relation.name)
    with access.acting_for(acting(world, standing, role)), transaction.atomic():
        met = set(DueItem.objects.filter(kind="service").values_list("task", flat=True))
    assert met == expected


# Whoever wears another hat just now runs the work of the first all the same.
RUNS = (*IN_THE_AGENCY, Standing.OTHER_HAT)
# Notes and reasons of the deeds that opened or closed the case stand in its lines, too.
OF_LINES = (REFERENCE, CHILD_REFERENCE, NOTE, RESTRICTED_BECAUSE, EMERGENCY_WORDS, EMERGENCY_REVIEW)

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
    with wall.as_system("test"), transaction.atomic():
        text = "\n".join(rows_of(table) for table in sorted(WALLED))
    lost = [str(c) for c in world.canaries if c.thing not in (SEER, SAID) and not c.is_in(text)]
    assert lost == []
    assert len(world.canaries) > 500
    assert any(reads(thing, Role.SPOC, RELATIONS[0]) for thing in THINGS)
