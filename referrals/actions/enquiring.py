"""A team says what came of what it took on."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction

from cse_portal.agencies import access
from cse_portal.agencies.models import User
from cse_portal.agencies.roles import Permission
from cse_portal.audit.actions import record
from cse_portal.cases.access import require_decides
from cse_portal.cases.actions.lines import note_line
from cse_portal.cases.line_kinds import LineKind
from cse_portal.worklist.actions import close_items
from referrals.models import Enquiry
from referrals.refused import ENDED, SAY_WHY, ReferralRefused
from referrals.work_kinds import EARLY_HELP, SINGLE_ASSESSMENT
from referrals.workflow import ENQUIRIES, FINDINGS, Finding


@transaction.atomic
def end_enquiry(
    *, enquiry: Enquiry, version: int, finding: Finding, words: str, lead: str, on: date, by: User
) -> Enquiry:
    """By whoever keeps the case's meetings in the team that took it on."""
    mine = Enquiry.held_at(pk=enquiry.pk, version=version)
    require_decides(by, mine.case, Permission.KEEP_MEETINGS)
    if mine.team_id not in access.reader(by).agencies:
        raise PermissionDenied
    if mine.ended_on is not None:
        raise ReferralRefused(ENDED)
    if not words.strip():
        raise ReferralRefused(SAY_WHY)
    mine.finding, mine.words, mine.lead_professional = finding.value, words, lead
    mine.ended_on, mine.ended_by = on, by
    mine.save()
    record("enquiry.ended", about=mine, case=mine.case, detail={"finding": finding}, by=by)
    note_line(
        case=mine.case,
        kind=LineKind.REFERRAL,
        headline=f"{ENQUIRIES[mine.get_kind()]}: {FINDINGS[finding].lower()}",
        words=words,
        happened_on=on,
        is_significant=True,
        source=mine,
        agency=mine.team,
        by=by,
    )
    for kind in (EARLY_HELP, SINGLE_ASSESSMENT):
        close_items(kind=kind.code, source=mine, by=by)
    return mine
