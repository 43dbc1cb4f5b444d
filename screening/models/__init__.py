"""A filled-in tool with its sections, advice, parts and reviews; the editions in force, and links to documents."""

from screening.models.advice import Advice
from screening.models.attached import AttachedDocument
from screening.models.editions import DocumentLink, EditionInForce
from screening.models.parts import AskedPart
from screening.models.reviews import ReviewSaid
from screening.models.tools import Tool, ToolSection

__all__ = [
    "Advice",
    "AskedPart",
    "AttachedDocument",
    "DocumentLink",
    "EditionInForce",
    "ReviewSaid",
    "Tool",
    "ToolSection",
]
