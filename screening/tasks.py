"""What happens to screenings and assessments by the clock."""

from __future__ import annotations

from celery import shared_task

from screening.actions import LOOK, begin_reviews


@shared_task(name="screening.begin_reviews", purpose=LOOK.purpose)
def begin_reviews_that_came() -> int:
    """Every morning, before the work that a day begins is opened."""
    return begin_reviews(by=LOOK)
