"""Who has looked at a case, as the page and the PDF show it: day by day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any
from urllib.parse import urlencode

from django.core import signing
from django.http import QueryDict
from django.utils import timezone

from cse_portal.agencies.reasons import Reason, about_other
from cse_portal.agencies.roles import TITLES, Role
from cse_portal.audit.models import AuditEvent, Sort
from cse_portal.audit.sentences import sentence
from cse_portal.cases import look_queries as queries
from cse_portal.cases.look_queries import Choices, Wanted
from cse_portal.cases.models import Case, EmergencyAccess
from cse_portal.core.references import is_reference
from cse_portal.ui.dates import time_in_words

SALT = "cases.looks"
SORTS = {Sort.LOOK.value: "Looks, prints and downloads", Sort.CHANGE.value: "Changes", Sort.REFUSAL.value: "Refusals"}


@dataclass(frozen=True)
class Line:
    time: str
    who: str
    hat: str
    what: str
    reason: str
    is_emergency: bool
    is_refusal: bool


@dataclass(frozen=True)
class Day:
    day: date
    lines: list[Line]


@dataclass(frozen=True)
class LooksPage:
    days: list[Day]
    wanted: Wanted
    choices: Choices
    next: str
    emergencies: list[EmergencyAccess]

    @property
    def sorts(self) -> list[tuple[str, str]]:
        return list(SORTS.items())

    @property
    def is_narrowed(self) -> bool:
        return bool(self.wanted.agency or self.wanted.person or self.wanted.sort)

    @property
    def is_first(self) -> bool:
        return self.wanted.before is None


def read_wanted(query: QueryDict) -> Wanted:
    agency, person, sort = query.get("agency", ""), query.get("person", ""), query.get("sort", "")
    return Wanted(
        agency=agency if is_reference(agency) else "",
        person=person if is_reference(person) else "",
        sort=sort if sort in SORTS else "",
        before=_unsealed(query.get("before", "")),
    )


def _unsealed(text: str) -> int | None:
    try:
        return int(signing.loads(text, salt=SALT)) if text else None
    except (signing.BadSignature, ValueError, TypeError):
        return None


def looks_page(case: Case, wanted: Wanted) -> LooksPage:
    events, last = queries.page_of(case, wanted)
    return LooksPage(
        days=by_day(events),
        wanted=wanted,
        choices=queries.choices_of(case),
        next=_address(wanted, last) if last else "",
        emergencies=queries.emergencies_to_review(case),
    )


def _address(wanted: Wanted, last: int) -> str:
    asked = {"agency": wanted.agency, "person": wanted.person, "sort": wanted.sort}
    kept = {name: value for name, value in asked.items() if value}
    return urlencode({**kept, "before": signing.dumps(last, salt=SALT)})


def by_day(events: list[AuditEvent]) -> list[Day]:
    names = queries.names_of(events)
    dated = ((timezone.localtime(event.at), event) for event in events)
    days = groupby(dated, key=lambda pair: pair[0].date())
    return [Day(day, [line_of(at, event, names) for at, event in them]) for day, them in days]


def line_of(at: Any, event: AuditEvent, names: dict[int, str]) -> Line:
    why = [Reason(one) for one in event.detail.get("why", []) if one in set(Reason)] if _has_reasons(event) else []
    return Line(
        time=time_in_words(at.time()),
        who=_who(event, names),
        hat=_hat(event),
        what=sentence(event.kind),
        reason=event.reason if event.sort == Sort.CHANGE else _reason(why, event),
        is_emergency=why == [Reason.EMERGENCY] or event.kind.startswith("emergency."),
        is_refusal=event.sort == Sort.REFUSAL,
    )


def _has_reasons(event: AuditEvent) -> bool:
    return isinstance(event.detail, dict) and isinstance(event.detail.get("why"), list)


def _who(event: AuditEvent, names: dict[int, str]) -> str:
    """Whoever was refused saw nothing: the full trail has their name."""
    if event.sort == Sort.REFUSAL:
        return f"Somebody at {event.hat_agency}" if event.hat_agency else "Somebody"
    return names.get(event.actor_id or 0, "") or "The portal itself"


def _hat(event: AuditEvent) -> str:
    if event.sort == Sort.REFUSAL:
        return "Their name is in the full trail"
    role = TITLES[Role(event.hat_role)] if event.hat_role in set(Role) else ""
    return ", ".join(part for part in (role, event.hat_agency) if part)


def _reason(why: Iterable[Reason], event: AuditEvent) -> str:
    return "; ".join(about_other(one, agency=event.hat_agency or "Their agency") for one in why)
