"""At a score of 1 a child is reviewed while a panel or a safety plan stands behind them, also where it came later."""

from __future__ import annotations

from django.db import transaction

from cse_portal.agencies.models.people import local_day
from cse_portal.agencies.partnership_settings import timescales_of
from cse_portal.agencies.timescales import Timescale
from cse_portal.audit.actions import record
from cse_portal.cases.models import Case
from cse_portal.core import clock
from cse_portal.core.actor import System
from screening import queries, reviews
from screening.actions.writing import open_review

LOOK = System("find children at a score of 1 whom a panel or a safety plan stands behind")


def begin_reviews(*, by: System) -> int:
    """How many; a second time on the same day, none. Each case is a transaction of its own."""
    return sum(begin_review(case=case, by=by) for case in queries.at_1_without_review())


@transaction.atomic
def begin_review(*, case: Case, by: System) -> bool:
    """Three months after the signature, and never before the day on which that is found."""
    held = queries.at_1_without_review().select_for_update(of=("self",)).filter(pk=case.pk).first()
    last = queries.last_signed(case)
    if held is None or last is None or last.signed_at is None or queries.is_excused(last):
        return False
    months = timescales_of(held.partnership)[Timescale.ASSESSMENT_REVIEW]
    held.review_on = max(reviews.due_on(local_day(last.signed_at), months), clock.today())
    held.save(update_fields=["review_on"])
    record("review.begun", about=last, case=held, detail={"due_on": held.review_on.isoformat()}, by=by)
    open_review(last, held.review_on, by)
    return True
