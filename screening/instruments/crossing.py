"""Whether the parts of an edition fit each other: codes, references, and tables that leave nothing out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from screening.instruments.checking import Findings
from screening.instruments.conditions import VULNERABILITY
from screening.instruments.rule_crossing import cross_rules
from screening.instruments.shape import Choice, Instrument, InstrumentKind, Item, ItemKind, Question, Result

NINE = ("S", "Ab", "F", "E", "G", "U", "Al", "R", "D")
NUMBER_OF_BANDS = 4

Says = tuple[str, str, str]  # place, field, what is wrong


def cross(instrument: Instrument, findings: Findings) -> None:
    for check in CHECKS:
        for place, name, says in check(instrument):
            findings.add(place, name, says)
    for place, name, says in cross_rules(instrument):
        findings.add(place, name, says)


def _twice(instrument: Instrument) -> Iterator[Says]:
    """Items and questions share a form, so they share their codes."""
    answered = [item.code for section in instrument.sections for item in section.items]
    answered += [question.code for question in instrument.questions()]
    lists: dict[str, Iterable[str]] = {
        "sections": (one.code for one in instrument.sections),
        "items and questions": answered,
        "results": (one.code for one in instrument.results),
        "levels": (one.code for one in instrument.levels),
        "follow_ups": (one.code for one in instrument.follow_ups),
        "bands": (one.code for one in instrument.bands),
        "asked": (one.fact for one in instrument.asked),
        "questions that fill": (one.fills for one in instrument.questions() if one.fills),
    }
    for name, codes in lists.items():
        yield from ((name, str(code), "is there twice") for code, count in Counter(codes).items() if count > 1)
    for item in instrument.by_code.values():
        codes = Counter(choice.code for choice in item.choices)
        yield from ((f"item {item.code}", "choices", f"{code} is there twice") for code, n in codes.items() if n > 1)


def _letters_and_bands(instrument: Instrument) -> Iterator[Says]:
    if tuple(letter.code for letter in instrument.letters) != NINE:
        yield "letters", "code", f"must be the nine, in their order: {' '.join(NINE)}"
    if len(instrument.bands) != NUMBER_OF_BANDS:
        yield "bands", "code", "must be four, the lowest first"


def _items(instrument: Instrument) -> Iterator[Says]:
    bands = {band.code for band in instrument.bands}
    for item in instrument.by_code.values():
        checks = (_weight, _letters_of, _asking, _points) if not item.no_weight else (_letters_of, _asking)
        for check in checks:
            yield from ((f"item {item.code}", name, says) for name, says in check(item, instrument))
        for band in filter(None, (item.band, *(choice.band for choice in item.choices))):
            if band not in bands:
                yield f"item {item.code}", "band", f"{band} is none of: {', '.join(sorted(bands))}"


def _weight(item: Item, instrument: Instrument) -> Iterator[tuple[str, str]]:
    if item.kind is None:
        yield "kind", "is missing: vulnerability, risk or harm"
    if not item.band and not item.no_band:
        yield "band", "is missing, and no_band does not say why"
    if item.band and item.no_band:
        yield "no_band", "stands beside a band"
    if not item.who_could_know:
        yield "who_could_know", "is missing: who could be asked when it is not known?"
    if item.kind is ItemKind.VULNERABILITY and item.code not in instrument.groups.get(VULNERABILITY, ()):
        yield "kind", "is vulnerability, but the item is not in the group of that name"


def _letters_of(item: Item, instrument: Instrument) -> Iterator[tuple[str, str]]:
    yield from (
        ("letters", f"{letter} is none of: {', '.join(NINE)}") for letter in item.letters if letter not in NINE
    )
    if not item.letters and not item.no_weight:
        yield "letters", "are missing"


def _asking(item: Item, instrument: Instrument) -> Iterator[tuple[str, str]]:
    if bool(item.which) != bool(item.choices):
        yield "which", "and choices belong together"
    if not item.periods and instrument.is_indicator(item):
        yield "periods", "are missing: only background may be asked without"
    yield from (said for choice in item.choices for said in _same(choice, instrument))


def _same(choice: Choice, instrument: Instrument) -> Iterator[tuple[str, str]]:
    other = instrument.by_code.get(choice.same_as)
    if other is not None and other.band != choice.band:
        yield "choices", f"{choice.code} is the same as {other.code}, but stands in another band"


def _points(item: Item, instrument: Instrument) -> Iterator[tuple[str, str]]:
    if instrument.kind is not InstrumentKind.TOTAL:
        if item.points:
            yield "points", "belong to a tool that adds up points"
    elif set(item.points) != set(item.answered_in):
        yield "points", f"must be given for: {', '.join(item.answered_in)}"


def _aliases(instrument: Instrument) -> Iterator[Says]:
    for alias, code in instrument.aliases.items():
        if code in instrument.aliases:
            yield "aliases", alias, f"stands for {code}, which is an alias itself"
        elif code not in instrument.by_code:
            yield "aliases", alias, f"stands for {code}, which is no item"
        if alias in instrument.by_code:
            yield "aliases", alias, "is an item, too"


def _groups(instrument: Instrument) -> Iterator[Says]:
    known = set(names_of(instrument))
    for group, members in instrument.groups.items():
        yield from (("groups", group, f"{name} is no item, and no choice of one") for name in set(members) - known)
    for together in instrument.together:
        place = f"together {together.code}"
        yield from ((place, "triggers", f"{name} is no item") for name in set(together.triggers) - known)
        yield from ((place, "letters", f"{one} is none of the nine") for one in set(together.letters) - set(NINE))
        if together.band not in {band.code for band in instrument.bands}:
            yield place, "band", f"{together.band} is no band"


def names_of(instrument: Instrument) -> Iterator[str]:
    """By which a group or a rule may call something."""
    for item in instrument.by_code.values():
        yield item.code
        yield from (f"{item.code}:{choice.code}" for choice in item.choices)
    yield from (together.code for together in instrument.together)


def _questions(instrument: Instrument) -> Iterator[Says]:
    results = {result.code for result in instrument.results}
    for question in instrument.questions():
        yield from ((f"question {question.code}", name, says) for name, says in _question(question, results))
    for section in instrument.sections:
        if section.letter and section.letter not in NINE:
            yield f"section {section.code}", "letter", f"{section.letter} is none of the nine"
        if not section.items and not section.questions:
            yield f"section {section.code}", "items", "and questions are both missing"


def _question(question: Question, results: set[str]) -> Iterator[tuple[str, str]]:
    if question.required_from and question.required_from not in results:
        yield "required_from", f"{question.required_from} is no result"
    if question.letter and question.letter not in NINE:
        yield "letter", f"{question.letter} is none of the nine"
    if len({option.code for option in question.options}) < len(question.options):
        yield "options", "say something twice"


def _results(instrument: Instrument) -> Iterator[Says]:
    known = {one.code for one in instrument.follow_ups}
    for result in (*instrument.results, *instrument.levels):
        odd = [step for step in result.next_steps if step not in known]
        yield from ((f"result {result.code}", "next_steps", f"{step} is no follow-up") for step in odd)
    if len(instrument.results) < 2:
        yield "results", "code", "must be two or more, the lowest first"
    if instrument.kind is InstrumentKind.TOTAL:
        yield from _steps(instrument.results)


def _steps(results: tuple[Result, ...]) -> Iterator[Says]:
    least = [result.least for result in results]
    if least != sorted(set(least)) or least[:1] != [0]:
        yield "results", "least", "must begin with 0 and rise"


CHECKS = (_twice, _letters_and_bands, _items, _aliases, _groups, _questions, _results)
