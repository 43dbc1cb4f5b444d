"""The house's own rules for the source, each a small function that says what is wrong and where."""

import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from house.checks.files import SourceFile, repository_files
from house.checks.python_rules import PYTHON_RULES
from house.checks.text_rules import TEXT_RULES
from house.places import ROOT

Rule = Callable[[SourceFile], Iterator[str]]
RULES: tuple[Rule, ...] = (*TEXT_RULES, *PYTHON_RULES)


def faults(files: Iterable[SourceFile], rules: Iterable[Rule] = RULES) -> list[str]:
    """Every breach of every rule, as `place: what is wrong`."""
    kept = tuple(rules)
    return [f"{file.place}: {fault}" for file in files for rule in kept for fault in _read(rule, file)]


def _read(rule: Rule, file: SourceFile) -> Iterator[str]:
    """A file that is no Python, with an unfinished merge in it for one, is a fault and no crash."""
    try:
        yield from rule(file)
    except SyntaxError as error:
        yield f"line {error.lineno} does not parse"


def main(root: Path = ROOT) -> int:
    found = faults(repository_files(root))
    print("\n".join(found))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
