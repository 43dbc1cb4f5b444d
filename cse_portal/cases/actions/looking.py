"""Being asked why one looks, and answering."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.db import transaction

from cse_portal.agencies import access
from cse_portal.agencies.models import User
from cse_portal.audit.actions import record, record_look
from cse_portal.cases.looking import Looking, day_of, in_words
from cse_portal.cases.models import Case, StatedReason
from cse_portal.core import clock


@transaction.atomic
def note_asked(*, case: Case, by: User) -> None:
    """Whoever turns back here has seen no more than the reference."""
    record_look("case.reason_asked", about=case, by=by)


@transaction.atomic
def say_why(*, case: Case, choice: Looking, words: str = "", by: User) -> StatedReason:
    """The first answer of the day stands; another of the same day is in the trail beside it."""
    if not access.can_see(by, case):
        raise PermissionDenied
    said, _ = StatedReason.objects.get_or_create(
        case=case, person=by, day=day_of(clock.today()), defaults={"choice": choice.value, "words": words}
    )
    record("case.reason_given", about=case, detail={"choice": choice}, reason=in_words(choice, words), by=by)
    return said
