"""Intelligence was given to the police; and what they recorded it as."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from cse_portal.agencies import access
from cse_portal.agencies.models import Agency, User
from cse_portal.agencies.roles import Permission
from cse_portal.audit.actions import record
from cse_portal.cases.access import require_decides
from cse_portal.cases.actions.lines import note_line
from cse_portal.cases.handling import Handling
from cse_portal.cases.line_kinds import LineKind
from cse_portal.cases.models import Case
from cse_portal.core import clock
from cse_portal.network import submission_queries
from cse_portal.network import submission_rules as rules
from cse_portal.network.actions.writing import KEEP, own_agency, require_keeps, require_open
from cse_portal.network.models import Item, Submission
from cse_portal.network.refused import STRUCK, NetworkRefused


@dataclass(frozen=True)
class Under:
    """Who may read it."""

    handling: Handling
    named_agencies: tuple[Agency, ...] = ()

    @property
    def values(self) -> dict[str, Any]:
        return {"handling": self.handling.value, "named_agencies": [one.pk for one in self.named_agencies]}


@transaction.atomic
def add_submission(
    *, item: Item | None = None, case: Case | None = None, values: Mapping[str, Any], under: Under, by: User
) -> Submission:
    access.require(by, Permission.SEE_NETWORK)
    if item is not None:
        require_keeps(by, item)
        require_open(item)
    if case is not None:
        require_decides(by, case, KEEP)
    partnerships = {one.partnership_id for one in (item, case) if one is not None}
    agency = own_agency(by)
    if len(partnerships) != 1:
        raise PermissionDenied
    made = Submission(
        item=item,
        case=case,
        partnership_id=partnerships.pop(),
        agency=agency,
        recorded_by=by,
        **values,
        **under.values,
    )
    made.save()
    record("submission.added", about=made, case=case, by=by)
    _note(made, under, by)
    return made


@transaction.atomic
def change_submission(
    *, submission: Submission, version: int, values: Mapping[str, Any], under: Under, by: User
) -> Submission:
    """Above all: that it was recorded as CSE."""
    held = _held_open(submission, version, by)
    said = {**values, **under.values}
    changed = sorted(name for name, value in said.items() if getattr(held, name) != value)
    if changed:
        for name in changed:
            setattr(held, name, said[name])
        held.save()
        record("submission.changed", about=held, case=held.case, detail={"fields": changed}, by=by)
        _note(held, under, by)
    return held


@transaction.atomic
def strike_submission(*, submission: Submission, version: int, why: str, by: User) -> Submission:
    """Recorded in error: it stays to be read with the reason, and nobody asks the police about it any more."""
    held = _held_open(submission, version, by)
    held.struck_at, held.struck_by, held.struck_because = clock.now(), by, why
    held.save()
    record("submission.struck", about=held, case=held.case, reason=why, by=by)
    _note(held, Under(Handling(held.handling), _named(held)), by)
    return held


def _held_open(submission: Submission, version: int, by: User) -> Submission:
    access.require(by, Permission.SEE_NETWORK)
    access.require(by, KEEP)
    if submission_queries.by_ref(by, submission.ref) is None:
        raise PermissionDenied
    if submission.case is not None:
        require_decides(by, submission.case, KEEP)
    held = Submission.held_at(pk=submission.pk, version=version)
    if held.struck_at is not None:
        raise NetworkRefused(STRUCK)
    return held


def _named(submission: Submission) -> tuple[Agency, ...]:
    return tuple(Agency.objects.filter(pk__in=submission.named_agencies)) if submission.named_agencies else ()


def _note(submission: Submission, under: Under, by: User) -> None:
    """One line in the chronology of the child it is about, under its own mark."""
    if submission.case is None:
        return
    reference = f" ({submission.reference})" if submission.reference else ""
    headline = f"Intelligence given to the police{reference}. {rules.title(submission.categorised)}"
    note_line(
        case=submission.case,
        kind=LineKind.NETWORK,
        headline=f"Struck through: {headline}" if submission.struck_at else headline,
        words=submission.struck_because or submission.words,
        happened_on=submission.sent_on,
        handling=under.handling,
        named_agencies=under.named_agencies,
        source=submission,
        by=by,
    )
