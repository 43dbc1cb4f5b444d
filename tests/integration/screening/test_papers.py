"""A completed tool as a file: who may have it, what it says and bears, and that nothing typed is lost in it."""

from __future__ import annotations

from contextlib import closing
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from docx import Document
from pypdf import PdfReader
from pypdfium2 import PdfDocument
from pytest_django import Settings

from cse_portal.agencies import access
from cse_portal.agencies.models import Membership, User
from cse_portal.audit.models import AuditEvent
from cse_portal.cases.actions import grant_to_person, restrict
from cse_portal.cases.handling import Handling
from cse_portal.cases.models import Case
from cse_portal.desk.actions import jobs
from cse_portal.desk.building import build
from cse_portal.desk.models import BackgroundJob
from cse_portal.desk.workflow import JobStatus
from screening import actions, queries
from screening.editions import in_force
from screening.models import Tool
from screening.paper_kinds import PDF, WHY_NO_FILE, WORD
from screening.workflow import AdviceState, NextStep, ToolStatus
from tests.factories import TEST, agency_of
from tests.integration.screening.assessments import assessed, countersigned, signed, submitted
from tests.integration.screening.conftest import Cast, as_it_is, begun, decided, filled
from tests.reading import all_of, one_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_worker")]
WORDS = "She said: “I am tired of it” 😞"
ARABIC, COMBINED = "قالت إنها خائفة", "Zoë 👩‍👧 naïve ﬁnd"
LONG = " ".join(f"sentence{number:05d}." for number in range(700))  # over ten thousand letters


@pytest.fixture(autouse=True)
def _files_apart(settings: Settings, tmp_path: Path) -> None:
    settings.FILES_DIR = tmp_path


SEEN = {"now": "yes", "before": "not_known", "what": LONG, "when": "On Monday", "source": "The gate camera"}
ONLINE = {"now": "no", "before": "yes", "which": ["groomed"], "what": ARABIC}


def complete(case: Case, by: User, **more: Any) -> Tool:
    answers = {"S1": SEEN, "S6": ONLINE, "A5": {"now": "not_known"}, "child_said": WORDS, "summary": COMBINED}
    return decided(filled(begun(case, by), by, **answers), by, because="I know her better", **more)


def asked_for(client: Client, tool: Tool, file: str = "pdf") -> Any:
    return client.post(reverse("screening:file", kwargs={"ref": tool.ref}), {"file": file})


def bytes_of(client: Client, answer: Any) -> bytes:
    ref = str(answer["Location"]).rstrip("/").rsplit("/", 1)[-1]
    build(ref)
    file: Any = client.get(reverse("desk:job_file", kwargs={"ref": ref}))
    assert file.status_code == 200
    return b"".join(file.streaming_content)


def pages_of(content: bytes) -> list[str]:
    """Read as a browser reads it."""
    with closing(PdfDocument(content)) as document:
        return [" ".join(page.get_textpage().get_text_range().split()) for page in document]


def text_of_pdf(content: bytes) -> str:
    return "\n".join(pages_of(content))


def text_of_word(content: bytes) -> str:
    document: Any = Document(BytesIO(content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(one.text for one in document.paragraphs), *cells])


def flat(text: str) -> str:
    return " ".join(text.split())


