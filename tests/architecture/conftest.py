"""A small source tree to plant violations in, so that each rule is seen to catch one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from textwrap import dedent

import pytest

from cse_portal.core import broker
from tests.architecture.source import Module, modules


@pytest.fixture(autouse=True)
def _no_worker_is_called(monkeypatch: pytest.MonkeyPatch) -> None:
    """Work that a page asks for stays a row here: no message leaves."""
    monkeypatch.setattr(broker, "hand_over", lambda task, ref: True)


Planted = Callable[..., list[Module]]


@pytest.fixture
def plant(tmp_path: Path) -> Planted:
    """plant({"mase/views.py": "…"}) writes the files and reads them as shipped modules."""

    def write(files: dict[str, str]) -> list[Module]:
        for place, text in files.items():
            file = tmp_path / place
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(dedent(text), encoding="utf-8")
        return modules(tmp_path)

    return write
