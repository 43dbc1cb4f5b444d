"""The marks of the design language: each has a shape or a word, then a colour, and words for screen readers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from django.utils.html import format_html, format_html_join

from cse_portal.ui import icons
from cse_portal.ui.clock_words import Clock, State

NOTHING = ""
BANDS = ("Universal plus", "Additional", "Complex", "Acute")
RATINGS = {"red": "Red", "amber": "Amber", "green": "Green", "none": "Not rated"}
HANDLINGS = {
    "shared": "Shared with the network",
    "own": "Own agency only",
    "named": "Named agencies",
    "health": "Health confidential",
    "police": "Police only (covert)",
}
CLOCK_ICONS = {State.LATE: "alarm", State.OVER: "alarm", State.PAUSED: "pause", State.DONE: "tick"}
TILE_WORDS = {
    "none": "nothing ticked",
    "unknown": "not known, to be asked",
    "past": "background, or before 6 months",
    "0": "universal plus now",
    "1": "additional now",
    "2": "complex now",
    "3": "acute now",
}


@dataclass(frozen=True)
class Tile:
    """One letter of SAFEGUARD: how many indicators, and the highest band they reach now."""

    letter: str
    name: str
    state: str = "none"
    count: int = 0
    is_harm: bool = False


@dataclass(frozen=True)
class Stage:
    """One step of the child's path: a date under what happened, the reason under what cannot happen yet."""

    name: str
    note: str = ""
    is_done: bool = False
    is_now: bool = False


def hidden(words: str) -> str:
    return format_html('<span class="govuk-visually-hidden">{}</span>', words) if words else NOTHING


@lru_cache(maxsize=32)
def score(value: int | None, *, is_large: bool = False) -> str:
    size = " p-score--l" if is_large else ""
    if value is None:
        words = hidden("Score: ")
        return format_html('<span class="p-score p-score--none{}">{}not yet scored</span>', size, words)
    if value not in range(4):
        raise ValueError(f"A score is 0 to 3, not {value}")
    return format_html(
        '<span class="p-score p-score--{}{}">{}{}{}{}</span>',
        value,
        size,
        hidden("Score "),
        value,
        icons.bars(value),
        hidden(" of 3"),
    )


@lru_cache(maxsize=8)
def band(level: int) -> str:
    return format_html('<span class="p-band p-band--{}">{}{}</span>', level, hidden("Band: "), BANDS[level])


@lru_cache(maxsize=8)
def harm(words: str = "Harm") -> str:
    return format_html('<span class="p-harm">{}{}</span>', icons.icon("harm"), words)


@lru_cache(maxsize=64)
def rating(colour: str, words: str = "") -> str:
    """Red, amber or green; `none` when there is nothing to rate yet."""
    return format_html(
        '<span class="p-rag p-rag--{}">{}{}</span>', colour, icons.icon(f"rating_{colour}"), words or RATINGS[colour]
    )


@lru_cache(maxsize=64)
def handling(kind: str, words: str = "") -> str:
    return format_html(
        '<span class="p-mark p-mark--{}">{}{}{}</span>',
        kind,
        icons.icon(f"handling_{kind}"),
        hidden("Handling: "),
        words or HANDLINGS[kind],
    )


@lru_cache(maxsize=1024, typed=True)
def flag(words: str, tone: str = "") -> str:
    return format_html('<span class="p-flag{}">{}</span>', f" p-flag--{tone}" if tone else "", words)


@lru_cache(maxsize=64, typed=True)
def tag(words: str, colour: str) -> str:
    """As the design system draws what is said of a thing in one word."""
    return format_html('<strong class="govuk-tag govuk-tag--{}">{}</strong>', colour, words)


@lru_cache(maxsize=64, typed=True)
def muted(words: str) -> str:
    return format_html('<span class="p-muted">{}</span>', words)


def beside(*several: str) -> str:
    """One after the other, as words are."""
    return format_html_join(" ", "{}", ((one,) for one in several))


