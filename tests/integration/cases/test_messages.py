"""Messages about a case: told in the deed itself, read as their mark allows, and never erased."""

from __future__ import annotations

from datetime import timedelta
from html import unescape
from io import BytesIO
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection, transaction
from django.urls import reverse
from pypdf import PdfReader

from cse_portal.agencies import access
from cse_portal.agencies.models import User
from cse_portal.agencies.roles import Role
from cse_portal.agencies.standing import NotAllowedNow
from cse_portal.audit.models import AuditEvent
from cse_portal.cases import message_queries as queries
from cse_portal.cases.actions import (
    Begun,
    Written,
    begin_thread,
    grant_to_agency,
    grant_to_person,
    mark_significant,
    reply,
    strike_message,
    unmark_significant,
)
from cse_portal.cases.handling import Handling
from cse_portal.cases.models import Case, CaseMessage, Entry, Receipt, Thread
from cse_portal.core import clock, wall
from cse_portal.core.models import StaleRecord
from cse_portal.desk.building import build
from cse_portal.desk.models import BackgroundJob, Draft
from cse_portal.notices.models import Notice
from tests.factories import TEST, agency_of
from tests.integration.cases.conftest import Browse, Cast, hat, joins
from tests.integration.cases.forms import hidden, led_back, says, send

pytestmark = pytest.mark.django_db
NETWORK, OWN, COVERT = Handling.NETWORK, Handling.OWN_AGENCY, Handling.COVERT


def place(name: str, about: Any) -> str:
    return reverse(f"cases:{name}", kwargs={"ref": about.ref})


def begun(
    case: Case, by: User, words: str = "Was she at school?", mark: Handling = NETWORK, **more: Any
) -> CaseMessage:
    named = more.pop("named", ())
    with access.acting_for(by):
        return begin_thread(
            case=case, begun=Begun("Attendance this week", mark, named), first=Written(words, **more), by=by
        )


def answered(message: CaseMessage, by: User, words: str = "Yes, all day.", **more: Any) -> CaseMessage:
    with access.acting_for(by):
        thread = queries.thread_by_ref(message.thread.ref)
        assert thread is not None
        return reply(thread=thread, written=Written(words, **more), by=by)


def told(message: CaseMessage) -> dict[str, str]:
    with wall.as_system("test"):
        found = Receipt.objects.filter(message=message).exclude(told="")
        return dict(found.values_list("person__name", "told"))


def news(person: User) -> list[tuple[str, str]]:
    with access.acting_for(person):
        rows = Notice.objects.filter(recipient=person, kind__in=["case_message", "case_reply"]).order_by("pk")
        return [(one.kind, one.url) for one in rows]


@pytest.fixture
def shared(led: Case, cast: Cast) -> Case:
    """The school's point of contact and the police's are named on it, too."""
    for key in ("school_spoc", "police_spoc"):
        grant_to_person(case=led, membership=hat(cast[key]), by=TEST)
    return led


class TestTelling:
    def test_whoever_is_named_is_told_in_the_deed(self, shared: Case, cast: Cast) -> None:
        worker, spoc = cast["social_worker"], cast["school_spoc"]
        sent = begun(shared, worker, people=frozenset({spoc.ref}))
        assert told(sent) == {spoc.name: "person"}
        assert news(spoc) == [("case_message", f"{place('message', sent)}#{sent.ref}")]
        assert news(cast["police_spoc"]) == news(worker) == []

    def test_an_agency_is_its_points_of_contact(self, shared: Case, cast: Cast) -> None:
        spoc = cast["school_spoc"]
        sent = begun(shared, cast["social_worker"], agencies=frozenset({agency_of(spoc).ref}))
        assert told(sent) == {spoc.name: "agency"}

    def test_a_reply_tells_whoever_took_part_and_may_still_read(self, shared: Case, cast: Cast) -> None:
        worker, spoc, police = (cast[one] for one in ("social_worker", "school_spoc", "police_spoc"))
        sent = begun(shared, worker, people=frozenset({spoc.ref, police.ref}))
        assert told(answered(sent, spoc)) == {worker.name: "thread", police.name: "thread"}
        with wall.as_system("test"):
            shared.grants.filter(membership=hat(police)).delete()
        assert told(answered(sent, spoc, "And on Friday?")) == {worker.name: "thread"}
        assert [kind for kind, _ in news(worker)] == ["case_reply", "case_reply"]

    def test_nobody_is_told_who_may_not_read_it(self, shared: Case, cast: Cast) -> None:
        worker, spoc = cast["social_worker"], cast["school_spoc"]
        with pytest.raises(NotAllowedNow, match=spoc.name):
            begun(shared, worker, mark=OWN, people=frozenset({spoc.ref}))
        with pytest.raises(NotAllowedNow, match="Nobody of"):
            begun(shared, worker, mark=OWN, agencies=frozenset({agency_of(spoc).ref}))
        with wall.as_system("test"):
            assert not Thread.objects.exists()
        assert news(spoc) == []


