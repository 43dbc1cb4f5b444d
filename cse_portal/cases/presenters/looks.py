"""Who has looked at a case, as the page and the PDF show it: person by person, or every look, day by day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any
from urllib.parse import urlencode

from django.core import signing
from django.http import QueryDict
from django.utils import timezone

from cse_portal.agencies.reasons import Reason
from cse_portal.audit.models import AuditCheck, AuditEvent, Sort
from cse_portal.audit.queries import last_check
from cse_portal.audit.sentences import sentence
from cse_portal.cases import look_queries as queries
from cse_portal.cases.look_queries import Choices, Wanted
from cse_portal.cases.models import Case, EmergencyAccess
from cse_portal.cases.presenters.lookers import (
    IN_FULL_TRAIL,
    THE_PORTAL,
    Row,
    hat_in_words,
    reason_of,
    reasons_of,
    refused_at,
    rows_of,
)
from cse_portal.cases.presenters.seeing import Seen, seen_by
from cse_portal.cases.queries import who_sees
from cse_portal.core import wall
from cse_portal.core.references import is_reference
from cse_portal.ui.dates import time_in_words

SALT = "cases.looks"
EVERY = "every"
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
    """One of the two lists; the other is empty."""

    people: list[Row]
    days: list[Day]
    wanted: Wanted
    choices: Choices
    next: str
    emergencies: list[EmergencyAccess]
    checked: AuditCheck | None
    seen_by: list[Seen]

    @property
    def by_person(self) -> str:
        return _address(self.wanted)

    @property
    def every_look(self) -> str:
        return _address(self.wanted, view=EVERY)

    @property
    def here(self) -> str:
        return self.every_look if self.wanted.every else self.by_person

    @property
    def next_words(self) -> str:
        return "Earlier" if self.wanted.every else "More people"

    @property
    def whole(self) -> str:
        """The same list without anything left out."""
        return f"?view={EVERY}" if self.wanted.every else "?"

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
    before, upto = _unsealed(query.get("before", ""))
    return Wanted(
        agency=agency if is_reference(agency) else "",
        person=person if is_reference(person) else "",
        sort=sort if sort in SORTS else "",
        every=query.get("view") == EVERY,
        before=before,
        upto=upto,
    )


def _unsealed(text: str) -> tuple[int | None, int | None]:
    if not text:
        return None, None
    try:
        before, upto = signing.loads(text, salt=SALT)
        return int(before), int(upto)
    except (signing.BadSignature, ValueError, TypeError):
        return None, None


def looks_page(case: Case, wanted: Wanted) -> LooksPage:
    with wall.with_case(case.ref):
        people, days, following = _days(case, wanted) if wanted.every else _people(case, wanted)
        choices = queries.choices_of(case)
    return LooksPage(
        people=people,
        days=days,
        wanted=wanted,
        choices=choices,
        next=following,
        emergencies=queries.emergencies_to_review(case),
        checked=last_check(),
        seen_by=seen_by(who_sees(case)),
    )


def _people(case: Case, wanted: Wanted) -> tuple[list[Row], list[Day], str]:
    shown, last = queries.people_page(case, wanted)
    upto = wanted.upto or (shown[0].newest if shown else 0)
    following = _address(wanted, before=signing.dumps([last, upto], salt=SALT)) if last else ""
    return rows_of(case, wanted, shown), [], following


def _days(case: Case, wanted: Wanted) -> tuple[list[Row], list[Day], str]:
    events, last = queries.page_of(case, wanted)
    upto = wanted.upto or (events[0].pk if events else 0)
    following = _address(wanted, view=EVERY, before=signing.dumps([last, upto], salt=SALT)) if last else ""
    return [], by_day(events), following


def _address(wanted: Wanted, **more: str) -> str:
    asked = {"agency": wanted.agency, "person": wanted.person, "sort": wanted.sort, **more}
    return "?" + urlencode({name: value for name, value in asked.items() if value})


def by_day(events: list[AuditEvent]) -> list[Day]:
    names = queries.names_of(event.actor_id for event in events)
    dated = ((timezone.localtime(event.at), event) for event in events)
    days = groupby(dated, key=lambda pair: pair[0].date())
    return [Day(day, [line_of(at, event, names) for at, event in them]) for day, them in days]


def line_of(at: Any, event: AuditEvent, names: dict[int, str]) -> Line:
    is_refusal = event.sort == Sort.REFUSAL
    return Line(
        time=time_in_words(at.time()),
        who=refused_at(event.hat_agency) if is_refusal else names.get(event.actor_id or 0, "") or THE_PORTAL,
        hat=IN_FULL_TRAIL if is_refusal else hat_in_words(event.hat_role, event.hat_agency),
        what=sentence(event.kind),
        reason=event.reason if event.sort == Sort.CHANGE else reason_of(event),
        is_emergency=reasons_of(event) == [Reason.EMERGENCY] or event.kind == "emergency.opened",
        is_refusal=is_refusal,
    )
