"""Assessments brought on their way through the deeds, for the tests of this room."""

from __future__ import annotations

from typing import Any

from cse_portal.agencies import access
from cse_portal.agencies.models import Membership, User
from cse_portal.cases.models import Case
from screening import actions
from screening.editions import ASSESSMENT, in_force
from screening.instruments.loading import edition
from screening.models import Tool
from tests.integration.screening.conftest import all_no, as_it_is, sections

WORDS = {
    "danger_statement": "We fear that the men with the car will hurt her",
    "safety_goal": "She is home each night, and nobody fetches her",
    "strategy_meeting": "called",
    "mase_referral": "referred",
}


def begun(case: Case, by: User) -> Tool:
    with access.acting_for(by):
        return actions.begin_tool(case=case, instrument=in_force(case.partnership, ASSESSMENT), by=by)


def filled_all(tool: Tool, by: User, **answers: Any) -> Tool:
    """Every section answered, nothing seen but these."""
    instrument = edition(tool.instrument, tool.edition)
    saved = {}
    for shape in instrument.sections:
        said = all_no(shape)
        for question in shape.questions:
            if question.options:
                several = question.type.value == "choices"
                said[question.code] = [question.options[0].code] if several else question.options[0].code
            elif question.type.value == "date":
                said.pop(question.code, None)
        for code, value in {**WORDS, **answers}.items():
            if code in said:
                said[code] = value
        saved[shape.code] = said
    with access.acting_for(by):
        actions.save_sections(tool=tool, version=as_it_is(tool).version, answers=saved, by=by)
    return as_it_is(tool)


def assessed(case: Case, by: User, **answers: Any) -> Tool:
    return filled_all(begun(case, by), by, **answers)


def submitted(tool: Tool, by: User, value: str, because: str = "I weighed it", **more: Any) -> Tool:
    with access.acting_for(by):
        proposal = actions.Proposal(value, because, **more)
        actions.submit_assessment(tool=tool, version=as_it_is(tool).version, proposal=proposal, by=by)
    return as_it_is(tool)


def signed(tool: Tool, by: User, countersigner: Membership | None = None) -> Tool:
    with access.acting_for(by):
        signature = actions.Signature("", countersigner)
        actions.sign_off_assessment(tool=tool, version=as_it_is(tool).version, signature=signature, by=by)
    return as_it_is(tool)


def countersigned(tool: Tool, by: User, *, agrees: bool = True, words: str = "") -> Tool:
    with access.acting_for(by):
        actions.countersign_assessment(tool=tool, version=as_it_is(tool).version, agrees=agrees, words=words, by=by)
    return as_it_is(tool)


__all__ = ["assessed", "begun", "countersigned", "filled_all", "sections", "signed", "submitted"]