class TestTheForm:
    def test_a_name_in_the_words_counts(self, shared: Case, cast: Cast, browse: Browse) -> None:
        spoc = cast["school_spoc"]
        said = {"subject": "School", "handling": "network", "words": f"@{spoc.name.upper()}, was she there?"}
        answer = send(browse("social_worker"), place("begin_thread", shared), **said)
        with wall.as_system("test"):
            sent = CaseMessage.objects.get()
        assert answer["Location"] == f"{place('message', sent)}#{sent.ref}"
        assert told(sent) == {spoc.name: "person"}

    def test_an_outsider_is_said_and_nothing_is_lost(self, shared: Case, cast: Cast, browse: Browse) -> None:
        client, outsider = browse("social_worker"), cast["outsider"]
        said = {"subject": "Out", "handling": "network", "words": f"Ask @{outsider.name} and @jayz_online ’twas 🙂"}
        page = says(led_back(client, send(client, place("begin_thread", shared), **said)))
        assert f"{outsider.name} cannot open this case, so was not told" in page
        assert "@jayz_online" in page
        assert "Send it as it is written" in page
        assert "🙂" in page
        with wall.as_system("test"):
            assert not CaseMessage.objects.exists()
        send(client, place("begin_thread", shared), **said, as_written="on")
        with wall.as_system("test"):
            assert told(CaseMessage.objects.get()) == {}
        assert news(outsider) == []

    def test_whoever_may_not_read_the_mark_is_said(self, shared: Case, cast: Cast, browse: Browse) -> None:
        client, spoc = browse("social_worker"), cast["school_spoc"]
        said = {"subject": "Out", "handling": "own_agency", "words": f"Ask @{spoc.name}"}
        ticked = {"agencies": [agency_of(spoc).ref]}
        page = unescape(says(led_back(client, send(client, place("begin_thread", shared), **said, **ticked))))
        for name in (spoc.name, agency_of(spoc).name):
            assert f"{name} may not read this" in page

    def test_a_hundred_thousand_characters_come_back(self, shared: Case, cast: Cast, browse: Browse) -> None:
        client = browse("social_worker")
        said = {"subject": "Long", "handling": "network", "words": "ä " * 50_000}
        page = says(led_back(client, send(client, place("begin_thread", shared), **said)))
        assert "must be 20000 characters or fewer" in page
        assert "ä " * 1000 in page
        with wall.as_system("test"):
            assert not Thread.objects.exists()

    def test_sent_twice_it_is_one_message(self, shared: Case, cast: Cast, browse: Browse) -> None:
        client, worker = browse("social_worker"), cast["social_worker"]
        sent = begun(shared, worker)
        here = place("thread", sent.thread)
        typed = {**hidden(client.get(here).content.decode()), "words": "Once"}
        first, second = client.post(here, typed), client.post(here, typed)
        assert first["Location"] == second["Location"]
        with wall.as_system("test"):
            assert list(CaseMessage.objects.values_list("number", "words")) == [(1, "Was she at school?"), (2, "Once")]

    def test_a_draft_of_a_reply_is_kept(self, shared: Case, cast: Cast, browse: Browse) -> None:
        client, sent = browse("social_worker"), begun(shared, cast["social_worker"])
        send(client, place("thread", sent.thread), words="Not yet", _save_draft="yes")
        with access.acting_for(cast["social_worker"]):
            assert Draft.objects.get().about_ref == sent.thread.ref
        assert "Not yet" in says(client.get(place("thread", sent.thread)))


