"""Each Monday a contact reads who looked without a part, asks whom they must, and signs."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cse_portal.agencies.actions import add_person, give_role
from cse_portal.agencies.models import User
from cse_portal.agencies.roles import Role
from cse_portal.agencies.standing import NotAllowedNow
from cse_portal.audit.models import AuditEvent
from cse_portal.cases.actions import grant_to_person, open_case, restrict, say_why
from cse_portal.cases.looking import Looking
from cse_portal.cases.models import Case
from cse_portal.core import wall
from cse_portal.trail.actions.weeks import answer, decide_lines, open_week, sign_week
from cse_portal.trail.models import Week, WeekLine
from cse_portal.trail.presenters import weeks as weeks_shown
from cse_portal.trail.tasks import open_weeks
from cse_portal.trail.weeks import Decision
from cse_portal.worklist.models import DueItem
from tests.factories import TEST, agency_of, in_post
from tests.integration.people.forms import send
from tests.integration.trail.conftest import Cast, hat, looks, signed_in
from tests.plugins.trail import written_at
from tests.post import delivered

pytestmark = pytest.mark.django_db
MONDAY = datetime(2026, 11, 30, 9, 0, tzinfo=ZoneInfo("Europe/London"))
THURSDAY = MONDAY - timedelta(days=4)
WEEK = date(2026, 11, 23)


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    """On the Thursday of the week that is listed."""
    with time_machine.travel(THURSDAY, tick=False) as traveller:
        yield traveller


@pytest.fixture
def spoc(clock: time_machine.Traveller, cast: Cast) -> User:
    person = add_person(email="spoc.east@larkmere.example", name="Nadia Okafor", by=TEST)
    give_role(user=person, agency=agency_of(cast["team_manager"]), role=Role.SPOC, by=TEST)
    return person


def looks_without_part(person: User, case: Case, times: int = 2) -> None:
    with in_post(person):
        say_why(case=case, choice=Looking.DUTY, words="Told on the phone", by=person)
    for _ in range(times):
        looks(person, case)
    written_at(THURSDAY.isoformat(), "case.")


@pytest.fixture
def week(clock: time_machine.Traveller, spoc: User, cast: Cast, case: Case) -> Week:
    looks_without_part(cast["team_manager"], case)
    clock.move_to(MONDAY)
    with wall.as_system("test"):
        opened = open_week(agency=agency_of(cast["team_manager"]), monday=WEEK, by=TEST)
    assert opened is not None
    return opened


def line_of(week: Week) -> WeekLine:
    return week.lines.get()


def decide(week: Week, decision: Decision, by: User) -> None:
    week.refresh_from_db()
    decide_lines(week=week, decisions={line_of(week).ref: decision}, version=week.version, by=by)


# --- what is listed ----------------------------------------------------------------------------------------------


def test_a_look_without_a_part_is_listed_with_what_was_said(week: Week, cast: Cast, case: Case) -> None:
    line = line_of(week)
    assert (line.person, line.case_ref, line.times) == (cast["team_manager"], case.ref, 2)
    assert line.said == "I am on duty and act for the team: Told on the phone"


def test_a_look_with_a_part_is_not(clock: time_machine.Traveller, spoc: User, cast: Cast, case: Case) -> None:
    grant_to_person(case=case, membership=hat(cast["social_worker"]), by=TEST)
    looks(cast["social_worker"], case)
    looks(cast["team_manager"], case, kind="case.reason_asked")
    written_at(THURSDAY.isoformat(), "case.")
    clock.move_to(MONDAY)
    with wall.as_system("test"):
        assert open_week(agency=agency_of(spoc), monday=WEEK, by=TEST) is None


def test_a_look_of_another_week_or_agency_is_not(week: Week, cast: Cast, case: Case) -> None:
    with wall.as_system("test"):
        assert open_week(agency=week.agency, monday=WEEK - timedelta(days=7), by=TEST) is None
        assert open_week(agency=agency_of(cast["school_spoc"]), monday=WEEK, by=TEST) is None


def test_the_portal_lists_each_week_once_and_tells_without_naming(
    clock: time_machine.Traveller, spoc: User, cast: Cast, case: Case
) -> None:
    looks_without_part(cast["team_manager"], case)
    clock.move_to(MONDAY)
    assert open_weeks() == 1
    assert open_weeks() == 0
    assert [message.to for message in delivered()] == [[spoc.email]]
    text = delivered()[0].subject + str(delivered()[0].body)
    for told in (case.ref, "Marsh", "Helen", "East team", "Canaryname"):
        assert told not in text
    item = DueItem.objects.open().get(kind="trail")
    assert (item.person, item.agency) == (spoc, agency_of(spoc))
    assert "Marsh" not in item.task + item.detail
    assert AuditEvent.objects.filter(kind="week.opened").count() == 1


def test_where_the_only_contact_looked_governance_judges(
    clock: time_machine.Traveller, spoc: User, cast: Cast, case: Case
) -> None:
    looks_without_part(spoc, case)
    clock.move_to(MONDAY)
    open_weeks()
    told = set(DueItem.objects.open().filter(kind="trail").values_list("person__name", flat=True))
    assert told == {"Nadia Okafor", "Imran Castellan", "Maud Ferreira"}
    week = Week.objects.get()
    with pytest.raises(NotAllowedNow, match="own"):
        decide(week, Decision.KNOWN, spoc)
    decide(week, Decision.KNOWN, cast["governance_lead"])
    week.refresh_from_db()
    with pytest.raises(NotAllowedNow, match="own"):
        sign_week(week=week, note="", version=week.version, by=spoc)
    sign_week(week=week, note="", version=week.version, by=cast["governance_lead"])
    assert not DueItem.objects.open().filter(kind="trail").exists()
    page = signed_in(spoc).get(reverse("trail:week", kwargs={"ref": week.ref})).content.decode()
    assert "There was a reason" in page


# --- what is done about it ---------------------------------------------------------------------------------------


def test_whoever_is_asked_answers_and_the_contact_signs(week: Week, spoc: User, cast: Cast, case: Case) -> None:
    contact, manager = signed_in(spoc), signed_in(cast["team_manager"])
    here, line = reverse("trail:week", kwargs={"ref": week.ref}), line_of(week)
    page = contact.get(here).content.decode()
    assert "Helen Marsh, case " + case.ref in page
    assert "Told on the phone" in page
    assert "Canaryname" not in page
    assert send(contact, here, **{f"line_{line.ref}": "asked"})["Location"] == here
    assert delivered()[-1].to == [cast["team_manager"].email]
    item = DueItem.objects.open().get(person=cast["team_manager"])
    assert item.url == reverse("trail:answer", kwargs={"ref": line.ref})
    refused = send(contact, reverse("trail:week_sign", kwargs={"ref": week.ref}), is_checked="on").content.decode()
    assert "Some lines are not settled yet" in refused
    asked = manager.get(item.url).content.decode()
    assert "It is an ordinary question" in asked
    empty = send(manager, item.url, words="")
    assert "Enter why you looked" in empty.content.decode()
    assert send(manager, item.url, words="Cover for Priya").status_code == 302
    assert manager.get(item.url).status_code == 200
    assert not DueItem.objects.open().filter(person=cast["team_manager"]).exists()
    assert "Cover for Priya" in contact.get(here).content.decode()
    to_sign = send(contact, here, **{f"line_{line.ref}": "known"})["Location"]
    assert to_sign == reverse("trail:week_sign", kwargs={"ref": week.ref})
    assert send(contact, to_sign, is_checked="on", note="All known")["Location"] == here
    record = contact.get(here).content.decode()
    assert "signed by Nadia Okafor" in record
    assert "There was a reason" in record
    kinds = set(AuditEvent.objects.filter(kind__startswith="week.").values_list("kind", flat=True))
    assert kinds == {"week.opened", "week.looked_at", "week.decided", "week.answered", "week.signed"}
    assert AuditEvent.objects.get(kind="week.answered").case_ref == case.ref
    assert not DueItem.objects.open().filter(kind="trail").exists()


def test_what_is_raised_goes_to_governance(week: Week, spoc: User, cast: Cast) -> None:
    decide(week, Decision.RAISED, spoc)
    raised = DueItem.objects.open().filter(task="Look into a look that was raised")
    assert set(raised.values_list("person__name", flat=True)) == {"Imran Castellan", "Maud Ferreira"}
    assert signed_in(cast["governance_lead"]).get(raised[0].url).status_code == 200


def test_taking_a_question_back_closes_it(week: Week, spoc: User, cast: Cast) -> None:
    decide(week, Decision.ASKED, spoc)
    decide(week, Decision.KNOWN, spoc)
    assert not DueItem.objects.open().filter(person=cast["team_manager"]).exists()
    line = line_of(week)
    with pytest.raises(NotAllowedNow):
        answer(line=line, words="Too late", version=line.version, by=cast["team_manager"])


def test_nobody_answers_for_another_and_no_other_agency_decides(week: Week, spoc: User, cast: Cast) -> None:
    decide(week, Decision.ASKED, spoc)
    line = line_of(week)
    with pytest.raises(PermissionDenied):
        answer(line=line, words="x", version=line.version, by=spoc)
    for other in (cast["school_spoc"], cast["team_manager"]):
        with pytest.raises(PermissionDenied):
            decide(week, Decision.KNOWN, other)
    for key, status in (("school_spoc", 404), ("team_manager", 403), ("governance_lead", 200)):
        assert signed_in(cast[key]).get(reverse("trail:week", kwargs={"ref": week.ref})).status_code == status
    assert signed_in(spoc).get(reverse("trail:answer", kwargs={"ref": line.ref})).status_code == 404


def test_a_contact_is_not_told_which_case_it_was_that_they_do_not_see(
    week: Week, spoc: User, cast: Cast, case: Case
) -> None:
    """Restricted since: before and after the week is signed. Governance reads every reference."""
    keep = [hat(cast["social_worker"]), hat(cast["team_manager"])]
    here = reverse("trail:week", kwargs={"ref": week.ref})
    restrict(case=case, why="Child of a colleague", keep=keep, by=TEST)
    for _ in range(2):
        to_contact, to_governance = (
            signed_in(reader).get(here).content.decode() for reader in (spoc, cast["governance_lead"])
        )
        assert case.ref not in to_contact
        assert "case you do not see" in to_contact
        assert "Told on the phone" in to_contact
        assert case.ref in to_governance
        if not week.is_signed:
            decide(week, Decision.KNOWN, spoc)
            week.refresh_from_db()
            sign_week(week=week, note="", version=week.version, by=spoc)
            week.refresh_from_db()


def test_signed_weeks_come_page_by_page_and_open_ones_stand_on_each(
    week: Week,
    spoc: User,
    cast: Cast,
    case: Case,
    clock: time_machine.Traveller,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    decide(week, Decision.KNOWN, spoc)
    week.refresh_from_db()
    sign_week(week=week, note="", version=week.version, by=spoc)
    manager = cast["team_manager"]
    with in_post(manager):
        say_why(case=case, choice=Looking.DUTY, words="Told on the phone", by=manager)
    looks(manager, case)
    written_at(MONDAY.isoformat(), "case.")
    clock.move_to(MONDAY + timedelta(days=7))
    with wall.as_system("test"):
        second = open_week(agency=week.agency, monday=WEEK + timedelta(days=7), by=TEST)
    assert second is not None
    lead, place = signed_in(cast["governance_lead"]), reverse("trail:weeks")
    assert str(second.ref) in lead.get(place, {"page": 2}).content.decode()
    for line in second.lines.all():
        decide_lines(week=second, decisions={line.ref: Decision.KNOWN}, version=second.version, by=spoc)
    second.refresh_from_db()
    sign_week(week=second, note="", version=second.version, by=spoc)
    monkeypatch.setattr(weeks_shown, "WEEKS_A_PAGE", 1)
    pages = [lead.get(place, {"page": number}).content.decode() for number in (1, 2)]
    assert ["?page=2" in page for page in pages] == [True, False]
    assert [str(second.ref) in page for page in pages] == [True, False]
    assert [str(week.ref) in page for page in pages] == [False, True]


def test_a_signed_week_is_never_changed(week: Week, spoc: User) -> None:
    decide(week, Decision.KNOWN, spoc)
    week.refresh_from_db()
    sign_week(week=week, note="", version=week.version, by=spoc)
    week.refresh_from_db()
    with pytest.raises(NotAllowedNow, match="signed"):
        decide_lines(week=week, decisions={}, version=week.version, by=spoc)
    for change in (
        lambda: Week.objects.update(note="x"),
        lambda: WeekLine.objects.update(said="x"),
        lambda: WeekLine.objects.all().delete(),
        lambda: Week.objects.all().delete(),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


def test_the_pages_take_the_same_queries_at_any_length(
    clock: time_machine.Traveller, spoc: User, cast: Cast, case: Case, client: Client
) -> None:
    manager, numbers = cast["team_manager"], []
    for monday, more in ((WEEK, 1), (WEEK, 8)):
        for _ in range(more):
            looks_without_part(
                manager,
                open_case(given_names="A", family_name="B", born_on=None, lead_agency=agency_of(spoc), by=TEST),
            )
        clock.move_to(MONDAY)
        with wall.as_system("test"):
            Week.objects.all()
            opened = open_week(agency=agency_of(spoc), monday=monday, by=TEST) or Week.objects.get(monday=monday)
        client.force_login(spoc)
        for name, kwargs in (("week", {"ref": opened.ref}), ("weeks", {})):
            place = reverse(f"trail:{name}", kwargs=kwargs)
            client.get(place)
            with CaptureQueriesContext(connection) as captured:
                client.get(place)
            numbers.append(len(captured))
        WeekLine.objects.all().delete()
        Week.objects.all().delete()
        clock.move_to(THURSDAY)
    assert numbers[:2] == numbers[2:]
