"""Each step of each piece of work is told once, to whoever stands on it that day; nobody is told what they may not."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from smtplib import SMTPRecipientsRefused
from unittest.mock import patch

import pytest
import time_machine
from django.core import mail

from cse_portal.agencies.actions import delegate_work, give_role
from cse_portal.agencies.models import User
from cse_portal.agencies.roles import Role
from cse_portal.audit.models import AuditEvent
from cse_portal.cases.actions.restricting import restrict
from cse_portal.cases.models import Case
from cse_portal.core.working_days import LONDON
from cse_portal.notices import actions
from cse_portal.notices.letter_states import KeptBack
from cse_portal.notices.models import Letter, MailTrouble, Notice
from cse_portal.notices.tasks import TELL, remind
from cse_portal.worklist.actions import close_items, open_item
from cse_portal.worklist.models import DueItem
from tests.factories import TEST, agency_of, due_item

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reads_all")]
Cast = dict[str, User]
MORNING = datetime(2026, 11, 2, 9, 30, tzinfo=LONDON)  # a Monday
REVIEW = "plan_review"


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(MORNING, tick=False) as traveller:
        yield traveller


def at(clock: time_machine.Traveller, day: int, hour: int = 8, minute: int = 1, month: int = 11) -> None:
    clock.move_to(datetime(2026, month, day, hour, minute, tzinfo=LONDON), tick=False)


def told(item: DueItem) -> list[tuple[str, str, str]]:
    rows = Notice.objects.filter(item=item).order_by("planned_at", "pk")
    return [(one.step, one.rung, one.recipient.name) for one in rows.select_related("recipient")]


def review_of(worker: User) -> DueItem:
    """Due on Wednesday 18 November at five."""
    return due_item(worker, due_in=timedelta(days=16, hours=7, minutes=30), kind=REVIEW, task="Review the plan")


def test_a_review_climbs_from_its_worker_to_the_partnerships_list(cast: Cast, clock: time_machine.Traveller) -> None:
    worker, manager = cast["social_worker"], cast["team_manager"]
    item = review_of(worker)
    for month, day in ((11, d) for d in range(2, 31)):
        at(clock, day, month=month)
        remind()
    for day in range(1, 12):
        at(clock, day, month=12)
        remind()
    steps = told(item)
    assert [(step, rung) for step, rung, _ in steps if rung == "worker"] == [
        ("opened", "worker"),
        ("first", "worker"),
        ("again", "worker"),
        ("due", "worker"),
        ("late", "worker"),
        ("late_again", "worker"),
    ]
    assert ("manager", "manager", manager.name) in steps
    assert [rung for step, rung, _ in steps if step == "contact"] == ["board"]  # this agency has no point of contact
    assert ("board", "board", cast["lscb_manager"].name) in steps
    assert len(steps) == len(set(steps))


def test_the_same_round_twice_tells_nobody_twice(cast: Cast, clock: time_machine.Traveller) -> None:
    item = review_of(cast["social_worker"])
    at(clock, 4)
    remind()
    before = told(item)
    DueItem.objects.update(next_step_at=MORNING)
    remind()
    assert told(item) == before


def test_what_is_done_is_told_no_more(cast: Cast, clock: time_machine.Traveller) -> None:
    source = agency_of(cast["social_worker"])
    item = due_item(cast["social_worker"], due_in=timedelta(days=3), kind=REVIEW, source=source)
    remind()
    close_items(kind=REVIEW, source=source, by=TEST)
    at(clock, 30)
    remind()
    assert [step for step, _, _ in told(item)] == ["opened"]


def test_a_reminder_that_waits_for_the_day_is_not_sent_once_the_work_is_done(
    cast: Cast, clock: time_machine.Traveller
) -> None:
    source = agency_of(cast["social_worker"])
    due_item(cast["social_worker"], due_in=timedelta(days=3), kind=REVIEW, source=source)
    remind()
    close_items(kind=REVIEW, source=source, by=TEST)
    at(clock, 3)
    remind()
    assert Notice.objects.get().kept_back == KeptBack.CLOSED
    assert mail.outbox == []


def test_an_outage_ends_in_one_e_mail_a_person(cast: Cast, clock: time_machine.Traveller) -> None:
    for _ in range(5):
        review_of(cast["social_worker"])
    at(clock, 26, hour=14)
    remind()
    to_worker = [one for one in mail.outbox if one.to == [cast["social_worker"].email]]
    assert [one.subject for one in to_worker] == ["CSE Portal: 5 things wait for you, 5 of them late"]
    worker_rows = Notice.objects.filter(recipient=cast["social_worker"])
    assert worker_rows.filter(kept_back="").count() == 5
    assert worker_rows.filter(kept_back=KeptBack.FOLDED).count() == 5 * 5


def test_an_e_mail_says_kind_reference_day_and_link_and_nothing_of_a_child(
    cast: Cast, case: Case, clock: time_machine.Traveller
) -> None:
    worker = cast["social_worker"]
    due_item(
        worker,
        due_in=timedelta(hours=7),
        kind=REVIEW,
        task="Review the plan",
        detail="Toby Achterberg",
        case_ref=case.ref,
    )
    at(clock, 3)
    remind()
    (letter,) = (one for one in mail.outbox if one.to == [worker.email])
    assert case.ref in letter.body
    assert "Plans to review" in str(letter.subject) + str(letter.body)
    assert "It was due on 2 November 2026 at 4:30pm" in letter.body
    assert "Toby" not in str(letter.subject) + str(letter.body)
    assert case.child.family_name not in str(letter.subject) + str(letter.body)


def test_whoever_stands_in_is_told_with_the_person(cast: Cast, clock: time_machine.Traveller) -> None:
    worker, manager = cast["social_worker"], cast["team_manager"]
    item = review_of(worker)
    delegate_work(
        membership=worker.memberships.get(),
        delegate=manager.memberships.get(),
        starts_on=MORNING.date(),
        ends_on=MORNING.date() + timedelta(days=5),
        reason="On leave",
        by=worker,
    )
    at(clock, 4)
    remind()
    assert [name for step, _, name in told(item) if step == "first"] == [worker.name, manager.name]


def test_work_of_somebody_who_left_goes_to_the_next_rung(cast: Cast, clock: time_machine.Traveller) -> None:
    item = review_of(cast["social_worker"])
    remind()
    cast["social_worker"].memberships.update(ends_on=datetime(2026, 11, 2).date(), ended_at=None)
    at(clock, 4)
    remind()
    later = [(rung, name) for step, rung, name in told(item) if step == "first"]
    assert later == [("manager", cast["team_manager"].name)]


def test_a_restricted_case_is_passed_on_only_to_those_who_see_it(
    cast: Cast, led: Case, clock: time_machine.Traveller
) -> None:
    restrict(case=led, why="A colleague’s child", keep=[cast["social_worker"].memberships.get()], by=TEST)
    item = due_item(cast["social_worker"], due_in=timedelta(days=-1), kind=REVIEW, case_ref=led.ref)
    at(clock, 30)
    remind()
    assert {name for _, rung, name in told(item) if rung != "worker"} == {cast["lscb_manager"].name}
    (board,) = {(one.reference, one.url) for one in Notice.objects.filter(item=item, rung="board")}
    assert board == (item.ref, "/my-work/far-overdue/")
    assert led.ref not in str(board)


def test_of_a_restricted_case_a_manager_who_is_named_on_it_hears(
    cast: Cast, led: Case, clock: time_machine.Traveller
) -> None:
    worker, manager = cast["social_worker"].memberships.get(), cast["team_manager"].memberships.get()
    restrict(case=led, why="A colleague’s child", keep=[worker, manager], by=TEST)
    item = due_item(cast["social_worker"], due_in=timedelta(days=-1), kind=REVIEW, case_ref=led.ref)
    at(clock, 5)
    remind()
    assert ("manager", "manager", cast["team_manager"].name) in told(item)


def test_an_item_that_breaks_is_set_aside_and_the_others_are_told(cast: Cast, clock: time_machine.Traveller) -> None:
    good, bad = review_of(cast["social_worker"]), review_of(cast["social_worker"])
    DueItem.objects.filter(pk=bad.pk).update(role="no_such_role", person=None)
    for day in range(2, 12):
        at(clock, day, hour=10)
        remind()
    bad.refresh_from_db()
    assert bad.set_aside_at is not None
    assert bad.step_failures == 5
    assert [step for step, _, _ in told(good)] == ["opened", "first"]
    DueItem.objects.filter(pk=bad.pk).update(role="", person=cast["social_worker"])
    assert actions.tell_all_again(by=cast["system_administrator"]) == 1
    remind()
    assert ("first", "worker", cast["social_worker"].name) in told(bad)


def test_new_timings_are_taken_up_and_nothing_is_told_again(cast: Cast, clock: time_machine.Traveller) -> None:
    item = review_of(cast["social_worker"])
    at(clock, 4)
    remind()
    partnership = item.agency.partnership
    partnership.timescale_settings.create(code="remind_again", amount=7)
    actions.look_at_all_again(partnership=partnership, by=TEST)
    at(clock, 11)
    remind()
    assert [step for step, _, _ in told(item)] == ["opened", "first", "again"]


def test_who_puts_work_on_their_own_list_gets_no_message_of_it(cast: Cast, clock: time_machine.Traveller) -> None:
    worker = cast["social_worker"]
    open_item(
        kind=REVIEW, task="x", button="x", url="/", agency=agency_of(worker), person=worker, due_at=MORNING, by=worker
    )
    remind()
    assert "opened" not in set(Notice.objects.values_list("step", flat=True))


def test_each_round_is_on_record_with_numbers_alone(cast: Cast) -> None:
    review_of(cast["social_worker"])
    remind()
    event = AuditEvent.objects.get(kind="notices.posted")
    assert event.detail == {"items": 1, "notices": 1}


def test_a_letter_that_fails_is_tried_again_later_and_in_the_end_set_aside(
    cast: Cast, clock: time_machine.Traveller
) -> None:
    due_item(cast["social_worker"], due_in=timedelta(hours=-1), kind="missing_now")
    with patch("cse_portal.notices.carriers.MailServer.carry", side_effect=OSError):
        remind()
        letter = Letter.objects.get(recipient=cast["social_worker"])
        assert (letter.state, letter.tries) == ("waiting", 1)
        for _ in range(20):
            clock.shift(timedelta(hours=5))
            remind()
    letter.refresh_from_db()
    assert (letter.state, letter.tries, letter.error_kind) == ("set_aside", 12, "OSError")
    aside = Letter.objects.filter(state="set_aside").count()
    assert actions.try_again(by=cast["system_administrator"]) == aside > 0
    remind()
    letter.refresh_from_db()
    assert letter.state == "sent"


def test_an_address_that_refuses_is_noted_for_the_point_of_contact(cast: Cast) -> None:
    due_item(cast["social_worker"], due_in=timedelta(hours=-1), kind="missing_now")
    refusal = SMTPRecipientsRefused({cast["social_worker"].email: (550, b"no such mailbox")})
    with patch("django.core.mail.EmailMessage.send", side_effect=refusal):
        remind()
    assert Letter.objects.get(recipient=cast["social_worker"]).state == "refused"
    assert MailTrouble.objects.filter(person=cast["social_worker"]).count() == 1


def test_whoever_has_left_is_written_to_no_more(cast: Cast, clock: time_machine.Traveller) -> None:
    review_of(cast["social_worker"])
    remind()
    cast["social_worker"].memberships.update(ends_on=datetime(2026, 11, 2).date())
    at(clock, 3)
    remind()
    assert Letter.objects.get().state == "dropped"
    assert mail.outbox == []


def test_a_sender_that_dies_leaves_its_letters_to_the_next(cast: Cast, clock: time_machine.Traveller) -> None:
    due_item(cast["social_worker"], due_in=timedelta(hours=3), kind="missing_now")
    actions.remind_batch(by=TELL)
    actions.write_letters(by=TELL)
    assert len(actions.claim_letters(by=TELL)) == 1
    assert actions.claim_letters(by=TELL) == []
    clock.shift(timedelta(minutes=2))
    (letter,) = actions.claim_letters(by=TELL)
    assert letter.tries == 2


def test_a_new_role_is_told_of_what_its_rung_was_told_of_before(cast: Cast, clock: time_machine.Traveller) -> None:
    """Addressed to a role that nobody holds yet: whoever is above is told meanwhile."""
    agency = agency_of(cast["teacher"])
    item = due_item(agency=agency, due_in=timedelta(days=1), kind=REVIEW, role=Role.SAFEGUARDING_ADVISER)
    remind()
    holders = {name for step, rung, name in told(item) if rung == "worker"}
    give_role(user=cast["outsider"], agency=agency, role=Role.SAFEGUARDING_ADVISER, by=TEST)
    at(clock, 3)
    remind()
    assert cast["outsider"].name in {name for step, _, name in told(item) if step == "due"}
    assert cast["outsider"].name not in holders
