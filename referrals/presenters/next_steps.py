"""What the case page says comes next, as far as referrals know."""

from __future__ import annotations

from datetime import date

from django.urls import reverse

from cse_portal.agencies.roles import Permission
from cse_portal.cases.next_steps import WORDS, NextStep
from cse_portal.cases.team_queries import Seen
from cse_portal.cases.workflow import Stage
from referrals import queries


def to_refer(seen: Seen, on: date) -> NextStep | None:
    """After a screening."""
    if seen.case.get_stage() is not Stage.SCREENED or not seen.decides(Permission.REFER):
        return None
    what, words = WORDS[Stage.SCREENED]
    return NextStep(what, words, "Refer to MASH", reverse("referrals:refer", kwargs={"ref": seen.case.ref}))


def at_mash(seen: Seen, on: date) -> NextStep | None:
    """For whoever works at MASH: the referral that waits there."""
    if not seen.decides(Permission.TRIAGE):
        return None
    waiting = [one for one in queries.open_of_case(seen.case) if queries.hat_at(seen.person, one.mash) is not None]
    if not waiting:
        return None
    url = reverse("referrals:triage", kwargs={"ref": waiting[0].ref})
    what, words = WORDS[Stage.REFERRED]
    return NextStep(what, words, "Open the referral", url, tone="amber")
