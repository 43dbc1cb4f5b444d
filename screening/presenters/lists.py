"""Lists of filled-in tools: of one person, and of one child."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse

from cse_portal.agencies import access
from cse_portal.agencies.models import User
from cse_portal.agencies.roles import Permission
from cse_portal.cases.models import Case
from cse_portal.ui import marks
from screening import queries
from screening.instruments.loading import edition
from screening.models import Advice, AskedPart, Tool
from screening.presenters.score_line import ScoreLine
from screening.presenters.steps import score_line_of
from screening.presenters.tiles import from_snapshot


@dataclass(frozen=True)
class Line:
    """A tool in a list."""

    tool: Tool
    title: str
    result: str
    url: str
    button: str
    rank: int | None = None

    @property
    def initials(self) -> str:
        return self.tool.case.child.initials


@dataclass(frozen=True)
class WaitsForMe:
    """An assessment, or a section of one, that waits for this person."""

    initials: str
    case_ref: str
    words: str
    url: str
    button: str


@dataclass(frozen=True)
class HomePage:
    waiting: list[tuple[str, list[WaitsForMe]]]
    drafts: list[Line]
    decided: list[Line]
    asked: list[Advice]
    answered: list[Advice]
    is_adviser: bool


@dataclass(frozen=True)
class CasePage:
    lines: list[Line]
    latest: Line | None
    tiles: list[marks.Tile]
    line: ScoreLine | None

    @property
    def is_comparable(self) -> bool:
        return sum(one.tool.is_complete for one in self.lines) > 1


def line_of(tool: Tool) -> Line:
    instrument = edition(tool.instrument, tool.edition)
    result = instrument.result(tool.decided) if tool.decided else None
    return Line(
        tool=tool,
        title=instrument.title,
        result=result.title if result else tool.get_status_display(),
        url=reverse("screening:tool", kwargs={"ref": tool.ref}),
        button="Go on" if tool.is_draft else "Open",
        rank=result.rank if result else None,
    )


def lines_of(tools: Iterable[Tool]) -> list[Line]:
    return [line_of(tool) for tool in tools]


def home_page(person: User) -> HomePage:
    advises = access.can(person, Permission.ADVISE)
    return HomePage(
        waiting=_waiting(person),
        drafts=lines_of(queries.drafts_of(person)),
        decided=lines_of(queries.decided_by_agency(person)),
        asked=queries.asked_of(person) if advises else [],
        answered=queries.answered_by(person) if advises else [],
        is_adviser=advises,
    )


def _waiting(person: User) -> list[tuple[str, list[WaitsForMe]]]:
    signs, counters = access.can(person, Permission.SIGN_OFF), access.can(person, Permission.COUNTERSIGN)
    return [
        ("Assessments to sign off", [_to_sign(one) for one in queries.to_sign(person)] if signs else []),
        (
            "Lower scores to countersign",
            [_to_counter(one) for one in queries.to_countersign(person)] if counters else [],
        ),
        ("Sections you are asked to write", [_to_write(one) for one in queries.parts_asked_of(person)]),
    ]


def _to_sign(tool: Tool) -> WaitsForMe:
    return _waits(
        tool, f"By {tool.decided_by.name}" if tool.decided_by else "", "sign_off", tool.ref, "Read and sign off"
    )


def _to_counter(tool: Tool) -> WaitsForMe:
    by = f"Signed off by {tool.signed_by.name}" if tool.signed_by else ""
    return _waits(tool, by, "countersign", tool.ref, "Read and countersign")


def _to_write(part: AskedPart) -> WaitsForMe:
    return _waits(part.tool, f"Asked by {part.asked_by.name}", "part", part.ref, "Read what is asked")


def _waits(tool: Tool, words: str, name: str, ref: str, button: str) -> WaitsForMe:
    url = reverse(f"screening:{name}", kwargs={"ref": ref})
    return WaitsForMe(tool.case.child.initials, tool.case.ref, words, url, button)


def case_page(person: User, case: Case, tools: list[Tool]) -> CasePage:
    lines = lines_of(tools)
    latest = next((line for line in lines if line.tool.is_complete), None)
    tiles = []
    if latest is not None:
        instrument = edition(latest.tool.instrument, latest.tool.edition)
        tiles = from_snapshot(instrument, latest.tool.suggestion["tiles"])
    return CasePage(lines, latest, tiles, score_line_of(tools))
