"""Columns are guessed from their headings; each row is an absence, no absence, or wrong with words that mend it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cse_portal.cases.attendance import reading
from cse_portal.cases.attendance.columns import NO_DAY, NO_PUPIL, Column, guessed, headings_at, troubles
from cse_portal.cases.attendance.reading import Pupil, day_of, read, rows_of
from cse_portal.ui.dates import in_words
from tests.unit.cases.attendance.sheets import UPN

TODAY = date(2026, 11, 20)
C = Column
WHO = {C.UPN: UPN}


def test_headings_are_known_under_the_names_that_programmes_give_them() -> None:
    assert guessed(["UPN", "Legal Surname", "Forename", "D.O.B.", "Absence date", "AM/PM", "Mark", "Comments"]) == [
        *(C.UPN, C.FAMILY, C.GIVEN, C.BORN, C.FROM, C.HALF, C.MARK, C.REASON)
    ]
    assert guessed(["Pupil’s name", "Date (from)", "To", "Sessions missed", "Authorised?", "Form", "Name"]) == [
        *(C.NAME, C.FROM, C.TO, C.SESSIONS, C.AUTHORISED, C.NONE, C.NONE)
    ]


def test_a_title_above_the_headings_is_passed_over() -> None:
    lines = [(1, ["Larkmere Park School"]), (3, ["UPN", "Date"]), (4, [UPN, "3/5/2026"])]
    assert headings_at(lines) == 1
    assert headings_at([(1, ["x", "y"]), (2, ["a", "b"])]) == 0


@pytest.mark.parametrize(
    ("chosen", "said"),
    [
        ([C.UPN, C.FROM], []),
        ([C.NAME, C.BORN, C.FROM], []),
        ([C.GIVEN, C.FAMILY, C.BORN, C.FROM], []),
        ([C.NAME, C.FROM], [NO_PUPIL]),
        ([C.GIVEN, C.BORN], [NO_PUPIL, NO_DAY]),
        ([C.UPN, C.FROM, C.FROM], ["First day, or the day is chosen for two columns. Choose it once"]),
    ],
)
def test_what_must_be_said_before_a_row_can_be_read(chosen: list[Column], said: list[str]) -> None:
    assert troubles(chosen) == said


@pytest.mark.parametrize(
    "typed",
    [
        *("3/5/2026", "03/05/26", "3.5.2026", "3-5-2026", "03 05 2026", "2026-05-03", "2026-05-03T00:00:00"),
        *("3 May 2026", "3rd May 2026", "03-May-26", "Sun 3 May 2026", "Sunday, 3 May 2026", "46145", "46145.5"),
        *("03/05/2026 00:00", "3 sept 2026".replace("sept", "may")),
    ],
)
def test_a_day_is_read_in_the_british_forms(typed: str) -> None:
    assert day_of(typed) == date(2026, 5, 3)


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "5/13/2026",
        "31/2/2026",
        "yesterday",
        "May",
        "12345678",
        "3 Mx 2026",
        "\u0663/\u0665/\u0662\u0660\u0662\u0666",
    ],
)
def test_what_is_no_day_is_none(typed: str) -> None:
    assert day_of(typed) is None


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)))
def test_every_day_is_read_back(day: date) -> None:
    shapes = (
        day.isoformat(),
        in_words(day),
        f"{day.day}/{day.month}/{day.year}",
        f"{day:%d.%m.%y}",
        f"{day:%d-%b-%y}",
    )
    assert {day_of(shape) for shape in shapes} == {day}


@given(st.text(max_size=30))
def test_no_text_breaks_a_row(text: str) -> None:
    for column in (
        C.UPN,
        C.NAME,
        C.BORN,
        C.FROM,
        C.TO,
        C.HALF,
        C.SESSIONS,
        C.POSSIBLE,
        C.MARK,
        C.AUTHORISED,
        C.REASON,
    ):
        row = read(2, {**WHO, C.FROM: "3/11/2026", column: text}, on=TODAY)
        assert row.absence is None or row.wrong == ()


def test_a_row_becomes_an_absence() -> None:
    said = {**WHO, C.FROM: "Mon 2/11/2026", C.TO: "4/11/2026", C.SESSIONS: "5.0", C.MARK: "o", C.REASON: "=cmd()"}
    row = read(7, said, on=TODAY)
    assert row.absence is not None
    assert (row.pupil, row.absence.sessions, row.absence.code) == (Pupil(UPN), 5, "O")
    assert (row.absence.is_authorised, row.absence.reason) == (False, "=cmd()")
    assert row.absence.span == (date(2026, 11, 2), date(2026, 11, 4))


def test_a_name_may_stand_in_one_column_or_in_two() -> None:
    born, day = {C.BORN: "27/3/2011"}, {C.FROM: "2/11/2026"}
    same = Pupil("", "Maya Canaryname", date(2011, 3, 27))
    assert read(2, {C.NAME: "Canaryname, Maya", **born, **day}, on=TODAY).pupil == same
    assert read(2, {C.GIVEN: "Maya", C.FAMILY: "Canaryname", **born, **day}, on=TODAY).pupil == same


@pytest.mark.parametrize(
    ("half", "sessions"), [("AM", 1), ("pm", 1), ("Morning", 1), ("", 2), ("All day", 2), ("am & pm", 2), ("x", 0)]
)
def test_half_a_day_is_one_session(half: str, sessions: int) -> None:
    row = read(2, {**WHO, C.FROM: "2/11/2026", C.HALF: half}, on=TODAY)
    assert (row.absence.sessions if row.absence else 0) == sessions
    assert bool(row.wrong) == (sessions == 0)


@pytest.mark.parametrize("code", ["/", "\\", "L", "p", "X", "#"])
def test_a_code_of_being_there_is_no_absence(code: str) -> None:
    assert read(2, {**WHO, C.FROM: "2/11/2026", C.MARK: code}, on=TODAY).is_no_absence


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({C.UPN: ""}, reading.WHO),
        ({C.UPN: "", C.NAME: "Maya Reed"}, reading.WHO),
        ({C.UPN: "", C.NAME: "Maya Reed", C.BORN: "27/3/1911"}, reading.BORN),
        ({C.FROM: ""}, reading.WHEN.format(what="first day")),
        ({C.TO: "later"}, reading.WHEN.format(what="last day")),
        ({C.TO: "1/11/2026"}, reading.TURNED),
        ({C.TO: "21/11/2026"}, reading.AHEAD),
        ({C.FROM: "2/11/2023"}, reading.LONG_AGO),
        ({C.FROM: "2/11/2025", C.TO: "5/11/2026"}, reading.TOO_LONG),
        ({C.FROM: "7/11/2026", C.TO: "8/11/2026"}, reading.NO_SCHOOL),
        ({C.SESSIONS: "3"}, reading.SESSIONS),
        ({C.SESSIONS: "1.5"}, reading.SESSIONS),
        ({C.POSSIBLE: "1"}, reading.POSSIBLE),
        ({C.AUTHORISED: "perhaps"}, reading.YES_OR_NO),
        ({C.HALF: "night"}, reading.HALVES),
    ],
)
def test_each_slip_is_named_with_its_mending(said: dict[Column, str], why: str) -> None:
    row = read(9, {**WHO, C.FROM: "2/11/2026", **said}, on=TODAY)
    assert (row.absence, row.wrong) == (None, (why,))


def test_a_number_with_a_slip_is_named_and_its_value_is_not_repeated() -> None:
    (row,) = rows_of([(4, ["B801200001001", "2/11/2026"])], [C.UPN, C.FROM], on=TODAY)
    assert "first letter checks the digits" in row.wrong[0]
    assert "B801200001001" not in " ".join(row.wrong)


@pytest.mark.parametrize(("typed", "said"), [("Yes", True), ("Unauthorised absence", False), ("N", False), ("", None)])
def test_authorised_is_read_in_words(typed: str, said: bool | None) -> None:
    row = read(2, {**WHO, C.FROM: (TODAY - timedelta(days=1)).isoformat(), C.AUTHORISED: typed}, on=TODAY)
    assert row.absence is not None
    assert row.absence.is_authorised is said
