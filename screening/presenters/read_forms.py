"""A filled-in tool with all that was answered in it, read for comparing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any

from django.utils import timezone
from django.utils.text import Truncator

from screening.changes import Form
from screening.filled import WHAT, WHEN, WHICH, all_given
from screening.instruments.answers import Given, Period
from screening.instruments.facts import by_own_name, facts_of
from screening.instruments.loading import edition
from screening.instruments.shape import Instrument, Item, ItemKind, Result
from screening.models import Tool

LONGEST = 160  # of what was seen: the whole of it stands in the form


@dataclass(frozen=True)
class Read:
    """A tool with all that was answered in it."""

    tool: Tool
    answers: Mapping[str, Any]

    @cached_property
    def instrument(self) -> Instrument:
        return edition(self.tool.instrument, self.tool.edition)

    @cached_property
    def form(self) -> Form:
        return Form(self.instrument, all_given(self.instrument, self.answers), day_of(self.tool))

    @cached_property
    def own(self) -> Mapping[str, Given]:
        return by_own_name(self.instrument, self.form.given)

    @cached_property
    def bands(self) -> dict[str, int]:
        """Of what is there now: the highest that each item reaches."""
        found: dict[str, int] = {}
        for fact in facts_of(self.instrument, self.form.given):
            if fact.period is Period.NOW:
                rank = self.instrument.band_rank(fact.band)
                found |= {item: max(rank, found.get(item, -1)) for item in fact.items}
        return found

    @cached_property
    def harms(self) -> set[str]:
        facts = facts_of(self.instrument, self.form.given)
        return {item for fact in facts if fact.kind is ItemKind.HARM for item in fact.items}

    def item(self, code: str) -> Item | None:
        found = self.instrument.by_code.get(self.instrument.code_of(code))
        return None if found is None or found.retired else found

    def why_open(self, code: str) -> str:
        """Of an item that says nothing about the child here."""
        if self.item(code) is None:
            return "Not asked"
        said = self.own.get(self.instrument.code_of(code), Given()).to(Period.NOW)
        return {None: "Not answered", "not_known": "Not known"}.get(said, "")

    def held(self, code: str) -> Mapping[str, Any]:
        return self.answers.get(self.instrument.code_of(code)) or self.answers.get(code) or {}

    def seen(self, code: str) -> str:
        """What was seen, and when."""
        item, held = self.item(code), self.held(code)
        titles = {choice.code: choice.text for choice in item.choices} if item else {}
        which = ", ".join(titles.get(one, one) for one in held.get(WHICH) or ())
        what = Truncator(str(held.get(WHAT) or "").strip()).chars(LONGEST, truncate=" …")
        return " · ".join(one for one in (which, what, self.when(code)) if one)

    def when(self, code: str) -> str:
        return str(self.held(code).get(WHEN) or "").strip()


def moment_of(tool: Tool) -> datetime:
    return tool.decided_at or tool.submitted_at or tool.created_at


def day_of(tool: Tool) -> date:
    return timezone.localdate(moment_of(tool))


def result_of(tool: Tool) -> Result:
    """What was decided, or what is proposed and waits."""
    return edition(tool.instrument, tool.edition).result(tool.decided or tool.proposed)
