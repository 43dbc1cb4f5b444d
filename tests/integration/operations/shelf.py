"""Records that reach their end, and a list of them that two people take as far as a test needs."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from cse_portal.agencies.models import User
from cse_portal.core import clock
from cse_portal.core.actor import Actor
from cse_portal.operations.actions import disposal
from cse_portal.operations.disposal import Decision
from cse_portal.operations.models import DisposalList
from cse_portal.operations.retention import SERVICE, Due, add_years


class Shelf:
    """A source of records that remembers every disposal."""

    object_kind, class_code, name = "tests.shelf", SERVICE, "Thing on a shelf"

    def __init__(self, begun: dict[str, date]) -> None:
        self.begun, self.disposed = dict(begun), list[str]()

    def due(self, on: date, *, years: int) -> Iterator[Due]:
        for ref, begun in self.begun.items():
            if add_years(begun, years) <= on:
                yield Due(ref, add_years(begun, years))

    def due_on(self, ref: str, *, years: int) -> date | None:
        return add_years(self.begun[ref], years) if ref in self.begun else None

    def has(self, ref: str) -> bool:
        return ref in self.begun

    def dispose(self, ref: str, *, by: Actor) -> str:
        del self.begun[ref]
        self.disposed.append(ref)
        return "d" * 64


def years_ago(years: int, days: int = 1) -> date:
    return clock.today() - timedelta(days=366 * years + days)


def all_dispose(drafted: DisposalList) -> dict[str, tuple[Decision, str]]:
    return {line.ref: (Decision.DISPOSE, "") for line in drafted.lines.all()}


def drafted_by(person: User) -> DisposalList:
    drafted = disposal.draft_list(by=person)
    assert drafted is not None
    return drafted


def reviewed_by(person: User) -> DisposalList:
    drafted = drafted_by(person)
    return disposal.review_list(
        disposal_list=drafted, decisions=all_dispose(drafted), version=drafted.version, by=person
    )


def approved_by(first: User, second: User) -> DisposalList:
    reviewed = reviewed_by(first)
    return disposal.approve_list(disposal_list=reviewed, version=reviewed.version, by=second)