def test_both_files_say_all_that_was_said(case: Case, cast: Cast, browse: Any) -> None:
    teacher, adviser = cast["teacher"], cast["school_spoc"]
    tool = complete(case, teacher, is_still_worried=True)
    with access.acting_for(teacher):
        tool = as_it_is(tool)
        asked_of = Membership.objects.get(user=adviser)
        actions.ask_advice(tool=tool, version=tool.version, adviser=asked_of, question="Is it enough?", by=teacher)
        again = as_it_is(tool).version
        actions.say_next(tool=tool, version=again, step=NextStep.MASH, words="Dominic took it", on=None, by=teacher)
    with access.acting_for(adviser):
        advice = queries.advices_of(tool)[0]
        endorsed = AdviceState.ENDORSED
        actions.give_advice(
            advice=advice, version=advice.version, state=endorsed, words="I agree with you", by=adviser
        )
    client = browse("teacher")
    pdf, word = (bytes_of(client, asked_for(client, tool, file)) for file in ("pdf", "word"))
    for text in (flat(text_of_pdf(pdf)), flat(text_of_word(word))):
        for said in (
            *("I am tired of it", tool.case.ref, "Maya Rose Canaryname"),
            *("SAFEGUARD at a glance", "Familial abuse or problems at home", "complex now", "Harm"),
            *("Significant, as the tool suggests", "I know her better", f"{teacher.name} is still very worried"),
            *("MASH was told", "Dominic took it", "Is it enough?", "I agree with you", "Endorsed", adviser.name),
            *("Still to find out", "The gate camera", "Shared with the network", "Signature", "Groomed the child"),
            *("Physical injuries that nobody can explain", "Not known: "),
        ):
            assert said in text, said
        assert [number for number in range(700) if f"sentence{number:05d}." not in text] == []
        assert text.index("I am tired of it") < text.index("SAFEGUARD at a glance") < text.index("I know her better")
    for said in (ARABIC, COMBINED, WORDS):
        assert said in text_of_word(word)
    # nothing stands for what joins two signs into one; each of them is there
    assert [one for one in (ARABIC, WORDS, "Zoë", "👩", "👧", "naïve") if one not in flat(text_of_pdf(pdf))] == []


def test_a_file_of_an_assessment_says_who_signed_it_and_why_the_score_is_lower(
    cared_for: Case, cast: Cast, browse: Any
) -> None:
    worker, manager, lead = cast["social_worker"], cast["csc_team_manager"], cast["sspl"]
    signed(submitted(assessed(cared_for, worker, S3=SEEN, S4=SEEN), worker, "2"), manager)
    tool = submitted(assessed(cared_for, worker), worker, "0", what_changed="Lives with her aunt")
    tool = signed(tool, manager, countersigner=Membership.objects.get(user=lead))
    tool = countersigned(tool, lead, words="I spoke to the aunt")
    client = browse("social_worker")
    pdf, word = (bytes_of(client, asked_for(client, tool, file)) for file in ("pdf", "word"))
    for text in (flat(text_of_pdf(pdf)), flat(text_of_word(word))):
        for said in (
            *("Score 0", "Lives with her aunt", "I spoke to the aunt", "Filled in and proposed", "Signed off"),
            *("Countersigned the lower score", worker.name, manager.name, lead.name),
        ):
            assert said in text, said


def test_every_page_says_whose_copy_it_is_and_the_name_of_the_file_says_nothing(
    case: Case, cast: Cast, browse: Any
) -> None:
    tool, client = complete(case, cast["teacher"]), browse("teacher")
    answer = asked_for(client, tool)
    content = bytes_of(client, answer)
    job = one_of(BackgroundJob.objects.filter(kind=PDF))
    assert (job.file_name, job.parameters) == ("multi-agency-screening.pdf", {"tool": tool.ref})
    root: Any = PdfReader(BytesIO(content)).trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert b"pdfuaid" in root["/Metadata"].get_data()
    pages = pages_of(content)
    for number, text in enumerate(pages, start=1):
        assert f"Copy {job.ref} made for Gareth Onwuachi" in text
        assert f"Page {number} of {len(pages)}" in text
        assert "OFFICIAL-SENSITIVE" in text
    assert len(all_of(AuditEvent.objects.filter(kind="screening.printed", object_ref=tool.ref))) == 1


