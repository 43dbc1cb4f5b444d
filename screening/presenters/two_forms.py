"""Which two forms are compared: those that were asked for, or those that go best together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils import timezone

from cse_portal.ui.dates import in_words, time_in_words
from cse_portal.ui.wording import in_sentence
from screening.instruments.loading import edition
from screening.models import Tool
from screening.presenters.read_forms import day_of, moment_of

NOT_THERE = "One of the two that were asked for is not here, or is not yours to read. These are the latest."
THE_SAME = "Choose two different days to compare. These are the latest."


@dataclass(frozen=True)
class Choice:
    ref: str
    words: str


def chosen(tools: Sequence[Tool], then_ref: str, now_ref: str) -> tuple[Tool | None, Tool | None, str]:
    """Of tools, the latest first: the earlier, the later, and what is said where the wish could not be met."""
    by_ref = {tool.ref: tool for tool in tools}
    if any(ref and ref not in by_ref for ref in (then_ref, now_ref)):
        return *latest_two(tools), NOT_THERE
    then, now = by_ref.get(then_ref), by_ref.get(now_ref)
    if then is None and now is None:
        return *latest_two(tools), ""
    if then is now:
        return *latest_two(tools), THE_SAME
    if then is not None and now is not None:
        later, earlier = sorted((then, now), key=tools.index)
        return earlier, later, ""
    one = then or now
    place = tools.index(one) if one else 0
    after = _goes_with(tools[place], tools[:place]) if then else None
    if after is not None:
        return tools[place], after, ""
    return _goes_with(tools[place], tools[place + 1 :]), tools[place], ""


def latest_two(tools: Sequence[Tool]) -> tuple[Tool | None, Tool | None]:
    """On the same form, assessments first, decided ones before those that wait; else the latest by itself."""
    ordered = [*(tool for tool in tools if tool.is_score), *(tool for tool in tools if not tool.is_score)]
    for only_complete in (True, False):
        for instrument in dict.fromkeys(tool.instrument for tool in ordered):
            same = [tool for tool in ordered if tool.instrument == instrument]
            same = [tool for tool in same if tool.is_complete or not only_complete]
            if len(same) > 1:
                return same[1], same[0]
    return None, next(iter(ordered), None)


def _goes_with(tool: Tool, others: Sequence[Tool]) -> Tool | None:
    """The latest of the others, rather one on the same form, and decided."""
    ordered = sorted(others, key=lambda one: (one.instrument != tool.instrument, not one.is_complete))
    return next(iter(ordered), None)


def choices_of(tools: Sequence[Tool]) -> list[Choice]:
    several = len({tool.instrument for tool in tools}) > 1
    words = {tool.pk: _choice(tool, several=several) for tool in tools}
    often = Counter(words.values())
    return [
        Choice(tool.ref, words[tool.pk] if often[words[tool.pk]] == 1 else _at(tool, words[tool.pk])) for tool in tools
    ]


def _choice(tool: Tool, *, several: bool) -> str:
    title = edition(tool.instrument, tool.edition).title if several else ""
    waits = in_sentence(tool.get_status_display()) if tool.is_waiting else ""
    return ", ".join(one for one in (in_words(day_of(tool)), title, waits) if one)


def _at(tool: Tool, words: str) -> str:
    return f"{words}, {time_in_words(timezone.localtime(moment_of(tool)).time())}"
