"""Reads data files strictly: every problem at once, each with its file, place and field."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar

import yaml

Named = TypeVar("Named", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class Problem:
    file: str
    place: str
    field: str
    says: str

    def __str__(self) -> str:
        return ": ".join(filter(None, (self.file, self.place, self.field, self.says)))


class NotInOrder(ValueError):
    """A data file that cannot be used, with all that is wrong in it."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(map(str, problems)))


# The parser written in C where it was built: ten times as fast, and as strict.
SafeLoader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class PlainLoader(SafeLoader):
    """Safe YAML that takes `no` and 2018-01-01 for the text they are, and no key twice."""


PlainLoader.yaml_implicit_resolvers = {
    first: [(tag, rule) for tag, rule in rules if tag in {"tag:yaml.org,2002:int", "tag:yaml.org,2002:null"}]
    for first, rules in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def _mapping(loader: PlainLoader, node: yaml.MappingNode) -> dict[str, Any]:
    loader.flatten_mapping(node)
    made: dict[str, Any] = {}
    for key_node, value_node in node.value:
        key = loader.construct_object(key_node, deep=True)
        if not isinstance(key, str | int):
            raise yaml.constructor.ConstructorError(None, None, "a key must be text", key_node.start_mark)
        key = str(key)
        if key in made:
            raise yaml.constructor.ConstructorError(None, None, f"{key} is there twice", key_node.start_mark)
        made[key] = loader.construct_object(value_node, deep=True)
    return made


PlainLoader.add_constructor("tag:yaml.org,2002:map", _mapping)


def content(path: Path) -> dict[str, Any]:
    """A file as plain data; NotInOrder with its line where it is no YAML."""
    try:
        raw = yaml.load(path.read_text(encoding="utf-8"), Loader=PlainLoader)  # noqa: S506 - PlainLoader is a safe one
    except UnicodeDecodeError:
        raise NotInOrder([Problem(path.name, "", "", "is not text in UTF-8")]) from None
    except yaml.MarkedYAMLError as error:
        line = f"line {error.problem_mark.line + 1}" if error.problem_mark else ""
        raise NotInOrder([Problem(path.name, line, "", str(error.problem))]) from None
    except yaml.YAMLError as error:
        raise NotInOrder([Problem(path.name, "", "", str(error).splitlines()[0])]) from None
    if not isinstance(raw, dict):
        raise NotInOrder([Problem(path.name, "", "", "must be a table of named fields")])
    return raw


@dataclass
class Findings:
    """What is wrong in one file so far."""

    file: str
    problems: list[Problem] = field(default_factory=list)

    def add(self, place: str, name: str, says: str) -> None:
        self.problems.append(Problem(self.file, place, name, says))

    def stop(self) -> None:
        if self.problems:
            raise NotInOrder(self.problems)


class Table:
    """A mapping that is being read. What is wrong is noted, and something harmless handed back; what is left over is
    wrong, too."""

    def __init__(self, raw: Any, place: str, findings: Findings) -> None:
        self.place, self.findings = place, findings
        self.raw: dict[str, Any] = raw if isinstance(raw, dict) else {}
        self.read: set[str] = set()
        if not isinstance(raw, dict):
            self.wrong("", "must be a table of named fields")

    def wrong(self, name: str, says: str) -> None:
        self.findings.add(self.place, name, says)

    def has(self, name: str) -> bool:
        return name in self.raw

    def take(self, name: str, *, needed: bool = False) -> Any:
        self.read.add(name)
        if needed and self.raw.get(name) is None:
            self.wrong(name, "is missing")
        return self.raw.get(name)

    def text(self, name: str, *, needed: bool = True, longest: int = 2000) -> str:
        value = self.take(name, needed=needed)
        if value is None:
            return ""
        if not isinstance(value, str) or (needed and not value.strip()):
            self.wrong(name, "must be text; a number stands in quotation marks")
            return ""
        if len(value) > longest:
            self.wrong(name, f"is longer than {longest} characters")
        return value.strip()

    def texts(self, name: str, *, needed: bool = False) -> tuple[str, ...]:
        value = self.take(name, needed=needed)
        if value is None:
            return ()
        if not isinstance(value, list) or not all(isinstance(one, str) and one.strip() for one in value):
            self.wrong(name, "must be a list of texts")
            return ()
        if len(set(value)) < len(value):
            self.wrong(name, "says something twice")
        return tuple(one.strip() for one in value)

    def number(self, name: str, *, least: int = 0, otherwise: int | None = None) -> int:
        value = self.take(name, needed=otherwise is None)
        if value is None:
            return otherwise or 0
        if not isinstance(value, int) or value < least:
            self.wrong(name, f"must be a whole number from {least}")
            return least
        return value

    def flag(self, name: str) -> bool:
        value = self.take(name)
        if value not in {None, "yes", "no"}:
            self.wrong(name, "must be yes or no")
        return value == "yes"

    def one_of(self, name: str, kind: type[Named], *, needed: bool = True) -> Named | None:
        value = self.take(name, needed=needed)
        return None if value is None else self._named(name, kind, value)

    def some_of(self, name: str, kind: type[Named]) -> tuple[Named, ...]:
        found = (self._named(name, kind, value) for value in self.texts(name))
        return tuple(one for one in found if one is not None)

    def _named(self, name: str, kind: type[Named], value: Any) -> Named | None:
        if value not in list(kind):
            self.wrong(name, f"{value} is none of: {', '.join(kind)}")
            return None
        return kind(value)

    def mapping(self, name: str) -> dict[str, Any]:
        value = self.take(name)
        if value is not None and not isinstance(value, dict):
            self.wrong(name, "must be a table of named fields")
            return {}
        return value or {}

    def tables(self, name: str, *, needed: bool = False, called: str = "code") -> Iterator[Table]:
        """Each row under its own name, so that a problem can be found."""
        value = self.take(name, needed=needed)
        if value is not None and not isinstance(value, list):
            self.wrong(name, "must be a list")
            return
        for number, row in enumerate(value or [], start=1):
            own = row.get(called) if isinstance(row, dict) else None
            inside = f"{name} {own if own is not None else number}"
            table = Table(row, f"{self.place}, {inside}" if self.place else inside, self.findings)
            yield table
            table.done()

    def done(self) -> None:
        for name in self.raw:
            if name not in self.read:
                self.wrong(str(name), "is not a field that belongs here")
