"""Documents stand beside a tool under their own mark; what is taken off again is kept."""

from __future__ import annotations

import pytest
from django.urls import reverse

from cse_portal.agencies import access
from cse_portal.agencies.models import User
from cse_portal.audit.models import AuditEvent
from cse_portal.cases.actions import grant_to_person
from cse_portal.cases.models import Case, Document
from cse_portal.core import wall
from screening import actions
from screening.models import AttachedDocument, Tool
from screening.presenters.papers import paper_of
from screening.refused import ScreeningRefused
from tests.architecture.document_objects import a_document
from tests.factories import TEST
from tests.integration.cases.conftest import Browse, hat
from tests.integration.cases.forms import says, send
from tests.integration.screening.conftest import Cast, as_it_is, begun, decided, filled
from tests.reading import all_of, one_of

pytestmark = pytest.mark.django_db


def place(name: str, tool: Tool) -> str:
    return reverse(f"screening:{name}", kwargs={"ref": tool.ref})


@pytest.fixture
def letter(case: Case, cast: Cast) -> Document:
    return a_document(cast["teacher"], case, title="Letter from the art room").document


@pytest.fixture
def kept_back(case: Case, cast: Cast) -> Document:
    """Social care's own."""
    return a_document(cast["social_worker"], case, title="Notes of a visit", handling="own_agency").document


def titles(tool: Tool, person: User) -> list[str]:
    with access.acting_for(person):
        return [line.split(".")[0] for line in paper_of(tool, person).attached]


def test_a_document_is_attached_and_taken_off_and_both_are_kept(
    case: Case, cast: Cast, browse: Browse, letter: Document
) -> None:
    tool = begun(case, cast["teacher"])
    teacher = browse("teacher")
    assert "Attach documents" in says(teacher.get(place("tool", tool)))
    send(teacher, place("documents", tool), documents=[letter.ref])
    for page in ("tool", "check"):
        assert "Letter from the art room" in says(teacher.get(place(page, tool)))
    send(teacher, place("documents", tool), documents=[])
    assert "Letter from the art room" not in says(teacher.get(place("tool", tool)))
    row = one_of(AttachedDocument.objects.filter(tool=tool))
    assert (row.attached_by, row.taken_off_by) == (cast["teacher"], cast["teacher"])
    events = all_of(AuditEvent.objects.filter(kind="screening.documents_attached").order_by("id"))
    assert [one.detail for one in events] == [
        {"attached": [letter.ref], "taken_off": []},
        {"attached": [], "taken_off": [letter.ref]},
    ]


def test_each_is_seen_by_its_own_mark_and_nobody_takes_off_what_they_do_not_see(
    case: Case, cast: Cast, browse: Browse, letter: Document, kept_back: Document
) -> None:
    tool, teacher = begun(case, cast["teacher"]), browse("teacher")
    grant_to_person(case=case, membership=hat(cast["social_worker"]), by=TEST)
    with wall.as_system("set up a test"):
        said = {"agency": kept_back.agency, "attached_by": cast["social_worker"]}
        AttachedDocument.objects.create(tool=tool, document=kept_back, **said)
    assert "Notes of a visit" not in says(teacher.get(place("documents", tool)))
    send(teacher, place("documents", tool), documents=[letter.ref])
    assert "Notes of a visit" not in says(teacher.get(place("tool", tool)))
    done = decided(filled(tool, cast["teacher"]), cast["teacher"], value="low")
    assert titles(done, cast["teacher"]) == ["Letter from the art room"]
    assert titles(done, cast["social_worker"]) == ["Notes of a visit", "Letter from the art room"]
    assert "Letter from the art room" in says(teacher.get(place("tool", done)))


def test_what_is_decided_keeps_its_documents_and_takes_no_more(case: Case, cast: Cast, letter: Document) -> None:
    by = cast["teacher"]
    tool = decided(filled(begun(case, by), by), by, value="low")
    with access.acting_for(by), pytest.raises(ScreeningRefused, match="complete"):
        actions.attach_documents(tool=as_it_is(tool), chosen=[letter], shown=[letter], by=by)
