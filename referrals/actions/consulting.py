"""MASH gives advice without a referral, and keeps what was said."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from cse_portal.agencies import access
from cse_portal.agencies.models import User
from cse_portal.agencies.models.people import local_day
from cse_portal.agencies.roles import Permission
from cse_portal.audit.actions import record
from cse_portal.cases.access import require_decides
from cse_portal.cases.actions.lines import note_line
from cse_portal.cases.line_kinds import LineKind
from cse_portal.cases.models import Case
from referrals import queries
from referrals.models import Consultation


@transaction.atomic
def keep_consultation(*, values: Mapping[str, Any], case: Case | None, by: User) -> Consultation:
    """Where the child is named it stands in the chronology, too."""
    access.require(by, Permission.TRIAGE)
    mash = queries.mash_where(by)
    if mash is None:
        raise PermissionDenied
    if case is not None:
        require_decides(by, case, Permission.TRIAGE)
    made = Consultation.objects.create(mash=mash, case=case, given_by=by, **values)
    record("consultation.given", about=made, case=case, by=by)
    if case is not None:
        note_line(
            case=case,
            kind=LineKind.REFERRAL,
            headline="MASH gave advice without a referral",
            words=f"{made.advice}\n\n{made.agreed}",
            happened_on=local_day(made.given_at),
            source=made,
            agency=mash,
            by=by,
        )
    return made
