"""What the case page says comes next, as far as the tools know."""

from __future__ import annotations

from datetime import date

from django.urls import reverse

from cse_portal.agencies.roles import Permission
from cse_portal.cases.next_steps import WORDS, NextStep
from cse_portal.cases.team_queries import Seen
from cse_portal.cases.workflow import Stage
from screening import queries


def to_finish(seen: Seen, on: date) -> NextStep | None:
    """A draft of one's own agency is gone on with, before anything else is begun."""
    if seen.case.get_stage() is not Stage.IDENTIFIED or not seen.decides(Permission.SCREEN):
        return None
    draft = queries.any_draft(seen.person, seen.case)
    if draft is None:
        return None
    url = reverse("screening:tool", kwargs={"ref": draft.ref})
    return NextStep("finish the screening", f"{draft.written_by.name} began it.", "Go on", url, tone="amber")


def to_screen(seen: Seen, on: date) -> NextStep | None:
    if seen.case.get_stage() is not Stage.IDENTIFIED or not seen.decides(Permission.SCREEN):
        return None
    what, words = WORDS[Stage.IDENTIFIED]
    return NextStep(what, words, "Start a screening", reverse("screening:begin", kwargs={"ref": seen.case.ref}))
