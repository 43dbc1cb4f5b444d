"""Whoever knows more writes a section: asked by name, and given back as written or with a reason why not."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse

from cse_portal.agencies.models import Membership, User
from cse_portal.agencies.roles import Permission
from cse_portal.audit.actions import record
from cse_portal.cases.access import require_decides
from cse_portal.core import clock
from cse_portal.core.working_days import add_working_days, end_of_work
from cse_portal.notices.actions import post_news
from cse_portal.worklist.actions import close_items, open_item
from screening import queries
from screening.actions.writing import let_see, require_may
from screening.instruments.loading import edition
from screening.letters import PART_ANSWERED
from screening.models import AskedPart, Tool
from screening.refused import NO_SECTIONS, NOT_THIS_PERSON, PART_GIVEN, SAY_WHY, ScreeningRefused
from screening.work_kinds import PART
from screening.workflow import Deed, PartState

WORKING_DAYS_TO_WRITE = 5
ASKED = "Asked to write a section of an assessment"


@dataclass(frozen=True)
class Wanted:
    """Who writes which sections, and what they are asked."""

    of: Membership
    sections: tuple[str, ...]
    question: str = ""


@transaction.atomic
def ask_for_part(*, tool: Tool, version: int, wanted: Wanted, by: User) -> AskedPart:
    """They see the case from now on, and of the draft these sections alone."""
    held = Tool.held_at(pk=tool.pk, version=version)
    require_may(by, held, Deed.INVITE)
    if wanted.of not in queries.may_write_parts(held, but=by):
        raise ScreeningRefused(NOT_THIS_PERSON)
    there = {one.code for one in edition(held.instrument, held.edition).sections}
    if not wanted.sections or not set(wanted.sections) <= there:
        raise ScreeningRefused(NO_SECTIONS)
    let_see(held.case, wanted.of, ASKED)
    due_at = end_of_work(add_working_days(clock.today(), WORKING_DAYS_TO_WRITE))
    said = {"agency": held.agency, "asked_by": by, "question": wanted.question, "due_at": due_at}
    made, is_new = AskedPart.objects.get_or_create(
        tool=held, asked_of=wanted.of, state=PartState.ASKED.value, defaults={"sections": [*wanted.sections], **said}
    )
    if not is_new:
        made.sections = sorted({*made.sections, *wanted.sections})
        made.save(update_fields=["sections"])
    record("assessment.part_asked", about=made, case=held.case, detail={"of": wanted.of.ref}, by=by)
    open_item(
        kind=PART.code,
        task="Write a section of an assessment",
        button="Read what is asked",
        detail=f"Case {held.case.ref}",
        url=reverse("screening:part", kwargs={"ref": made.ref}),
        agency=wanted.of.agency,
        person=wanted.of.user,
        due_at=due_at,
        source=made,
        case_ref=held.case.ref,
        by=by,
    )
    return made


@transaction.atomic
def give_part(*, part: AskedPart, version: int, state: PartState, words: str, by: User) -> AskedPart:
    """Written, or why not. Somebody who cannot write it says so, and the author learns it at once."""
    held = AskedPart.held_at(pk=part.pk, version=version)
    require_decides(by, held.tool.case, Permission.SCREEN)
    if held.asked_of.user_id != by.pk:
        raise PermissionDenied
    if state is PartState.DECLINED and not words.strip():
        raise ScreeningRefused(SAY_WHY)
    _end(held, state, words)
    record("assessment.part_given", about=held, case=held.tool.case, detail={"state": state}, by=by)
    close_items(kind=PART.code, source=held, by=by)
    url = reverse("screening:tool", kwargs={"ref": held.tool.ref})
    post_news(news=PART_ANSWERED, to=[held.asked_by], url=url, reference=held.tool.ref)
    return held


@transaction.atomic
def take_back_part(*, part: AskedPart, version: int, by: User) -> AskedPart:
    """What they wrote stays; they see it no longer while the assessment is a draft."""
    held = AskedPart.held_at(pk=part.pk, version=version)
    require_may(by, held.tool, Deed.INVITE)
    _end(held, PartState.TAKEN_BACK, "")
    record("assessment.part_taken_back", about=held, case=held.tool.case, by=by)
    close_items(kind=PART.code, source=held, by=by)
    return held


def _end(held: AskedPart, state: PartState, words: str) -> None:
    if not held.is_open:
        raise ScreeningRefused(PART_GIVEN)
    held.state, held.words, held.answered_at = state.value, words, clock.now()
    held.save(update_fields=["state", "words", "answered_at"])
