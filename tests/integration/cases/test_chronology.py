"""What happens writes its line; what people write is narrowed, added to, struck through and put right, never lost."""

from __future__ import annotations

from datetime import UTC, date, time, timedelta
from io import BytesIO
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection, transaction
from django.urls import reverse
from docx import Document
from docx.oxml.ns import qn

from cse_portal.agencies import access
from cse_portal.agencies.models import User
from cse_portal.agencies.roles import Role
from cse_portal.agencies.standing import NotAllowedNow
from cse_portal.audit.models import AuditEvent
from cse_portal.cases import entry_queries as queries
from cse_portal.cases.actions import (
    About,
    Concerned,
    Said,
    add_part,
    allocate_case,
    correct_entry,
    grant_to_person,
    open_case,
    strike_entry,
    strike_part,
    write_entry,
    write_for_several,
)
from cse_portal.cases.actions.lines import note_line
from cse_portal.cases.chronology import Asked
from cse_portal.cases.handling import Handling
from cse_portal.cases.line_kinds import LineKind, Tone
from cse_portal.cases.models import Case, Entry, EntryPart
from cse_portal.core import clock, wall
from cse_portal.core.models import StaleRecord
from cse_portal.desk.building import build
from cse_portal.desk.models import BackgroundJob
from tests.factories import TEST, agency_of
from tests.integration.cases.conftest import Browse, Cast, hat, joins
from tests.integration.cases.forms import day, led_back, says, send

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def place(name: str, about: Any) -> str:
    return reverse(f"cases:{name}", kwargs={"ref": about.ref})


def written(case: Case, by: User, words: str = "Seen at school.", **more: Any) -> Entry:
    said = {"happened_on": clock.today(), "words": words, "agency": agency_of(by), **more}
    with access.acting_for(by):
        return write_entry(case=case, **said, by=by)


def read_by(person: User, case: Case, asked: Asked = queries.EVERYTHING) -> list[Entry]:
    with access.acting_for(person):
        return queries.entries(person, case, asked=asked)[0]


def titles(person: User, case: Case, **asked: Any) -> list[str]:
    return [one.title for one in read_by(person, case, Asked(**asked)) if not one.is_the_portals]


def named_on(case: Case, person: User) -> None:
    grant_to_person(case=case, membership=hat(person), by=TEST)


@pytest.fixture
def police(led: Case, cast: Cast) -> User:
    named_on(led, cast["police_spoc"])
    return cast["police_spoc"]


class TestLinesOfThePortal:
    def test_opening_and_allocating_write_their_line(self, led: Case, cast: Cast) -> None:
        worker = joins(agency_of(cast["social_worker"]), Role.SOCIAL_WORKER, "Amara Okonjo")
        with wall.as_system("test"):
            version = Case.objects.get(pk=led.pk).version
        allocate_case(case=led, worker=worker, version=version, why="Knows the family", by=TEST)
        lines = {one.kind: one for one in read_by(cast["social_worker"], led)}
        assert lines["stage"].title == "The case was opened"
        assert lines["team"].title.startswith("Allocated to Amara Okonjo")
        assert lines["team"].words == "Knows the family"
        assert all(one.is_the_portals for one in lines.values())

    def test_told_again_it_is_put_right(self, led: Case, cast: Cast) -> None:
        said: dict[str, Any] = {"case": led, "kind": LineKind.MISSING, "happened_on": clock.today(), "source": led}
        first = note_line(headline="Missing", **said, by=TEST)
        again = note_line(headline="Missing for 14 hours", **said, by=TEST)
        other = note_line(headline="Found", step="found", **said, by=TEST)
        assert first.pk == again.pk != other.pk
        with wall.as_system("test"):
            assert Entry.objects.get(pk=first.pk).headline == "Missing for 14 hours"
            assert first.history.count() == 2  # type: ignore[attr-defined]

    def test_nobody_strikes_them(self, led: Case, cast: Cast) -> None:
        line = read_by(cast["social_worker"], led)[0]
        with access.acting_for(cast["social_worker"]), pytest.raises(NotAllowedNow, match="The portal wrote"):
            strike_entry(entry=line, version=line.version, why="No", by=cast["social_worker"])


