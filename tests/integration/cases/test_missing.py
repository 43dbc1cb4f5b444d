"""A child is missing: reported, found, heard; who is told, what falls due, and what is refused."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from cse_portal.agencies import access
from cse_portal.agencies.models import User
from cse_portal.agencies.roles import Role
from cse_portal.audit.models import AuditEvent
from cse_portal.cases import actions
from cse_portal.cases.handling import Handling
from cse_portal.cases.missing_rules import LONDON, About, MissingRefused, Step
from cse_portal.cases.models import CareStatus, Case, CaseGrant, Entry, FollowUp, Learnt, MissingEpisode
from cse_portal.core import clock, wall
from cse_portal.worklist.models import DueItem
from tests.factories import TEST, agency_of
from tests.integration.cases.conftest import Browse, Cast, hat, joins
from tests.integration.cases.forms import led_back, says, send
from tests.post import delivered
from tests.reading import all_of, count_of, one_of

pytestmark = pytest.mark.django_db
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
NOW = datetime(2026, 11, 20, 12, tzinfo=LONDON)


@pytest.fixture(autouse=True)
def at_noon() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


def report(case: Case, by: User, **changed: Any) -> MissingEpisode:
    said = {"kind": "missing", "began_at": clock.now() - 14 * HOUR, "reported_by": "Her mother", **changed}
    with access.acting_for(by):
        return actions.report_missing(case=case, values=said, by=by)


def found(episode: MissingEpisode, by: User, **changed: Any) -> MissingEpisode:
    said = {"ended_at": clock.now(), "returned": "back", "was_harmed": False, **changed}
    with access.acting_for(by):
        return actions.record_return(episode=episode, version=version(episode), values=said, by=by)


def version(episode: MissingEpisode) -> int:
    return one_of(MissingEpisode.objects.filter(pk=episode.pk)).version


def heard(episode: MissingEpisode, by: User, **changed: Any) -> MissingEpisode:
    said = {"interviewed_at": clock.now(), "interviewer": "Ines Duarte", "is_independent": True, **changed}
    with access.acting_for(by):
        return actions.record_interview(episode=episode, version=version(episode), values=said, by=by)


def step(episode: MissingEpisode, by: User, code: Step) -> None:
    with access.acting_for(by):
        actions.note_interview_step(episode=episode, step=code, at=clock.now(), why="Not now", by=by)


def due(kind: str) -> list[DueItem]:
    return all_of(DueItem.objects.open().filter(kind=kind).order_by("pk"))


def place(name: str, row: Any) -> str:
    return reverse(f"cases:{name}", kwargs={"ref": row.ref})


def moment(name: str, at: datetime) -> dict[str, str]:
    local = at.astimezone(LONDON)
    parts = {"day": local.day, "month": local.month, "year": local.year, "time": local.strftime("%H:%M")}
    return {f"{name}_{part}": str(value) for part, value in parts.items()}


def looked_after(case: Case, since: date) -> None:
    with wall.as_system("test"):
        CareStatus.objects.create(child=case.child, kind="lac", since=since)


# --- from the report to the return ---------------------------------------------------------------------------------


def test_from_the_report_to_the_interview_each_step_leaves_its_work_and_its_line(led: Case, cast: Cast) -> None:
    by = cast["social_worker"]
    episode = report(led, by)
    assert [one.source_ref for one in due("missing_now")] == [episode.ref]
    back = found(episode, by, found_where="Station Parade")
    assert (back.length, due("missing_now")) == ("14 hours", [])
    item = one_of(DueItem.objects.open().filter(kind="return_interview"))
    assert item.due_at == back.ended_at + timedelta(hours=72)
    with time_machine.travel(NOW + 71 * HOUR, tick=False):
        assert heard(episode, by, interview_said="I had to go").was_in_time
    assert due("return_interview") == []
    with access.acting_for(by):
        lines = {one.kind: (one.headline, one.is_significant) for one in Entry.objects.filter(case=led)}
    assert lines["missing"] == ("Missing for 14 hours", True)
    assert lines["interview"] == ("Return home interview held after 2 days 23 hours", True)
    kinds = [one.kind for one in all_of(AuditEvent.objects.filter(kind__startswith="missing").order_by("id"))]
    assert kinds == ["missing.reported", "missing.returned", "missing.interviewed"]


def test_times_that_overlap_are_refused_by_the_portal_and_by_the_database(led: Case, cast: Cast) -> None:
    by = cast["social_worker"]
    first = found(report(led, by), by, ended_at=clock.now() - 4 * HOUR)
    with pytest.raises(MissingRefused, match="overlaps another episode"):
        report(led, by, began_at=clock.now() - 6 * HOUR)
    second = report(led, by, began_at=clock.now() - 4 * HOUR)
    with pytest.raises(MissingRefused, match="still going on"):
        report(led, by, began_at=clock.now() - HOUR)
    with wall.as_system("test"), transaction.atomic(), pytest.raises(IntegrityError, match="missing_once_at_a_time"):
        MissingEpisode.objects.filter(pk=second.pk).update(began_at=first.began_at + HOUR)
    with access.acting_for(by):
        actions.strike_missing(episode=second, version=version(second), why="Was at her aunt’s", by=by)
    assert not report(led, by, began_at=clock.now() - 2 * HOUR).struck_at


def test_a_return_that_is_put_right_moves_the_clock(led: Case, cast: Cast) -> None:
    by = cast["social_worker"]
    episode = found(report(led, by), by)
    moved = found(episode, by, ended_at=clock.now() - 2 * HOUR)
    assert [one.due_at for one in due("return_interview")] == [moved.ended_at + timedelta(hours=72)]
    heard(episode, by)
    with pytest.raises(MissingRefused):
        found(episode, by, ended_at=clock.now() + HOUR)


def test_the_interview_is_due_until_it_is_declined_twice(led: Case, cast: Cast) -> None:
    by = cast["social_worker"]
    episode = report(led, by)
    with pytest.raises(MissingRefused, match="still missing"):
        step(episode, by, Step.WAITING)
    found(episode, by)
    step(episode, by, Step.DECLINED)
    assert len(due("return_interview")) == 1
    step(episode, by, Step.DECLINED)
    assert due("return_interview") == []
    step(episode, by, Step.ACCEPTED)
    assert len(due("return_interview")) == 1
    with time_machine.travel(NOW + 73 * HOUR, tick=False):
        assert not heard(episode, by).was_in_time


def test_what_was_struck_stays_readable_and_asks_for_nothing(led: Case, cast: Cast, browse: Browse) -> None:
    by = cast["social_worker"]
    episode = found(report(led, by), by)
    with access.acting_for(by):
        actions.strike_missing(episode=episode, version=version(episode), why="Another child", by=by)
        with pytest.raises(MissingRefused):
            actions.add_learnt(
                episode=one_of(MissingEpisode.objects.all()), words="…", handling=Handling.NETWORK, by=by
            )
    assert count_of(DueItem.objects.open().filter(source_ref=episode.ref)) == 0
    assert "Struck as recorded in error" in says(browse("social_worker").get(place("missing", led)))
    assert "Another child" in says(browse("social_worker").get(place("missing_episode", episode)))


def test_nobody_deletes_or_changes_what_was_written_once(led: Case, cast: Cast) -> None:
    by = cast["social_worker"]
    episode = report(led, by)
    with access.acting_for(by):
        made = actions.add_learnt(episode=episode, words="Lifts", handling=Handling.NETWORK, by=by)
        for sql in (
            f"delete from cases_learnt where id = {made.pk}",
            f"update cases_learnt set words = '' where id = {made.pk}",
            f"delete from cases_missingepisode where id = {episode.pk}",
        ):
            with pytest.raises(Exception, match="permission denied"), transaction.atomic(), connection.cursor() as run:
                run.execute(sql)


# --- three in ninety days ------------------------------------------------------------------------------------------


def past(case: Case, by: User, days: int) -> MissingEpisode:
    """Told of when it was over."""
    began = clock.now() - days * DAY
    return report(case, by, began_at=began, ended_at=began + HOUR, returned="back")


def test_three_in_ninety_days_ask_for_a_screening_once_a_crossing(led: Case, cast: Cast, browse: Browse) -> None:
    by = cast["social_worker"]
    past(led, by, 90)
    past(led, by, 89)
    past(led, by, 5)
    assert due("screen_again") != []  # the third within ninety days of the first
    assert "Three times missing" not in says(browse("social_worker").get(place("missing", led)))
    fourth = report(led, by, began_at=clock.now() - HOUR)
    assert [one.task for one in due("screen_again")] == ["Screen again: three times missing in 90 days"] * 2
    page = says(browse("social_worker").get(place("record", led)))
    assert "Three times missing in 90 days" in page
    assert "Missing now" in page
    assert "Missing now" in says(browse("social_worker").get(reverse("cases:list")))
    found(fourth, by)
    past(led, by, 3)
    assert len(due("screen_again")) == 2
    with access.acting_for(by):
        said = {"about": About.SCREENING, "words": "Screened", "done_on": clock.today()}
        actions.add_follow_up(episode=fourth, **said, by=by)
    assert [one.source_ref for one in due("screen_again")] != [fourth.ref]


# --- looked-after children -----------------------------------------------------------------------------------------


def test_of_a_looked_after_child_the_seniors_who_see_the_case_are_told_the_same_day(
    led: Case, cast: Cast, no_worker: None, django_capture_on_commit_callbacks: Any
) -> None:
    by = cast["social_worker"]
    head = joins(agency_of(by), Role.HEAD_OF_SERVICE).user
    outsider = joins(agency_of(cast["school_spoc"]), Role.HEAD_OF_SERVICE).user
    looked_after(led, NOW.date() - DAY)
    with django_capture_on_commit_callbacks(execute=True):
        episode = report(led, by, began_at=clock.now() - HOUR)
    told = {one.person: one.due_at for one in due("missing_looked_after")}
    assert head in told
    assert cast["team_manager"] in told
    assert outsider not in told
    assert {at.astimezone(LONDON).date() for at in told.values()} == {NOW.date()}
    letters = [one for one in delivered() if "Looked-after children missing" in str(one.body)]
    assert sorted(to for one in letters for to in one.to) == sorted(one.email for one in told)
    assert not any(led.child.given_names in str(one.body) for one in letters)
    assert len(due("missing_assessment")) == 1
    with access.acting_for(by):
        with pytest.raises(PermissionDenied):
            done(episode, About.ACTION, by)
        done(episode, About.ASSESSMENT, by)
    with access.acting_for(head):
        done(episode, About.ACTION, head)
        assert FollowUp.objects.filter(episode=episode).count() == 2
    assert due("missing_looked_after") == due("missing_assessment") == []


def done(episode: MissingEpisode, about: About, by: User) -> None:
    actions.add_follow_up(episode=episode, about=about, words="Placement changed", done_on=clock.today(), by=by)


def test_of_a_restricted_case_only_those_who_see_it_are_told(led: Case, cast: Cast) -> None:
    by = cast["social_worker"]
    head = joins(agency_of(by), Role.HEAD_OF_SERVICE).user
    looked_after(led, NOW.date())
    actions.restrict(case=led, why="Child of a colleague", keep=[hat(by)], by=TEST)
    with access.acting_for(by):
        led.refresh_from_db()
    report(led, by, began_at=clock.now() - HOUR)
    assert [one.task for one in due("missing_looked_after")] == [
        "Tell a head of service by phone: a looked-after child is missing"
    ]
    items = all_of(DueItem.objects.open().filter(kind__startswith="missing"))
    assert {one.person for one in items} == {by}
    with access.acting_for(head):
        assert not MissingEpisode.objects.exists()


def test_where_no_senior_sees_the_case_whoever_works_it_tells_them(led: Case, cast: Cast) -> None:
    by = cast["social_worker"]
    looked_after(led, NOW.date())
    with wall.as_system("test"):
        Case.objects.filter(pk=led.pk).update(lead_agency=agency_of(cast["school_spoc"]))
        CaseGrant.objects.filter(content_object=led, group__isnull=False).delete()
        led.refresh_from_db()
    episode = report(led, by, began_at=clock.now() - HOUR)
    item = due("missing_looked_after")[0]
    assert (item.task, item.person) == ("Tell a head of service by phone: a looked-after child is missing", by)
    with access.acting_for(by):
        done(episode, About.ACTION, by)
    assert due("missing_looked_after") == []


def test_who_was_looked_after_on_the_first_day_counts(led: Case, cast: Cast) -> None:
    looked_after(led, NOW.date() + DAY)
    assert not report(led, cast["social_worker"]).is_looked_after


# --- who reads what ------------------------------------------------------------------------------------------------


def test_what_was_learnt_is_read_as_far_as_its_mark_goes(led: Case, cast: Cast, browse: Browse) -> None:
    by, teacher = cast["social_worker"], cast["school_spoc"]
    actions.grant_to_person(case=led, membership=hat(teacher), by=TEST)
    episode = report(led, by)
    for words, mark in (("For everybody", Handling.NETWORK), ("For us alone", Handling.OWN_AGENCY)):
        with access.acting_for(by):
            actions.add_learnt(episode=episode, words=words, handling=mark, by=by)
    page = says(browse("school_spoc").get(place("missing_episode", episode)))
    assert "For everybody" in page
    assert "For us alone" not in page
    with access.acting_for(teacher):
        assert Learnt.objects.count() == 1


def test_board_and_week_show_children_whose_case_one_sees(led: Case, cast: Cast, browse: Browse) -> None:
    by = cast["social_worker"]
    episode = report(led, by)
    board, weekly = reverse("cases:missing_now"), reverse("cases:missing_week")
    for url in (board, weekly, reverse("home")):
        assert "Canaryname" in says(browse("social_worker").get(url))
        assert "Canaryname" not in says(browse("school_spoc").get(url))
    assert "Nobody is missing now" in says(browse("school_spoc").get(board))
    heard(found(episode, by), by)
    assert "Nobody is missing now" in says(browse("social_worker").get(board))
    page = says(browse("social_worker").get(weekly))
    assert "<dt>Interviews held in time</dt><dd>1</dd>" in page
    assert "No episode in these seven days" in says(browse("social_worker").get(weekly, {"from": "2026-11-01"}))
    assert "No episode" not in says(browse("social_worker").get(weekly, {"from": "nonsense"}))


# --- the pages -----------------------------------------------------------------------------------------------------


def test_a_child_is_reported_missing_on_a_page(led: Case, cast: Cast, browse: Browse) -> None:
    client, url = browse("social_worker"), place("report_missing", led)
    assert "No missing episode yet" in says(client.get(place("missing", led)))
    assert "999" in says(client.get(url))
    wrong = send(client, url, **moment("began_at", clock.now() + HOUR), kind="missing", reported_by="Her mother")
    page = says(led_back(client, wrong))
    assert "This is in the future" in page
    assert "Her mother" in page
    said = {**moment("began_at", clock.now() - HOUR), "kind": "missing", "reported_by": "A", "is_over": "yes"}
    page = says(led_back(client, send(client, url, **said)))
    assert "Enter when the child was back or found" in page
    assert "Select how the child came back" in page
    answer = send(client, url, **moment("began_at", clock.now() - HOUR), kind="missing", reported_by="Her mother")
    episode = one_of(MissingEpisode.objects.all())
    assert answer["Location"] == place("missing_episode", episode)
    assert "reported missing now" in says(client.get(url))
    back = place("record_return", episode)
    said = {"returned": "police", "was_harmed": "yes", "indicators": ["S", "Al"]}
    wrong = send(client, back, **moment("ended_at", clock.now() - 2 * HOUR), **said)
    page = says(led_back(client, wrong))
    assert "The return must be after" in page
    assert "Enter what harm" in page
    assert send(client, back, **moment("ended_at", clock.now()), **said, harm="Bruised").status_code == 302
    assert "72 hours left" in says(client.get(place("missing_episode", episode)))
    asked = {"step": "declined", **moment("at", clock.now())}
    assert "Enter why" in says(led_back(client, send(client, place("interview_step", episode), **asked)))
    assert send(client, place("interview_step", episode), **asked, why="Tired").status_code == 302
    said = {"interviewer": "Ines Duarte", "is_independent": "yes", "interview_said": "They wait for me"}
    url = place("record_interview", episode)
    assert send(client, url, **moment("interviewed_at", clock.now()), **said).status_code == 302
    url = place("add_learnt", episode)
    assert send(client, url, words="A silver car", handling="network").status_code == 302
    day = {f"done_on_{part}": str(getattr(NOW, part)) for part in ("day", "month", "year")}
    assert send(client, place("follow_up", episode), about="screening", words="Done", **day).status_code == 302
    page = says(client.get(place("missing_episode", episode)))
    for words in ("They wait for me", "A silver car", "in time", "Tired", "Bruised", "Al: Alcohol"):
        assert words in page
    assert send(client, place("change_missing", episode), police_reference="REF/1").status_code == 302
    assert one_of(MissingEpisode.objects.all()).police_reference == "REF/1"
    assert send(client, place("strike_missing", episode), why="Wrong child").status_code == 302


def test_a_week_is_copied_for_a_reason(led: Case, cast: Cast, browse: Browse) -> None:
    from cse_portal.desk.models import BackgroundJob

    manager = browse("team_manager")
    assert manager.get(reverse("cases:missing_csv")).status_code == 302
    report(led, cast["social_worker"])
    assert browse("social_worker").get(reverse("cases:missing_csv")).status_code == 403
    answer = send(manager, reverse("cases:missing_csv"), why="For the weekly meeting")
    assert answer.status_code == 302
    job = one_of(BackgroundJob.objects.filter(kind="cases.missing_csv"))
    assert job.parameters == {"episodes": [one_of(MissingEpisode.objects.all()).ref]}
