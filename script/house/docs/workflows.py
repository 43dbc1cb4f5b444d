"""Diagrams of every workflow, drawn from its own table of transitions."""

import re
from collections.abc import Iterator, Mapping
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

from house.docs.reference import page as whole_page
from house.places import ROOT


def workflows() -> Iterator[tuple[str, ModuleType]]:
    """Every module of an installed app of ours that holds a table of transitions."""
    from django.apps import apps

    for config in sorted(apps.get_app_configs(), key=lambda config: config.name):
        folder = Path(config.path)
        if not folder.is_relative_to(ROOT) or ".venv" in folder.parts:
            continue
        for file in sorted(folder.glob("*.py")):
            if re.search(r"^TRANSITIONS\b", file.read_text(), re.M):
                yield f"{config.name}.{file.stem}", import_module(f"{config.name}.{file.stem}")


def steps(transitions: Mapping[Any, Any]) -> Iterator[tuple[Any, str, Any]]:
    """From, deed, to. A table is {status: {next, …}}, {status: {deed: next}} or {(status, deed): next}."""
    for key, onward in transitions.items():
        if isinstance(key, tuple):
            yield key[0], str(key[1]), onward
        elif isinstance(onward, Mapping):
            yield from ((key, str(deed), after) for deed, after in onward.items())
        else:
            yield from ((key, "", after) for after in sorted(onward))


def mermaid(transitions: Mapping[Any, Any]) -> str:
    drawn = [f"    {before} --> {after}" + (f": {deed}" if deed else "") for before, deed, after in steps(transitions)]
    return "\n".join(["```mermaid", "stateDiagram-v2", *drawn, "```"])


def page() -> str:
    intro = "From each room's table of transitions: a deed that a table does not allow is refused."
    none = "No stage has a workflow yet."
    parts = [f"## {name}\n\n{mermaid(module.TRANSITIONS)}" for name, module in workflows()]
    return whole_page("Workflows", intro, *(parts or [none]))