class TestReading:
    def test_opening_is_reading(self, shared: Case, cast: Cast, browse: Browse) -> None:
        worker, spoc = cast["social_worker"], cast["school_spoc"]
        sent = begun(shared, worker, people=frozenset({spoc.ref}))
        before = says(browse("social_worker").get(place("thread", sent.thread)))
        assert f"Not yet read by {spoc.name}" in before
        assert "1<span" in says(browse("school_spoc").get(place("messages", shared)))
        assert "Read by you" in says(browse("school_spoc").get(place("message", sent)))
        assert "not read yet" not in says(browse("school_spoc").get(place("messages", shared)))
        with access.acting_for(spoc):
            assert not Notice.objects.unread().filter(recipient=spoc).exists()
        after = says(browse("social_worker").get(place("thread", sent.thread)))
        assert f"Read by {spoc.name}" in after
        assert "Not yet read" not in after
        with wall.as_system("test"):
            looks = AuditEvent.objects.filter(kind="thread.looked_at", object_ref=sent.thread.ref)
            assert looks.count() == 3

    def test_a_long_conversation_opens_at_what_is_unread(self, shared: Case, cast: Cast, browse: Browse) -> None:
        worker, spoc = cast["social_worker"], cast["school_spoc"]
        sent = begun(shared, worker)
        for number in range(2, 61):
            answered(sent, worker, f"Line {number:03}")
        client = browse("school_spoc")
        first = says(client.get(place("thread", sent.thread)))
        assert "Messages 1 to 25 of 60" in first
        assert "Line 025" in first
        assert "Line 026" not in first
        with access.acting_for(spoc):
            assert queries.number_unread(spoc, shared) == 35
        assert "Messages 26 to 50 of 60" in says(client.get(place("thread", sent.thread)))
        assert "Messages 51 to 60 of 60" in says(client.get(f"{place('thread', sent.thread)}?at=60"))
        for odd in ("?at=0", "?at=-1", "?at=99999999", "?at=٣", "?at=x", "?page=x"):
            assert client.get(place("thread", sent.thread) + odd).status_code == 200

    def test_whoever_was_asked_has_a_part_in_the_case(self, led: Case, cast: Cast, browse: Browse) -> None:
        """For as long as an answer may take: they are not asked why they look."""
        spoc, client = cast["school_spoc"], browse("school_spoc")
        grant_to_agency(case=led, agency=agency_of(spoc), by=TEST)
        begun(led, cast["social_worker"])
        assert "Why are you looking?" in says(client.get(place("messages", led)))
        sent = begun(led, cast["social_worker"], agencies=frozenset({agency_of(spoc).ref}))
        assert "Read by you" in says(client.get(place("message", sent)))
        with wall.as_system("test"):
            CaseMessage.objects.update(sent_at=clock.now() - timedelta(days=15))
        assert "Why are you looking?" in says(client.get(place("message", sent)))

    def test_nobody_reads_for_another(self, shared: Case, cast: Cast) -> None:
        """The database’s own word: a receipt is one’s own to write."""
        sent, spoc, police = begun(shared, cast["social_worker"]), cast["school_spoc"], cast["police_spoc"]
        with access.acting_for(spoc), pytest.raises(DatabaseError), transaction.atomic():
            Receipt.objects.bulk_create([Receipt(message=sent, person=police, told="person")])
        with access.acting_for(spoc), pytest.raises(DatabaseError), transaction.atomic():
            Receipt.objects.bulk_create([Receipt(message=sent, person=spoc, told="person")])


