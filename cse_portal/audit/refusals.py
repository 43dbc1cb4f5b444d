"""Refusals outlive the transaction that they happen in: they wait outside it, and are written when it is over."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.db import connection, transaction

from cse_portal.audit.inserting import Line, insert

_waiting: ContextVar[list[Line] | None] = ContextVar("refusals", default=None)


@contextmanager
def refusals_kept() -> Iterator[list[Line]]:
    """Stands outside the transaction of a page or a job. No entry, no answer: what cannot be written, raises."""
    lines: list[Line] = []
    token = _waiting.set(lines)
    try:
        yield lines
    finally:
        _waiting.reset(token)
        write(lines)


def write(lines: list[Line]) -> None:
    if lines:
        with transaction.atomic():
            for line in lines:
                insert(connection, line)
        lines.clear()


def keep(line: Line) -> None:
    waiting = _waiting.get()
    if waiting is not None:
        waiting.append(line)
    elif connection.in_atomic_block:
        _write_elsewhere(line)
    else:
        insert(connection, line)


def _write_elsewhere(line: Line) -> None:
    """In a command nobody waits outside: a second connection commits by itself."""
    other = connection.copy()
    try:
        insert(other, line)
    finally:
        other.close()
