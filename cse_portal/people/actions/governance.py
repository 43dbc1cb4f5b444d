"""A partnership without an information governance lead: put before whoever may name one, until there is one."""

from __future__ import annotations

from django.db import transaction
from django.urls import reverse

from cse_portal.agencies.actions import suspend_role
from cse_portal.agencies.models import Membership, Partnership, User
from cse_portal.agencies.oversight import LEAD
from cse_portal.audit.actions import record
from cse_portal.core import clock
from cse_portal.core.actor import Actor, System
from cse_portal.core.working_days import add_working_days, end_of_work
from cse_portal.people import queries
from cse_portal.ui.dates import in_words
from cse_portal.worklist.actions import close_items, open_item
from cse_portal.worklist.kinds import PEOPLE


@transaction.atomic
def suspend(*, membership: Membership, reason: str, version: int, by: User) -> Membership:
    """It bites at once, whoever it is; that nobody is left who looks into alarms does not wait for the night."""
    suspended = suspend_role(membership=membership, reason=reason, version=version, by=by)
    if suspended.get_role() == LEAD:
        note_vacancy(partnership=suspended.agency.partnership, by=by)
    return suspended


@transaction.atomic
def note_vacancy(*, partnership: Partnership, by: Actor) -> bool:
    """Once, however often it is found: also when the last one's last day is near."""
    vacancy = queries.governance_vacancy(partnership)
    keeper = queries.who_names_governance(partnership)
    if vacancy is None or keeper is None or queries.is_put_before_somebody(partnership, PEOPLE.code):
        return False
    due = vacancy.last_day or add_working_days(clock.today(), 1)
    open_item(
        kind=PEOPLE.code,
        task="Name an information governance lead",
        button="Name one",
        detail=_said(vacancy),
        url=reverse("people:home"),
        agency=keeper.agency,
        role=keeper.get_role(),
        due_at=end_of_work(due),
        critical_at=end_of_work(add_working_days(due, 2)),
        source=partnership,
        by=by,
    )
    record("partnership.without_governance", about=partnership, by=by)
    return True


@transaction.atomic
def close_filled(*, by: System) -> int:
    """Somebody was named, or brought back."""
    filled = (one for one in Partnership.objects.order_by("pk") if queries.governance_vacancy(one) is None)
    return sum(close_items(kind=PEOPLE.code, source=one, by=by) for one in filled)


def _said(vacancy: queries.Vacancy) -> str:
    if vacancy.last_day:
        return f"The last one’s last day is {in_words(vacancy.last_day)}"
    return "There is none: alarms and emergency reviews go to others meanwhile"
