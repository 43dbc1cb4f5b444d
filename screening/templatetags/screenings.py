"""What other rooms show of a filled-in tool."""

from __future__ import annotations

from django import template

from cse_portal.ui import marks
from screening.instruments.loading import edition
from screening.models import Tool
from screening.presenters.lists import line_of
from screening.presenters.tiles import from_snapshot

register = template.Library()


@register.simple_tag
def tiles_of(tool: Tool) -> str:
    """As they were when it was decided."""
    return marks.tiles(from_snapshot(edition(tool.instrument, tool.edition), tool.suggestion["tiles"]))


@register.simple_tag
def result_of(tool: Tool) -> str:
    return line_of(tool).result
