"""Open work that changes hands when somebody leaves: each app says what it keeps for a person in an agency."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from cse_portal.agencies.models import Agency, User
from cse_portal.core.actor import Actor


@dataclass(frozen=True)
class OpenWork:
    """One thing that somebody must go on with; `key` is the app's own reference to it."""

    kind: str
    key: str
    words: str
    due_on: date | None = None

    @property
    def code(self) -> str:
        """Names it in a form."""
        return f"{self.kind}:{self.key}"


ListWork = Callable[[User, Agency], Sequence[OpenWork]]
# How much each of these people, by their number, has open there.
CountWork = Callable[[Collection[int], Agency], Mapping[int, int]]
# hand_over(keys, agency, of, to, by): to another person of the agency; whatever is not the first one's stays as it is.
# It returns the keys that did change hands.
HandOver = Callable[[Sequence[str], Agency, User, User, Actor], Sequence[str]]


@dataclass(frozen=True)
class KindOfWork:
    code: str
    label: str
    open_of: ListWork
    number_of: CountWork
    hand_over: HandOver
    order: int = 50


_kinds: dict[str, KindOfWork] = {}


def add_kind_of_work(kind: KindOfWork) -> None:
    """Called from an app's `ready()`; adding the same kind twice changes nothing."""
    _kinds[kind.code] = kind


def kinds_of_work() -> list[KindOfWork]:
    return sorted(_kinds.values(), key=lambda kind: (kind.order, kind.code))


def kind_of_work(code: str) -> KindOfWork:
    return _kinds[code]


def open_work(user: User, agency: Agency) -> list[OpenWork]:
    """Everything that the person has open there, kind by kind."""
    return [work for kind in kinds_of_work() for work in kind.open_of(user, agency)]


def amount_of_work(users: Collection[int], agency: Agency) -> Counter[int]:
    """The same as numbers, for many people at once."""
    total: Counter[int] = Counter()
    if users:
        for kind in kinds_of_work():
            total.update(kind.number_of(users, agency))
    return total
