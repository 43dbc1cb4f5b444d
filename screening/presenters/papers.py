"""A completed tool as it stands on paper, whatever the format: the child's words first, the signatures last."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from cse_portal.agencies.models import Membership, User
from cse_portal.core.working_days import LONDON
from cse_portal.ui import marks
from cse_portal.ui.dates import in_words, time_in_words
from screening import queries
from screening.attached import attached_to
from screening.filled import is_empty, text_of
from screening.instruments.shape import Instrument, Section
from screening.models import Advice, AttachedDocument, Tool, ToolSection
from screening.presenters.result import OWN_WORDS, AnswerRow, ResultPage, Suggested, result_page, rows_of
from screening.presenters.tiles import from_snapshot
from screening.workflow import AdviceState

LONG = 600  # letters of an answer that may go over to the next page
DONE = {AdviceState.ENDORSED.value: "Endorsed", AdviceState.ANSWERED.value: "Advised"}


@dataclass(frozen=True)
class Fact:
    title: str
    words: str


@dataclass(frozen=True)
class PaperTile:
    """A letter with what its shape says in words, so that grey paper says the same."""

    letter: str
    name: str
    state: str
    words: str
    is_harm: bool
    filled: tuple[bool, ...]  # of the four bands, the lowest first; none where nothing is there now


@dataclass(frozen=True)
class PaperRow:
    """A question, its answers, and what stands behind them."""

    row: AnswerRow
    answers: list[str]
    evidence: str
    known_from: str
    is_long: bool


@dataclass(frozen=True)
class PaperPart:
    title: str
    rows: list[PaperRow]


@dataclass(frozen=True)
class PaperAdvice:
    who: str
    state: str
    question: str
    words: str


@dataclass(frozen=True)
class Signature:
    name: str
    post: str
    did: str
    on: str


@dataclass(frozen=True)
class Said:
    title: str
    words: str


@dataclass(frozen=True)
class Paper:
    tool: Tool
    page: ResultPage
    facts: list[Fact]
    said: list[Fact]
    tiles: list[PaperTile]
    total: int | None
    harm: list[str]
    decision: str
    decided: str  # by whom, and when
    later: list[Said]  # of an assessment: what changed, and what those who signed it said
    follows: str
    parts: list[PaperPart]
    attached: list[str]
    advices: list[PaperAdvice]
    signatures: list[Signature]


def paper_of(tool: Tool, person: User) -> Paper:
    """Of a complete one. Read as whoever it is for."""
    sections, advices = queries.sections_of(tool), queries.advices_of(tool)
    page = result_page(tool, sections)
    answers = {code: value for one in sections for code, value in one.answers.items()}
    posts = queries.posts_of(tool)
    return Paper(
        tool=tool,
        page=page,
        facts=_facts(tool, sections, page.instrument),
        said=_said(page.instrument, answers),
        tiles=_tiles(page.instrument, tool.suggestion["tiles"]),
        total=tool.suggestion.get("total"),
        harm=_harm(page.suggested),
        decision=_decision(page),
        decided=_by_whom(tool, posts),
        later=_later(tool),
        follows="; ".join(page.decided.follows) if tool.is_score else _follows(tool),
        parts=_parts(page.instrument, answers),
        attached=[_attached(one) for one in attached_to(person, tool)],
        advices=[_advice(one) for one in advices],
        signatures=_signatures(tool, advices, posts),
    )


def _facts(tool: Tool, sections: Sequence[ToolSection], instrument: Instrument) -> list[Fact]:
    age = tool.suggestion.get("age")
    found = [
        Fact("Child", tool.case.child.name),
        Fact("Age at the decision", "not known" if age is None else str(age)),
        Fact("Case", tool.case.ref),
        Fact("Filled in by", f"{tool.written_by.name}, {tool.agency}. Begun on {_day(tool.created_at)}"),
        Fact("Also wrote in it", ", ".join(_others(tool, sections))),
        Fact("Who may read it", _handling(tool)),
        Fact("Form", f"{instrument.title}, edition {tool.edition}"),
    ]
    return [one for one in found if one.words]


def _others(tool: Tool, sections: Sequence[ToolSection]) -> list[str]:
    return sorted({one.saved_by.name for one in sections if one.saved_by and one.saved_by_id != tool.written_by_id})


def _handling(tool: Tool) -> str:
    named = ", ".join(sorted(str(one) for one in queries.agencies_named(tool)))
    title = str(tool.get_handling_display())
    return f"{title}: {named}" if named else title


def _said(instrument: Instrument, answers: Mapping[str, Any]) -> list[Fact]:
    asked = [one for one in instrument.questions() if one.code in OWN_WORDS]
    return [
        Fact(one.text, text_of(one, answers.get(one.code))) for one in asked if not is_empty(answers.get(one.code))
    ]


def _tiles(instrument: Instrument, kept: Sequence[Mapping[str, Any]]) -> list[PaperTile]:
    drawn = from_snapshot(instrument, kept)
    return [_tile(instrument, one["letter"], tile) for one, tile in zip(kept, drawn, strict=True)]


def _tile(instrument: Instrument, letter: str, tile: marks.Tile) -> PaperTile:
    signs = f"{tile.count} {'sign' if tile.count == 1 else 'signs'}, " if tile.count else ""
    words = f"{signs}{marks.TILE_WORDS[tile.state]}"
    rank = int(tile.state) if tile.state.isdigit() else -1
    filled = tuple(place <= rank for place in range(len(instrument.bands))) if rank >= 0 else ()
    name = instrument.letter(letter).name
    return PaperTile(tile.letter, name, tile.state, words[:1].upper() + words[1:], tile.is_harm, filled)


def _harm(said: Suggested) -> list[str]:
    found = [
        f"Now: {said.harm_now}." if said.harm_now else "",
        f"Before, and always kept in view: {said.harm_before}." if said.harm_before else "",
        "" if said.harm_now or said.harm_before else "None answered yes.",
        f"Not known: {said.harm_unknown}." if said.harm_unknown else "",
    ]
    return [one for one in found if one]


def _decision(page: ResultPage) -> str:
    other = f"where the tool suggested {page.suggested.result.title}" if page.is_different else "as the tool suggests"
    return f"{page.decided.title}, {other}"


def _by_whom(tool: Tool, posts: Mapping[int, Membership]) -> str:
    decided = tool.decided_by or tool.written_by
    post = posts.get(decided.pk)
    at = _moment(tool.submitted_at or tool.decided_at)
    return ", ".join(one for one in (decided.name, str(post) if post else "", at) if one)


def _later(tool: Tool) -> list[Said]:
    found = [
        Said("What changed since last time", tool.what_changed),
        Said("Whoever signed it off said", tool.signed_words),
        Said(
            "Whoever countersigned said" if tool.is_lower_agreed else "Why it stays as it was",
            tool.countersigned_words,
        ),
    ]
    return [one for one in found if one.words]


def _follows(tool: Tool) -> str:
    if not tool.next_step:
        return ""
    step = str(tool.get_next_step_display())
    return f"{step}: {in_words(tool.next_on)}" if tool.next_on else step


def _parts(instrument: Instrument, answers: Mapping[str, Any]) -> list[PaperPart]:
    """Every answer but those that stand at the head of the paper already."""
    found = [
        (section.title, rows_of(instrument, _other_than_said(section), answers)) for section in instrument.sections
    ]
    return [PaperPart(title, [_row(one) for one in rows]) for title, rows in found if rows]


def _other_than_said(section: Section) -> Section:
    return replace(section, questions=tuple(one for one in section.questions if one.code not in OWN_WORDS))


def _row(row: AnswerRow) -> PaperRow:
    """What was written at length stands below its question, over the whole line."""
    answers = [f"{title}: {words}" if title else words for title, words in row.answers if words]
    told = "" if row.is_item else "\n".join(answers)
    is_told = "\n" in told or len(told) > LONG / 10
    evidence = told if is_told else row.what
    return PaperRow(
        row=row,
        answers=[] if is_told else answers,
        evidence=evidence,
        known_from=". ".join(one for one in (row.when, row.source) if one),
        is_long=len(evidence) > LONG,
    )


def _attached(one: AttachedDocument) -> str:
    document = one.document
    about = f"{document.title}. {document.get_kind_display()}, {in_words(document.dated_on)}, {document.agency}"
    mark = f"{document.get_handling_display()}. Document {document.ref}"
    return f"{about}. {mark}{', withdrawn' if document.is_withdrawn else ''}"


def _advice(one: Advice) -> PaperAdvice:
    state = str(one.get_state_display())
    when = f"{state}, {_moment(one.answered_at)}" if one.answered_at else f"{state}, asked on {_day(one.created_at)}"
    return PaperAdvice(f"{one.asked_of.user.name}, {one.asked_of}", when, one.question, one.words)


def _signatures(tool: Tool, advices: Sequence[Advice], posts: Mapping[int, Membership]) -> list[Signature]:
    decided = tool.decided_by or tool.written_by
    on, did = _moment(tool.submitted_at or tool.decided_at), "proposed" if tool.is_score else "decided"
    if decided.pk == tool.written_by_id:
        found = [_signs(decided, posts, f"Filled in and {did}", on)]
    else:
        found = [
            _signs(tool.written_by, posts, "Filled in", f"Begun {_day(tool.created_at)}"),
            _signs(decided, posts, did.capitalize(), on),
        ]
    if tool.signed_by is not None:
        found.append(_signs(tool.signed_by, posts, "Signed off", _moment(tool.signed_at)))
    if tool.countersigner is not None and tool.countersigned_at is not None:
        agreed = "Countersigned the lower score" if tool.is_lower_agreed else "Did not agree to the lower score"
        post = tool.countersigner
        found.append(Signature(post.user.name, str(post), agreed, _moment(tool.countersigned_at)))
    return found + [
        Signature(one.asked_of.user.name, str(one.asked_of), DONE[one.state], _moment(one.answered_at))
        for one in advices
        if one.state in DONE
    ]


def _signs(person: User, posts: Mapping[int, Membership], did: str, on: str) -> Signature:
    post = posts.get(person.pk)
    return Signature(person.name, str(post) if post else "", did, on)


def _day(at: datetime) -> str:
    return in_words(at.astimezone(LONDON).date())


def _moment(at: datetime | None) -> str:
    if at is None:
        return ""
    local = at.astimezone(LONDON)
    return f"{in_words(local.date())}, {time_in_words(local.time())}"
