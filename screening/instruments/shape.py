"""What an edition of a tool is made of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from screening.instruments.answers import ChildFact, Period
from screening.instruments.conditions import Condition


class InstrumentKind(StrEnum):
    LEVEL = "level"  # low, medium, significant
    SCORE = "score"  # 0 to 3
    TOTAL = "total"  # points, added up


class ItemKind(StrEnum):
    VULNERABILITY = "vulnerability"  # background
    RISK = "risk"  # a warning sign
    HARM = "harm"  # a sign that abuse may already be happening


class Feeds(StrEnum):
    NETWORK = "network"
    PLACES = "places"


class QuestionType(StrEnum):
    TEXT = "text"
    NARRATIVE = "narrative"
    DATE = "date"
    YES_NO = "yes_no"
    THREE = "three"  # yes, no, not known
    CHOICE = "choice"
    CHOICES = "choices"


class Mark(StrEnum):
    """What a rule says beside a level or a score."""

    MASH = "mash"
    INCOMPLETE = "incomplete"
    TELL_POLICE_AND_CSC = "tell_police_and_csc"
    CONSIDER_STRATEGY = "consider_strategy"


@dataclass(frozen=True, slots=True)
class Letter:
    """One of the nine of SAFEGUARD."""

    code: str
    shown: str  # what stands on the tile: two of the nine are an A
    name: str
    covers: str


@dataclass(frozen=True, slots=True)
class Band:
    code: str
    title: str
    who: str
    response: tuple[str, ...]
    framework: str


@dataclass(frozen=True, slots=True)
class Choice:
    """An answer to an item's “which?”. `same_as` is the item that names the same fact."""

    code: str
    text: str
    band: str | None = None
    kind: ItemKind | None = None
    same_as: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    code: str
    text: str
    short: str
    help: str
    examples: tuple[str, ...]
    letters: tuple[str, ...]
    band: str | None
    kind: ItemKind | None
    periods: tuple[Period, ...]
    which: str = ""  # how “which?” is asked
    choices: tuple[Choice, ...] = ()
    who_could_know: tuple[str, ...] = ()
    feeds: Feeds | None = None
    retired: bool = False
    always_before: bool = False  # a fact of the past, whenever it was ticked
    no_band: str = ""  # why there is none
    no_weight: str = ""  # why it never counts
    points: Mapping[Period, int] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def answered_in(self) -> tuple[Period, ...]:
        """A tick without a period is kept as an answer for now."""
        return self.periods or (Period.NOW,)

    def choice(self, code: str) -> Choice | None:
        return next((choice for choice in self.choices if choice.code == code), None)


@dataclass(frozen=True, slots=True)
class Option:
    code: str
    text: str
    help: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    code: str
    text: str
    help: str
    type: QuestionType
    required: bool = False
    required_from: str = ""  # needed when the result decided is this one, or higher
    longest: int = 0
    options: tuple[Option, ...] = ()
    letter: str = ""  # the letter that it sums up
    fills: ChildFact | None = None
    child_protection: bool = False  # a yes is the child-protection route, and hides the form from whoever is named
    feeds: Feeds | None = None


@dataclass(frozen=True, slots=True)
class Section:
    code: str
    title: str
    intro: str
    items: tuple[Item, ...] = ()
    questions: tuple[Question, ...] = ()
    letter: str = ""


@dataclass(frozen=True, slots=True)
class Result:
    """A level or a score; `rank` counts from 0. A total belongs to the last result whose `least` it reaches."""

    code: str
    rank: int
    title: str
    meaning: str
    follows: tuple[str, ...]
    next_steps: tuple[str, ...]
    low: bool = False  # with high concern beside it, it is talked over
    least: int = 0


@dataclass(frozen=True, slots=True)
class FollowUp:
    """Something that a person may do with a result."""

    code: str
    title: str
    words: str


@dataclass(frozen=True, slots=True)
class Rule:
    """`clause` tells apart the ways in which one rule fires; `otherwise` holds where no other rule gave anything."""

    number: int
    clause: str
    sentence: str
    when: Condition
    gives: str | None = None
    marks: frozenset[Mark] = frozenset()
    otherwise: bool = False

    @property
    def name(self) -> str:
        return f"{self.number}{self.clause}"


@dataclass(frozen=True, slots=True)
class Together:
    """A fact that two answers make together: any of the triggers, with any other indicator of the same time."""

    code: str
    text: str
    band: str
    kind: ItemKind
    letters: tuple[str, ...]
    triggers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """Who could say what is not known about the child."""

    fact: ChildFact
    text: str
    who_could_know: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Guidance:
    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Instrument:
    code: str
    edition: str
    title: str
    kind: InstrumentKind
    about: str
    periods: Mapping[Period, str]
    sections: tuple[Section, ...]
    groups: Mapping[str, tuple[str, ...]]
    rules: tuple[Rule, ...]
    results: tuple[Result, ...]
    level_rules: tuple[Rule, ...]  # of a score: which level the same answers have
    levels: tuple[Result, ...]
    bands: tuple[Band, ...]
    letters: tuple[Letter, ...]
    together: tuple[Together, ...]
    asked: tuple[Asked, ...]
    guidance: tuple[Guidance, ...]
    follow_ups: tuple[FollowUp, ...]
    aliases: Mapping[str, str]
    uses: str
    digest: str
    by_code: Mapping[str, Item] = field(default_factory=lambda: MappingProxyType({}), repr=False, compare=False)

    @property
    def name(self) -> str:
        return f"{self.code}-{self.edition}"

    def items(self) -> Iterator[Item]:
        """Those that are still asked, in the order of the form."""
        return (item for section in self.sections for item in section.items if not item.retired)

    def questions(self) -> Iterator[Question]:
        return (question for section in self.sections for question in section.questions)

    def code_of(self, code: str) -> str:
        return self.aliases.get(code, code)

    def item(self, code: str) -> Item:
        """Also of one that is no longer asked, and by any of its names."""
        return self.by_code[self.code_of(code)]

    def question(self, code: str) -> Question:
        return next(question for question in self.questions() if question.code == code)

    def result(self, code: str) -> Result:
        return next(result for result in (*self.results, *self.levels) if result.code == code)

    def band(self, code: str) -> Band:
        return next(band for band in self.bands if band.code == code)

    def band_rank(self, code: str | None) -> int:
        """How high it stands among the bands; below them all without one."""
        return next((rank for rank, band in enumerate(self.bands) if band.code == code), -1)

    def letter(self, code: str) -> Letter:
        return next(letter for letter in self.letters if letter.code == code)

    def is_indicator(self, item: Item) -> bool:
        """Any item but background and what has no weight."""
        return not item.no_weight and item.code not in self.groups.get("vulnerability", ())
