"""What a tool suggests: a level, a score or a total, with every rule that fires and what made it fire."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from screening.instruments.answers import About, Answer, ChildFact, Given, LearningDisability, Period
from screening.instruments.facts import Fact, by_own_name, facts_from
from screening.instruments.holding import Held, Known, held
from screening.instruments.shape import Instrument, InstrumentKind, ItemKind, Mark, Result, Rule
from screening.tiles import Tile, tiles_of


@dataclass(frozen=True, slots=True)
class Fired:
    """A rule that holds. `gives` is a result’s code, or nothing where the rule only marks."""

    rule: int
    clause: str
    gives: str | None
    sentence: str
    items: tuple[str, ...]
    child: tuple[ChildFact, ...] = ()
    notes: tuple[str, ...] = ()
    marks: frozenset[Mark] = frozenset()


@dataclass(frozen=True, slots=True)
class Unknown:
    """What is to be found out, and who could say: an item in some periods, its “which?”, or a fact about the child."""

    code: str
    text: str
    ask: tuple[str, ...]
    periods: tuple[Period, ...] = ()
    which: bool = False
    is_about_the_child: bool = False


@dataclass(frozen=True, slots=True)
class Harm:
    """Signs that abuse may already be happening, always apart from risk; past harm for ever."""

    now: tuple[str, ...]
    before: tuple[str, ...]
    not_known: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What the tool suggests; a person decides."""

    result: Result
    fired: tuple[Fired, ...]
    unknown: tuple[Unknown, ...]
    unanswered: tuple[str, ...]
    harm: Harm
    tiles: tuple[Tile, ...]
    indicators: tuple[str, ...]  # answered yes, at any time
    total: int | None = None

    @property
    def value(self) -> str:
        return self.result.code

    @property
    def rank(self) -> int:
        return self.result.rank

    @property
    def rules(self) -> tuple[int, ...]:
        """The numbers of the rules that fire, each once."""
        return tuple(sorted({one.rule for one in self.fired}))

    @property
    def marks(self) -> frozenset[Mark]:
        return frozenset().union(*(one.marks for one in self.fired))

    @property
    def raised_to_mash(self) -> bool:
        return Mark.MASH in self.marks

    @property
    def incomplete(self) -> bool:
        return Mark.INCOMPLETE in self.marks

    @property
    def past_harm(self) -> tuple[str, ...]:
        return self.harm.before


def as_data(suggestion: Suggestion) -> dict[str, Any]:
    """What is kept beside a decision, so that its reasons read for ever as they read then."""
    return {
        "value": suggestion.value,
        "total": suggestion.total,
        "marks": sorted(suggestion.marks),
        "fired": [{**asdict(one), "marks": sorted(one.marks)} for one in suggestion.fired],
        "unknown": [asdict(one) for one in suggestion.unknown],
        "unanswered": suggestion.unanswered,
        "harm": asdict(suggestion.harm),
        "indicators": suggestion.indicators,
    }


def suggest(instrument: Instrument, given: Mapping[str, Given], about: About) -> Suggestion:
    """Of an edition’s own kind."""
    return KINDS[instrument.kind](instrument, given, about)


def level(instrument: Instrument, given: Mapping[str, Given], about: About) -> Suggestion:
    """Low, medium or significant: of the screening tool, and of the same answers in an assessment."""
    known = _known(instrument, given, about)
    if instrument.kind is InstrumentKind.LEVEL:
        return _suggestion(known, instrument.rules, instrument.results)
    return _suggestion(known, instrument.level_rules, instrument.levels)


def score(instrument: Instrument, given: Mapping[str, Given], about: About) -> Suggestion:
    return _suggestion(_known(instrument, given, about), instrument.rules, instrument.results)


def total(instrument: Instrument, given: Mapping[str, Given], about: About) -> Suggestion:
    """Points added up; rules may still raise the band into which they fall."""
    known = _known(instrument, given, about)
    points = sum(
        instrument.by_code[item].points.get(period, 0)
        for item, period in {(item, fact.period) for fact in known.facts for item in fact.items}
    )
    reached = max((one for one in instrument.results if one.least <= points), key=lambda one: one.rank)
    return _suggestion(known, instrument.rules, instrument.results, reached, points)


