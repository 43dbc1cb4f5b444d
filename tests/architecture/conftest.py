"""A small source tree to plant violations in, so that each rule is seen to catch one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from textwrap import dedent

import pytest

from tests.architecture.source import Module, modules

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
