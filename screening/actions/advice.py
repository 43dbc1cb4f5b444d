"""Somebody with more experience is asked, and answers in the portal; nobody advises on their own screening."""

from __future__ import annotations

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
from cse_portal.worklist.actions import close_items
from screening import queries
from screening.actions.writing import let_see, open_advice, require_may
from screening.letters import ADVICE_GIVEN
from screening.models import Advice, Tool
from screening.refused import ANSWERED, NOBODY_TO_ASK, NOT_OWN, ScreeningRefused
from screening.work_kinds import ADVICE
from screening.workflow import AdviceState, Deed

WORKING_DAYS_TO_ADVISE = 1
ASKED = "Asked for advice on a screening"


@transaction.atomic
def ask_advice(*, tool: Tool, version: int, adviser: Membership, question: str, by: User) -> Advice:
    """They see the case from now on, to be able to answer; of a restricted case only who is named already."""
    held = Tool.held_at(pk=tool.pk, version=version)
    require_may(by, held, Deed.ASK)
    if adviser not in queries.advisers_for(held, but=by):
        raise ScreeningRefused(NOBODY_TO_ASK)
    if adviser.user_id == held.written_by_id:
        raise ScreeningRefused(NOT_OWN)
    let_see(held.case, adviser, ASKED)
    due_at = end_of_work(add_working_days(clock.today(), WORKING_DAYS_TO_ADVISE))
    made, is_new = Advice.objects.get_or_create(
        tool=held,
        asked_of=adviser,
        state=AdviceState.ASKED.value,
        defaults={"agency": held.agency, "asked_by": by, "question": question, "due_at": due_at},
    )
    if not is_new:
        return made
    record("screening.advice_asked", about=made, case=held.case, detail={"of": adviser.ref}, by=by)
    open_advice(made, by)
    return made


@transaction.atomic
def give_advice(*, advice: Advice, version: int, state: AdviceState, words: str, by: User) -> Advice:
    held = Advice.held_at(pk=advice.pk, version=version)
    require_decides(by, held.tool.case, Permission.ADVISE)
    if held.asked_of.user_id != by.pk or held.tool.written_by_id == by.pk:
        raise PermissionDenied
    if not held.is_open:
        raise ScreeningRefused(ANSWERED)
    held.state, held.words, held.answered_at = state.value, words, clock.now()
    held.save(update_fields=["state", "words", "answered_at"])
    record("screening.advised", about=held, case=held.tool.case, detail={"state": state}, by=by)
    close_items(kind=ADVICE.code, source=held, by=by)
    url = reverse("screening:tool", kwargs={"ref": held.tool.ref})
    post_news(news=ADVICE_GIVEN, to=[held.asked_by], url=url, reference=held.tool.ref)
    return held
