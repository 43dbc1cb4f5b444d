"""Reviews stand on My work while their case is open, also after it was closed and opened again."""

from __future__ import annotations

from datetime import datetime

from cse_portal.cases.openers import OPEN, Count, Found, Opener
from cse_portal.core.working_days import end_of_work
from screening.work_kinds import REVIEW, REVIEW_BUTTON, REVIEW_TASK

TO_REVIEW = f"""
select c.id as case_id, c.ref, c.opened_on::timestamp at time zone 'Europe/London' as started, c.review_on as day,
  null::bigint as membership_id
from cases_case c where {OPEN} and c.review_on is not null
"""  # noqa: S608 - our own words


def on_its_day(found: Found, count: Count) -> datetime | None:
    return end_of_work(found.day) if found.day else None


OPENER = Opener(REVIEW, REVIEW_TASK, REVIEW_BUTTON, "screening:assess", TO_REVIEW, on_its_day)