class TestNarrowing:
    @pytest.fixture(autouse=True)
    def week(self, led: Case, cast: Cast, police: User) -> None:
        worker, today = cast["social_worker"], clock.today()
        late = About(headline="Late twice", kind=LineKind.EDUCATION, is_significant=True, tone=Tone.WORRY)
        written(led, worker, "Attendance 71%", happened_on=today - 10 * DAY, about=late)
        art = About(headline="Joined the art group", kind=LineKind.EDUCATION, tone=Tone.STRENGTH)
        written(led, worker, "She enjoys it", happened_on=today - 3 * DAY, about=art)
        written(led, police, "Silver car seen", about=About(headline="A car", kind=LineKind.POLICE))

    def test_each_by_itself(self, led: Case, cast: Cast, police: User) -> None:
        worker, today = cast["social_worker"], clock.today()
        assert titles(worker, led) == ["A car", "Joined the art group", "Late twice"]
        assert titles(worker, led, is_oldest_first=True) == ["Late twice", "Joined the art group", "A car"]
        assert titles(worker, led, is_significant=True) == ["Late twice"]
        assert titles(worker, led, kinds=(LineKind.POLICE,)) == ["A car"]
        assert titles(worker, led, tone=Tone.STRENGTH) == ["Joined the art group"]
        assert titles(worker, led, agency=agency_of(police).ref) == ["A car"]
        assert titles(worker, led, agency="ZZZZ-ZZZZ-ZZZZ") == []
        assert titles(worker, led, words="sILVER") == ["A car"]
        assert titles(worker, led, since=today - 4 * DAY, until=today - DAY) == ["Joined the art group"]

    def test_the_strip_counts_what_the_list_shows(self, led: Case, cast: Cast) -> None:
        worker = cast["social_worker"]
        for asked in (Asked(), Asked(is_significant=True), Asked(words="car"), Asked(since=clock.today() - 4 * DAY)):
            with access.acting_for(worker):
                weeks = queries.weeks(led, asked)
                assert sum(week.wanted for week in weeks) == len(queries.entries(worker, led, asked=asked)[0])
                assert sum(week.found for week in weeks) == len(queries.entries(worker, led)[0])

    def test_by_the_time_of_the_day(self, led: Case, cast: Cast) -> None:
        worker = cast["social_worker"]
        written(led, worker, about=About(headline="Afternoon", happened_at=time(15, 25)))
        written(led, worker, about=About(headline="Morning", happened_at=time(8, 50)))
        assert titles(worker, led)[:3] == ["Afternoon", "Morning", "A car"]

    def test_on_the_page_and_never_in_an_address(self, led: Case, cast: Cast, browse: Browse) -> None:
        client = browse("social_worker")
        answer = client.post(place("chronology", led), {"words": "silver", "is_significant": ""})
        page = says(answer)
        assert "A car" in page
        assert "Late twice" not in page
        assert "Showing 1 of 4 entries" in page
        assert 'name="words" value="silver"' in page  # carried on in the body of the next page's button
        wrong = says(
            client.post(place("chronology", led), {**day("since", clock.today()), **day("until", date(2020, 1, 1))})
        )
        assert "Until must be the same as or after from" in wrong

    def test_nothing_fits(self, led: Case, browse: Browse) -> None:
        assert "No entry fits" in says(browse("social_worker").post(place("chronology", led), {"words": "zzz"}))


class TestMarks:
    def test_list_strip_and_agencies_obey_the_same_mark(self, led: Case, cast: Cast, police: User) -> None:
        with access.acting_for(cast["social_worker"]):
            before = sum(week.found for week in queries.weeks(led))
        written(led, police, "Covert", handling=Handling.COVERT)
        worker = cast["social_worker"]
        assert "Covert" not in titles(worker, led)
        assert "Covert" in titles(police, led)
        for person, more in ((worker, 0), (police, 1)):
            with access.acting_for(person):
                assert sum(week.found for week in queries.weeks(led)) == before + more
                assert (agency_of(police).name in dict(queries.agencies_in(led)).values()) is bool(more)

    def test_nothing_of_a_case_that_one_does_not_see(self, led: Case, cast: Cast) -> None:
        outsider = cast["outsider"]
        with access.acting_for(outsider):
            assert queries.weeks(led) == []
            assert queries.entries(outsider, led) == ([], None)
            assert queries.agencies_in(led) == []


