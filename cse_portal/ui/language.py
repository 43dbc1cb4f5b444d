"""The language helper: which words lay the blame on a child, and what to write instead."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

TABLE = Path(__file__).resolve().parents[2] / "fixtures" / "reference" / "language.json"
# Somebody's own words stand as they were said; an apostrophe inside a word ends no quotation.
QUOTED = re.compile(
    r"\"[^\"\n]*\"|\u201c[^\u201d\n]*\u201d"
    r"|(?<!\w)[\u2018'](?:[^'\u2019\n]|(?<=\w)['\u2019](?=\w))*['\u2019](?!\w)"
)


@dataclass(frozen=True)
class Wording:
    code: str
    pattern: re.Pattern[str]
    prefer: tuple[str, ...]
    why: str


@dataclass(frozen=True)
class Prompt:
    """What was written, from where to where, and what says the same without blame."""

    start: int
    end: int
    code: str
    avoid: str
    prefer: tuple[str, ...]
    why: str


@lru_cache(maxsize=1)
def table_text() -> str:
    """The table as the browser reads it too: both sides follow the same patterns."""
    return TABLE.read_text(encoding="utf-8")


@lru_cache(maxsize=1)
def wordings() -> tuple[Wording, ...]:
    rows = json.loads(table_text())["wordings"]
    return tuple(Wording(row["code"], _whole_words(row["patterns"]), tuple(row["prefer"]), row["why"]) for row in rows)


def prompts(text: str) -> list[Prompt]:
    """Every wording to think again about, in the order written; quotations are left alone."""
    plain = QUOTED.sub(lambda quoted: " " * len(quoted.group()), text).replace("\u2019", "'")
    found = sorted(_found_in(plain, text), key=lambda prompt: (prompt.start, -prompt.end))
    kept: list[Prompt] = []
    for prompt in found:
        if not kept or prompt.start >= kept[-1].end:
            kept.append(prompt)
    return kept


def _found_in(plain: str, text: str) -> Iterator[Prompt]:
    for wording in wordings():
        for match in wording.pattern.finditer(plain):
            start, end = match.span()
            yield Prompt(start, end, wording.code, text[start:end], wording.prefer, wording.why)


def _whole_words(patterns: list[str]) -> re.Pattern[str]:
    spaced = "|".join(patterns).replace(" ", r"\s+")
    return re.compile(rf"(?<!\w)(?:{spaced})(?!\w)", re.IGNORECASE)
