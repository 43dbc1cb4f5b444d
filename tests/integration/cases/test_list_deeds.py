"""What is done from the list: views kept and removed, a spreadsheet, and many cases allocated at once."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from cse_portal.agencies import access
from cse_portal.agencies.models import User
from cse_portal.agencies.roles import Role
from cse_portal.agencies.standing import NotAllowedNow
from cse_portal.audit.models import AuditEvent
from cse_portal.cases import list_kinds
from cse_portal.cases.actions import allocate_case, grant_to_agency, open_case
from cse_portal.cases.actions import listing as actions
from cse_portal.cases.listing import Wanted
from cse_portal.cases.models import Case, CaseMember, ListView
from cse_portal.core import clock, wall
from cse_portal.desk.building import build
from cse_portal.desk.models import BackgroundJob
from tests.factories import TEST, agency_of
from tests.integration.cases.conftest import Browse, Cast, hat, joins
from tests.integration.cases.forms import led_back, says, send
from tests.post import delivered, read_and_emptied
from tests.reading import all_of, one_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _files_apart(settings: Settings, tmp_path: Path) -> None:
    settings.FILES_DIR = tmp_path


@pytest.fixture
def cases(cast: Cast) -> list[Case]:
    """Of the manager's own team, and one that another agency leads."""
    team = agency_of(cast["team_manager"])
    made = [
        open_case(given_names=name, family_name="Canaryname", born_on=None, lead_agency=team, by=TEST)
        for name in ("Ada", "=cmd", "Maya")
    ]
    other = agency_of(cast["mash_officer"])
    made.append(open_case(given_names="Zoe", family_name="Canaryname", born_on=None, lead_agency=other, by=TEST))
    grant_to_agency(case=made[-1], agency=team, by=TEST)
    return made


def said_of(job: BackgroundJob, client: Client) -> list[list[str]]:
    """The file as its owner opens it."""
    assert build(job.ref) == 1
    answer = client.get(reverse("desk:job_file", kwargs={"ref": job.ref}))
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text)))


def newest_job(person: User) -> BackgroundJob:
    with access.acting_for(person):
        return BackgroundJob.objects.filter(owner=person).latest("pk")


# --- views -----------------------------------------------------------------------------------------------------


def test_a_view_is_kept_opens_first_and_is_removed(cases: list[Case], browse: Browse, cast: Cast) -> None:
    client, place = browse("team_manager"), reverse("cases:view_keep") + "?score=none&sort=name&odd=x"
    answer = send(client, place, name="To assess", opens_first="on")
    assert answer["Location"] == "/cases/?score=none&sort=name"
    assert client.get("/cases/")["Location"] == "/cases/?score=none&sort=name"
    page = says(client.get("/cases/?score=none&sort=name"))
    assert 'href="/cases/?score=none&amp;sort=name" aria-current="page">To assess</a>' in page
    view = ListView.objects.get()
    client.post(reverse("cases:view_first", kwargs={"ref": view.ref}))
    assert client.get("/cases/").status_code == 200
    client.post(reverse("cases:view_remove", kwargs={"ref": view.ref}))
    page = says(client.get(reverse("cases:views")))
    assert "You keep no view yet" in page
    assert "Keep it again" in page
    assert send(client, place, name="To assess", opens_first="on")["Location"] == "/cases/?score=none&sort=name"
    assert ListView.objects.filter(removed_at=None).count() == 1
    kinds = ["list_view.kept", "list_view.opens_first", "list_view.removed", "list_view.kept"]
    events = all_of(AuditEvent.objects.filter(kind__startswith="list_view").order_by("id"))
    assert [event.kind for event in events] == kinds


def test_the_same_name_takes_its_place_and_there_is_one_first(cast: Cast) -> None:
    by = cast["team_manager"]
    with access.acting_for(by):
        first = actions.keep_view(name="Late", query="review=late", opens_first=True, by=by)
        again = actions.keep_view(name="Late", query="review=week", by=by)
        other = actions.keep_view(name="Mine", query="whose=mine", opens_first=True, by=by)
        assert again.pk == first.pk
        assert {view.name: view.opens_first for view in ListView.objects.all()} == {"Late": False, "Mine": True}
        assert other.query == "whose=mine"


