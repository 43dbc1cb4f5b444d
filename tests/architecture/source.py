"""The shipped source as trees, for rules that read code instead of running it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
STAGES = ("screening", "referrals", "mase", "reporting")
ROOMS = (
    *("core", "audit", "ui", "agencies", "worklist", "notices", "desk", "operations", "office", "people"),
    *("cases", "trail", "network", "demo"),
)
APPS = (*(f"cse_portal.{room}" for room in ROOMS), *STAGES)
SHIPPED = ("cse_portal", *STAGES)


@dataclass(frozen=True)
class Module:
    """One Python file of what is shipped, by its dotted name."""

    name: str
    file: Path

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.file.read_text(encoding="utf-8"), str(self.file))

    @property
    def app(self) -> str:
        """The app it belongs to; empty for the wiring."""
        return next((app for app in APPS if self.name == app or self.name.startswith(f"{app}.")), "")

    @property
    def part(self) -> str:
        """The module or package right beneath the app: "views" for cse_portal.desk.views.drafts."""
        return self.name.removeprefix(self.app).strip(".").split(".")[0] if self.app else ""

    def imports(self) -> Iterator[str]:
        """Every module or name that is imported when it runs, dotted in full; `from a import b` gives "a.b"."""
        for node in _walk(self.tree):
            if isinstance(node, ast.Import):
                yield from (alias.name for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module:
                yield from (f"{node.module}.{alias.name}" for alias in node.names)


def _walk(node: ast.AST) -> Iterator[ast.AST]:
    """Everything but what only a type checker reads."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.If) and ast.unparse(child.test).endswith("TYPE_CHECKING"):
            continue
        yield child
        yield from _walk(child)


def modules(root: Path = ROOT) -> list[Module]:
    """Everything shipped, without migrations."""
    files = (file for package in SHIPPED for file in sorted((root / package).rglob("*.py")))
    return [Module(_name(file, root), file) for file in files if "migrations" not in file.parts]


def _name(file: Path, root: Path) -> str:
    parts = file.relative_to(root).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def app_and_part(dotted: str) -> tuple[str, str]:
    """What an import reaches: ("cse_portal.desk", "views"), or ("", "") when it is not ours."""
    module = Module(dotted, ROOT)
    return module.app, module.part
