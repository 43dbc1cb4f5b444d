"""A filled-in tool, its sections, and the advice that was asked for; the editions in force, and links to documents."""

from screening.models.advice import Advice
from screening.models.editions import DocumentLink, EditionInForce
from screening.models.tools import Tool, ToolSection

__all__ = ["Advice", "DocumentLink", "EditionInForce", "Tool", "ToolSection"]
