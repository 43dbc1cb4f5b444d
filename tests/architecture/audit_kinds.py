"""Every kind of event that the code can record, read from its source."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from tests.architecture.source import Module

TRAIL = ("cse_portal.audit.actions", "cse_portal.audit.actions.events")
Function = ast.FunctionDef | ast.AsyncFunctionDef


class Unclear(Exception):
    """The kind cannot be read from the source: write it out where it is recorded or handed over."""


@dataclass(frozen=True)
class Call:
    """One call, and the functions that it stands in, the innermost last."""

    module: Module
    node: ast.Call
    inside: tuple[Function, ...]

    @property
    def name(self) -> str:
        called = self.node.func
        return called.id if isinstance(called, ast.Name) else called.attr if isinstance(called, ast.Attribute) else ""

    def argument(self, name: str, position: int) -> ast.expr | None:
        given = {keyword.arg: keyword.value for keyword in self.node.keywords}
        return given.get(name) or (self.node.args[position] if 0 <= position < len(self.node.args) else None)


def kinds_recorded(modules: Sequence[Module]) -> set[str]:
    calls = [call for module in modules for call in _calls(module, module.tree, ())]
    recorders = {module.name: _recorders(module) for module in modules}
    return {
        kind
        for call in calls
        if isinstance(call.node.func, ast.Name) and call.name in recorders[call.module.name]
        for kind in _words(call.argument("kind", 0), call, calls)
    }


def _recorders(module: Module) -> set[str]:
    """Whatever the trail offers to be called takes the kind first."""
    imported = (node for node in ast.walk(module.tree) if isinstance(node, ast.ImportFrom) and node.module in TRAIL)
    return {alias.asname or alias.name for node in imported for alias in node.names}


def _calls(module: Module, node: ast.AST, inside: tuple[Function, ...]) -> Iterator[Call]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Call):
            yield Call(module, child, inside)
        deeper = (*inside, child) if isinstance(child, Function) else inside
        yield from _calls(module, child, deeper)


def _words(written: ast.expr | None, call: Call, calls: Sequence[Call]) -> set[str]:
    """All that an expression can come to: written out, put together, or handed over by whoever calls."""
    if isinstance(written, ast.Constant) and isinstance(written.value, str):
        return {written.value}
    if isinstance(written, ast.IfExp):
        return _words(written.body, call, calls) | _words(written.orelse, call, calls)
    if isinstance(written, ast.JoinedStr):
        parts = [_words(part, call, calls) for part in written.values]
        return {"".join(chosen) for chosen in product(*parts)}
    if isinstance(written, ast.FormattedValue):
        return _words(written.value, call, calls)
    if isinstance(written, ast.Name):
        return _handed_over(written.id, call, calls)
    raise Unclear(f"{call.module.name}, line {call.node.lineno}")


def _can_reach(caller: Call, call: Call) -> bool:
    """A name with an underscore is its module's own."""
    return caller.module.name == call.module.name or not caller.name.startswith("_")


def _handed_over(name: str, call: Call, calls: Sequence[Call]) -> set[str]:
    function = call.inside[-1] if call.inside else None
    positions = [one.arg for one in (*function.args.posonlyargs, *function.args.args)] if function else []
    positions = positions[1:] if positions[:1] == ["self"] else positions
    if function is None or name not in {*positions, *(one.arg for one in function.args.kwonlyargs)}:
        raise Unclear(f"{call.module.name}, line {call.node.lineno}")
    position = positions.index(name) if name in positions else -1
    callers = [other for other in calls if other.name == function.name and _can_reach(other, call)]
    given = [
        (caller.argument(name, position), caller) for caller in callers
    ]  # a namesake may take nothing of the kind
    return {word for written, caller in given if written is not None for word in _words(written, caller, calls)}
