"""A filled-in tool, its sections, the advice asked for, who writes a part, its reviews; the editions in force, and links
to documents."""

from screening.models.advice import Advice
from screening.models.editions import DocumentLink, EditionInForce
from screening.models.parts import AskedPart
from screening.models.reviews import ReviewSaid
from screening.models.tools import Tool, ToolSection

__all__ = ["Advice", "AskedPart", "DocumentLink", "EditionInForce", "ReviewSaid", "Tool", "ToolSection"]
