"""Which column of a school’s sheet is what: guessed from its heading, and said otherwise by whoever knows."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from enum import StrEnum

from cse_portal.cases.attendance.tables import LINES_TO_JUDGE_BY, Line

ENOUGH_TO_BE_HEADINGS = 2


class Column(StrEnum):
    NONE = ""
    UPN = "upn"
    NAME = "name"
    GIVEN = "given"
    FAMILY = "family"
    BORN = "born"
    FROM = "from"
    TO = "to"
    HALF = "half"
    SESSIONS = "sessions"
    POSSIBLE = "possible"
    MARK = "mark"
    AUTHORISED = "authorised"
    REASON = "reason"


TITLES: Mapping[Column, str] = {
    Column.NONE: "Leave out",
    Column.UPN: "Unique pupil number",
    Column.NAME: "Whole name",
    Column.GIVEN: "First name",
    Column.FAMILY: "Family name",
    Column.BORN: "Date of birth",
    Column.FROM: "First day, or the day",
    Column.TO: "Last day",
    Column.HALF: "Morning or afternoon",
    Column.SESSIONS: "Sessions missed",
    Column.POSSIBLE: "Possible sessions",
    Column.MARK: "Attendance code",
    Column.AUTHORISED: "Authorised or not",
    Column.REASON: "Reason",
}
HEADINGS: Mapping[Column, str] = {
    Column.UPN: "upn|unique pupil number|pupil number|pupil upn|unique pupil no|upn number",
    Column.NAME: "name|pupil|pupil name|student|student name|child|child name|full name|learner|learner name"
    "|pupils name|name of pupil",
    Column.GIVEN: "forename|forenames|first name|given name|given names|legal forename|preferred forename|firstname"
    "|pupil forename|legal first name|preferred first name|christian name",
    Column.FAMILY: "surname|last name|family name|legal surname|preferred surname|lastname|pupil surname"
    "|legal last name|second name",
    Column.BORN: "dob|date of birth|birth date|birthdate|d o b|born|born on|pupil dob|birthday",
    Column.FROM: "from|start|start date|date from|from date|first day|first day of absence|absent from|absence start"
    "|date|absence date|date of absence|day|session date|mark date|begin|begins|date start|since",
    Column.TO: "to|end|end date|date to|to date|last day|last day of absence|absent to|absence end|until|date end",
    Column.HALF: "am pm|session|am or pm|half day|half|session type|morning or afternoon|meeting",
    Column.SESSIONS: "sessions|sessions missed|missed|missed sessions|sessions absent|absent sessions|absences"
    "|number of sessions|no of sessions|half days|sessions lost|total absences|absence sessions",
    Column.POSSIBLE: "possible sessions|possible|sessions possible|possible marks|total possible|possible attendances",
    Column.MARK: "code|mark|absence code|attendance code|absence mark|attendance mark|mark code|register code",
    Column.AUTHORISED: "authorised|authorised or not|authorised absence|authorisation|type|absence type|authorized"
    "|auth|authorised unauthorised|is authorised|type of absence",
    Column.REASON: "reason|comment|comments|note|notes|explanation|reason for absence|absence reason|description"
    "|details|remarks",
}
BY_HEADING: Mapping[str, Column] = {words: one for one, said in HEADINGS.items() for words in said.split("|")}

NO_PUPIL = "Say which column holds the unique pupil number, or which ones hold the name and the date of birth"
NO_DAY = "Say which column holds the day, or the first day, of the absence"
TWICE = "{title} is chosen for two columns. Choose it once"


def plain(heading: str) -> str:
    """As headings are compared: small letters and figures, without what stands in brackets."""
    words = re.sub(r"\(.*?\)|['’]", "", heading.casefold())
    return " ".join(re.findall(r"[a-z0-9]+", words))


def guessed(headings: Sequence[str]) -> list[Column]:
    """Each meaning once, for the first that says it."""
    found: list[Column] = []
    for heading in headings:
        one = BY_HEADING.get(plain(heading), Column.NONE)
        found.append(Column.NONE if one in found else one)
    return found


def headings_at(lines: Sequence[Line]) -> int:
    """At which place the headings stand: some programmes put a title above them."""
    for place, (_, cells) in enumerate(lines[:LINES_TO_JUDGE_BY]):
        if sum(one is not Column.NONE for one in guessed(cells)) >= ENOUGH_TO_BE_HEADINGS:
            return place
    return 0


def troubles(chosen: Sequence[Column]) -> list[str]:
    """What must be said before any row can be read."""
    said = [one for one in chosen if one is not Column.NONE]
    found = [TWICE.format(title=TITLES[one]) for one in dict.fromkeys(said) if said.count(one) > 1]
    has_name = Column.NAME in said or {Column.GIVEN, Column.FAMILY} <= set(said)
    if Column.UPN not in said and not (has_name and Column.BORN in said):
        found.append(NO_PUPIL)
    return found if Column.FROM in said else [*found, NO_DAY]
