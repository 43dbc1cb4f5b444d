"""Who hears of an alarm, and of a week of looks."""

from __future__ import annotations

from cse_portal.agencies.models import Membership
from cse_portal.trail.models import Alarm, Week
from cse_portal.trail.queries.weekly import Looked
from cse_portal.trail.queries.whom import contacts_of, governance_of, leads_of


def whom_to_tell(alarm: Alarm) -> list[Membership]:
    governance = governance_of(alarm.agency, apart_from=alarm.person_id)
    return governance if alarm.is_for_governance else [*governance, *contacts_of(alarm.agency)]


def whom_to_bring(week: Week, found: list[Looked]) -> list[Membership]:
    """Each point of contact; and governance where none of them is without a look of their own."""
    contacts, looked = contacts_of(week.agency), {line.person_id for line in found}
    is_judged_here = any(post.user_id not in looked for post in contacts)
    return contacts if is_judged_here else [*contacts, *leads_of(week.agency)]
