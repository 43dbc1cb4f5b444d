"""An assessment on its way: its author proposes a score, a manager signs it off, and a lower one needs a third person.

Until then the earlier score holds, and so does the day of the review."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse

from cse_portal.agencies import access
from cse_portal.agencies.models import Agency, Membership, User
from cse_portal.agencies.roles import Permission, Role
from cse_portal.audit.actions import record
from cse_portal.cases.access import require_decides
from cse_portal.cases.actions import require_meeting, require_strategy_meeting
from cse_portal.cases.handling import Handling
from cse_portal.cases.missing_rules import About
from cse_portal.cases.models import Case
from cse_portal.core import clock, wall
from cse_portal.core.working_days import add_working_days, end_of_work
from cse_portal.worklist.actions import close_items, open_item
from screening import queries, reviews
from screening.actions.writing import (
    close_what_it_answers,
    keep_suggestion,
    let_see,
    next_review,
    note_decision,
    open_review,
    require_may,
    require_open,
    require_whole,
)
from screening.instruments.loading import edition
from screening.models import Tool
from screening.refused import NOT_YOURS_TO_SIGN, PARTS_OPEN, SAY_WHY, WHAT_CHANGED, WHO_COUNTERSIGNS, ScreeningRefused
from screening.suggesting import whole_of
from screening.work_kinds import COUNTERSIGN, REVIEW, SIGN_OFF, UNFINISHED
from screening.workflow import WHY_NOT, Deed, ToolStatus, allows

WORKING_DAYS_TO_SIGN = 2
KEEPS_SCORE = "keep the score that was signed off, and the day of the next review, on the case"
TO_COUNTERSIGN = "Asked to countersign a lower score"
DONE = "A CSE assessment is signed off"


@dataclass(frozen=True)
class Proposal:
    """What the author of an assessment decides after reading what the tool suggests."""

    value: str
    because: str = ""
    what_changed: str = ""
    is_still_worried: bool = False
    handling: Handling = Handling.NETWORK
    named_agencies: tuple[Agency, ...] = ()


@transaction.atomic
def submit_assessment(*, tool: Tool, version: int, proposal: Proposal, by: User) -> Tool:
    """At the version whose suggestion the person read. Nobody it was shared out to is still writing."""
    held = Tool.held_at(pk=tool.pk, version=version)
    require_may(by, held, Deed.SUBMIT)
    require_decides(by, held.case, Permission.ASSESS)
    require_open(held.case)
    if queries.open_parts(held):
        raise ScreeningRefused(PARTS_OPEN)
    whole = whole_of(held, queries.sections_of(held), on=clock.today())
    require_whole(whole, proposal.value)
    if queries.is_lower(held, proposal.value) and not proposal.what_changed.strip():
        raise ScreeningRefused(WHAT_CHANGED)
    keep_suggestion(held, whole)
    held.status, held.proposed = ToolStatus.SIGNING.value, proposal.value
    held.decided_because, held.what_changed = proposal.because, proposal.what_changed
    held.is_still_worried = proposal.is_still_worried
    held.handling = proposal.handling.value
    held.named_agencies = sorted(one.pk for one in proposal.named_agencies)
    held.decided_by, held.submitted_at = by, clock.now()
    held.previous = queries.latest_complete(by, held.case, held.instrument)
    held.save()
    detail = {"suggested": held.suggested, "proposed": held.proposed, "edition": whole.instrument.name}
    record("assessment.submitted", about=held, case=held.case, detail=detail, by=by)
    close_items(kind=UNFINISHED.code, source=held, by=by)
    open_item(
        kind=SIGN_OFF.code,
        task="Sign off an assessment",
        button="Read and sign off",
        url=reverse("screening:sign_off", kwargs={"ref": held.ref}),
        agency=held.agency,
        role=Role.CSC_TEAM_MANAGER,
        case_ref=held.case.ref,
        **_due(held),
        by=by,
    )
    return held


def _due(tool: Tool) -> dict[str, Any]:
    due_at = end_of_work(add_working_days(clock.today(), WORKING_DAYS_TO_SIGN))
    return {"detail": f"Case {tool.case.ref}", "due_at": due_at, "source": tool}


@dataclass(frozen=True)
class Signature:
    """A manager’s word, and who looks at a lower score after them."""

    words: str = ""
    countersigner: Membership | None = None


@transaction.atomic
def sign_off_assessment(*, tool: Tool, version: int, signature: Signature, by: User) -> Tool:
    """The score holds from now on; a lower one once somebody outside the work has countersigned it."""
    held = _to_sign(tool, version, Deed.SIGN_OFF, by)
    held.signed_at, held.signed_by, held.signed_words = clock.now(), by, signature.words
    lower = queries.is_lower(held, held.proposed)
    if lower:
        _ask_to_countersign(held, signature.countersigner, by)
    else:
        _hold(held, held.proposed, by)
    record("assessment.signed_off", about=held, case=held.case, detail={"proposed": held.proposed}, by=by)
    close_items(kind=SIGN_OFF.code, source=held, by=by)
    if lower and held.countersigner is not None:
        _tell_countersigner(held, held.countersigner, by)
    return held


def _to_sign(tool: Tool, version: int, deed: Deed, by: User) -> Tool:
    held = Tool.held_at(pk=tool.pk, version=version)
    require_decides(by, held.case, Permission.SIGN_OFF)
    if held.agency_id not in access.reader(by).agencies:
        raise PermissionDenied
    require_open(held.case)
    if not allows(held.get_status(), deed):
        raise ScreeningRefused(WHY_NOT[held.get_status()])
    if by.pk in queries.authors_of(held) | {held.decided_by_id}:
        raise ScreeningRefused(NOT_YOURS_TO_SIGN)
    return held


def _ask_to_countersign(held: Tool, chosen: Membership | None, by: User) -> None:
    if chosen is None or chosen not in queries.may_countersign(held, but=by):
        raise ScreeningRefused(WHO_COUNTERSIGNS)
    held.status, held.countersigner = ToolStatus.COUNTER.value, chosen
    held.save()
    let_see(held.case, chosen, TO_COUNTERSIGN)


def _tell_countersigner(held: Tool, chosen: Membership, by: User) -> None:
    open_item(
        kind=COUNTERSIGN.code,
        task="Countersign a lower score",
        button="Read and countersign",
        url=reverse("screening:countersign", kwargs={"ref": held.ref}),
        agency=chosen.agency,
        person=chosen.user,
        case_ref=held.case.ref,
        **_due(held),
        by=by,
    )


@transaction.atomic
def send_back_assessment(*, tool: Tool, version: int, because: str, by: User) -> Tool:
    """To its author, with the reason, also where nobody countersigns it. What was proposed stays in the history."""
    held = _to_sign(tool, version, Deed.SEND_BACK, by)
    if not because.strip():
        raise ScreeningRefused(SAY_WHY)
    author = held.decided_by or held.written_by
    held.status, held.sent_back_because = ToolStatus.DRAFT.value, because
    held.proposed, held.submitted_at, held.decided_by = "", None, None
    held.signed_at, held.signed_by, held.signed_words, held.countersigner = None, None, "", None
    held.save()
    record("assessment.sent_back", about=held, case=held.case, reason=because, by=by)
    for kind in (SIGN_OFF, COUNTERSIGN):
        close_items(kind=kind.code, source=held, by=by)
    open_item(
        kind=UNFINISHED.code,
        task="Put the assessment right: your manager sent it back",
        button="Read why, and go on",
        url=reverse("screening:tool", kwargs={"ref": held.ref}),
        agency=held.agency,
        person=author,
        case_ref=held.case.ref,
        **_due(held),
        by=by,
    )
    return held


@transaction.atomic
def countersign_assessment(*, tool: Tool, version: int, agrees: bool, words: str, by: User) -> Tool:
    """By the one who was asked, never by an author or the manager. Without agreement the score stays where it was."""
    held = Tool.held_at(pk=tool.pk, version=version)
    require_decides(by, held.case, Permission.COUNTERSIGN)
    asked = held.countersigner
    if asked is None or asked.user_id != by.pk:
        raise PermissionDenied
    require_open(held.case)
    if not allows(held.get_status(), Deed.COUNTERSIGN):
        raise ScreeningRefused(WHY_NOT[held.get_status()])
    if by.pk in queries.authors_of(held) | {held.signed_by_id, held.decided_by_id}:
        raise ScreeningRefused(NOT_YOURS_TO_SIGN)
    if not agrees and not words.strip():
        raise ScreeningRefused(SAY_WHY)
    held.countersigned_at, held.is_lower_agreed, held.countersigned_words = clock.now(), agrees, words
    last = queries.last_signed(held.case, but=held)
    score = held.proposed if agrees or last is None else last.decided
    _hold(held, score, by)
    record("assessment.countersigned", about=held, case=held.case, detail={"agrees": agrees, "score": score}, by=by)
    close_items(kind=COUNTERSIGN.code, source=held, by=by)
    return held


def _hold(held: Tool, score: str, by: User) -> None:
    """From now on this is the child’s score: on the case, in the chronology, and in what follows from it."""
    before = queries.last_signed(held.case, but=held)
    held.status, held.decided, held.decided_at = ToolStatus.COMPLETE.value, score, clock.now()
    held.save()
    instrument = edition(held.instrument, held.edition)
    said = "\n\n".join(one for one in (held.decided_because, held.what_changed, held.countersigned_words) if one)
    note_decision(held, f"{instrument.title}: {instrument.result(score).title}", said, by=by)
    close_what_it_answers(held, About.ASSESSMENT, DONE, by)
    rank = instrument.result(score).rank
    next_on = _keep_on_case(held, rank)
    close_items(kind=REVIEW.code, source=held.case, by=by)
    if next_on is not None:
        open_review(held, next_on, by)
    if reviews.is_further_strategy_due(score=rank, is_review=before is not None):
        require_strategy_meeting(case=held.case, by=by)
    elif rank:
        require_meeting(case=held.case, by=by)


def _keep_on_case(held: Tool, rank: int) -> date | None:
    with wall.as_system(KEEPS_SCORE):
        case = Case.objects.select_for_update(of=("self",)).get(pk=held.case_id)
        next_on = next_review(held, rank, case)
        case.risk, case.review_on = rank, next_on
        case.save(update_fields=["risk", "review_on"])
    return next_on
