"""Diagrams of every workflow, drawn from its own table of transitions."""

import importlib.util
from collections.abc import Iterator
from importlib import import_module
from types import ModuleType

from house.docs.reference import page as whole_page


def workflows() -> Iterator[tuple[str, ModuleType]]:
    """Every `workflow` module of an installed app, by the app's full name."""
    from django.apps import apps

    for config in apps.get_app_configs():
        if importlib.util.find_spec(f"{config.name}.workflow"):
            yield config.name, import_module(f"{config.name}.workflow")


def mermaid(transitions: dict[object, object]) -> str:
    """TRANSITIONS as {status: {deed: next status}}, or {status: {next status, …}}."""
    lines = ["```mermaid", "stateDiagram-v2"]
    for status, onward in transitions.items():
        steps = onward.items() if isinstance(onward, dict) else ((None, after) for after in onward)  # type: ignore[attr-defined]
        lines += [f"    {status} --> {after}" + (f": {deed}" if deed else "") for deed, after in steps]
    return "\n".join([*lines, "```"])


def page() -> str:
    found = [(name, module) for name, module in workflows() if hasattr(module, "TRANSITIONS")]
    intro = "From each stage's `workflow.py`: a deed that a table does not allow is refused."
    none = "No stage has a workflow yet."
    parts = [f"## {name}\n\n{mermaid(module.TRANSITIONS)}" for name, module in found]
    return whole_page("Workflows", intro, *(parts or [none]))
