"""Lines of the trail as people read them: who, in which post, did what, to what, and whether they said why."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core import signing
from django.urls import reverse
from django.utils import timezone

from cse_portal.agencies import access
from cse_portal.agencies.models import User
from cse_portal.agencies.titles import post_in_words, title_of
from cse_portal.audit.groups import TITLES as GROUPS
from cse_portal.audit.models import AuditEvent
from cse_portal.audit.sentences import sentence, thing
from cse_portal.trail.models import TrailSearch
from cse_portal.trail.queries import events as trail
from cse_portal.trail.queries.scope import reach_of
from cse_portal.trail.queries.subjects import cases_seen, last_check, names_of
from cse_portal.trail.reach import TrailReach
from cse_portal.ui.dates import in_words, time_in_words

SALT = "trail"
UNSEEN = "A case you do not see"
CSV_HEADER = (
    *("When", "Who", "Role", "Agency", "What", "About", "Reference", "Case", "Gave a reason"),
    *("Request", "From address", "Entry", "Exact time, for sorting"),
)


def sealed(number: int) -> str:
    """As an address may carry it: it cannot be counted up or made up."""
    return signing.dumps(number, salt=SALT)


def unsealed(key: str) -> int | None:
    try:
        return int(signing.loads(key, salt=SALT))
    except (signing.BadSignature, ValueError, TypeError):
        return None


@dataclass(frozen=True)
class Line:
    number: int
    at: datetime
    who: str
    post: str
    role: str
    agency: str
    what: str
    about: str
    reference: str
    case: str
    is_case_seen: bool
    gave_reason: bool
    is_refusal: bool
    request: str
    ip: str

    @property
    def key(self) -> str:
        return sealed(self.number)

    def cells(self) -> tuple[object, ...]:
        at = timezone.localtime(self.at)
        return (
            f"{in_words(at)}, {time_in_words(at.time())}",
            *(self.who, self.role, self.agency, self.what, self.about, self.reference, self.case),
            "Yes" if self.gave_reason else "No",
            *(self.request, self.ip, self.number, at.isoformat(timespec="seconds")),
        )


@dataclass(frozen=True)
class Reader:
    """For whom lines are written: governance reads every reference, a contact those of cases they see."""

    person: User
    sees_all: bool


def reader_of(search: TrailSearch) -> Reader:
    return Reader(search.membership.user, reach_of(search.membership) == TrailReach.PARTNERSHIP)


def lines(events: Sequence[AuditEvent], reader: Reader) -> list[Line]:
    names = names_of(events)
    seen = frozenset() if reader.sees_all else cases_seen(reader.person, (event.case_ref for event in events))
    return [_line(event, names, seen, reader) for event in events]


def _line(event: AuditEvent, names: dict[int, str], seen: frozenset[str], reader: Reader) -> Line:
    is_open = reader.sees_all or not event.case_ref or event.case_ref in seen
    role = title_of(event.hat_role)
    return Line(
        number=event.pk,
        at=event.at,
        who=_who(event, names),
        post=post_in_words(role, event.hat_agency),
        role=role,
        agency=event.hat_agency,
        what=sentence(event.kind),
        about=thing(event.object_kind),
        reference=event.object_ref if is_open else "",
        case=event.case_ref if is_open else UNSEEN,
        is_case_seen=event.case_ref in seen,
        gave_reason=bool(event.reason),
        is_refusal=event.sort == "refusal",
        request=event.request_id,
        ip=event.ip or "",
    )


def _who(event: AuditEvent, names: dict[int, str]) -> str:
    if event.actor_kind == "person":
        return names.get(event.actor_id or 0, "Somebody no longer known")
    return "The portal" if event.actor_kind == "system" else "Somebody who had not signed in"


def exported(search: TrailSearch, at_a_time: int) -> Iterator[list[Line]]:
    """A worker has put on no post: it reads in that of the search, and in no other of the person's."""
    reader = reader_of(search)
    access.wear(reader.person, search.membership_id)
    return (lines(events, reader) for events in trail.everything(search, at_a_time=at_a_time))


@dataclass(frozen=True)
class ResultsPage:
    search: TrailSearch
    asked: list[tuple[str, str]]
    lines: list[Line]
    number: str
    is_first: bool
    next_url: str


def results(search: TrailSearch, after: str) -> ResultsPage:
    below = unsealed(after) if after else None
    page, number = trail.found(search, below=below), trail.number(search)
    here = reverse("trail:results", kwargs={"ref": search.ref})
    return ResultsPage(
        search=search,
        asked=asked(search),
        lines=lines(page.events, reader_of(search)),
        number=f"{trail.COUNT_AT_MOST:,}+" if number > trail.COUNT_AT_MOST else f"{number:,}",
        is_first=below is None,
        next_url=f"{here}?after={sealed(page.next)}" if page.next else "",
    )


def asked(search: TrailSearch) -> list[tuple[str, str]]:
    """What was looked for, in words; for the screen only."""
    group = search.get_group()
    said = (
        ("Who", f"{search.who.name}, {search.who.email}" if search.who else ""),
        (search.get_about_display(), search.about_ref),
        ("Agency", search.agency.name if search.agency else ""),
        ("What was done", GROUPS[group] if group else ""),
        ("From", in_words(search.since) if search.since else ""),
        ("To", in_words(search.until) if search.until else ""),
    )
    return [(name, value) for name, value in said if value]


@dataclass(frozen=True)
class EntryPage:
    search: TrailSearch
    line: Line
    rows: list[tuple[str, str]]
    reason: str
    is_kept_back: bool
    seal: Any
    check: Any


def entry(search: TrailSearch, event: AuditEvent) -> EntryPage:
    line = lines([event], reader_of(search))[0]
    is_kept_back = line.case == UNSEEN
    return EntryPage(
        search=search,
        line=line,
        rows=_rows(event, line, is_kept_back),
        reason="" if is_kept_back else event.reason,
        is_kept_back=is_kept_back and bool(event.reason),
        seal=getattr(event, "seal", None),
        check=last_check(),
    )


def _rows(event: AuditEvent, line: Line, is_kept_back: bool) -> list[tuple[str, str]]:
    detail = {} if is_kept_back else event.detail
    said = [
        ("Who", line.who),
        ("In which post", line.post or "None: before a post was chosen, or without one"),
        ("Purpose", event.purpose),
        ("To what", " ".join(part for part in (line.about.capitalize(), line.reference) if part)),
        ("Case", line.case),
        ("Child", "" if is_kept_back else event.child_ref),
        *((str(name).replace("_", " ").capitalize(), _words(value)) for name, value in detail.items()),
        ("Request", event.request_id),
        ("From address", line.ip),
        ("Session", event.session_ref[:8]),
    ]
    return [(name, value) for name, value in said if value]


def _words(value: object) -> str:
    if isinstance(value, bool):
        return "Yes" if value else "No"
    return ", ".join(str(one) for one in value) if isinstance(value, list) else str(value)
