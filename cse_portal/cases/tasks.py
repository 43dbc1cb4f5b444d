"""What happens to cases by the clock."""

from __future__ import annotations

from celery import shared_task

from cse_portal.cases import document_queries, queries, scanning
from cse_portal.cases.actions import (
    BY_DATE,
    CLOCK,
    LOOK_AGAIN,
    SCAN,
    SWEEP,
    close_ended_emergencies,
    close_seen_again,
    escalate_late_reviews,
    note_unseen,
    open_by_calendar,
    put_before_reviewers,
    put_looks_again,
    scan_document,
    sweep_documents,
    sweep_ended_grants,
)
from cse_portal.cases.actions.beginning import COMPARE_ONE
from cse_portal.cases.actions.documents import SWEEP as STRAYS
from cse_portal.cases.actions.pairs import COMPARE, compare_children, compare_one
from cse_portal.cases.actions.unseen import SEARCH
from cse_portal.cases.document_kinds import Scan


@shared_task(name="cases.sweep_ended_grants", purpose=SWEEP.purpose)
def clear_ended_access() -> int:
    return sweep_ended_grants(by=SWEEP)


@shared_task(name="cases.find_unseen", purpose=SEARCH.purpose)
def find_unseen() -> int:
    """Every night; each case is a transaction of its own."""
    close_seen_again(by=SEARCH)
    return sum(note_unseen(case=case, by=SEARCH) for case in queries.unseen().order_by("pk").iterator())


@shared_task(name="cases.look_again", purpose=LOOK_AGAIN.purpose)
def look_again() -> int:
    """Every half-hour; twice at once it puts nothing twice."""
    return put_looks_again(by=LOOK_AGAIN)


@shared_task(name="cases.open_by_calendar", purpose=BY_DATE.purpose)
def open_work_by_calendar() -> int:
    """Every morning before the day's e-mail, and whenever a worker starts, so that no day is left out."""
    return open_by_calendar(by=BY_DATE)


@shared_task(name="cases.compare_children", purpose=COMPARE.purpose)
def find_likely_pairs() -> int:
    return compare_children(by=COMPARE)


@shared_task(name=COMPARE_ONE, purpose=COMPARE.purpose)
def compare_child(ref: str) -> int:
    """As soon as a record is begun, so that two are not worked side by side."""
    return compare_one(ref=ref, by=COMPARE)


@shared_task(name="cases.scan_documents", purpose=SCAN.purpose)
def scan_documents() -> int:
    """Those that came while the scanner did not answer; each is a transaction of its own."""
    if not scanning.is_set():
        return 0
    return sum(scan_document(version=one, by=SCAN) is not Scan.WAITING for one in document_queries.waiting())


@shared_task(name="cases.sweep_documents", purpose=STRAYS.purpose)
def clear_stray_files() -> int:
    return sweep_documents(by=STRAYS)


@shared_task(name="cases.end_emergencies", purpose=CLOCK.purpose)
def end_emergencies() -> int:
    return close_ended_emergencies(by=CLOCK)


@shared_task(name="cases.escalate_reviews", purpose=CLOCK.purpose)
def escalate_reviews() -> int:
    return put_before_reviewers(by=CLOCK) + escalate_late_reviews(by=CLOCK)