def test_what_is_not_complete_is_not_handed_on(case: Case, cast: Cast, browse: Any) -> None:
    teacher, client = cast["teacher"], browse("teacher")
    tool = begun(case, teacher)
    for status in (ToolStatus.DRAFT, ToolStatus.SET_ASIDE):
        if status is ToolStatus.SET_ASIDE:
            with access.acting_for(teacher):
                actions.set_aside_tool(tool=tool, version=as_it_is(tool).version, because="Begun twice", by=teacher)
        answer = client.post(reverse("screening:file", kwargs={"ref": tool.ref}), {"file": "word"}, follow=True)
        assert WHY_NO_FILE[status] in answer.content.decode()
        with access.acting_for(teacher):
            job = jobs.ask_for(kind=WORD, parameters={"tool": tool.ref}, by=teacher)
        build(job.ref)
        ended = one_of(BackgroundJob.objects.filter(pk=job.pk))
        assert (ended.status, ended.failure) == (JobStatus.FAILED, WHY_NO_FILE[status])
        with access.acting_for(teacher):
            jobs.remove(job=ended, by=teacher)
    assert all_of(AuditEvent.objects.filter(kind="screening.printed")) == []


def test_whoever_does_not_read_it_has_no_file(case: Case, cast: Cast, browse: Any) -> None:
    """Of a draft, of what a mark keeps from their agency, and of a case that is none of theirs."""
    teacher, worker = cast["teacher"], cast["social_worker"]
    grant_to_person(case=case, membership=Membership.objects.get(user=worker), by=TEST)
    tool = filled(begun(case, teacher), teacher, S1=SEEN)
    assert asked_for(browse("social_worker"), tool).status_code == 404
    mash = agency_of(cast["mash_officer"])
    decided(tool, teacher, handling=Handling.NAMED_AGENCIES, named_agencies=(mash,))
    for key in ("social_worker", "outsider"):
        assert asked_for(browse(key), tool).status_code == 404
        with access.acting_for(cast[key]):
            job = jobs.ask_for(kind=PDF, parameters={"tool": tool.ref}, by=cast[key])
        build(job.ref)
        assert browse(key).get(reverse("desk:job_file", kwargs={"ref": job.ref})).status_code in (403, 404, 410)
    assert mash.name in text_of_word(bytes_of(browse("teacher"), asked_for(browse("teacher"), tool, "word")))


def test_a_file_made_before_the_case_was_restricted_is_not_fetched_after(case: Case, cast: Cast, browse: Any) -> None:
    teacher, client = cast["teacher"], browse("social_worker")
    hats = {key: Membership.objects.get(user=cast[key]) for key in ("teacher", "social_worker")}
    grant_to_person(case=case, membership=hats["social_worker"], by=TEST)
    tool = complete(case, teacher)
    answer = asked_for(client, tool, "word")
    assert ARABIC in text_of_word(bytes_of(client, answer))
    restrict(case=one_of(Case.objects.filter(pk=case.pk)), why="Family works here", keep=[hats["teacher"]], by=TEST)
    assert client.get(f"{answer['Location']}file/").status_code in (403, 404, 410)
    assert asked_for(client, tool).status_code == 404
    assert asked_for(browse("teacher"), tool).status_code == 302


def test_the_blank_form_asks_everything_and_is_about_nobody(case: Case, cast: Cast, browse: Any) -> None:
    begun(case, cast["teacher"])
    answers: list[Any] = [browse("teacher").get(reverse("screening:blank")) for _ in range(2)]
    assert answers[0].content == answers[1].content
    assert answers[0]["Content-Disposition"] == 'attachment; filename="multi-agency-screening-2018.pdf"'
    text = flat(text_of_pdf(answers[0].content))
    instrument = in_force(case.partnership)
    asked = [one.text for one in instrument.items()] + [one.text for one in instrument.questions()]
    assert [one for one in asked if flat(one) not in text] == []
    assert [one for one in ("Maya", "Canaryname", "Gareth", "Fernhill") if one in text] == []
    assert "OFFICIAL-SENSITIVE once anything is written on it" in text
    assert reverse("screening:blank") in browse("teacher").get(reverse("screening:home")).content.decode()
