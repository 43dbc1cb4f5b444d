"""The committed baseline of how many queries each page takes, and the option that renews it."""

from __future__ import annotations

import fcntl
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest

BASELINE = Path(__file__).resolve().parents[1] / "query_counts.json"
RENEW = "--renew-query-counts"


@dataclass
class QueryCounts:
    """What the file says; with the option, what was measured takes its place."""

    file: Path
    renewing: bool
    known: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.known = json.loads(self.file.read_text()) if self.file.exists() else {}

    def expected(self, page: str, measured: int) -> int | None:
        if self.renewing:
            self._change(lambda known: known | {page: measured})
        return self.known.get(page)

    def keep_only(self, pages: set[str]) -> None:
        if self.renewing:
            self._change(lambda known: {page: number for page, number in known.items() if page in pages})

    def _change(self, change: Callable[[dict[str, int]], dict[str, int]]) -> None:
        """Read and written under a lock: several processes may measure at the same time."""
        with self.file.open("a+") as handle:
            fcntl.flock(handle, fcntl.LOCK_EX)
            handle.seek(0)
            self.known = change(json.loads(handle.read() or "{}"))
            handle.truncate(0)
            handle.write(json.dumps(dict(sorted(self.known.items())), indent=2) + "\n")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        RENEW, action="store_true", help="write the measured query counts to tests/query_counts.json; then look why"
    )


@pytest.fixture
def query_counts(request: pytest.FixtureRequest) -> QueryCounts:
    return QueryCounts(BASELINE, request.config.getoption(RENEW))
