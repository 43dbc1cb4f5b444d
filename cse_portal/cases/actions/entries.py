"""What is written into a case."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction

from cse_portal.agencies import access
from cse_portal.agencies.models import Agency, User
from cse_portal.audit.actions import record
from cse_portal.cases.handling import Handling
from cse_portal.cases.models import Case, Entry


@transaction.atomic
def write_entry(
    *,
    case: Case,
    happened_on: date,
    words: str,
    handling: Handling = Handling.NETWORK,
    named_agencies: Iterable[Agency] = (),
    agency: Agency,
    by: User,
) -> Entry:
    if not access.may_write(by, case):
        raise PermissionDenied
    entry = Entry.objects.create(
        case=case,
        agency=agency,
        written_by=by,
        happened_on=happened_on,
        words=words,
        handling=handling,
        named_agencies=sorted(one.pk for one in named_agencies),
    )
    record("entry.written", about=entry, case=case, child=case.child, detail={"handling": handling}, by=by)
    return entry
