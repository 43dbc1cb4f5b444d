"""Samples for the component gallery: invented people, every state of every mark."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.utils.html import format_html

from cse_portal.core import clock
from cse_portal.demo import pictured
from cse_portal.network.drawing import draw
from cse_portal.network.mapping import MapPlace
from cse_portal.ui import apps, contrast, marks
from cse_portal.ui.clock_words import Clock, State, done, paused, read_clock

TOKENS = Path(apps.__file__).parent / "assets" / "_tokens.scss"
TOKEN = re.compile(r"^\$([a-z0-9-]+):\s*(#[0-9a-f]{6})", re.MULTILINE)


@dataclass(frozen=True)
class Section:
    slug: str
    title: str
    words: str


SECTIONS = (
    Section("design-language", "Design language", "Colours with their contrast, marks, tiles and the stage line"),
    Section("lists-and-tables", "Lists and tables", "Work rows, tables, sorting, pages, summary lists, chronology"),
    Section("states", "States", "Empty, error, loading, connection lost, no permission, changed meanwhile"),
    Section("network", "Network", "A picture of who and what is linked, places on a map, a point on a map"),
    Section("messages", "Messages and alerts", "What was done, what needs attention, links between children"),
)
ERROR_PAGES = (
    ("bad-request", 400, "The portal could not read that request"),
    ("no-permission", 403, "You cannot open this page"),
    ("form-not-sent", 403, "Nothing was sent"),
    ("not-found", 404, "There is nothing here that you can open"),
    ("conflict", 409, "Someone changed this while you had it open"),
    ("too-large", 413, "That was too large to send"),
    ("too-many-attempts", 429, "Too many attempts"),
    ("fault", 500, "Something went wrong in the portal"),
    ("away", 503, "The portal is not available for the moment"),
)


@lru_cache(maxsize=1)
def tokens() -> dict[str, str]:
    """The colours as the style sheets name them."""
    return dict(TOKEN.findall(TOKENS.read_text()))


@dataclass(frozen=True)
class Pair:
    sample: str
    name: str
    ink: str
    paper: str
    meaning: str

    @property
    def ratio(self) -> str:
        return f"{contrast.ratio(self.ink, self.paper):.1f}"


def pairs() -> list[Pair]:
    colour = tokens()
    late, soon = Clock(State.LATE, "2 working days late"), Clock(State.SOON, "Mon 10am", "Due ", 0.75)
    rows: tuple[tuple[str, str, str, str, str], ...] = (
        (marks.score(0), "Score 0", "ink", "score-0", "No concern of targeting. Band universal plus"),
        (marks.score(1), "Score 1", "score-1-ink", "score-1", "Warning signs. Band additional"),
        (marks.score(2), "Score 2", "paper", "score-2", "Being targeted. Band complex"),
        (marks.score(3), "Score 3", "paper", "score-3", "Habitual exploitation. Band acute"),
        (marks.score(None), "Not scored", "secondary", "paper", "Dashed. Never shown as 0"),
        (marks.harm(), "Harm", "paper", "ink", "Diamond. Signs that abuse may be happening, apart from risk"),
        (marks.rating("red"), "Red", "paper", "red", "Square"),
        (marks.rating("amber"), "Amber", "ink", "amber", "Triangle"),
        (marks.rating("green"), "Green", "paper", "green", "Circle"),
        (marks.rating("none"), "Not rated", "ink", "paper", "Ring"),
        (marks.clock(late), "Late text", "red", "paper", "Clock chip, late"),
        (marks.clock(soon), "Soon", "soon", "paper", "Clock chip, last third"),
        (marks.handling("shared"), "Shared", "shared", "paper", "Solid line, three dots"),
        (marks.handling("own"), "Own agency", "own", "paper", "Solid line, house"),
        (marks.handling("named"), "Named", "named", "paper", "Dashed line, two people"),
        (marks.handling("health"), "Health", "health", "paper", "Double line, cross"),
        (marks.handling("police"), "Police", "paper", "police", "Filled, shield"),
        (
            format_html('<span class="p-swatch">{}</span>', "Teal"),
            "Portal teal",
            "paper",
            "brand",
            "Header, current place",
        ),
        (format_html('<a href="#main">{}</a>', "A link"), "Link", "link", "paper", "Links"),
        (
            format_html('<span class="p-muted">{}</span>', "Secondary"),
            "Secondary",
            "secondary",
            "wash",
            "Hints, dates",
        ),
    )
    return [Pair(sample, name, colour[ink], colour[paper], meaning) for sample, name, ink, paper, meaning in rows]


def clocks(now: datetime) -> list[str]:
    chips = (
        read_clock(due_at=now + timedelta(days=9), now=now, started_at=now - timedelta(days=5)),
        read_clock(due_at=now + timedelta(hours=2, minutes=10), now=now, started_at=now - timedelta(hours=9)),
        read_clock(due_at=now + timedelta(minutes=50), now=now),
        read_clock(due_at=now - timedelta(days=4), now=now),
        read_clock(due_at=now - timedelta(minutes=20), now=now, is_legal=True),
        paused(since=now - timedelta(minutes=35), now=now),
        done(on=(now - timedelta(days=3)).date(), today=now.date()),
    )
    return [marks.clock(chip) for chip in chips]


TILES = [
    marks.Tile("S", "Sexual health"),
    marks.Tile("A", "Absence", "unknown"),
    marks.Tile("F", "Family", "past", 2),
    marks.Tile("E", "Emotional", "0", 1),
    marks.Tile("G", "Gangs, groups", "1", 2),
    marks.Tile("U", "Use of tech", "2", 3),
    marks.Tile("A", "Alcohol, drugs", "3", 2),
    marks.Tile("R", "Receiving gifts", "3", 1, is_harm=True),
    marks.Tile("D", "Distrust", "past", 1, is_harm=True),
]
STAGES = [
    marks.Stage("Identified", "29 July", is_done=True),
    marks.Stage("Screened", "30 July", is_done=True),
    marks.Stage("Referred", "30 July", is_done=True),
    marks.Stage("In assessment", "Since 4 August", is_now=True),
    marks.Stage("At MASE", "Needs: CRIS number"),
    marks.Stage("Stepped down"),
    marks.Stage("Closed"),
]


def design_language() -> dict[str, Any]:
    return {
        "pairs": pairs(),
        "clocks": clocks(clock.now()),
        "tiles": TILES,
        "stages": STAGES,
        "ratings": ["red", "amber", "green", None],
        "handlings": list(marks.HANDLINGS),
        "bands": range(4),
        "scores": [0, 1, 2, 3, None],
    }


@dataclass(frozen=True)
class Work:
    due_at: datetime
    title: str
    who: str
    age: int
    score: int | None
    why: str
    action: str
    is_legal: bool = False
    flag: str = ""


@dataclass(frozen=True)
class Event:
    when: str
    title: str
    words: str
    weight: str = ""


@dataclass(frozen=True)
class Row:
    key: str
    value: str
    url: str = ""


EVENTS = [
    Event("20 November", "Found at a friend’s home", "Safe. Police told at 6:15am.", "good"),
    Event("19 November", "Reported missing", "Third time in 90 days.", "significant"),
    Event("12 November", "School rang", "Absent since Tuesday."),
]
ROWS = [
    Row("Known as", "Kai", "#main"),
    Row("School", "Fernhill Academy", "#main"),
    Row("Safe number", "", "#main"),
    Row("Reference", "C-7F3K-9Q"),
]


def work_at(now: datetime) -> list[Work]:
    return [
        Work(
            now - timedelta(days=1, hours=2),
            "Hold the return home interview",
            "Kai Brennan",
            14,
            2,
            "The interview was due within 72 hours. Gareth Onwuachi was told yesterday.",
            "Record interview",
            is_legal=True,
            flag="Third time missing in 90 days",
        ),
        Work(
            now - timedelta(days=5),
            "Finish the three-monthly review",
            "Maya Oyelaran",
            15,
            1,
            "8 of 17 sections done. Fernhill Academy has sent its part.",
            "Continue review",
        ),
        Work(
            now + timedelta(days=3),
            "Go to the strategy meeting",
            "Amira Haddad",
            15,
            None,
            "Chair: Helen Marsh. Four of five agencies have accepted.",
            "Prepare",
        ),
    ]


def lists_and_tables() -> dict[str, Any]:
    now = clock.now()
    return {"now": now, "work": work_at(now), "events": EVENTS, "rows": ROWS, "ratings": ["red", "amber", "green"]}


def messages_and_alerts() -> dict[str, Any]:
    words = "A phone number you recorded for <strong>{}</strong> also appears in a case you cannot open."
    return {"linked": format_html(words, "Maya Oyelaran")}


def network() -> dict[str, Any]:
    places = [
        MapPlace(name, kind, "#main", words, latitude=point[0], longitude=point[1], is_new=is_new)
        for name, kind, words, point, is_new in pictured.PLACES
    ]
    return {
        "picture": draw(pictured.NODES, pictured.EDGES),
        "places": places,
    }


SAMPLES: dict[str, Callable[[], dict[str, Any]]] = {
    "design-language": design_language,
    "lists-and-tables": lists_and_tables,
    "network": network,
    "states": dict,
    "messages": messages_and_alerts,
}
