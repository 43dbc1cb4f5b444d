"""Due items change hands when somebody leaves: only theirs, only there, only what is open."""

from __future__ import annotations

from datetime import timedelta

import pytest

from cse_portal.agencies import handover
from cse_portal.agencies.actions import give_role
from cse_portal.agencies.models import Agency, User
from cse_portal.agencies.roles import Role
from cse_portal.audit.models import AuditEvent
from cse_portal.worklist.actions import close_items
from cse_portal.worklist.models import DueItem
from tests.factories import TEST, agency_of, due_item

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reads_all")]
DAY = timedelta(days=1)
Cast = dict[str, User]


def move(refs: list[str], cast: Cast) -> list[str]:
    kind = handover.kind_of_work("due_items")
    school = agency_of(cast["teacher"])
    return list(kind.hand_over(refs, school, cast["teacher"], cast["school_spoc"], TEST))


def test_open_work_is_listed_with_its_words_and_day(cast: Cast) -> None:
    item = due_item(cast["teacher"], due_in=DAY, task="Hold the interview", detail="Asked by the nurse")
    (work,) = handover.open_work(cast["teacher"], agency_of(cast["teacher"]))
    assert (work.code, work.words) == (f"due_items:{item.ref}", "Hold the interview. Asked by the nurse")


def test_it_goes_to_the_other_person_with_a_line_in_the_trail(cast: Cast) -> None:
    item = due_item(cast["teacher"], due_in=DAY)
    assert move([item.ref], cast) == [item.ref]
    item.refresh_from_db()
    assert item.person == cast["school_spoc"]
    event = AuditEvent.objects.get(kind="due_item.handed_over")
    assert event.detail == {"of": cast["teacher"].ref, "to": cast["school_spoc"].ref}


def test_nothing_else_moves(cast: Cast) -> None:
    school, other = agency_of(cast["teacher"]), Agency.objects.get(name="Brackwater Youth Trust")
    give_role(user=cast["teacher"], agency=other, role=Role.PRACTITIONER, by=TEST)
    elsewhere = due_item(cast["teacher"], agency=other, due_in=DAY)
    anothers = due_item(cast["social_worker"], due_in=DAY)
    closed = due_item(cast["teacher"], agency=school, due_in=DAY, source=school)
    close_items(kind="people", source=school, by=TEST)
    kind = handover.kind_of_work("due_items")
    refs = [elsewhere.ref, anothers.ref, closed.ref]
    assert kind.hand_over(refs, school, cast["teacher"], cast["school_spoc"], TEST) == []


def test_what_the_other_has_already_is_closed_rather_than_doubled(cast: Cast) -> None:
    source = agency_of(cast["teacher"])
    mine = due_item(cast["teacher"], due_in=DAY, source=source)
    theirs = due_item(cast["school_spoc"], due_in=DAY, source=source)
    move([mine.ref], cast)
    assert list(DueItem.objects.open()) == [theirs]
