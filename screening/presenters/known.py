"""What the case holds already, beside the question that it may answer: offered, and never taken over unseen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.utils import timezone

from cse_portal.agencies.models import User
from cse_portal.cases import missing_queries
from cse_portal.core import clock
from cse_portal.ui.dates import in_words, without_year
from screening import queries
from screening.filled import FROM, SOURCE, WHAT, WHEN
from screening.instruments.answers import Answer, Period
from screening.instruments.shape import Section
from screening.models import Tool

MISSING = "S1"
DAYS = 90
RECORD, BEFORE = "record", "before"
ANSWERED = {"yes": "yes", "no": "no", "not_known": "not known"}


@dataclass(frozen=True)
class KnownLine:
    """`answers` is what the button puts in, for the person to read and confirm."""

    item: str
    words: str
    answers: Mapping[str, Any]
    button: str = "Use as evidence"


@dataclass(frozen=True)
class KnownHere:
    by_item: dict[str, KnownLine] = field(default_factory=dict)

    def used(self, answers: dict[str, Any], item: str) -> dict[str, Any]:
        """Put in beside what was typed; nothing typed is replaced."""
        line = self.by_item.get(item)
        if line is None:
            return answers
        held = dict(answers.get(item) or {})
        for name, value in line.answers.items():
            if name == WHAT and held.get(WHAT) and value not in held[WHAT]:
                held[WHAT] = f"{held[WHAT]}\n{value}"
            else:
                held.setdefault(name, value)
        return {**answers, item: held}


def known_for(person: User, tool: Tool, part: Section) -> KnownHere:
    found = {one.item: one for one in _earlier(person, tool, part)}
    if any(item.code == MISSING for item in part.items) and (line := _missing(tool)):
        found[MISSING] = line
    return KnownHere(found)


def _missing(tool: Tool) -> KnownLine | None:
    since = clock.now() - timedelta(days=DAYS)
    days = [
        timezone.localdate(one.began_at)
        for one in missing_queries.episodes_of(tool.case)
        if one.struck_at is None and one.began_at >= since
    ]
    if not days:
        return None
    listed = ", ".join(without_year(day) for day in sorted(days))
    number = f"{len(days)} missing episode{'s' if len(days) != 1 else ''}"
    words = f"{number} in the last {DAYS} days ({listed}). Confirm that they still give the right picture."
    answers = {
        Period.NOW.value: Answer.YES.value,
        WHAT: f"{number} on record: {listed}.",
        WHEN: in_words(max(days)),
        SOURCE: "Missing episodes on this record",
        FROM: RECORD,
    }
    return KnownLine(MISSING, words, answers)


def _earlier(person: User, tool: Tool, part: Section) -> list[KnownLine]:
    """What was answered yes last time, item by item."""
    if tool.previous_id is None or not part.items:
        return []
    previous = queries.section_of(person, tool.previous_id, part.code)
    if previous is None or previous.tool.decided_at is None:
        return []
    day = in_words(timezone.localdate(previous.tool.decided_at))
    found = []
    for item in part.items:
        held = previous.answers.get(item.code) or {}
        said = [f"{ANSWERED[held[one.value]]} {_period(one)}" for one in item.answered_in if held.get(one.value)]
        if Answer.YES.value not in held.values():
            continue
        carried = {name: value for name, value in held.items() if name in (WHAT, WHEN, SOURCE)}
        past = {Period.BEFORE.value: Answer.YES.value} if Period.BEFORE in item.answered_in else {}
        found.append(
            KnownLine(
                item.code,
                f"On {day}: {', '.join(said)}. {held.get(WHAT, '')}".strip(),
                {**carried, **past, FROM: BEFORE},
                "Use what was written",
            )
        )
    return found


def _period(one: Period) -> str:
    return "then" if one is Period.NOW else "before that"