def test_there_is_an_end_to_views(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(actions, "MOST_VIEWS", 1)
    by = cast["team_manager"]
    with access.acting_for(by):
        actions.keep_view(name="Late", query="review=late", by=by)
        with pytest.raises(NotAllowedNow):
            actions.keep_view(name="Mine", query="whose=mine", by=by)


def test_views_are_their_owners_alone(cast: Cast, browse: Browse) -> None:
    with access.acting_for(cast["team_manager"]):
        view = actions.keep_view(name="Maya and Ada", query="review=late", by=cast["team_manager"])
    worker = browse("social_worker")
    assert "Maya and Ada" not in says(worker.get(reverse("cases:views")))
    assert worker.post(reverse("cases:view_remove", kwargs={"ref": view.ref})).status_code == 404
    with access.acting_for(cast["social_worker"]), pytest.raises(PermissionDenied):
        actions.remove_view(view=view, by=cast["social_worker"])
    assert ListView.objects.get().removed_at is None


def test_a_view_without_a_name_comes_back_with_what_it_shows(browse: Browse) -> None:
    client = browse("team_manager")
    page = says(led_back(client, send(client, reverse("cases:view_keep") + "?review=late", name="")))
    assert "Enter what you will call it" in page
    assert 'name="query" value="review=late"' in page


# --- spreadsheet -----------------------------------------------------------------------------------------------


def test_the_file_is_the_list_with_whose_copy_it_is(cases: list[Case], browse: Browse, cast: Cast) -> None:
    client = browse("team_manager")
    answer = send(client, "/cases/spreadsheet/?sort=name&column=score&column=reference", why="For the team meeting")
    job = newest_job(cast["team_manager"])
    assert answer["Location"] == reverse("desk:job", kwargs={"ref": job.ref})
    header, *rows = said_of(job, client)
    assert header[:3] == ["Child", "Score", "Case"]
    assert header[3].startswith(f"OFFICIAL-SENSITIVE. Copy {job.ref}, made for Helen Marsh on ")
    by_name = sorted(cases, key=lambda case: case.child.given_names)
    assert [row[2] for row in rows] == [case.ref for case in by_name]
    assert rows[0][0] == "'=cmd Canaryname"
    asked = one_of(AuditEvent.objects.filter(kind="case.list_export_asked"))
    made = one_of(AuditEvent.objects.filter(kind="case.list_exported"))
    assert (asked.reason, asked.detail, made.detail) == ("For the team meeting", {"children": 4}, {"children": 4})


def test_too_long_a_list_and_an_empty_one_lead_back(
    cases: list[Case], browse: Browse, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = browse("team_manager")
    answer = client.get("/cases/spreadsheet/?score=3", follow=True)
    assert "No case fits, so there is nothing to copy." in says(answer)
    monkeypatch.setattr("cse_portal.cases.views.listing.MOST_IN_FILE", 3)
    answer = client.get("/cases/spreadsheet/", follow=True)
    assert answer.redirect_chain == [("/cases/", 302)]
    assert "Narrow the list first" in says(answer)
    refs = [f"K7MX-4TRP-{number:04}" for number in range(list_kinds.MOST_IN_FILE + 1)]
    with access.acting_for(cast["team_manager"]), pytest.raises(NotAllowedNow):
        actions.ask_for_list(wanted=Wanted(), refs=refs, why="x", by=cast["team_manager"])


def test_who_may_not_copy_is_not_offered_it(cases: list[Case], browse: Browse, cast: Cast) -> None:
    worker = browse("social_worker")
    assert "Make a spreadsheet" not in says(worker.get("/cases/"))
    assert worker.get("/cases/spreadsheet/").status_code == 403


def test_a_case_that_is_lost_takes_its_copy_along(cases: list[Case], browse: Browse, cast: Cast) -> None:
    """Made or not yet made, it is not fetched by whoever sees one of its cases no more."""
    client, manager, refs = browse("team_manager"), cast["team_manager"], [case.ref for case in cases]
    with access.acting_for(manager):
        made = actions.ask_for_list(wanted=Wanted(), refs=refs, why="For the meeting", by=manager)
        waits = actions.ask_for_list(wanted=Wanted(order="name"), refs=refs, why="For the meeting", by=manager)
    assert len(said_of(made, client)) == 5
    with wall.as_system("test"):
        cases[0].grants.update(valid_until=clock.now())
    assert client.get(reverse("desk:job_file", kwargs={"ref": made.ref})).status_code in (403, 404, 410)
    assert build(waits.ref) == 0


# --- many at once ----------------------------------------------------------------------------------------------


def allocated_to(case: Case) -> str:
    with wall.as_system("test"):
        held = CaseMember.objects.filter(case=case, part="allocated", ended_at=None).first()
        return held.membership.user.name if held else ""


@pytest.mark.usefixtures("no_worker")
def test_all_of_a_list_are_allocated_and_each_says_what_came_of_it(
    cases: list[Case], browse: Browse, cast: Cast, django_capture_on_commit_callbacks: object
) -> None:
    worker, manager = cast["social_worker"], cast["team_manager"]
    other = joins(agency_of(manager), Role.SOCIAL_WORKER)
    with wall.as_system("test"):
        held = Case.objects.select_related("child").get(pk=cases[2].pk)
    allocate_case(case=held, worker=other, version=held.version, by=TEST)
    read_and_emptied()
    client = browse("team_manager")
    answer = send(client, "/cases/allocate/?sort=name&all=yes", worker=hat(worker).ref)
    job = newest_job(manager)
    assert answer["Location"] == reverse("desk:job", kwargs={"ref": job.ref})
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        _, *rows = said_of(job, client)
    outcome = dict(rows)
    assert outcome[cases[0].ref] == outcome[cases[1].ref] == "Allocated"
    assert outcome[cases[2].ref].startswith("This case is allocated already")
    assert outcome[cases[3].ref].startswith("Choose somebody who works cases in the agency that leads")
    assert [allocated_to(case) for case in cases] == [worker.name, worker.name, other.user.name, ""]
    assert [letter.to for letter in delivered()] == [[worker.email]]


def test_only_those_ticked_and_only_those_seen(cases: list[Case], browse: Browse, cast: Cast) -> None:
    elsewhere = open_case(
        given_names="Kit", family_name="Canaryname", born_on=None, lead_agency=agency_of(cast["mash_officer"]), by=TEST
    )
    client = browse("team_manager")
    place = f"/cases/allocate/?case={cases[0].ref}&case={elsewhere.ref}"
    assert "Allocate 1 case" in says(client.get(place))
    send(client, place, worker=hat(cast["social_worker"]).ref)
    assert newest_job(cast["team_manager"]).parameters["cases"] == [cases[0].ref]


def test_a_form_that_comes_back_still_knows_which(cases: list[Case], browse: Browse) -> None:
    client = browse("team_manager")
    page = says(led_back(client, send(client, f"/cases/allocate/?case={cases[0].ref}", worker="")))
    assert "Select who is to work with the child" in page
    assert "Allocate 1 case" in page


def test_nothing_ticked_and_too_many_lead_back(
    cases: list[Case], browse: Browse, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = browse("team_manager")
    assert "Tick the cases to allocate first." in says(client.get("/cases/allocate/?sort=name", follow=True))
    monkeypatch.setattr("cse_portal.cases.views.listing.MOST_ALLOCATED", 2)
    assert "Narrow the list first" in says(client.get("/cases/allocate/?all=yes", follow=True))
    manager = cast["team_manager"]
    refs = [f"K7MX-4TRP-{number:04}" for number in range(list_kinds.MOST_ALLOCATED + 1)]
    with access.acting_for(manager), pytest.raises(NotAllowedNow):
        actions.allocate_many(refs=refs, worker=hat(cast["social_worker"]), by=manager)


def test_who_does_not_share_out_cases_cannot(cases: list[Case], browse: Browse, cast: Cast) -> None:
    worker = cast["social_worker"]
    assert browse("social_worker").get("/cases/allocate/?all=yes").status_code == 403
    with access.acting_for(worker), pytest.raises(PermissionDenied):
        actions.allocate_many(refs=[cases[0].ref], worker=hat(worker), by=worker)
