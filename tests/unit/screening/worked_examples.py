"""The worked examples, read from the table that a social worker can read and correct."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from screening.instruments.answers import About, Answer, Given, LearningDisability, Period
from screening.instruments.loading import edition
from screening.instruments.shape import Instrument
from screening.scoring import Suggestion

TABLE = Path(__file__).with_name("worked_examples.md")
SCREENING = edition("multi-agency-screening", "2018")
ASSESSMENT = edition("cse-assessment", "2018")

NOBODY = About(
    learning_disability=LearningDisability.NO,
    looked_after=Answer.NO,
    unaccompanied=Answer.NO,
    trafficked=Answer.NO,
    disclosure=Answer.NO,
)
WHO: Mapping[str, Mapping[str, object]] = {
    "age not known": {},
    "learning disability": {"learning_disability": LearningDisability.DIAGNOSED},
    "suspected learning disability": {"learning_disability": LearningDisability.SUSPECTED},
    "learning disability not known": {"learning_disability": LearningDisability.NOT_KNOWN},
    "looked after": {"looked_after": Answer.YES},
    "unaccompanied": {"unaccompanied": Answer.YES},
    "trafficked": {"trafficked": Answer.YES},
    "disclosed": {"disclosure": Answer.YES},
    "crime report level 1": {"crime_level": 1},
    "crime report level 2": {"crime_level": 2},
}
WHEN: Mapping[str, Mapping[Period, Answer]] = {
    "": {Period.NOW: Answer.YES},
    "before": {Period.BEFORE: Answer.YES},
    "now and before": {Period.NOW: Answer.YES, Period.BEFORE: Answer.YES},
    "not known": {Period.NOW: Answer.NOT_KNOWN},
}
ANSWER = re.compile(r"(?P<code>[A-Z]\d+)(?:: (?P<which>[a-z+ -]+?))?(?: (?P<when>now and before|before|not known))?")
NONE = "\N{EN DASH}"


@dataclass(frozen=True)
class Example:
    who: str
    answers: str
    level: str
    level_rules: str
    score: str
    score_rules: str
    shows: str

    def about(self) -> About:
        child = NOBODY
        for said in self.who.split(", "):
            child = replace(child, age=int(said)) if said.isdigit() else replace(child, **WHO[said])  # type: ignore[arg-type]
        return child

    def said(self) -> Iterator[tuple[str, Given]]:
        """What the line names, by the name that it uses."""
        for answer in [] if self.answers == "nothing" else self.answers.split(", "):
            found = ANSWER.fullmatch(answer)
            assert found, f"cannot read {answer!r}"
            code, which = found["code"], (found["which"] or "").split(" + ")
            yield code, Given(WHEN[found["when"] or ""], frozenset(_choices(code, which)))

    def given(self, instrument: Instrument) -> dict[str, Given]:
        """With a no for all that the line does not name."""
        said = dict(self.said())
        given = {code: _with_no(one, instrument, code) for code, one in said.items()}
        named = {instrument.code_of(code) for code in said}
        return given | {item.code: no(instrument, item.code) for item in instrument.items() if item.code not in named}

    def fits(self, instrument: Instrument) -> bool:
        """Whether that tool asks all that the line names, for those times."""
        return all(
            instrument.code_of(code) in instrument.by_code
            and set(one.answers) <= set(instrument.item(code).answered_in)
            for code, one in self.said()
        )


def no(instrument: Instrument, code: str) -> Given:
    return Given(dict.fromkeys(instrument.item(code).answered_in, Answer.NO))


def _with_no(given: Given, instrument: Instrument, code: str) -> Given:
    return replace(given, answers={**no(instrument, code).answers, **given.answers})


def _choices(code: str, which: list[str]) -> Iterator[str]:
    known = {choice.code for choice in ASSESSMENT.item(code).choices}
    for choice in filter(None, which):
        named = re.sub("[ -]", "_", choice)
        assert named in known, f"{code} has no choice {choice}"
        yield named


def in_words(suggestion: Suggestion) -> str:
    """As the table writes a level or a score."""
    marks = (", MASH" if suggestion.raised_to_mash else "") + (", incomplete" if suggestion.incomplete else "")
    return f"{suggestion.value}{marks}"


def rules_in_words(suggestion: Suggestion) -> str:
    return " ".join(map(str, suggestion.rules)) or NONE


def read(text: str) -> Iterator[Example]:
    rows = (line for line in text.splitlines() if line.startswith("|"))
    for row in list(rows)[2:]:
        yield Example(*(cell.strip() for cell in row.strip().strip("|").split("|")))


EXAMPLES = tuple(read(TABLE.read_text(encoding="utf-8")))
