"""Filled-in tools for the bench: an assessment in hand, four behind it, and a screening that waits to be decided."""

from __future__ import annotations

from datetime import date
from typing import Any

from cse_portal.agencies import access
from cse_portal.agencies.models import User
from cse_portal.cases.models import Case
from cse_portal.core import wall
from screening import actions
from screening.models import Tool, ToolSection
from tests.integration.screening.assessed import ASSESSMENT, SCREENING, answers_to, form_of, yes
from tests.load import cases
from tests.load.tools import DRAFT, FORM, SECTION

WORDS = dict.fromkeys(("summary", "child_said", "carer_said", "actions_agreed"), "She is missing more and more")
EARLIER = ((date(2025, 11, 3), "1"), (date(2026, 2, 2), "2"), (date(2026, 5, 4), "2"), (date(2026, 8, 3), "2"))


def fill() -> None:
    """Once; the references of what pages are about are known beforehand."""
    with wall.as_system("fill the bench"):
        person = User.objects.get(email=cases.WORKER)
        first, second = (Case.objects.get(ref=f"BENCH-CASE-{number}") for number in (1, 2))
        if Tool.objects.filter(ref=DRAFT).exists():
            return
        for day, score in EARLIER:
            form_of(first, person, day, score, S1=yes("Missing twice"), S2=yes("A man with a car", "before"))
    with access.acting_for(person):
        tool = actions.begin_tool(case=first, instrument=ASSESSMENT, by=person)
        whole = actions.begin_tool(case=second, instrument=SCREENING, by=person)
        answers = answers_to(SCREENING, S1=yes("Missing twice"), **WORDS)
        said = {code: _whole(code, given) for code, given in answers.items()}
        actions.save_sections(tool=whole, version=whole.version, answers=said, by=person)
    with wall.as_system("fill the bench"):
        ToolSection.objects.filter(tool=tool, code=SECTION).update(ref=FORM.split("/")[-2])
        Tool.objects.filter(pk=whole.pk).update(ref=DRAFT)


def _whole(code: str, given: dict[str, Any]) -> dict[str, Any]:
    """With an answer to every question that chooses."""
    section = next(one for one in SCREENING.sections if one.code == code)
    options = {one.code: one.options[0].code for one in section.questions if one.options}
    return {**options, **given}