KINDS: Mapping[InstrumentKind, Callable[[Instrument, Mapping[str, Given], About], Suggestion]] = {
    InstrumentKind.LEVEL: level,
    InstrumentKind.SCORE: score,
    InstrumentKind.TOTAL: total,
}


def _known(instrument: Instrument, given: Mapping[str, Given], about: About) -> Known:
    own = by_own_name(instrument, given)
    return Known(instrument, facts_from(instrument, own), own, about)


def _suggestion(
    known: Known,
    rules: tuple[Rule, ...],
    results: tuple[Result, ...],
    least: Result | None = None,
    points: int | None = None,
) -> Suggestion:
    fired = _fired(rules, known)
    ranks = {one.code: one for one in results}
    given = [ranks[one.gives] for one in fired if one.gives]
    lowest = least or min(results, key=lambda one: one.rank)
    return Suggestion(
        result=max([lowest, *given], key=lambda one: one.rank),
        fired=fired,
        unknown=_unknown(known),
        unanswered=_unanswered(known),
        harm=_harm(known),
        tiles=tiles_of(known.instrument, known.facts, known.given),
        indicators=tuple(dict.fromkeys(item for fact in known.facts if fact.is_indicator for item in fact.items)),
        total=points,
    )


def _fired(rules: tuple[Rule, ...], known: Known) -> tuple[Fired, ...]:
    """What a rule says “otherwise” holds only where no other gives anything."""
    first = [_one(rule, found) for rule in rules if not rule.otherwise and (found := held(rule.when, known))]
    if not any(one.gives for one in first):
        otherwise = (rule for rule in rules if rule.otherwise)
        first += [_one(rule, found) for rule in otherwise if (found := held(rule.when, known))]
    return tuple(sorted(first, key=lambda one: (one.rule, one.clause)))


def _one(rule: Rule, found: Held) -> Fired:
    return Fired(
        rule.number, rule.clause, rule.gives, rule.sentence, found.items, found.child, found.notes, rule.marks
    )


def _unknown(known: Known) -> tuple[Unknown, ...]:
    items: list[Unknown] = []
    for item in known.instrument.items():
        given = known.given.get(item.code, Given())
        silent = tuple(period for period in item.answered_in if given.to(period) is Answer.NOT_KNOWN)
        if silent:
            items.append(Unknown(item.code, item.short, item.who_could_know, silent))
        unsaid = tuple(
            period
            for period in item.answered_in
            if item.choices and given.to(period) is Answer.YES and not given.which_in(period)
        )
        if unsaid:
            items.append(Unknown(item.code, item.short, item.who_could_know, unsaid, which=True))
    return (*items, *_unknown_of_child(known))


def _unknown_of_child(known: Known) -> tuple[Unknown, ...]:
    return tuple(
        Unknown(asked.fact.value, asked.text, asked.who_could_know, is_about_the_child=True)
        for asked in known.instrument.asked
        if _is_unsaid(known.about, asked.fact)
    )


def _is_unsaid(about: About, fact: ChildFact) -> bool:
    return getattr(about, fact.value) in {None, Answer.NOT_KNOWN, LearningDisability.NOT_KNOWN}


def _unanswered(known: Known) -> tuple[str, ...]:
    return tuple(
        item.code
        for item in known.instrument.items()
        if any(known.given.get(item.code, Given()).to(period) is None for period in item.answered_in)
    )


def _harm(known: Known) -> Harm:
    return Harm(
        now=_harmed(known.facts, Period.NOW),
        before=_harmed(known.facts, Period.BEFORE),
        not_known=tuple(
            item.code
            for item in known.instrument.items()
            if item.kind is ItemKind.HARM and _is_not_known(known.given.get(item.code, Given()))
        ),
    )


def _harmed(facts: tuple[Fact, ...], period: Period) -> tuple[str, ...]:
    harmed = (fact for fact in facts if fact.kind is ItemKind.HARM and fact.period is period)
    return tuple(dict.fromkeys(item for fact in harmed for item in fact.items))


def _is_not_known(given: Given) -> bool:
    answers = set(given.answers.values())
    return Answer.NOT_KNOWN in answers and Answer.YES not in answers
