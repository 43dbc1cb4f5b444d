"""Everything that changes a filled-in tool, or says which edition is filled in."""

from screening.actions.advice import ask_advice, give_advice
from screening.actions.deciding import Decision, decide_screening, say_next
from screening.actions.editions import put_in_force, set_document_links
from screening.actions.filling import begin_tool, save_sections, set_aside_tool, take_up_tool

__all__ = [
    "Decision",
    "ask_advice",
    "begin_tool",
    "decide_screening",
    "give_advice",
    "put_in_force",
    "save_sections",
    "say_next",
    "set_aside_tool",
    "set_document_links",
    "take_up_tool",
]
