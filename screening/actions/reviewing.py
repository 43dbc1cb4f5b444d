"""A review is put off, or not needed at a score of 1: by a manager, with a reason that stays on record."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from cse_portal.agencies.models import User
from cse_portal.agencies.roles import Permission
from cse_portal.audit.actions import record
from cse_portal.cases.access import agency_of, require_decides
from cse_portal.cases.actions.lines import note_line
from cse_portal.cases.handling import Handling
from cse_portal.cases.line_kinds import LineKind
from cse_portal.cases.models import Case
from cse_portal.core import clock, wall
from cse_portal.ui.dates import in_words
from cse_portal.worklist.actions import close_items
from screening import queries
from screening.actions.writing import open_review, require_open
from screening.models import ReviewSaid, Tool
from screening.refused import LATER_DAY, NO_REVIEW, NOT_AT_THIS_SCORE, SAY_WHY, ScreeningRefused
from screening.reviews import ONLY_WITH_A_REASON
from screening.work_kinds import REVIEW
from screening.workflow import ReviewWord

KEEPS_DAY = "keep on the case the day to which a manager put its review off"


@transaction.atomic
def put_off_review(*, case: Case, version: int, until: date, because: str, by: User) -> ReviewSaid:
    """The reminders go on from the new day; the day before stays on record."""
    held, last = _due(case, version, because, by)
    if held.review_on is None or until <= held.review_on:
        raise ScreeningRefused(LATER_DAY)
    said = _say(last, ReviewWord.PUT_OFF, held.review_on, until, because, by)
    _keep(held, until)
    record("review.put_off", about=said, case=held, reason=because, by=by)
    _in_chronology(said, f"Review put off to {in_words(until)}", because, by)
    close_items(kind=REVIEW.code, source=held, by=by)
    open_review(last, until, by)
    return said


@transaction.atomic
def excuse_review(*, case: Case, version: int, because: str, by: User) -> ReviewSaid:
    """Only at a score of 1, where a panel or a plan stands behind the child; it comes back with the next score."""
    held, last = _due(case, version, because, by)
    if held.risk != ONLY_WITH_A_REASON or held.review_on is None:
        raise ScreeningRefused(NOT_AT_THIS_SCORE)
    said = _say(last, ReviewWord.NOT_NEEDED, held.review_on, None, because, by)
    _keep(held, None)
    record("review.not_needed", about=said, case=held, reason=because, by=by)
    _in_chronology(said, "No review while the score is 1", because, by)
    close_items(kind=REVIEW.code, source=held, by=by)
    return said


def _due(case: Case, version: int, because: str, by: User) -> tuple[Case, Tool]:
    require_decides(by, case, Permission.SIGN_OFF)
    require_open(case)
    if not because.strip():
        raise ScreeningRefused(SAY_WHY)
    with wall.as_system(KEEPS_DAY):
        held = Case.held_at(pk=case.pk, version=version)
    last = queries.last_signed(held)
    if last is None or held.review_on is None:
        raise ScreeningRefused(NO_REVIEW)
    return held, last


def _say(last: Tool, word: ReviewWord, before: date, until: date | None, because: str, by: User) -> ReviewSaid:
    return ReviewSaid.objects.create(
        tool=last, agency=last.agency, word=word.value, due_before=before, until=until, because=because, said_by=by
    )


def _keep(case: Case, review_on: date | None) -> None:
    with wall.as_system(KEEPS_DAY):
        case.review_on = review_on
        case.save(update_fields=["review_on"])


def _in_chronology(said: ReviewSaid, headline: str, because: str, by: User) -> None:
    last = said.tool
    note_line(
        case=last.case,
        kind=LineKind.SCREENING,
        headline=headline,
        words=because,
        happened_on=clock.today(),
        handling=Handling(last.handling),
        named_agencies=queries.agencies_named(last),
        is_significant=True,
        source=said,
        agency=agency_of(by) or last.agency,
        by=by,
    )
