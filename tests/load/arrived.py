"""Referrals on the MASH board for the bench: each of another case, taken, rated, and asked about of two agencies."""

from __future__ import annotations

from datetime import timedelta

from cse_portal.agencies.models import Agency, Membership, User
from cse_portal.cases.actions import grant_to_agency
from cse_portal.cases.models import Case
from cse_portal.core import clock, wall
from cse_portal.core.actor import System
from referrals.models import AskedCheck, Referral, ReferredChild
from tests.load.board import OFFICER

BENCH = System("fill the bench")


def fill(number: int) -> None:
    """As many as that and no fewer; those that stood there before are counted."""
    with wall.as_system(BENCH.purpose):
        there = ReferredChild.objects.filter(case__ref__startswith="BENCH-CASE-").count()
        officer = Membership.objects.select_related("agency", "user").get(user=User.objects.get(email=OFFICER))
        asked = list(Agency.objects.filter(partnership=officer.agency.partnership_id).order_by("pk")[:2])
        for one in range(there + 1, number + 1):
            _refer(Case.objects.select_related("partnership").get(ref=f"BENCH-CASE-{one}"), officer, asked)


def _refer(case: Case, officer: Membership, asked: list[Agency]) -> None:
    mash, now = officer.agency, clock.now()
    grant_to_agency(case=case, agency=mash, by=BENCH)
    said = {"agency": mash, "made_by": officer.user, "source": "2A", "consent": "given", "basis": "public_task"}
    form = Referral.objects.create(partnership=case.partnership, **said)
    of = {"case": case, "agency": mash, "mash": mash, "worry": "Collected by a man nobody knows", "urgency": "today"}
    taken = {"status": "taken", "rating": "amber", "taken_by": officer, "taken_at": now}
    made = ReferredChild.objects.create(referral=form, decide_by=now + timedelta(days=1), **of, **taken)
    for agency in asked:
        AskedCheck.objects.create(
            referred=made,
            case=case,
            mash=mash,
            agency=agency,
            question="What do you know?",
            basis="public_task",
            asked_by=officer.user,
            due_at=now + timedelta(hours=6),
        )
