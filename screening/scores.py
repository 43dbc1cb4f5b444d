"""The score that holds for a child, and whether a new one would be lower."""

from __future__ import annotations

from screening import queries
from screening.instruments.loading import edition
from screening.instruments.shape import Result
from screening.models import Tool


def result_of(tool: Tool, code: str) -> Result:
    return edition(tool.instrument, tool.edition).result(code)


def score_before(tool: Tool) -> Result | None:
    """Of the last assessment that was signed off, beside this one."""
    last = queries.last_signed(tool.case, but=tool)
    return result_of(last, last.decided) if last is not None else None


def is_lower(tool: Tool, proposed: str) -> bool:
    before = score_before(tool)
    return before is not None and result_of(tool, proposed).rank < before.rank
