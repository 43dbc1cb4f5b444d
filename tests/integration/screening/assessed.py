"""Forms of a child as if each had been filled in and signed on its day."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

from cse_portal.agencies.models import User
from cse_portal.cases.models import Case
from cse_portal.core import wall
from cse_portal.core.working_days import LONDON
from screening.instruments.answers import Answer
from screening.instruments.loading import edition
from screening.instruments.shape import Instrument, QuestionType
from screening.models import Tool, ToolSection
from screening.suggesting import Whole, snapshot
from tests.factories import agency_of

ASSESSMENT = edition("cse-assessment", "2018")
SCREENING = edition("multi-agency-screening", "2018")


def answers_to(instrument: Instrument, **answers: Any) -> dict[str, dict[str, Any]]:
    """By section: no to everything, but for these answers."""
    return {
        section.code: {
            **{
                item.code: answers.get(item.code, {one.value: Answer.NO.value for one in item.answered_in})
                for item in section.items
            },
            **{
                one.code: answers.get(one.code, "no")
                for one in section.questions
                if one.code in answers or one.type in (QuestionType.YES_NO, QuestionType.THREE)
            },
        }
        for section in instrument.sections
    }


def yes(what: str = "Seen at the gate", period: str = "now", **more: Any) -> dict[str, Any]:
    return {period: "yes", {"now": "before", "before": "now"}[period]: "no", "what": what, **more}


def unknown() -> dict[str, Any]:
    return {"now": "not_known", "before": "not_known"}


def form_of(
    case: Case,
    by: User,
    on: date,
    decided: str,
    *,
    instrument: Instrument = ASSESSMENT,
    terms: dict[str, Any] | None = None,
    **answers: Any,
) -> Tool:
    """Complete on its day; `terms` say what else stands on the form."""
    said = answers_to(instrument, **answers)
    kept = snapshot(Whole(instrument, {code: one for part in said.values() for code, one in part.items()}, 15, None))
    at = datetime.combine(on, time(10), LONDON)
    is_score = instrument is ASSESSMENT
    row: dict[str, Any] = {
        **{"instrument": instrument.code, "edition": instrument.edition, "digest": instrument.digest},
        **{"kind": instrument.kind.value, "agency": agency_of(by), "written_by": by, "decided_by": by},
        **{"suggested": kept["value"], "suggestion": kept, "status": "complete", "decided": decided, "decided_at": at},
        **({"submitted_at": at, "signed_at": at, "signed_by": by, "proposed": decided} if is_score else {}),
        "decided_because": "" if decided == kept["value"] else "The answers do not show it",
        **(terms or {}),
    }
    with wall.as_system("set up a test"):
        tool = Tool.objects.create(case=case, **row)
        for place, (code, part) in enumerate(said.items()):
            ToolSection.objects.create(tool=tool, code=code, place=place, answers=part)
    return tool


def waiting(case: Case, by: User, on: date, proposed: str, **answers: Any) -> Tool:
    """Before a manager."""
    at = datetime.combine(on, time(10), LONDON)
    terms = {"status": "signing", "proposed": proposed, "submitted_at": at}
    unsigned: dict[str, Any] = {"decided": "", "decided_at": None, "signed_at": None, "signed_by": None}
    return form_of(case, by, on, proposed, terms={**terms, **unsigned}, **answers)
