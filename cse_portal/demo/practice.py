"""What the first practice notes say: invented children, told as a good note tells it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from cse_portal.agencies.roles import Permission
from cse_portal.desk.form_kinds import add_form
from cse_portal.worklist.kinds import add_kind

PRACTICE_FORM = add_form(
    "practice_note",
    "Practice note",
    permission=Permission.OWN_WORK,
    begin="demo:practice_write",
    edit="demo:practice_edit",
)
add_kind("practice", "Practice", order=95)


@dataclass(frozen=True)
class NoteWords:
    """What a practice note says."""

    title: str
    happened_on: date
    worry: str
    what_happened: str
    child_said: str = ""
    what_next: str = ""


def _bus_station(on: date) -> NoteWords:
    return NoteWords(
        title="Seen at the bus station",
        happened_on=on,
        worry="worried",
        what_happened=(
            "A colleague saw the pupil at the bus station at 2:40pm, in school hours, with a man of about 30. "
            "He gave her a carrier bag and a phone. She got into a silver car with him."
        ),
        child_said="“He buys me things because he knows my mum can’t.”",
        what_next="Tell the safeguarding adviser today. Write down the car and the time for the police.",
    )


def _missing_evening(on: date) -> NoteWords:
    return NoteWords(
        title="Back after an evening missing",
        happened_on=on,
        worry="very",
        what_happened=(
            "Home at 1:15am after leaving at 6pm. An adult has been contacting him through a game, and collected him. "
            "He came back without his coat, hungry, and with a new pair of trainers."
        ),
        child_said="“If I tell you who it was, they’ll come to the house.”",
        what_next="Offer the return home talk by someone he trusts. Visit on Thursday, after school.",
    )


def _visit(on: date) -> NoteWords:
    return NoteWords(
        title="Visit after school",
        happened_on=on,
        worry="little",
        what_happened="We walked the dog round the reservoir. She showed me the two numbers that still ring at night.",
        child_said="“I sleep better when the phone is downstairs.”",
        what_next="Change the number with her on Monday. Same walk next week.",
    )


NOTES: tuple[tuple[str, int, Callable[[date], NoteWords]], ...] = (
    ("school_spoc", 6, _bus_station),
    ("social_worker", 4, _missing_evening),
    ("social_worker", 1, _visit),
)
