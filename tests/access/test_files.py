"""Files about a case: whoever sees the case gets what it may hold, and nobody else any of it."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from pytest_django import Settings

from cse_portal.agencies.roles import MAY, Permission, Role
from cse_portal.cases.actions.listing import ask_for_list
from cse_portal.cases.downloads import FAMILY_PDF, LOOKS_PDF, MINUTES_PDF
from cse_portal.cases.list_kinds import MOST_IN_FILE, SPREADSHEET
from cse_portal.cases.list_queries import every_number, loaded
from cse_portal.cases.listing import COLUMNS, Wanted, stored
from cse_portal.desk.actions import jobs
from cse_portal.desk.models import BackgroundJob
from cse_portal.network.downloads import PICTURE_PDF
from cse_portal.network.picturing import Wanted as Pictured
from tests.access import gathered
from tests.access.asking import ANSWER_WHY, Asker
from tests.access.files import made_file
from tests.access.matrix import (
    AROUND,
    LOOKED,
    OF_MEETINGS,
    REFERENCE,
    reads,
)
from tests.access.places import DRAWN, LISTS
from tests.access.relations import (
    RELATION,
    RELATIONS,
    Relation,
    Standing,
    sees,
)

pytestmark = pytest.mark.django_db
# Each way of seeing a case once: laying out a PDF takes a moment.
SEEN = (
    (Role.PRACTITIONER, "named"),
    (Role.SPOC, "leads"),
    (Role.SSPL, "revoked"),
    (Role.MASE_CO_CHAIR, "panel"),
    (Role.POLICE_CSE_SPOC, "emergency"),
    (Role.HEAD_OF_SERVICE, "below"),
    (Role.AUDITOR, "audited"),
    (Role.SOCIAL_WORKER, "restricted_named"),
)
WITHOUT = (Role.PRACTITIONER, Role.SPOC, Role.MASE_CO_CHAIR, Role.INFORMATION_GOVERNANCE_LEAD)


@pytest.fixture(autouse=True)
def _files_apart(settings: Settings, tmp_path: Path) -> None:
    settings.FILES_DIR = tmp_path


PAGES = {LOOKS_PDF: "cases:looks_pdf", FAMILY_PDF: "cases:family_pdf"}


def asked_for(asker: Asker, role: Role, relation: Relation, kind: str = LOOKS_PDF) -> BackgroundJob | None:
    """By the button on the page; whoever sees it for their role alone says first why they look."""
    place = reverse(PAGES[kind], kwargs={"ref": asker.world.cases[relation.name].ref})
    answer = asker.ask(Standing.AT_WORK, role, place, method="post")
    if answer.asks_why:
        said = {name: value for name, value in ANSWER_WHY.items() if not name.endswith("opens")}
        answer = asker.ask(Standing.AT_WORK, role, place, method="post", **said)
    assert answer.status == (302 if sees(role, relation) else 404)
    with asker.acting(Standing.AT_WORK, role) as person:
        order = {"case": asker.world.cases[relation.name].ref}
        return BackgroundJob.objects.filter(owner=person, kind=kind, parameters=order).first()


@pytest.mark.parametrize(("role", "name"), SEEN)
def test_the_pdf_of_who_has_looked_holds_this_case_and_no_other(asker: Asker, role: Role, name: str) -> None:
    relation = RELATION[name]
    job = asked_for(asker, role, relation)
    assert job is not None
    answer = made_file(asker, Standing.AT_WORK, role, job)
    assert answer.status == 200
    assert answer.elsewhere["headers"].count("application/pdf") == 1
    may = {(name, thing.name) for thing in (REFERENCE, *LOOKED)}
    verdict = asker.verdict(answer, role, Standing.AT_WORK, may, None)
    others = [one for one in asker.world.canaries if one.relation.name != name and one.is_in(answer.everywhere())]
    assert (verdict.leaked, verdict.missing, others) == ([], [], [])


@pytest.mark.parametrize(("role", "name"), SEEN[:3])
def test_the_pdf_of_family_and_support_holds_what_its_owner_reads_and_no_other_case(
    asker: Asker, role: Role, name: str
) -> None:
    relation = RELATION[name]
    job = asked_for(asker, role, relation, FAMILY_PDF)
    assert job is not None
    answer = made_file(asker, Standing.AT_WORK, role, job)
    assert answer.status == 200
    must = {(name, one.name) for one in (REFERENCE, *DRAWN) if reads(one, role, relation)}
    verdict = asker.verdict(answer, role, Standing.AT_WORK, must, None)
    others = [one for one in asker.world.canaries if one.relation.name != name and one.is_in(answer.everywhere())]
    assert (verdict.leaked, verdict.missing, others) == ([], [], [])


@pytest.mark.parametrize("role", WITHOUT)
def test_whoever_does_not_see_the_case_gets_no_file(asker: Asker, role: Role) -> None:
    """Neither by the button, nor with work asked for past it: the worker asks again, and so does whoever sends it."""
    for relation in [one for one in RELATIONS if not sees(role, one)]:
        assert asked_for(asker, role, relation) is None, relation.words
        if role is Role.INFORMATION_GOVERNANCE_LEAD:
            continue  # may not ask for one about any case
        with asker.acting(Standing.AT_WORK, role) as person:
            order = {"case": asker.world.cases[relation.name].ref}
            job = jobs.ask_for(kind=LOOKS_PDF, parameters=order, by=person)
        answer = made_file(asker, Standing.AT_WORK, role, job)
        assert answer.status in (403, 404, 410), relation.words
        assert asker.wrong(answer, None, (Standing.AT_WORK, role), []) == []
        with asker.acting(Standing.AT_WORK, role):
            jobs.remove(job=job, by=person)


@pytest.mark.parametrize(("role", "name"), SEEN)
def test_the_pdf_of_a_meeting_holds_what_its_reader_may_read(asker: Asker, role: Role, name: str) -> None:
    """To the last mark; in a job, whoever asks acts in all their hats."""
    relation = RELATION[name]
    meeting = asker.world.meetings[name].ref
    with asker.acting(Standing.AT_WORK, role) as person:
        job = jobs.ask_for(kind=MINUTES_PDF, parameters={"meeting": meeting}, by=person)
    answer = made_file(asker, Standing.AT_WORK, role, job)
    assert answer.status == 200
    must = {(name, thing.name) for thing in OF_MEETINGS if reads(thing, role, relation)}
    verdict = asker.verdict(answer, role, Standing.AT_WORK, must, None)
    others = [one for one in asker.world.canaries if one.relation.name != name and one.is_in(answer.everywhere())]
    assert (verdict.leaked, verdict.missing, others) == ([], [], [])


@pytest.mark.parametrize(("role", "name"), SEEN[:5])
def test_the_pdf_of_a_network_holds_what_its_reader_may_read(asker: Asker, role: Role, name: str) -> None:
    """To the last mark, in the picture and in the table beside it."""
    relation, about = RELATION[name], asker.world.cases[name].ref
    with asker.acting(Standing.AT_WORK, role) as person:
        job = jobs.ask_for(kind=PICTURE_PDF, parameters={"case": about, **Pictured(1).kept()}, by=person)
    answer = made_file(asker, Standing.AT_WORK, role, job)
    assert answer.status == 200
    must = {(name, thing.name) for thing in (*gathered.SHOWN, *AROUND) if reads(thing, role, relation)}
    verdict = asker.verdict(answer, role, Standing.AT_WORK, must, None)
    others = [one for one in asker.world.canaries if one.relation.name != name and one.is_in(answer.everywhere())]
    assert (verdict.leaked, verdict.missing, others) == ([], [], [])


@pytest.mark.parametrize("role", WITHOUT[:3])
def test_whoever_does_not_see_a_meeting_gets_no_file_of_it(asker: Asker, role: Role) -> None:
    for relation in [one for one in RELATIONS if not sees(role, one)]:
        place = reverse("cases:minutes_pdf", kwargs={"ref": asker.world.meetings[relation.name].ref})
        assert asker.ask(Standing.AT_WORK, role, place, method="post").status == 404
        with asker.acting(Standing.AT_WORK, role) as person:
            order = {"meeting": asker.world.meetings[relation.name].ref}
            job = jobs.ask_for(kind=MINUTES_PDF, parameters=order, by=person)
        answer = made_file(asker, Standing.AT_WORK, role, job)
        assert answer.status in (403, 404, 410), relation.words
        assert asker.wrong(answer, None, (Standing.AT_WORK, role), []) == []
        with asker.acting(Standing.AT_WORK, role):
            jobs.remove(job=job, by=person)


EXPORTERS = tuple(role for role in Role if Permission.EXPORT_LISTS in MAY[role])


@pytest.mark.parametrize("role", EXPORTERS)
def test_the_spreadsheet_of_a_list_holds_what_the_list_shows(asker: Asker, role: Role) -> None:
    who, wanted = (Standing.AT_WORK, role), Wanted(order="name", columns=tuple(COLUMNS))
    with asker.acting(*who) as person:
        refs = [case.ref for case in loaded(every_number(person, wanted, at_most=MOST_IN_FILE))]
        job = ask_for_list(wanted=wanted, refs=refs, why="For the meeting", by=person)
    answer = made_file(asker, *who, job)
    assert answer.status == 200
    assert asker.wrong(answer, LISTS[0], who, RELATIONS) == []


@pytest.mark.parametrize("role", [Role.SOCIAL_WORKER, Role.AUDITOR, Role.INFORMATION_GOVERNANCE_LEAD])
def test_whoever_may_not_copy_lists_gets_no_file(asker: Asker, role: Role) -> None:
    with asker.acting(Standing.AT_WORK, role) as person, pytest.raises(PermissionDenied):
        jobs.ask_for(kind=SPREADSHEET, parameters={"wanted": stored(Wanted())}, by=person)
