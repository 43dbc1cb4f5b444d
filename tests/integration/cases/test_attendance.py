"""A school's file of absence: checked first, kept once, and silent about children one does not see."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from cse_portal.agencies import access
from cse_portal.agencies.models import Agency, User
from cse_portal.audit.models import AuditEvent
from cse_portal.cases import actions
from cse_portal.cases.attendance.columns import guessed
from cse_portal.cases.attendance.reading import rows_of
from cse_portal.cases.missing_rules import LONDON, MissingRefused
from cse_portal.cases.models import AttendanceImport, Case, Child, Entry, Identifier, SchoolAbsence
from cse_portal.core import clock, wall
from tests.factories import TEST, agency_of
from tests.integration.cases.conftest import Browse, Cast, hat
from tests.integration.cases.forms import says, send
from tests.reading import all_of, one_of
from tests.unit.cases.attendance.sheets import OTHER_UPN, UPN

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 20, 12, tzinfo=LONDON)
HEADINGS = ["UPN", "Pupil name", "DOB", "From", "To", "Sessions missed", "Code", "Reason"]
SEEN = [UPN, "", "", "2/11/2026", "4/11/2026", "6", "O", "Not at home"]
UNSEEN = ["", "Reed, Tilda", "9/8/2011", "2 Nov 2026", "", "", "I", ""]
STRANGER = ["", "Nobody Known", "1/2/2012", "2/11/2026", "", "", "O", ""]
WRONG = [UPN, "", "", "31/2/2026", "", "", "O", ""]


@pytest.fixture(autouse=True)
def at_noon() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def school(cast: Cast) -> User:
    """Of an agency that is a school."""
    by = cast["school_spoc"]
    Agency.objects.filter(pk=agency_of(by).pk).update(kind="school")
    return by


@pytest.fixture
def seen(led: Case, school: User) -> Case:
    """The school sees the case, and the child’s number is known."""
    actions.grant_to_person(case=led, membership=hat(school), by=TEST)
    with wall.as_system("test"):
        Identifier.objects.create(child=led.child, kind="upn", value=UPN)
    return led


@pytest.fixture
def unseen(cast: Cast) -> Case:
    team = agency_of(cast["social_worker"])
    made = actions.open_case(
        given_names="Tilda Jo", family_name="Reed", born_on=date(2011, 8, 9), lead_agency=team, by=TEST
    )
    actions.grant_to_person(case=made, membership=hat(cast["social_worker"]), by=TEST)
    return made


def imported(by: User, *rows: list[str], headings: list[str] = HEADINGS) -> AttendanceImport:
    found = rows_of(list(enumerate(rows, 2)), guessed(headings), on=clock.today())
    with access.acting_for(by):
        return actions.import_attendance(rows=found, by=by)


def periods(case: Case) -> list[tuple[date, date, int, bool | None]]:
    with wall.as_system("test"):
        rows = SchoolAbsence.objects.filter(case=case, struck_at=None).order_by("from_on")
        return [(one.from_on, one.to_on, one.sessions, one.is_authorised) for one in rows]


def lines(case: Case) -> list[Entry]:
    with wall.as_system("test"):
        return list(Entry.objects.filter(case=case, kind="education").order_by("happened_on", "pk"))


# --- what is kept, and for whom --------------------------------------------------------------------------------------


def test_what_concerns_a_child_is_kept_in_the_case_and_of_a_stranger_nothing_is(
    seen: Case, unseen: Case, school: User
) -> None:
    made = imported(school, SEEN, UNSEEN, STRANGER, WRONG)
    assert (made.rows_read, made.rows_wrong, made.kept_for, made.periods_added) == (4, 1, 1, 1)
    assert made.problems == [[5, "Enter the first day as day, month and year, for example 3/5/2026"]]
    assert periods(seen) == [(date(2026, 11, 2), date(2026, 11, 4), 6, False)]
    assert periods(unseen) == [(date(2026, 11, 2), date(2026, 11, 2), 2, True)]
    (line,) = lines(seen)
    assert (line.headline, line.words) == ("Absent from school: 6 sessions, not authorised", "Not at home")
    assert (line.is_significant, line.agency, line.written_by) == (True, made.agency, None)
    assert (line.happened_on, line.until_on) == (date(2026, 11, 2), date(2026, 11, 4))
    with wall.as_system("test"):
        assert SchoolAbsence.objects.count() == 2
        assert not Child.objects.filter(family_name="Known").exists()


def test_the_importer_learns_nothing_of_a_child_whose_case_they_do_not_see(unseen: Case, school: User) -> None:
    known = imported(school, UNSEEN)
    stranger = imported(school, STRANGER)
    numbers = ("rows_read", "rows_wrong", "rows_present", "kept_for", "periods_added", "problems")
    assert [getattr(known, one) for one in numbers] == [getattr(stranger, one) for one in numbers]
    assert len(periods(unseen)) == 1
    with access.acting_for(school):
        assert not SchoolAbsence.objects.exists()
        assert not AuditEvent.objects.filter(kind="absence.kept", actor_id=school.pk).exists()
    mine = all_of(AuditEvent.objects.filter(actor_id=school.pk, kind="attendance.imported").order_by("id"))
    assert mine[0].detail == mine[1].detail
    kept = one_of(AuditEvent.objects.filter(kind="absence.kept"))
    assert (kept.actor_id, kept.case_ref) == (None, unseen.ref)


def test_the_same_file_and_a_longer_one_add_nothing_twice(seen: Case, unseen: Case, school: User) -> None:
    imported(school, SEEN, UNSEEN)
    again = imported(school, SEEN, UNSEEN)
    assert (again.kept_for, again.periods_added) == (1, 0)
    longer = [UPN, "", "", "30/10/2026", "6/11/2026", "12", "O", "Not at home"]
    assert imported(school, longer).periods_added == 2
    assert periods(seen) == [
        (date(2026, 10, 30), date(2026, 10, 30), 2, False),
        (date(2026, 11, 2), date(2026, 11, 4), 6, False),
        (date(2026, 11, 5), date(2026, 11, 6), 4, False),
    ]
    assert len(lines(seen)) == 3
    assert len(periods(unseen)) == 1


def test_a_reason_that_comes_later_puts_the_same_days_right(seen: Case, school: User) -> None:
    imported(school, SEEN)
    made = imported(school, [*SEEN[:6], "I", "Flu"])
    assert made.periods_added == 1
    assert periods(seen) == [(date(2026, 11, 2), date(2026, 11, 4), 6, True)]
    (line,) = lines(seen)
    assert (line.headline, line.words) == ("Absent from school: 6 sessions, authorised", "Flu")
    with wall.as_system("test"):
        assert SchoolAbsence.pgh_event_model.objects.count() == 2  # type: ignore[attr-defined]


def test_morning_and_afternoon_of_a_week_are_one_period(seen: Case, school: User) -> None:
    headings = ["UPN", "Date", "AM/PM", "Mark"]
    marks = [[UPN, f"{day}/11/2026", half, "N"] for day in range(9, 14) for half in ("AM", "PM")]
    there = [[UPN, "16/11/2026", "AM", "/"]]
    made = imported(school, *marks, *there, headings=headings)
    assert made.rows_present == 1
    assert periods(seen) == [(date(2026, 11, 9), date(2026, 11, 13), 10, False)]


def test_a_child_is_taken_for_another_by_no_slip(seen: Case, unseen: Case, school: User) -> None:
    other_born = [UPN, "", "1/1/2012", "2/11/2026", "", "", "O", ""]
    other_name = ["", "Tilda Reader", "9/8/2011", "2/11/2026", "", "", "O", ""]
    unknown_number = [OTHER_UPN, "", "", "2/11/2026", "", "", "O", ""]
    imported(school, other_born, other_name)
    imported(school, unknown_number)
    assert periods(seen) == periods(unseen) == []
    by_name = [OTHER_UPN, "Tilda Reed", "9/8/2011", "2/11/2026", "", "", "O", ""]
    imported(school, by_name)
    assert len(periods(unseen)) == 1


def test_nothing_is_kept_in_a_case_that_is_closed(unseen: Case, school: User) -> None:
    with wall.as_system("test"):
        Case.objects.filter(pk=unseen.pk).update(stage="closed", closed_on=clock.today())
    imported(school, UNSEEN)
    assert periods(unseen) == []


def test_only_schools_and_education_welfare_import(seen: Case, cast: Cast) -> None:
    with pytest.raises(PermissionDenied):
        imported(cast["social_worker"], SEEN)


def test_the_database_keeps_a_day_of_a_school_once(seen: Case, school: User) -> None:
    imported(school, SEEN)
    one = one_of(SchoolAbsence.objects.all())
    one.pk, one.ref, one._state.adding = None, "ANOTHER", True
    with wall.as_system("test"), transaction.atomic(), pytest.raises(IntegrityError, match="absence_once_a_day"):
        one.save()


# --- in the case -----------------------------------------------------------------------------------------------------


def test_an_absence_in_error_is_struck_counts_no_more_and_does_not_come_back(
    seen: Case, school: User, cast: Cast, browse: Browse
) -> None:
    imported(school, SEEN)
    with wall.as_system("test"):
        absence = one_of(SchoolAbsence.objects.all())
    client, page = browse("social_worker"), reverse("cases:missing", kwargs={"ref": seen.ref})
    assert "2 November 2026 to 4 November 2026" in says(client.get(page))
    url = reverse("cases:strike_absence", kwargs={"ref": absence.ref})
    assert send(client, url, why="Another pupil of that name")["Location"] == page
    assert "Struck as recorded in error: Another pupil of that name" in says(client.get(page))
    assert periods(seen) == []
    assert lines(seen)[0].headline == "An absence from school was recorded in error"
    assert imported(school, SEEN).periods_added == 0
    assert imported(school, [*SEEN[:6], "I", "Flu"]).periods_added == 1
    by = cast["social_worker"]
    held = one_of(SchoolAbsence.objects.filter(pk=absence.pk))
    with access.acting_for(by), pytest.raises(MissingRefused):
        actions.strike_absence(absence=held, version=held.version, why="Twice", by=by)
    assert browse("outsider").get(url).status_code == 404


def test_a_tenth_of_the_sessions_is_flagged(seen: Case, school: User, browse: Browse) -> None:
    page = reverse("cases:missing", kwargs={"ref": seen.ref})
    assert "None on record" in says(browse("social_worker").get(page))
    imported(school, SEEN)
    assert "Persistently absent" not in says(browse("social_worker").get(page))
    imported(school, [UPN, "", "", "9/11/2026", "13/11/2026", "", "O", ""])
    assert "Persistently absent" in says(browse("social_worker").get(page))


# --- the pages -------------------------------------------------------------------------------------------------------


def upload(client: Client, *rows: list[str], name: str = "absence.csv") -> Any:
    text = "\r\n".join(",".join(f'"{cell}"' for cell in row) for row in rows)
    return client.post(reverse("cases:attendance"), {"sheet": SimpleUploadedFile(name, text.encode("cp1252"))})


def fields(page: str) -> dict[str, Any]:
    from cse_portal.desk.posted import controls_in

    form = page[page.index(f'action="{reverse("cases:attendance_check")}"') :]
    found = controls_in(form[: form.index("</form>")])
    return {name: values for name, values in found.items() if values and not name.startswith("_")}


def test_a_file_is_checked_row_by_row_and_then_kept(seen: Case, unseen: Case, school: User, browse: Browse) -> None:
    client = browse("school_spoc")
    page = says(upload(client, HEADINGS, SEEN, UNSEEN, STRANGER, WRONG))
    for words in ("Rows read: 4", "Maya Rose Canaryname", "2 November 2026 to 4 November 2026", "6 sessions", "New"):
        assert words in page
    assert "Rows: 3 to 4." in page
    assert "Row 5" in page
    assert "Tilda" not in page.split("Which column is what")[0]
    assert periods(seen) == []
    answer = client.post(reverse("cases:attendance_check"), {**fields(page), "_keep": "yes"})
    made = one_of(AttendanceImport.objects.all())
    assert answer["Location"] == reverse("cases:attendance_imported", kwargs={"ref": made.ref})
    shown = says(client.get(answer["Location"]))
    assert "Row 5" in shown
    assert "Tilda" not in shown
    assert len(periods(seen)) == len(periods(unseen)) == 1
    assert "Rows read: 4" in says(client.get(reverse("cases:attendance")))
    assert browse("social_worker").get(answer["Location"]).status_code == 404
    page = says(upload(client, HEADINGS, SEEN))
    assert "On record already" in page


def test_a_column_may_be_said_to_be_another(seen: Case, school: User, browse: Browse) -> None:
    client = browse("school_spoc")
    page = says(upload(client, ["Ref", "Day missed"], [UPN, "2/11/2026"]))
    assert "Say which column holds the unique pupil number" in page
    assert "Keep the absences" not in page
    page = says(client.post(reverse("cases:attendance_check"), {**fields(page), "column_0": "upn"}))
    assert "Say which column holds the day" in page
    said = {**fields(page), "column_1": "from"}
    page = says(client.post(reverse("cases:attendance_check"), {**said, "_again": "yes"}))
    assert "2 November 2026" in page
    assert periods(seen) == []
    twice = {**fields(page), "column_0": "from", "_keep": "yes"}
    assert "chosen for two columns" in says(client.post(reverse("cases:attendance_check"), twice))
    assert client.post(reverse("cases:attendance_check"), {**fields(page), "_keep": "yes"}).status_code == 302
    assert len(periods(seen)) == 1


def test_what_is_no_sheet_is_refused_with_words(school: User, browse: Browse) -> None:
    client = browse("school_spoc")
    assert "Choose a file" in says(client.post(reverse("cases:attendance"), {}))
    assert "spreadsheet saved as CSV or XLSX" in says(upload(client, ["\x00"]))
    assert "at least one row below" in says(upload(client, HEADINGS))


def test_a_check_page_is_its_own_persons(school: User, cast: Cast, browse: Browse) -> None:
    client, url = browse("school_spoc"), reverse("cases:attendance_check")
    sent = fields(says(upload(client, HEADINGS, STRANGER)))
    assert client.get(url).status_code == 302
    Agency.objects.filter(pk=agency_of(cast["social_worker"]).pk).update(kind="education_welfare")
    other = browse("social_worker").post(url, {**sent, "_keep": "yes"})
    assert other["Location"] == reverse("cases:attendance")
    with time_machine.travel(NOW.replace(day=22), tick=False):
        client.force_login(school)
        assert client.post(url, {**sent, "_keep": "yes"})["Location"] == reverse("cases:attendance")
    assert not all_of(AttendanceImport.objects.all())


def test_other_agencies_read_where_to_write_it_down(cast: Cast, browse: Browse) -> None:
    client, url = browse("social_worker"), reverse("cases:attendance")
    assert "chronology of the case" in says(client.get(url))
    assert upload(client, HEADINGS, SEEN).status_code == 403
    assert client.post(reverse("cases:attendance_check"), {}).status_code == 403
