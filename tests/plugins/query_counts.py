"""The committed baseline of how many queries each page takes, and the option that renews it."""

from __future__ import annotations

import json
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
            self.known[page] = measured
            self._write()
        return self.known.get(page)

    def keep_only(self, pages: set[str]) -> None:
        if self.renewing:
            self.known = {page: number for page, number in self.known.items() if page in pages}
            self._write()

    def _write(self) -> None:
        self.file.write_text(json.dumps(dict(sorted(self.known.items())), indent=2) + "\n")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        RENEW, action="store_true", help="write the measured query counts to tests/query_counts.json; then look why"
    )


@pytest.fixture
def query_counts(request: pytest.FixtureRequest) -> QueryCounts:
    return QueryCounts(BASELINE, request.config.getoption(RENEW))
