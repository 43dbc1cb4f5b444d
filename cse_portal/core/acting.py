"""Who acts just now, in which post, and from where: stated once by whatever lets them in, read by the audit trail."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass


@dataclass(frozen=True)
class Hat:
    """The membership in which a person acts, in the words of that moment."""

    id: int
    ref: str
    role: str
    agency_ref: str
    agency: str
    words: str


@dataclass(frozen=True)
class Acting:
    """Nobody in particular, until somebody says otherwise."""

    person_id: int | None = None
    hat: Hat | None = None
    purpose: str = ""
    ip: str = ""
    session_hash: str = ""

    @property
    def hat_id(self) -> int | None:
        return self.hat.id if self.hat else None

    @property
    def hat_words(self) -> str:
        return self.hat.words if self.hat else ""


NOBODY = Acting()
_says: ContextVar[Callable[[], Acting]] = ContextVar("acting", default=lambda: NOBODY)


def acting() -> Acting:
    return _says.get()()


@contextmanager
def acts(who: Acting | Callable[[], Acting]) -> Iterator[None]:
    """Inside, this is who acts. Given a function it is asked each time: a person may sign in halfway."""
    token = _says.set(who if callable(who) else lambda: who)
    try:
        yield
    finally:
        _says.reset(token)
