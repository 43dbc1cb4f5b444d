"""What of a case is met in the trail: its lines, one entry, a spreadsheet of it, and the week's list of looks."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from django.urls import reverse

from cse_portal.agencies.roles import Role
from cse_portal.desk.models import BackgroundJob
from tests.access.asking import Asker, Beyond
from tests.access.canaries import Answer, judge
from tests.access.files import made_file
from tests.access.matrix import (
    CHILD_REFERENCE,
    LOOKED,
    LOOKED_BESIDE,
    NOTE,
    OF_EMERGENCIES,
    REFERENCE,
    RESTRICTED_BECAUSE,
    SAID,
    SEER,
    Thing,
    at_work,
)
from tests.access.places import READS_TRAIL
from tests.access.relations import (
    CONTACTS,
    RELATIONS,
    Relation,
    Standing,
    sees,
)

pytestmark = pytest.mark.django_db
readers = pytest.mark.parametrize("role", sorted(READS_TRAIL))
GOVERNANCE = Role.INFORMATION_GOVERNANCE_LEAD
Cell = tuple[str, str]
# Governance reads who, references and reasons of its partnership, and no name, date or word of a child.
OF_TRAIL = (SEER, REFERENCE, CHILD_REFERENCE, *LOOKED, NOTE, RESTRICTED_BECAUSE, *OF_EMERGENCIES)


def beyond(role: Role) -> Beyond:
    """A contact reads the names of their own people, and of a case that they do not see nothing beside."""

    def of_governance(thing: Thing, relation: Relation) -> bool:
        return relation.name != "far" and thing in OF_TRAIL

    return of_governance if role is GOVERNANCE else lambda thing, relation: thing is SEER


def of_week(role: Role) -> Beyond:
    """What was said on the day is for those who answer for the looker."""
    return lambda thing, relation: relation.name != "far" and (thing is SAID or beyond(role)(thing, relation))


def lines(role: Role, *things: Thing) -> set[Cell]:
    """What the trail must show of looks by people of the agency; to governance of everybody's in the partnership."""
    found = set()
    for relation in RELATIONS:
        by_colleague = relation.name != "far"
        if by_colleague and (role is GOVERNANCE or sees(role, relation)):
            found |= {(relation.name, thing.name) for thing in things}
    return found


def searched(asker: Asker, role: Role) -> str:
    """The search of all looks, as the person would make it."""
    wanted = {"why": "A complaint", "group": "looks"}
    answer = asker.ask(Standing.AT_WORK, role, reverse("trail:search"), method="post", **wanted)
    assert answer.status == 302
    return answer.location


def pages(asker: Asker, role: Role) -> Iterator[Answer]:
    place = searched(asker, role)
    while place:
        answer = asker.ask(Standing.AT_WORK, role, place)
        assert answer.status == 200
        yield answer
        older = re.search(r'href="([^"]*\?after=[^"]*)"', answer.body)
        place = older.group(1).replace("&amp;", "&") if older else ""


def wrong(asker: Asker, role: Role, answers: list[Answer], must: set[Cell]) -> list[str]:
    whole = Answer(200, "\n".join(one.body for one in answers))
    for answer in answers:
        for where, text in answer.elsewhere.items():
            whole.elsewhere[where] = whole.elsewhere.get(where, "") + text
    verdict = asker.verdict(whole, role, Standing.AT_WORK, must, beyond(role))
    return verdict.leaked + verdict.missing


@readers
def test_lines_name_the_cases_that_the_reader_may_know_of(asker: Asker, role: Role) -> None:
    found = list(pages(asker, role))
    assert len(found) > 1
    assert wrong(asker, role, found, lines(role, REFERENCE)) == []


@readers
def test_an_entry_tells_the_reason_to_whom_it_may_be_told(asker: Asker, role: Role) -> None:
    """Every entry that the search finds is opened."""
    links = [link for page in pages(asker, role) for link in re.findall(r'href="([^"]*/entry/[^"]*)"', page.body)]
    assert len(links) >= len(RELATIONS) - 1
    opened = [asker.ask(Standing.AT_WORK, role, link) for link in links]
    assert {one.status for one in opened} == {200}
    must = lines(role, REFERENCE, CHILD_REFERENCE, LOOKED_BESIDE)
    assert wrong(asker, role, opened, must) == []


@readers
def test_a_spreadsheet_holds_what_the_lines_hold(asker: Asker, role: Role) -> None:
    place = searched(asker, role)
    assert asker.ask(Standing.AT_WORK, role, f"{place}spreadsheet/", method="post").status == 302
    with asker.acting(Standing.AT_WORK, role) as person:
        job = BackgroundJob.objects.get(owner=person, kind="trail.search_csv")
    answer = made_file(asker, Standing.AT_WORK, role, job)
    assert answer.status == 200
    assert wrong(asker, role, [answer], lines(role, REFERENCE)) == []


@readers
def test_the_week_tells_what_was_said_to_those_who_answer_for_the_looker(asker: Asker, role: Role) -> None:
    weeks = asker.ask(Standing.AT_WORK, role, reverse("trail:weeks"))
    week = asker.ask(Standing.AT_WORK, role, reverse("trail:week", kwargs={"ref": asker.world.week}))
    said = {(relation.name, SAID.name) for relation in RELATIONS if relation.name != "far"}
    assert (weeks.status, week.status) == (200, 200)
    assert asker.wrong(weeks, None, (Standing.AT_WORK, role), []) == []
    verdict = asker.verdict(week, role, Standing.AT_WORK, said | lines(role, REFERENCE), of_week(role))
    assert verdict.leaked + verdict.missing == []


@pytest.mark.parametrize(("standing", "role"), at_work(), ids=[f"{one.name}-{role}" for one, role in at_work()])
def test_nobody_else_opens_the_trail(asker: Asker, standing: Standing, role: Role) -> None:
    """Nor the week of an agency that is not theirs; what is refused holds nothing of a case."""
    reads = role in READS_TRAIL and standing is not Standing.OTHER_HAT
    here = reads and standing is not Standing.IN_HEALTH
    next_in_line = role in (Role.MASH_MANAGER, Role.HEAD_OF_SERVICE) and standing is not Standing.OTHER_HAT
    expected = {"trail:search": reads, "trail:weeks": reads, "trail:alarms": reads or next_in_line}
    for name, may in expected.items():
        answer = asker.ask(standing, role, reverse(name))
        assert answer.status == (200 if may else 403), name
        assert asker.wrong(answer, None, (standing, role), []) == []
    week = asker.ask(standing, role, reverse("trail:week", kwargs={"ref": asker.world.week}))
    assert week.status == (200 if here else 404 if reads else 403)
    if not here:
        assert judge(week, asker.world.canaries, may=set(), must=set()).leaked == []


def test_contacts_and_governance_read_the_trail() -> None:
    assert CONTACTS | {GOVERNANCE} == READS_TRAIL