def cells(of_a_row: Sequence[tuple[str, str]]) -> str:
    """Of a table: the title and the words of each; on a phone the title stands before the words, if there is one."""
    return format_html("".join(_cell(title) for title, _ in of_a_row), *(words for _, words in of_a_row))


@lru_cache(maxsize=64)
def _cell(title: str) -> str:
    """With a place for its words; of few titles, so that only these are put in for each row."""
    place, said = "{}", title.replace("{", "{{").replace("}", "}}")
    return format_html('<td data-label="{}">{}</td>', said, place) if title else format_html("<td>{}</td>", place)


def clock(chip: Clock) -> str:
    return format_html(
        '<span class="p-clock p-clock--{}">{}<span>{}{}</span></span>',
        chip.state.value,
        _clock_icon(chip),
        hidden(chip.spoken_before),
        chip.words,
    )


def _clock_icon(chip: Clock) -> str:
    name = CLOCK_ICONS.get(chip.state)
    return icons.icon(name) if name else icons.pie(round(chip.share * 12))


def avatar(name: str, *, is_live: bool = False) -> str:
    """Initials in a circle; the name itself is hidden beside them. The colour only tells neighbours apart."""
    initials = "".join(part[0] for part in name.split()).upper()[:2]
    tone = sum(name.encode()) % 4
    classes = f"{f' p-av--{tone}' if tone else ''}{' p-av--live' if is_live else ''}"
    spoken = hidden(f"{name}{', here now' if is_live else ''}")
    return format_html('<span class="p-av{}" aria-hidden="true">{}</span>{}', classes, initials, spoken)


def tile(one: Tile) -> str:
    number = "?" if one.state == "unknown" else str(one.count)
    spoken = f": {TILE_WORDS[one.state]}{', harm' if one.is_harm else ''}"
    return format_html(
        '<li class="p-tile p-tile--{}"><span class="p-tile__letter" aria-hidden="true">{}</span>'
        '<span class="p-tile__count">{}{}</span><span class="p-tile__name">{}{}</span></li>',
        one.state,
        one.letter,
        icons.icon("harm") if one.is_harm else NOTHING,
        number,
        one.name,
        hidden(spoken),
    )


def tiles(all_of_them: list[Tile], *, only_letters: bool = False) -> str:
    kind = " p-tiles--letters" if only_letters else ""
    inside = format_html_join("", "{}", ((tile(one),) for one in all_of_them))
    return format_html('<ul class="p-tiles{}" aria-label="SAFEGUARD summary">{}</ul>', kind, inside)


def tiles_key() -> str:
    boxes = ("none", "past", "0", "1", "2", "3")
    words = ("nothing yet", "background, or before 6 months", *(band.lower() for band in BANDS))
    items = format_html_join(
        "",
        '<li><span class="p-tile p-tile--{} p-key__box"></span>{}</li>',
        zip(boxes, words, strict=True),
    )
    return format_html(
        '<ul class="p-key" aria-label="Key to the tiles">{}'
        "<li><strong>?</strong> not known, to be asked</li><li>{} harm</li></ul>",
        items,
        icons.icon("harm"),
    )


def stages(line: list[Stage]) -> str:
    return format_html('<ol class="p-stages">{}</ol>', format_html_join("", "{}", ((_stage(one),) for one in line)))


def _stage(one: Stage) -> str:
    classes = f"{' p-stage--done' if one.is_done or one.is_now else ''}{' p-stage--now' if one.is_now else ''}"
    current = format_html(' aria-current="{}"', "step") if one.is_now else NOTHING
    spoken = hidden(", done") if one.is_done else NOTHING
    note = format_html("<small>{}</small>", one.note) if one.note else NOTHING
    return format_html(
        '<li class="p-stage{}"{}><strong>{}</strong>{}{}</li>', classes, current, one.name, spoken, note
    )