class TestPuttingRight:
    def test_struck_through_it_stays_with_who_and_why(self, led: Case, cast: Cast, browse: Browse) -> None:
        worker = cast["social_worker"]
        entry = written(led, worker, "Seen at school on Monday")
        client = browse("social_worker")
        assert "Enter why it is struck through" in says(led_back(client, send(client, place("strike_entry", entry))))
        answer = send(client, place("strike_entry", entry), why="It was her sister")
        page = says(client.get(answer["Location"]))
        assert "Struck through by Priya Nair" in page
        assert "It was her sister" in page
        assert "<s>Seen at school on Monday</s>" in page
        assert "It was her sister" in says(client.get(place("chronology", led)))
        with wall.as_system("test"):
            held = Entry.objects.select_related("case__child").get(pk=entry.pk)
        with access.acting_for(worker), pytest.raises(NotAllowedNow, match="already"):
            strike_entry(entry=held, version=held.version, why="Again", by=worker)

    def test_put_right_both_stand_and_lead_to_each_other(self, led: Case, cast: Cast, browse: Browse) -> None:
        entry = written(led, cast["social_worker"], "Seen at school", about=About(headline="Seen"))
        client = browse("social_worker")
        typed = {
            **{"kind": "child", "headline": "Seen at home", "words": "With her aunt", "tone": "neither"},
            **{"handling": "network", "why": "It was at home"},
            **day("happened_on", clock.today() - DAY),
        }
        page = says(client.get(send(client, place("correct_entry", entry), **typed)["Location"]))
        assert "Seen at home" in page
        assert "Puts right" in page
        assert "The entry that puts it right: Seen at home" in says(client.get(place("entry", entry)))

    def test_only_whoever_wrote_it_strikes_it(self, led: Case, cast: Cast, police: User) -> None:
        entry = written(led, cast["social_worker"])
        with access.acting_for(police), pytest.raises(PermissionDenied):
            strike_entry(entry=entry, version=entry.version, why="No", by=police)

    def test_not_over_what_somebody_else_did(self, led: Case, cast: Cast) -> None:
        worker = cast["social_worker"]
        entry = written(led, worker)
        with access.acting_for(worker):
            said = Said(clock.today(), "Right")
            with pytest.raises(StaleRecord):
                correct_entry(entry=entry, version=entry.version + 1, why="x", said=said, by=worker)
            assert Entry.objects.get(pk=entry.pk).struck_at is None

    def test_the_database_deletes_none(self, led: Case, cast: Cast) -> None:
        entry = written(led, cast["social_worker"])
        worker, away = cast["social_worker"], "delete from cases_entry where id = %s"
        with access.acting_for(worker), pytest.raises(DatabaseError), transaction.atomic():
            connection.cursor().execute(away, [entry.pk])


class TestAdding:
    def test_several_agencies_in_one(self, led: Case, cast: Cast, police: User, browse: Browse) -> None:
        entry = written(led, cast["social_worker"], "Collected by a man")
        client = browse("police_spoc")
        answer = send(client, place("add_part", entry), words="The car is known to us", handling="network")
        assert "The car is known to us" in says(client.get(answer["Location"]))
        seen = says(browse("social_worker").get(place("chronology", led)))
        assert "The car is known to us" in seen
        with access.acting_for(police):
            hidden = add_part(entry=entry, words="Under watch", handling=Handling.COVERT, by=police)
        assert "Under watch" not in says(browse("social_worker").get(place("entry", entry)))
        assert "Under watch" in says(browse("police_spoc").get(place("entry", entry)))
        with access.acting_for(cast["social_worker"]):
            assert not EntryPart.objects.filter(pk=hidden.pk).exists()

    def test_to_nothing_that_one_may_not_read_or_that_is_struck(self, led: Case, cast: Cast, police: User) -> None:
        worker = cast["social_worker"]
        own = written(led, worker, handling=Handling.OWN_AGENCY)
        with access.acting_for(police), pytest.raises(PermissionDenied):
            add_part(entry=own, words="x", handling=Handling.NETWORK, by=police)
        with access.acting_for(worker):
            struck = strike_entry(entry=own, version=own.version, why="Wrong", by=worker)
            with pytest.raises(NotAllowedNow, match="already"):
                add_part(entry=struck, words="x", handling=Handling.NETWORK, by=worker)

    def test_struck_by_the_agency_that_added_it(self, led: Case, cast: Cast, police: User, browse: Browse) -> None:
        entry = written(led, cast["social_worker"])
        with access.acting_for(police):
            part = add_part(entry=entry, words="Known to us", handling=Handling.NETWORK, by=police)
        with access.acting_for(cast["social_worker"]), pytest.raises(PermissionDenied):
            strike_part(part=part, version=part.version, why="No", by=cast["social_worker"])
        assert browse("social_worker").get(place("strike_part", part)).status_code == 403
        client = browse("police_spoc")
        page = says(client.get(send(client, place("strike_part", part), why="Another car")["Location"]))
        assert "Another car" in page


