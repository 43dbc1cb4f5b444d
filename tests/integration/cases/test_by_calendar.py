"""Work that a day begins: opened once by the sweep on its day, closed by its deed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.urls import reverse

from cse_portal.agencies import access
from cse_portal.agencies.models import Agency, Membership, User
from cse_portal.agencies.roles import Role
from cse_portal.cases import actions, tasks
from cse_portal.cases.actions import Farewell
from cse_portal.cases.handling import Handling
from cse_portal.cases.line_kinds import LineKind
from cse_portal.cases.models import AdultMove, CareStatus, Case, Child, Entry, Meeting, Placement, Plan
from cse_portal.cases.openers import calendar_kinds
from cse_portal.cases.workflow import Closing
from cse_portal.core import clock, wall
from cse_portal.core.working_days import LONDON, end_of_work
from cse_portal.worklist.models import DueItem
from tests.factories import TEST, agency_of
from tests.integration.cases.conftest import Browse, Cast, hat
from tests.integration.cases.forms import led_back, says, send
from tests.reading import all_of, one_of

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 16, 12, tzinfo=UTC)  # a Monday


@pytest.fixture(autouse=True)
def monday() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def given(led: Case, cast: Cast) -> Case:
    """Allocated to the social worker."""
    with access.acting_for(cast["team_manager"]):
        version = Case.objects.get(pk=led.pk).version
    actions.allocate_case(case=led, worker=hat(cast["social_worker"]), version=version, by=TEST)
    return led


def due(kind: str) -> list[DueItem]:
    return all_of(DueItem.objects.open().filter(kind=kind).select_related("person", "agency").order_by("pk"))


def on(day: date, at: time = time(6)) -> Any:
    return time_machine.travel(datetime.combine(day, at, tzinfo=LONDON), tick=False)


def sweep() -> list[str]:
    """The kinds that stand open then; a second time at once changes nothing."""
    tasks.open_work_by_calendar()
    assert tasks.open_work_by_calendar() == 0
    return [kind.code for kind in calendar_kinds() if due(kind.code)]


def born(case: Case, day: date, how: str = "known") -> None:
    with wall.as_system("test"):
        Child.objects.filter(pk=case.child_id).update(born_on=day, born_is=how)


def write(case: Case, by: User, kind: LineKind = LineKind.NOTE) -> Entry:
    with access.acting_for(by):
        said = {"happened_on": clock.today(), "words": "She came to school", "agency": agency_of(by)}
        return actions.write_entry(case=case, about=actions.About(kind=kind), **said, by=by)


def meeting(case: Case, by: User, kind: str, at: datetime, chair: Membership | None, *, held: bool = True) -> Meeting:
    with wall.as_system("test"):
        return Meeting.objects.create(
            case=case, kind=kind, planned_at=at, took_place_at=at if held else None, chair=chair, purpose="To plan",
            status="held" if held else "planned", child_invited=True, parents_invited=True, called_by=by,
            agency=agency_of(by),
        )  # fmt: skip


# --- a case in which nobody writes -----------------------------------------------------------------------------------


def test_twenty_working_days_after_the_last_entry_the_worker_is_asked_to_write(given: Case, cast: Cast) -> None:
    by = cast["social_worker"]
    with on(date(2026, 12, 11)):
        assert sweep() == []
    with on(date(2026, 12, 14)):
        assert sweep() == ["dormant_case"]
        item = one_of(DueItem.objects.open().filter(kind="dormant_case"))
        assert (item.person_id, item.case_ref, item.source_ref) == (by.pk, given.ref, given.ref)
        assert item.due_at == end_of_work(date(2026, 12, 14))
        assert item.url == reverse("cases:write_entry", kwargs={"ref": given.ref})
        write(given, by)
        assert due("dormant_case") == []
    # Christmas, Boxing Day in lieu and New Year's Day are no working days
    with on(date(2027, 1, 13)):
        assert sweep() == []
    with on(date(2027, 1, 14)):
        assert sweep() == ["dormant_case"]


def test_after_an_outage_it_is_due_when_it_was_and_stands_there_once(given: Case, cast: Cast) -> None:
    with on(date(2026, 12, 30)):
        assert sweep() == ["dormant_case"]
        assert [one.due_at for one in due("dormant_case")] == [end_of_work(date(2026, 12, 14))]
        with access.acting_for(cast["social_worker"]):
            entry, by = all_of(Entry.objects.filter(case=given).order_by("pk"))[0], cast["social_worker"]
            actions.add_part(entry=entry, words="So we heard", handling=Handling.NETWORK, by=by)
        assert sweep() == []


def test_without_a_worker_it_is_put_before_whoever_runs_the_lead_agency(led: Case) -> None:
    with on(date(2026, 12, 14)):
        assert sweep() == ["dormant_case"]
        item = due("dormant_case")[0]
        assert (item.person, item.role, item.agency) == (None, "", led.lead_agency)


def test_a_closed_case_wants_nothing_and_the_partnerships_own_amount_counts(given: Case, cast: Cast) -> None:
    given.partnership.timescale_settings.create(code="dormant_case", amount=5)
    with on(date(2026, 11, 23)):
        assert sweep() == ["dormant_case"]
        with wall.as_system("test"):
            version = Case.objects.get(pk=given.pk).version
        farewell = Farewell(Closing.SAFE, "School nurse", "Ms Okafor")
        actions.close_case(case=given, farewell=farewell, why="Safe", version=version, by=TEST)
        assert due("dormant_case") == []
        assert sweep() == []


# --- after a strategy meeting ----------------------------------------------------------------------------------------


def test_after_a_strategy_meeting_reference_and_plan_are_due_in_five_working_days(given: Case, cast: Cast) -> None:
    by = cast["social_worker"]
    meeting(given, by, "strategy", NOW, hat(cast["team_manager"]))
    assert sweep() == []
    with on(date(2026, 11, 17)):
        assert sweep() == ["crime_reference", "safety_plan"]
        assert {one.due_at for kind in ("crime_reference", "safety_plan") for one in due(kind)} == {
            end_of_work(date(2026, 11, 23))
        }
        actions.add_police_reference(case=given, crime=actions.Crime("2419283/26"), by=TEST)
        assert due("crime_reference") == []
        with wall.as_system("test"):
            said = {"worries": "Nights", "written_by": by, "agency": agency_of(by), "review_on": date(2027, 1, 5)}
            plan = Plan.objects.create(case=given, kind="safety", **said)
            plan.rows.create(worry="Nights", what="A lift home", who="Her aunt")
        with access.acting_for(by):
            actions.agree_plan(plan=plan, version=1, agreed_with="Her mother", by=by)
        assert due("safety_plan") == []
        assert sweep() == []


# --- half-way between reviews ----------------------------------------------------------------------------------------


def test_half_way_to_the_next_review_its_reviewing_officer_is_asked(given: Case, cast: Cast) -> None:
    by = cast["social_worker"]
    reviewer = _reviewer(agency_of(by))
    meeting(given, by, "lac_review", datetime(2026, 9, 1, 10, tzinfo=UTC), reviewer)
    meeting(given, by, "lac_review", datetime(2027, 1, 30, 10, tzinfo=UTC), reviewer, held=False)
    half_way = date(2026, 9, 1) + timedelta(days=151 // 2)
    assert half_way == date(2026, 11, 15)
    with on(date(2026, 11, 17)):
        assert sweep() == []  # not looked after
        with wall.as_system("test"):
            CareStatus.objects.create(child=given.child, kind="lac", since=date(2026, 8, 1))
        assert sweep() == ["mid_point_check"]
        item = due("mid_point_check")[0]
        assert (item.person, item.due_at) == (reviewer.user, end_of_work(half_way))
        write(given, by, LineKind.MID_POINT)
        assert sweep() == []


def test_without_a_day_for_the_next_review_six_months_are_counted(given: Case, cast: Cast) -> None:
    by = cast["social_worker"]
    meeting(given, by, "lac_review", datetime(2026, 8, 31, 10, tzinfo=UTC), _reviewer(agency_of(by)))
    with wall.as_system("test"):
        CareStatus.objects.create(child=given.child, kind="lac", since=date(2026, 8, 1))
    half_way = date(2026, 8, 31) + (date(2027, 2, 28) - date(2026, 8, 31)) // 2
    with on(half_way - timedelta(days=15)):
        assert sweep() == []
    with on(half_way - timedelta(days=14)):
        assert sweep() == ["mid_point_check"]
        with wall.as_system("test"):
            Meeting.objects.filter(case=given).update(kind="other")
        assert sweep() == [], "no review, no half-way"


def _reviewer(agency: Agency) -> Membership:
    user = User.objects.create(email="ivy.reed@larkmere.example", name="Ivy Reed")
    return Membership.objects.create(user=user, agency=agency, role=Role.IRO.value)


# --- adulthood -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("born_on", "opens_on", "due_on"),
    [
        (date(2009, 6, 10), date(2026, 11, 26), date(2026, 12, 10)),
        (
            date(2008, 2, 29),
            date(2026, 11, 16),
            date(2026, 11, 30),
        ),  # was 17½ on 1 September: two weeks from the case on
        (date(2009, 8, 31), date(2027, 2, 15), date(2027, 3, 1)),  # 31 February is 1 March
    ],
)
def test_towards_17_and_a_half_the_plan_for_adulthood_is_due(
    given: Case, cast: Cast, born_on: date, opens_on: date, due_on: date
) -> None:
    born(given, born_on)
    if opens_on > clock.today():
        with on(opens_on - timedelta(days=1)):
            assert "transition" not in sweep()
    with on(opens_on):
        assert "transition" in sweep()
        item = due("transition")[0]
        assert (item.due_at, item.person) == (end_of_work(due_on), cast["social_worker"])


def move(case: Case, by: User, version: int | None = None, **said: Any) -> AdultMove:
    values = {"is_needed": True, "contact": "", "plan": "", "handed_over_on": None, "why_none": "", **said}
    with access.acting_for(by):
        return actions.record_adult_move(case=case, version=version, values=values, by=by)


def test_a_birthday_closes_no_case_and_what_is_written_closes_the_work(given: Case, cast: Cast) -> None:
    by = cast["social_worker"]
    born(given, date(2008, 11, 20))  # 18 on Friday
    assert sweep() == ["transition", "turning_18"]
    assert [one.due_at for one in due("turning_18")] == [end_of_work(date(2026, 11, 30))], "two weeks from the case on"
    move(given, by, contact="Adult safeguarding, 01632 960200")
    assert sweep() == ["transition", "turning_18"]
    move(given, by, 1, contact="Adult safeguarding", plan="Meets Dana before Christmas")
    assert sweep() == ["turning_18"]
    with on(date(2026, 11, 21)):
        assert sweep() == ["turning_18"]
        with wall.as_system("test"):
            assert Case.objects.get(pk=given.pk).closed_on is None
        move(given, by, 2, contact="Adult safeguarding", plan="Meets Dana", handed_over_on=date(2026, 11, 19))
        assert sweep() == []
    with access.acting_for(by):
        lines = list(
            Entry.objects.filter(case=given, kind="plan").order_by("pk").values_list("headline", "happened_on")
        )
    assert lines == [
        ("The move to adult services is planned", date(2026, 11, 16)),
        ("Handed over to adult services", date(2026, 11, 19)),
    ]


def test_a_date_of_birth_put_right_takes_the_work_away_again(given: Case) -> None:
    born(given, date(2008, 11, 20))
    assert sweep() == ["transition", "turning_18"]
    born(given, date(2011, 11, 20))
    assert sweep() == []
    born(given, date(2008, 11, 20), "not_known")
    assert sweep() == []


def test_the_form_asks_for_a_contact_or_for_why_there_is_none(given: Case, cast: Cast, browse: Browse) -> None:
    born(given, date(2008, 11, 20))
    sweep()
    client, page = browse("social_worker"), reverse("cases:adult_move", kwargs={"ref": given.ref})
    assert "Enter who the contact in adult services is" in says(
        led_back(client, send(client, page, is_needed="needed"))
    )
    assert "Enter why nobody goes on" in says(led_back(client, send(client, page, is_needed="none")))
    assert send(client, page, is_needed="none", why_none="He does not want it: he was asked twice").status_code == 302
    assert (due("transition"), due("turning_18")) == ([], [])
    plans = says(client.get(reverse("cases:plans", kwargs={"ref": given.ref})))
    assert "He does not want it" in plans
    assert "He does not want it" in says(client.get(page))


# --- out of borough --------------------------------------------------------------------------------------------------


def placed(case: Case, since: date, **said: Any) -> Placement:
    with wall.as_system("test"):
        away = {"is_out_of_borough": True, "host_authority": "Kent", **said}
        return Placement.objects.create(child=case.child, kind="foster", since=since, **away)


def visited(case: Case, by: User, day: date) -> Entry:
    with access.acting_for(by):
        said = {"happened_on": day, "words": "She likes her room", "agency": agency_of(by)}
        return actions.write_entry(case=case, about=actions.About(kind=LineKind.VISIT), **said, by=by)


def test_a_child_placed_out_of_borough_is_visited_every_six_weeks(given: Case, cast: Cast) -> None:
    by = cast["social_worker"]
    placed(given, date(2026, 6, 1), is_out_of_borough=False, host_authority="")
    here = placed(given, date(2026, 11, 17))
    with on(date(2026, 12, 14)):
        assert "out_of_borough_visit" not in sweep()
    with on(date(2026, 12, 15)):
        assert "out_of_borough_visit" in sweep()
        item = due("out_of_borough_visit")[0]
        assert (item.person, item.due_at) == (by, end_of_work(date(2026, 12, 29)))
    with on(date(2026, 12, 20), time(15)):
        entry = visited(given, by, date(2026, 12, 19))
        assert due("out_of_borough_visit") == []
        assert "out_of_borough_visit" not in sweep()
        with access.acting_for(by):
            actions.strike_entry(entry=entry, version=entry.version, why="Another child’s", by=by)
        assert "out_of_borough_visit" in sweep(), "it never was"
        visited(given, by, date(2026, 12, 19))
    with on(date(2027, 1, 16)):
        assert "out_of_borough_visit" in sweep()
        assert due("out_of_borough_visit")[0].due_at == end_of_work(date(2027, 1, 30))
        with wall.as_system("test"):
            Placement.objects.filter(pk=here.pk).update(until=date(2027, 1, 15))
        assert "out_of_borough_visit" not in sweep(), "home again"
        placed(given, date(2027, 1, 16))
        assert "out_of_borough_visit" in sweep(), "whoever moves on waits no longer"
        assert due("out_of_borough_visit")[0].due_at == end_of_work(date(2027, 1, 30))


# --- cost ------------------------------------------------------------------------------------------------------------


def test_two_sweeps_at_once_wait_for_each_other(given: Case, django_assert_max_num_queries: Any) -> None:
    """And a sweep that finds nothing asks the same few questions, however many cases there are."""
    with on(date(2026, 12, 14)):
        tasks.open_work_by_calendar()
        with django_assert_max_num_queries(74, connection=connection):
            assert tasks.open_work_by_calendar() == 0
