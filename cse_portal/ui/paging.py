"""One page of a long list, with the way to the next and to the one before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar
from urllib.parse import urlencode

Row = TypeVar("Row")


@dataclass(frozen=True)
class Leaf(Generic[Row]):
    """The rows from `first` on, of so many in all."""

    rows: Sequence[Row]
    number: int
    total: int
    size: int
    query: str
    key: str = "page"  # by which the address names it, where a page holds several lists

    @property
    def first(self) -> int:
        return (self.number - 1) * self.size + 1

    @property
    def last(self) -> int:
        return min(self.number * self.size, self.total)

    @property
    def is_whole(self) -> bool:
        return self.total <= self.size

    @property
    def previous_url(self) -> str:
        return self._url(self.number - 1) if self.number > 1 else ""

    @property
    def next_url(self) -> str:
        return self._url(self.number + 1) if self.last < self.total else ""

    def _url(self, number: int) -> str:
        return f"?{self.query}{'&' if self.query else ''}{self.key}={number}"


def read_number(asked: str, *, total: int, size: int) -> int:
    """Anything odd in the address is the first page, and beyond the end is the last."""
    pages = max(1, -(-total // size))
    number = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 7 else 1
    return min(max(number, 1), pages)


def query_of(**shown: str) -> str:
    return urlencode({name: value for name, value in shown.items() if value})


def leaf_of(found: Any, asked: str, *, size: int, key: str = "page", **shown: str) -> Leaf[Any]:
    """The page that was asked for of something that can be counted and cut; `shown` stays in the addresses."""
    total = found.count()
    number = read_number(asked, total=total, size=size)
    return Leaf(list(found[(number - 1) * size : number * size]), number, total, size, query_of(**shown), key)
