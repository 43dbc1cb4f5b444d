"""From answers to facts: each counted once, under whichever name it was answered."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from screening.instruments.answers import Answer, Given, Period, merged
from screening.instruments.shape import Choice, Instrument, Item, ItemKind, Together


class NotOfThisEdition(LookupError):
    """An answer to something that the edition does not ask."""


@dataclass(frozen=True, slots=True)
class Fact:
    """What was answered yes, in one period. `keys` are all its names; `items` are those that were answered."""

    code: str
    period: Period
    band: str | None
    kind: ItemKind | None
    letters: tuple[str, ...]
    keys: frozenset[str]
    items: tuple[str, ...]
    is_indicator: bool
    notes: tuple[str, ...] = ()


def by_own_name(instrument: Instrument, given: Mapping[str, Given]) -> dict[str, Given]:
    """Answers under the names by which the edition asks; one under two names is one."""
    own: dict[str, Given] = {}
    for name in sorted(given):
        code = instrument.code_of(name)
        item = instrument.by_code.get(code)
        if item is None:
            raise NotOfThisEdition(f"{instrument.name} has no item {name}")
        if odd := sorted(given[name].which - {choice.code for choice in item.choices}):
            raise NotOfThisEdition(f"{instrument.name}: {name} has no choice {', '.join(odd)}")
        own[code] = merged(own[code], given[name]) if code in own else given[name]
    return own


def facts_of(instrument: Instrument, given: Mapping[str, Given]) -> tuple[Fact, ...]:
    return facts_from(instrument, by_own_name(instrument, given))


def facts_from(instrument: Instrument, own: Mapping[str, Given]) -> tuple[Fact, ...]:
    """Every yes, in the order of the form, then what two answers make together."""
    found: dict[tuple[str, Period], Fact] = {}
    for item in instrument.items():
        if item.code in own:
            _gather(found, _of_item(instrument, item, own[item.code]), instrument)
    plain = tuple(found.values())
    for together in instrument.together:
        _gather(found, _made_together(together, plain), instrument)
    return tuple(found.values())


def _gather(found: dict[tuple[str, Period], Fact], facts: Iterable[Fact], instrument: Instrument) -> None:
    for fact in facts:
        key = (fact.code, fact.period)
        found[key] = _one(found[key], fact, instrument) if key in found else fact


def _of_item(instrument: Instrument, item: Item, given: Given) -> Iterator[Fact]:
    for answered in item.answered_in:
        if given.to(answered) is not Answer.YES:
            continue
        period = Period.BEFORE if item.always_before else answered
        whole = Fact(
            code=item.code,
            period=period,
            band=item.band,
            kind=item.kind,
            letters=item.letters,
            keys=frozenset({item.code}),
            items=(item.code,),
            is_indicator=instrument.is_indicator(item),
        )
        chosen = [choice for choice in item.choices if choice.code in given.which_in(answered)]
        yield from (_of_choice(whole, choice) for choice in chosen) if chosen else (whole,)


def _of_choice(whole: Fact, choice: Choice) -> Fact:
    keys = whole.keys | {f"{whole.code}:{choice.code}"} | ({choice.same_as} if choice.same_as else set())
    return replace(
        whole,
        code=choice.same_as or whole.code,
        band=choice.band or whole.band,
        kind=choice.kind or whole.kind,
        keys=keys,
    )


def _one(one: Fact, other: Fact, instrument: Instrument) -> Fact:
    """The same fact twice: all that either says, at the higher band."""
    higher = max(one, other, key=lambda fact: instrument.band_rank(fact.band))
    return replace(
        one,
        band=higher.band,
        kind=ItemKind.HARM if ItemKind.HARM in {one.kind, other.kind} else higher.kind,
        letters=tuple(dict.fromkeys((*one.letters, *other.letters))),
        keys=one.keys | other.keys,
        items=tuple(dict.fromkeys((*one.items, *other.items))),
        notes=tuple(dict.fromkeys((*one.notes, *other.notes))),
    )


def _made_together(together: Together, facts: tuple[Fact, ...]) -> Iterator[Fact]:
    """One for each period in which a trigger stands beside another indicator."""
    for period in Period:
        present = [fact for fact in facts if fact.period is period and fact.is_indicator]
        triggers = [fact for fact in present if fact.keys & set(together.triggers)]
        items = {item for fact in present for item in fact.items}
        if not triggers or len(items) < 2:
            continue
        yield Fact(
            code=together.code,
            period=period,
            band=together.band,
            kind=together.kind,
            letters=tuple(dict.fromkeys(letter for fact in triggers for letter in fact.letters)),
            keys=frozenset({together.code}),
            items=tuple(dict.fromkeys(item for fact in triggers for item in fact.items)),
            is_indicator=True,
            notes=(together.text,),
        )
