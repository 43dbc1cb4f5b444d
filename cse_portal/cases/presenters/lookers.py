"""Who has looked at a case, person by person: what they did, when last, how often, and the reason the portal had."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

from django.utils import timezone

from cse_portal.agencies.reasons import Reason, about_other
from cse_portal.agencies.titles import post_in_words, title_of
from cse_portal.audit.models import AuditEvent, Sort
from cse_portal.audit.sentences import sentence
from cse_portal.cases import look_queries as queries
from cse_portal.cases.look_queries import Looker, Wanted
from cse_portal.cases.models import Case

MOST_KINDS = 4  # of what somebody did; the rest stands in the list of every look
THE_PORTAL = "The portal itself"
IN_FULL_TRAIL = "Their name is in the full trail"


@dataclass(frozen=True)
class Row:
    """One person in one role, or whoever was refused at one agency."""

    last: datetime
    who: str
    hat: str
    what: str
    reason: str
    said: str
    times: int
    more: str  # where every single look of theirs stands
    is_emergency: bool
    is_refusal: bool


def rows_of(case: Case, wanted: Wanted, shown: list[Looker]) -> list[Row]:
    """Three questions, however many people there are."""
    names = queries.names_of(one.whom for one in shown)
    kinds = queries.kinds_of(case, wanted, shown)
    lines = queries.lines_behind(shown)
    return [_row(one, wanted, names, kinds.get(one.key, []), lines) for one in shown]


def _row(one: Looker, wanted: Wanted, names: dict[int, str], kinds: list[str], lines: dict[int, AuditEvent]) -> Row:
    is_refusal = not one.by
    reasoned, said = lines.get(one.reasoned or 0), lines.get(one.said or 0)
    return Row(
        last=timezone.localtime(one.last),
        who=refused_at(one.agency) if is_refusal else names.get(one.whom or 0, "") or THE_PORTAL,
        hat=IN_FULL_TRAIL if is_refusal else hat_in_words(one.role, one.agency),
        what=_what(kinds),
        reason=reason_of(reasoned) if reasoned and not is_refusal else "",
        said=said.reason if said and not is_refusal else "",
        times=one.times,
        more=_every_look(one, wanted),
        is_emergency=bool(one.emergencies) or (reasoned is not None and reasons_of(reasoned) == [Reason.EMERGENCY]),
        is_refusal=is_refusal,
    )


def _what(kinds: list[str]) -> str:
    """In one sentence: “Looked at a case; looked at who can see a case; and 2 other things”."""
    said = [sentence(kind) for kind in kinds]
    parts = said[:1] + [one[:1].lower() + one[1:] for one in said[1:MOST_KINDS]]
    left = len(said) - len(parts)
    return "; ".join(parts + ([f"and {left} other thing{'s' if left > 1 else ''}"] if left else []))


def _every_look(one: Looker, wanted: Wanted) -> str:
    """What the portal did by itself cannot be asked for alone."""
    if one.by and not one.person_ref:
        return ""
    sort = Sort.REFUSAL.value if not one.by else wanted.sort
    asked = {"view": "every", "agency": one.agency_ref, "person": one.person_ref if one.by else "", "sort": sort}
    return "?" + urlencode({name: value for name, value in asked.items() if value})


def refused_at(agency: str) -> str:
    """Whoever was refused saw nothing: the full trail has their name."""
    return f"Somebody at {agency}" if agency else "Somebody"


def hat_in_words(role: str, agency: str) -> str:
    return post_in_words(title_of(role), agency)


def reasons_of(event: AuditEvent) -> list[Reason]:
    """What the portal had on record when they looked."""
    kept = event.detail.get("why", []) if isinstance(event.detail, dict) else []
    return [Reason(one) for one in kept if one in set(Reason)] if isinstance(kept, list) else []


def reason_of(event: AuditEvent) -> str:
    agency = event.hat_agency or "Their agency"
    return "; ".join(about_other(one, agency=agency) for one in reasons_of(event))
