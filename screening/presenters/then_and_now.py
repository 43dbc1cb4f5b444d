"""Two filled-in tools of a child side by side: new, still there, gone or not known any more; past harm always."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from cse_portal.agencies.models import User
from cse_portal.cases.models import Case
from cse_portal.ui import marks
from cse_portal.ui.dates import in_words
from cse_portal.ui.wording import in_sentence
from screening import queries
from screening.changes import Changes, PastHarm, compare, past_harm
from screening.filled import is_empty, text_of
from screening.instruments.shape import Result
from screening.models import Tool
from screening.presenters.read_forms import Read, moment_of, result_of
from screening.presenters.result import ToAsk, suggested
from screening.presenters.score_line import ScoreLine
from screening.presenters.steps import score_line_of
from screening.presenters.two_forms import Choice, choices_of, chosen


@dataclass(frozen=True)
class Side:
    """One of the two, as its page shows it."""

    tool: Tool
    title: str
    on: date
    result: Result
    waits: str
    tiles: list[marks.Tile]
    url: str


@dataclass(frozen=True)
class Changed:
    """`rank` is the band that it reached, below 0 where it has none; `note` is what to know about the comparison."""

    text: str
    rank: int
    is_harm: bool
    words: str
    note: str = ""


@dataclass(frozen=True)
class Column:
    kind: str
    title: str
    about: str
    items: list[Changed]


@dataclass(frozen=True)
class Harm:
    text: str
    when: str
    last_on: date
    is_now: bool


@dataclass(frozen=True)
class Decided:
    tool: Tool
    on: date
    result: Result
    words: list[str]
    url: str


@dataclass(frozen=True)
class ThenAndNow:
    """Without `then` there is one form only; without `now` there is none."""

    case: Case
    choices: list[Choice]
    said: str
    line: ScoreLine | None
    then: Side | None
    now: Side | None
    columns: list[Column]
    not_known: list[Changed]
    harm: list[Harm]
    to_ask: list[ToAsk]
    harm_to_ask: list[ToAsk]
    each_time: list[Decided]

    @property
    def is_one_form(self) -> bool:
        return self.then is None or self.now is None or self.then.title == self.now.title

    @property
    def next_due(self) -> date | None:
        return self.case.review_on if self.case.closed_on is None else None

    @property
    def has_choice(self) -> bool:
        return len(self.choices) > 1


def then_and_now(person: User, case: Case, then_ref: str = "", now_ref: str = "") -> ThenAndNow:
    """Of what the person may read: without a reference the latest two, with one the other that goes with it."""
    tools = sorted(queries.comparable(person, case), key=moment_of, reverse=True)
    answers = queries.answers_of(tools)
    read = {tool.pk: Read(tool, answers[tool.pk]) for tool in reversed(tools)}
    every = list(read.values())  # the earliest first
    earlier, later, said = chosen(tools, then_ref, now_ref)
    then, now = (read[tool.pk] if tool else None for tool in (earlier, later))
    found = _compared(then, now)
    to_ask = suggested(now.instrument, now.tool.suggestion).to_ask if now else []
    harms = set(now.tool.suggestion["harm"]["not_known"]) if now else set()
    return ThenAndNow(
        case=case,
        choices=choices_of(tools),
        said=said,
        line=score_line_of(tools),
        then=_side(then) if then else None,
        now=_side(now) if now else None,
        columns=_columns(found, then, now) if found and now else [],
        not_known=_not_known(found, then, now) if found and then and now else [],
        harm=[_harm(one, every) for one in past_harm(one.form for one in every)],
        to_ask=[one for one in to_ask if one.text not in harms],
        harm_to_ask=[one for one in to_ask if one.text in harms],
        each_time=[_decided(read[tool.pk]) for tool in _decided_ones(tools)],
    )


def _side(read: Read) -> Side:
    tool, instrument = read.tool, read.instrument
    return Side(
        tool=tool,
        title=f"{instrument.title}, edition {instrument.edition}",
        on=read.form.on,
        result=result_of(tool),
        waits=tool.get_status_display() if tool.is_waiting else "",
        tiles=suggested(instrument, tool.suggestion).tiles,
        url=reverse("screening:tool", kwargs={"ref": tool.ref}),
    )


# ── What changed ─────────────────────────────────────────────────────────────────────────────────────────────────
def _compared(then: Read | None, now: Read | None) -> Changes | None:
    """One form by itself is compared with itself: all of it is still there."""
    return compare((then or now).form, now.form) if now else None


def _columns(found: Changes, then: Read | None, now: Read) -> list[Column]:
    if then is None:
        return [
            Column("still", "There now", in_words(now.form.on), _highest(_there(code, now) for code in found.still))
        ]
    day = in_words(then.form.on)
    new = [_there(code, now, then.why_open(code)) for code in found.new]
    return [
        Column("new", "New", f"Not there on {day}", _highest(new)),
        Column("still", "Still there", "Both times", _highest(_there(code, now) for code in found.still)),
        Column(
            "gone",
            "No longer there",
            "Nothing seen or reported for 6 months",
            _highest(_gone(code, then, now) for code in found.gone),
        ),
    ]


def _highest(items: Iterable[Changed]) -> list[Changed]:
    return sorted(items, key=lambda one: -one.rank)


def _there(code: str, now: Read, then: str = "") -> Changed:
    return Changed(
        _short(code, now), now.bands.get(code, -1), code in now.harms, now.seen(code), then and f"{then} then"
    )


def _gone(code: str, then: Read, now: Read) -> Changed:
    """With what the later form says of it, or when it was known last."""
    when = then.when(code)
    words = now.seen(code) or (f"Told then: {when}" if when else "")
    return Changed(_short(code, then, now), then.bands.get(code, -1), code in then.harms, words)


def _not_known(found: Changes, then: Read, now: Read) -> list[Changed]:
    items = []
    for code in found.no_longer_known:
        item = now.item(code) or then.item(code)
        ask = "; ".join(in_sentence(who) for who in item.who_could_know) if item else ""
        why = now.why_open(code)
        words = f"{why} now: ask {ask}" if ask else f"{why} now"
        items.append(Changed(_short(code, then, now), then.bands.get(code, -1), code in then.harms, words))
    return _highest(items)


def _short(code: str, *reads: Read) -> str:
    return next((item.short for read in reads if (item := read.item(code))), code)


def _harm(one: PastHarm, every: list[Read]) -> Harm:
    named = next(read for read in reversed(every) if read.form.on == one.last_on and one.item in read.harms)
    return Harm(_short(one.item, named), named.when(one.item), one.last_on, one.is_now)


# ── What was decided ─────────────────────────────────────────────────────────────────────────────────────────────
def _decided_ones(tools: Sequence[Tool]) -> list[Tool]:
    """Assessments; of a child without one, the screenings."""
    complete = [tool for tool in tools if tool.is_complete]
    return [tool for tool in complete if tool.is_score] or complete


def _decided(read: Read) -> Decided:
    tool = read.tool
    asked = [one for one in read.instrument.questions() if one.required_from and one.options]
    words = [
        f"{one.text}: {in_sentence(text_of(one, read.answers[one.code]))}"
        for one in asked
        if not is_empty(read.answers.get(one.code))
    ]
    if tool.next_step:
        words.append(tool.get_next_step_display())
    if tool.is_lower_agreed is False:
        words.append("A lower score was proposed and not countersigned")
    url = reverse("screening:tool", kwargs={"ref": tool.ref})
    return Decided(tool, read.form.on, result_of(tool), words, url)
