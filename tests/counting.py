"""How many queries a page takes, without the savepoints that only a test's own transaction causes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any


def asked(captured: Sequence[dict[str, Any]]) -> list[str]:
    statements = [str(one["sql"]) for one in captured]
    return [sql for sql in statements if not sql.startswith(("SAVEPOINT", "RELEASE SAVEPOINT"))]
