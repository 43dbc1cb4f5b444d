"""Time-driven work: accounts that nobody uses lock, and each quarter every agency looks at who has access."""

from __future__ import annotations

from celery import shared_task
from django.conf import settings

from cse_portal.agencies.actions import lock_unused
from cse_portal.agencies.models import Agency, Partnership
from cse_portal.core import clock
from cse_portal.core.actor import System
from cse_portal.people.actions.governance import close_filled, note_vacancy
from cse_portal.people.actions.reviews import open_review

LOCK = System("lock accounts that nobody uses")
GOVERNANCE = System("find partnerships without an information governance lead")
REVIEWS = System("open the quarterly access reviews")


@shared_task(name="people.lock_unused_accounts", purpose=LOCK.purpose)
def lock_unused_accounts() -> int:
    return lock_unused(unused=settings.UNUSED_ACCOUNT_LOCKS_AFTER, by=LOCK)


@shared_task(name="people.open_access_reviews", purpose=REVIEWS.purpose)
def open_access_reviews() -> int:
    """Every night; each agency gets one a quarter, and each is a transaction of its own."""
    today = clock.today()
    opened = (open_review(agency=agency, on=today, by=REVIEWS) for agency in Agency.objects.order_by("pk"))
    return sum(review is not None for review in opened)


@shared_task(name="people.find_without_governance", purpose=GOVERNANCE.purpose)
def find_without_governance() -> int:
    """Every night, after accounts were locked."""
    close_filled(by=GOVERNANCE)
    return sum(note_vacancy(partnership=one, by=GOVERNANCE) for one in Partnership.objects.order_by("pk"))