class TestMarks:
    def test_whoever_may_not_read_it_finds_no_trace(self, shared: Case, cast: Cast, browse: Browse) -> None:
        worker, spoc, police = (cast[one] for one in ("social_worker", "school_spoc", "police_spoc"))
        own, covert = begun(shared, worker, "Ours alone", OWN), begun(shared, police, "Police alone", COVERT)
        client = browse("school_spoc")
        page = says(client.get(place("messages", shared)))
        assert "Attendance this week" not in page
        assert "No messages that you may read" in page
        for sent in (own, covert):
            assert client.get(place("thread", sent.thread)).status_code == 404
            assert client.get(place("message", sent)).status_code == 404
            assert client.post(place("mark_message", sent)).status_code == 404
            with access.acting_for(spoc):
                assert queries.thread_by_ref(sent.thread.ref) is None
                assert not CaseMessage.objects.filter(pk=sent.pk).exists()
                assert not sent.history.exists()  # type: ignore[attr-defined]
                assert queries.number_unread(spoc, shared) == 0
                with pytest.raises(PermissionDenied):
                    reply(thread=sent.thread, written=Written("In"), by=spoc)

    def test_a_reply_is_under_the_same_mark(self, shared: Case, cast: Cast) -> None:
        worker, spoc, police = (cast[one] for one in ("social_worker", "school_spoc", "police_spoc"))
        named = [agency_of(spoc)]
        sent = begun(shared, worker, "For the school", Handling.NAMED_AGENCIES, named=named)
        answer = answered(sent, spoc, "Seen", is_significant=True)
        with access.acting_for(police):
            assert not CaseMessage.objects.exists()
            assert not Entry.objects.filter(kind="message").exists()
        for reader in (worker, spoc):
            with access.acting_for(reader):
                assert Entry.objects.get(kind="message").source_ref == answer.ref

    def test_the_wall_keeps_a_reply_out_of_a_case_one_may_not_write_in(self, shared: Case, cast: Cast) -> None:
        sent = begun(shared, cast["social_worker"])
        outsider = cast["outsider"]
        with (
            access.acting_for(outsider),
            pytest.raises(DatabaseError),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(
                "insert into cases_casemessage (ref, version, created_at, updated_at, thread_id, number, agency_id,"
                " written_by_id, sent_at, words, is_significant, struck_because)"
                " values ('AAAA-BBBB-CCCC', 1, now(), now(), %s, 2, %s, %s, now(), 'x', false, '')",
                [sent.thread_id, agency_of(outsider).pk, outsider.pk],
            )


class TestSignificant:
    def lines(self, case: Case, by: User) -> list[Entry]:
        with access.acting_for(by):
            return list(Entry.objects.filter(case=case, kind="message").order_by("pk"))

    def test_it_becomes_a_line_that_leads_back(self, shared: Case, cast: Cast, browse: Browse) -> None:
        worker, spoc = cast["social_worker"], cast["school_spoc"]
        sent = begun(shared, worker)
        for _ in range(2):
            browse("school_spoc").post(place("mark_message", sent))
        [line] = self.lines(shared, worker)
        assert (line.headline, line.words) == (
            "Attendance this week",
            f"Was she at school?\n\nWritten by {worker.name}",
        )
        assert line.is_significant
        assert line.written_by_id == spoc.pk
        page = says(browse("social_worker").get(reverse("cases:entry", kwargs={"ref": line.ref})))
        assert f"{place('message', sent)}#{sent.ref}" in page

    def test_taken_back_the_line_is_struck_and_marked_again_there_is_another(self, shared: Case, cast: Cast) -> None:
        worker = cast["social_worker"]
        sent = begun(shared, worker, is_significant=True)
        with access.acting_for(worker):
            held = unmark_significant(message=sent, version=sent.version, why="Not about her", by=worker)
            with pytest.raises(NotAllowedNow):
                unmark_significant(message=sent, version=held.version, why="Again", by=worker)
        [line] = self.lines(shared, worker)
        assert line.struck_because == "Not about her"
        with access.acting_for(worker):
            mark_significant(message=sent, by=worker)
        assert [bool(one.struck_at) for one in self.lines(shared, worker)] == [True, False]

    def test_struck_by_its_writer_alone_with_its_line(self, shared: Case, cast: Cast, browse: Browse) -> None:
        worker, spoc = cast["social_worker"], cast["school_spoc"]
        sent = begun(shared, worker, is_significant=True)
        assert browse("school_spoc").get(place("strike_message", sent)).status_code == 403
        with access.acting_for(spoc), pytest.raises(PermissionDenied):
            strike_message(message=sent, version=sent.version, why="No", by=spoc)
        with access.acting_for(worker), pytest.raises(StaleRecord):
            strike_message(message=sent, version=sent.version - 1, why="No", by=worker)
        answer = send(browse("social_worker"), place("strike_message", sent), why="Another child")
        assert answer.status_code == 302
        page = says(browse("school_spoc").get(place("thread", sent.thread)))
        assert "<s>Was she at school?</s>" in page
        assert "Another child" in page
        [line] = self.lines(shared, worker)
        assert line.struck_because == "Another child"
        with access.acting_for(worker), pytest.raises(NotAllowedNow):
            mark_significant(message=sent, by=worker)

    def test_nothing_is_erased(self, shared: Case, cast: Cast) -> None:
        sent = begun(shared, cast["social_worker"])
        for model in (CaseMessage, Thread, Receipt):
            with access.acting_for(cast["social_worker"]), pytest.raises(DatabaseError), transaction.atomic():
                model.objects.filter(pk__gt=0).delete()
        assert sent.pk


def test_a_conversation_on_paper(shared: Case, cast: Cast, browse: Browse) -> None:
    worker, spoc = cast["social_worker"], cast["school_spoc"]
    sent = begun(shared, worker, people=frozenset({spoc.ref}))
    answered(sent, spoc, "All day, and at the art group.")
    answer = browse("social_worker").post(place("thread_file", sent.thread))
    assert answer.status_code == 302
    with wall.as_system("test"):
        job = BackgroundJob.objects.get()
    build(job.ref)
    file = browse("social_worker").get(reverse("desk:job_file", kwargs={"ref": job.ref}))
    pages = PdfReader(BytesIO(b"".join(file.streaming_content) if file.streaming else file.content)).pages
    words = " ".join(" ".join(page.extract_text() for page in pages).split())
    assert "All day, and at the art group." in words
    assert f"Not yet read by {spoc.name}" in words


def test_a_colleague_of_the_same_name_is_asked_for(shared: Case, cast: Cast, browse: Browse) -> None:
    spoc, client = cast["school_spoc"], browse("social_worker")
    other = joins(agency_of(cast["social_worker"]), Role.SOCIAL_WORKER, spoc.name)
    grant_to_person(case=shared, membership=other, by=TEST)
    said = {"subject": "Which", "handling": "network", "words": f"@{spoc.name}?"}
    page = says(led_back(client, send(client, place("begin_thread", shared), **said)))
    assert "Several people are called" in page
    send(client, place("begin_thread", shared), **said, people=[spoc.ref])
    with wall.as_system("test"):
        sent = CaseMessage.objects.get()
    assert told(sent) == {spoc.name: "person"}
    assert news(other.user) == []
