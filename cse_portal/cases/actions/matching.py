"""Two records that may be of one child come before MASH, which sees both for as long as it takes to say."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, time, timedelta

from django.urls import reverse

from cse_portal.agencies.actions import access_group
from cse_portal.agencies.agency_types import AgencyType
from cse_portal.agencies.models import Agency, Membership
from cse_portal.agencies.roles import Role
from cse_portal.cases.actions.seeing import grant_to_agency
from cse_portal.cases.models import Case, CaseGrant, LikelyPair
from cse_portal.cases.work_kinds import MATCHES
from cse_portal.core import clock
from cse_portal.core.actor import System
from cse_portal.core.working_days import add_working_days
from cse_portal.worklist.actions import open_item
from cse_portal.worklist.urgency import LONDON

WITHIN_WORKING_DAYS = 2
FOR_DAYS = 28
TO_SAY = "To say whether two records are of one child"


def put_before_mash(pair: LikelyPair, *, by: System) -> None:
    """Of a partnership that has a case of both; what is restricted stays with the named, whoever asks."""
    cases = list(Case.objects.filter(child__in=(pair.first_id, pair.second_id)).select_related("child", "partnership"))
    open_to_a_group = [one for one in cases if not one.is_restricted]
    of_both = _where(open_to_a_group, pair.first_id) & _where(open_to_a_group, pair.second_id)
    if len(open_to_a_group) < len(cases):
        return
    for mash in Agency.objects.filter(partnership__in=of_both, kind=AgencyType.MASH, closed_on__isnull=True):
        for case in (one for one in cases if one.partnership_id == mash.partnership_id):
            _let_see(case, mash, by)
        _ask(pair, mash, by)


def _where(cases: Iterable[Case], child: int) -> set[int]:
    return {one.partnership_id for one in cases if one.child_id == child}


def _let_see(case: Case, mash: Agency, by: System) -> None:
    sees = CaseGrant.objects.live().filter(content_object=case, group=access_group(of=mash, by=by).group)
    if not sees.exists():
        grant_to_agency(case=case, agency=mash, note=TO_SAY, until=clock.now() + timedelta(days=FOR_DAYS), by=by)


def _ask(pair: LikelyPair, mash: Agency, by: System) -> None:
    has_officer = Membership.objects.live().filter(agency=mash, role=Role.MASH_OFFICER).exists()
    open_item(
        kind=MATCHES.code,
        task="Say whether two records are of one child",
        button="Compare",
        detail="The portal found them alike",
        url=reverse("cases:likely_pair", kwargs={"ref": pair.ref}),
        agency=mash,
        role=Role.MASH_OFFICER if has_officer else None,
        due_at=datetime.combine(add_working_days(clock.today(), WITHIN_WORKING_DAYS), time(17), tzinfo=LONDON),
        source=pair,
        by=by,
    )
