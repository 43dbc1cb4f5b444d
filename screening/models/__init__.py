"""A filled-in tool, its sections, and the advice that was asked for."""

from screening.models.advice import Advice
from screening.models.tools import Tool, ToolSection

__all__ = ["Advice", "Tool", "ToolSection"]
