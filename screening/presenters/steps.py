"""Assessments as steps of the score line."""

from __future__ import annotations

from collections.abc import Iterable

from cse_portal.core import clock
from screening.changes import Point
from screening.instruments.loading import edition
from screening.models import Tool
from screening.presenters.read_forms import day_of, moment_of, result_of
from screening.presenters.score_line import ScoreLine, Told, drawn


def score_line_of(tools: Iterable[Tool]) -> ScoreLine | None:
    """Of every assessment that somebody decided or proposed."""
    assessed = [tool for tool in tools if tool.is_score and (tool.is_complete or tool.is_waiting)]
    return drawn([_told(tool) for tool in sorted(assessed, key=moment_of)], on=clock.today())


def _told(tool: Tool) -> Told:
    instrument = edition(tool.instrument, tool.edition)
    said = instrument.result(tool.suggested).rank, result_of(tool).rank
    not_agreed = tool.countersigned_words if tool.is_lower_agreed is False else ""
    because = " ".join(one.strip() for one in (tool.decided_because, not_agreed) if one.strip())
    waits = tool.get_status_display() if tool.is_waiting else ""
    decided_by = tool.decided_by.name if tool.decided_by else ""
    return Told(Point(day_of(tool), *said, awaits=tool.is_waiting), because, decided_by, waits)
