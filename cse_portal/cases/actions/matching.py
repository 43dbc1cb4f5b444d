"""A record that was begun just now and may be of a child on record already: whoever sees both is asked at once."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction
from django.urls import reverse

from cse_portal.agencies.models import Agency, Membership
from cse_portal.agencies.roles import Role
from cse_portal.cases.models import Case, LikelyPair
from cse_portal.cases.work_kinds import MATCHES
from cse_portal.core import clock
from cse_portal.core.actor import System
from cse_portal.core.working_days import add_working_days, end_of_work
from cse_portal.worklist.actions import open_item

WITHIN_WORKING_DAYS = 2


@transaction.atomic
def ask_who_sees_both(*, pair: LikelyPair, by: System) -> None:
    """Of a partnership that has a case of both: who oversees all its cases. Nobody comes to see a case by it, and what
    is restricted stays with the named, whoever asks.
    """
    cases = list(Case.objects.filter(child__in=(pair.first_id, pair.second_id)))
    if any(one.is_restricted for one in cases):
        return
    of_both = _where(cases, pair.first_id) & _where(cases, pair.second_id)
    overseeing = Membership.objects.live().filter(role=Role.SSPL, agency__partnership__in=of_both)
    for agency in Agency.objects.filter(pk__in=overseeing.values("agency")):
        _ask(pair, agency, by)


def _where(cases: Iterable[Case], child: int) -> set[int]:
    return {one.partnership_id for one in cases if one.child_id == child}


def _ask(pair: LikelyPair, agency: Agency, by: System) -> None:
    open_item(
        kind=MATCHES.code,
        task="Say whether two records are of one child",
        button="Compare",
        detail="One of them was begun just now",
        url=reverse("cases:likely_pair", kwargs={"ref": pair.ref}),
        agency=agency,
        role=Role.SSPL,
        due_at=end_of_work(add_working_days(clock.today(), WITHIN_WORKING_DAYS)),
        source=pair,
        case_ref="",
        by=by,
    )
