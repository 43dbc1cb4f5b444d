"""Whether rules name what is there, and whether each can ever fire."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from screening.instruments import conditions as when
from screening.instruments.answers import About, Given, Period, yes_now
from screening.instruments.answers import Answer as Says
from screening.instruments.conditions import AllOf, AnyOf, AtLeast, Choose, Condition, NoneOf
from screening.instruments.facts import Fact, facts_of
from screening.instruments.holding import Known, chosen
from screening.instruments.shape import Instrument, Rule

Found = tuple[str, str, str]


def cross_rules(instrument: Instrument) -> Iterator[Found]:
    lists = (
        ("rules", instrument.rules, instrument.results),
        ("level_rules", instrument.level_rules, instrument.levels),
    )
    everything = every_fact(instrument)
    for name, rules, results in lists:
        codes = {result.code for result in results}
        for rule, count in Counter(rule.name for rule in rules).items():
            if count > 1:
                yield f"{name} {rule}", "rule", "is there twice"
        for one in rules:
            wrong = _rule(one, codes, instrument, everything)
            yield from ((f"{name} {one.name}", field, says) for field, says in wrong)


def _rule(rule: Rule, results: set[str], instrument: Instrument, facts: tuple[Fact, ...]) -> Iterator[tuple[str, str]]:
    if rule.gives and rule.gives not in results:
        yield "gives", f"{rule.gives} is none of: {', '.join(sorted(results))}"
    odd = sorted(set(_unknown_names(rule.when, instrument)))
    yield from (("when", says) for says in odd)
    if not odd and not _can_hold(rule.when, instrument, facts):
        yield "when", "can never hold: no answers make this rule fire"


def _unknown_names(condition: Condition, instrument: Instrument) -> Iterator[str]:
    items = {key for item in instrument.by_code.values() for key in _names(instrument, item.code)}
    items |= {together.code for together in instrument.together}
    bands = {band.code for band in instrument.bands}
    for choose in when.choices_in(condition):
        if choose.of not in instrument.groups:
            yield f"{choose.of} is no group"
        yield from (f"{name} is no item, and no choice of one" for name in choose.items if name not in items)
        yield from (f"{band} is no band" for band in choose.bands if band not in bands)
    for part in when.walk(condition):
        if isinstance(part, when.NotKnown) and part.of not in instrument.groups:
            yield f"{part.of} is no group"


def _names(instrument: Instrument, code: str) -> Iterator[str]:
    yield code
    yield from (f"{code}:{choice.code}" for choice in instrument.by_code[code].choices)


def every_fact(instrument: Instrument) -> tuple[Fact, ...]:
    """Each that some answer could make, under each of its choices and in each period."""
    found: list[Fact] = []
    for item in instrument.items():
        answers = dict.fromkeys(item.answered_in, Says.YES)
        for choice in (frozenset[str](), *(frozenset({one.code}) for one in item.choices)):
            found += facts_of(instrument, {item.code: Given(answers, choice)})
    return (*found, *_together(instrument))


def _together(instrument: Instrument) -> Iterator[Fact]:
    for one in instrument.together:
        for period in Period:
            keys = frozenset({one.code})
            yield Fact(one.code, period, one.band, one.kind, one.letters, keys, (), is_indicator=True)


def _can_hold(condition: Condition, instrument: Instrument, facts: tuple[Fact, ...]) -> bool:
    if isinstance(condition, AtLeast):
        return _reaches(condition, instrument, facts)
    if isinstance(condition, AnyOf):
        return bool(condition.conditions) and all(_can_hold(one, instrument, facts) for one in condition.conditions)
    if isinstance(condition, AllOf):
        left = _without(condition, instrument, facts)
        return all(_can_hold(one, instrument, left) for one in condition.conditions)
    return True


def _reaches(condition: AtLeast, instrument: Instrument, facts: tuple[Fact, ...]) -> bool:
    found = _chosen(condition.choose, instrument, facts)
    letters = {letter for fact in found for letter in fact.letters}
    return len({fact.code for fact in found}) >= condition.count and len(letters) >= condition.letters


def _without(condition: AllOf, instrument: Instrument, facts: tuple[Fact, ...]) -> tuple[Fact, ...]:
    """What one part forbids, no other part can need."""
    forbidden = [
        fact
        for part in condition.conditions
        if isinstance(part, NoneOf)
        for fact in _chosen(part.choose, instrument, facts)
    ]
    return tuple(fact for fact in facts if fact not in forbidden)


def _chosen(choose: Choose, instrument: Instrument, facts: tuple[Fact, ...]) -> list[Fact]:
    return chosen(choose, Known(instrument, facts, {"": yes_now()}, About()))