class TestSeveralChildren:
    @pytest.fixture
    def other(self, led: Case, cast: Cast) -> Case:
        terms = {"given_names": "Kai", "family_name": "Brennan", "born_on": date(2012, 3, 3)}
        made = open_case(**terms, lead_agency=agency_of(cast["social_worker"]), by=TEST)
        named_on(made, cast["social_worker"])
        return made

    def typed(self, other: str) -> dict[str, Any]:
        return {
            **{"kind": "incident", "headline": "Approached in the park", "words": "Two men", "tone": "worry"},
            **{"handling": "network", "part": "was with a friend", "case_1": other, "part_1": "ran home"},
            **day("happened_on", clock.today()),
        }

    def test_each_record_says_its_own_childs_part(self, led: Case, other: Case, cast: Cast, browse: Browse) -> None:
        client = browse("social_worker")
        assert f"{other.ref}, Kai Brennan" in says(client.get(place("write_for_several", led)))
        typed = self.typed(f"{other.ref}, Kai Brennan")
        page = says(client.get(send(client, place("write_for_several", led), **typed)["Location"]))
        assert "was with a friend" in page
        assert "Kai Brennan" in page  # for whoever sees both
        theirs = says(client.get(place("chronology", other)))
        assert "Approached in the park" in theirs
        assert "was with a friend" not in theirs

    def test_whoever_sees_one_learns_nothing_of_the_other(
        self, led: Case, other: Case, cast: Cast, police: User
    ) -> None:
        worker = cast["social_worker"]
        with access.acting_for(worker):
            said = Said(clock.today(), "Two men", About(headline="Approached"))
            both = [Concerned(led, "was with a friend"), Concerned(other, "ran home")]
            mine, _ = write_for_several(children=both, said=said, agency=agency_of(worker), by=worker)
            assert len(queries.told_elsewhere(mine, worker)) == 1
        with access.acting_for(police):
            assert queries.told_elsewhere(Entry.objects.get(pk=mine.pk), police) == []

    @pytest.mark.parametrize(
        ("other_case", "words"),
        [
            ("", "Enter the case of at least one other child"),
            ("ZZZZ-ZZZZ-ZZZZ", "Enter the reference of a case that you may write in"),
        ],
    )
    def test_what_cannot_be_written_is_said_and_kept(
        self, led: Case, browse: Browse, other_case: str, words: str
    ) -> None:
        client = browse("social_worker")
        typed = {**self.typed(other_case), "part_1": "" if not other_case else "ran home"}
        page = says(led_back(client, send(client, place("write_for_several", led), **typed)))
        assert words in page
        assert "Approached in the park" in page

    def test_it_is_written_for_all_or_for_none(self, led: Case, other: Case, cast: Cast) -> None:
        outsider = cast["outsider"]
        with access.acting_for(cast["social_worker"]):
            before = Entry.objects.count()
        said, both = Said(clock.today(), "x"), [Concerned(led), Concerned(other)]
        with access.acting_for(outsider), pytest.raises(PermissionDenied):
            write_for_several(children=both, said=said, agency=agency_of(outsider), by=outsider)
        with access.acting_for(cast["social_worker"]):
            assert Entry.objects.count() == before


def assert_reads_well(document: Any, *, made_on: date) -> None:
    """A title and headings beneath it, British English, A4, whose copy it is and which page on every page."""
    styles = {one.style.name for one in document.paragraphs}
    assert {"Title", "Heading 1"} <= styles
    assert {one.get(qn("w:val")) for one in document.styles.element.iter(qn("w:lang"))} == {"en-GB"}
    properties, section = document.core_properties, document.sections[0]
    assert (properties.comments, properties.created.date()) == ("", made_on)
    assert round(section.page_width.mm) == 210
    foot = section.footer.paragraphs[0]._p.xml
    assert "Made for" in foot
    assert all(code in foot for code in ('w:instr="PAGE"', 'w:instr="NUMPAGES"'))


class TestFiles:
    @pytest.fixture
    def ask(self, led: Case, cast: Cast, browse: Browse) -> Any:
        def made(who: str, file: str, **asked: str) -> BackgroundJob:
            answer = browse(who).post(place("chronology_file", led), {"file": file, **asked})
            assert answer.status_code == 302
            with wall.as_system("test"):
                job = BackgroundJob.objects.latest("pk")
            build(job.ref)
            return job

        return made

    def test_word_holds_what_its_owner_may_read_and_no_more(
        self, led: Case, cast: Cast, police: User, ask: Any, browse: Browse
    ) -> None:
        written(led, police, "Under watch \x0b now", handling=Handling.COVERT)
        written(led, police, "Silver car")
        for who, reads in (("social_worker", False), ("police_spoc", True)):
            job = ask(who, "word")
            file = browse(who).get(reverse("desk:job_file", kwargs={"ref": job.ref}))
            whole = BytesIO(b"".join(file.streaming_content))  # type: ignore[attr-defined]
            document = Document(whole)
            text = "\n".join(one.text for one in document.paragraphs)
            assert "Silver car" in text
            assert ("Under watch" in text) is reads
            assert_reads_well(document, made_on=clock.now().astimezone(UTC).date())

    def test_pdf_says_what_was_left_out(self, led: Case, cast: Cast, ask: Any, browse: Browse) -> None:
        written(led, cast["social_worker"], "Attendance 71%", about=About(headline="Late", is_significant=True))
        job = ask("social_worker", "pdf", is_significant="on")
        assert job.parameters["asked"] == {"significant": True}
        with wall.as_system("test"):
            assert AuditEvent.objects.filter(kind="case.chronology_printed", case_ref=led.ref).count() == 1
