"""Everything that changes a filled-in tool, or says which edition is filled in."""

from screening.actions.advice import ask_advice, give_advice
from screening.actions.assessing import (
    Proposal,
    Signature,
    countersign_assessment,
    send_back_assessment,
    sign_off_assessment,
    submit_assessment,
)
from screening.actions.attaching import attach_documents
from screening.actions.deciding import Decision, decide_screening, say_next
from screening.actions.editions import put_in_force, set_document_links
from screening.actions.filling import begin_tool, save_sections, set_aside_tool, take_up_tool
from screening.actions.parts import Wanted, ask_for_part, give_part, take_back_part
from screening.actions.reviewing import excuse_review, put_off_review
from screening.actions.standing_behind import LOOK, begin_review, begin_reviews

__all__ = [
    "LOOK",
    "Decision",
    "Proposal",
    "Signature",
    "Wanted",
    "ask_advice",
    "ask_for_part",
    "attach_documents",
    "begin_review",
    "begin_reviews",
    "begin_tool",
    "countersign_assessment",
    "decide_screening",
    "excuse_review",
    "give_advice",
    "give_part",
    "put_in_force",
    "put_off_review",
    "save_sections",
    "say_next",
    "send_back_assessment",
    "set_aside_tool",
    "set_document_links",
    "sign_off_assessment",
    "submit_assessment",
    "take_back_part",
    "take_up_tool",
]
