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
from cse_portal.network import submission_queries
from cse_portal.network import submission_rules as rules
from cse_portal.network.actions.writing import KEEP, own_agency, require_keeps, require_open
from cse_portal.network.models import Item, Submission


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
    access.require(by, Permission.SEE_NETWORK)
    access.require(by, KEEP)
    if submission_queries.by_ref(by, submission.ref) is None:
        raise PermissionDenied
    if submission.case is not None:
        require_decides(by, submission.case, KEEP)
    held = Submission.held_at(pk=submission.pk, version=version)
    said = {**values, **under.values}
    changed = sorted(name for name, value in said.items() if getattr(held, name) != value)
    if changed:
        for name in changed:
            setattr(held, name, said[name])
        held.save()
        record("submission.changed", about=held, case=held.case, detail={"fields": changed}, by=by)
        _note(held, under, by)
    return held


def _note(submission: Submission, under: Under, by: User) -> None:
    """One line in the chronology of the child it is about, under its own mark."""
    if submission.case is None:
        return
    reference = f" ({submission.reference})" if submission.reference else ""
    note_line(
        case=submission.case,
        kind=LineKind.NETWORK,
        headline=f"Intelligence given to the police{reference}. {rules.title(submission.categorised)}",
        words=submission.words,
        happened_on=submission.sent_on,
        handling=under.handling,
        named_agencies=under.named_agencies,
        source=submission,
        by=by,
    )
