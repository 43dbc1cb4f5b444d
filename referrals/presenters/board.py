"""The MASH board: which referral is next, what is missing, and what is known already."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from django.urls import reverse

from cse_portal.agencies.agency_types import KINDS, AgencyType, Group
from cse_portal.agencies.models import User
from cse_portal.core import clock
from referrals import queries
from referrals.models import AskedCheck, ReferredChild
from referrals.sources import SOURCES, Source
from referrals.workflow import GROUPS, OUTCOMES, CheckState, Outcome, Readiness, Status, readiness

# The columns of checks: one for each group of agencies, with the letters that stand above it.
COLUMNS: Sequence[tuple[str, str, frozenset[Group]]] = (
    ("CSC", "Children’s social care", frozenset({Group.SOCIAL_CARE})),
    ("Pol", "Police and justice", frozenset({Group.POLICE_AND_JUSTICE})),
    ("Hea", "Health", frozenset({Group.HEALTH})),
    ("Edu", "Education", frozenset({Group.EDUCATION})),
    ("You", "Young people’s services", frozenset({Group.YOUTH})),
    (
        "Oth",
        "Others",
        frozenset(
            set(Group) - {Group.SOCIAL_CARE, Group.POLICE_AND_JUSTICE, Group.HEALTH, Group.EDUCATION, Group.YOUTH}
        ),
    ),
)


@dataclass(frozen=True)
class Cell:
    """How it stands with one group of agencies: the worst of what they are asked comes first."""

    code: str
    words: str
    sign: str


NOT_ASKED = Cell("none", "not asked", "–")  # noqa: RUF001 - as it stands beneath the table
LATE, WAITING = Cell("late", "late, chased", "!"), Cell("waiting", "waiting", "◔")
ANSWERED = Cell("answered", "answered", "✓")


@dataclass(frozen=True)
class Line:
    """One child of a referral."""

    referred: ReferredChild
    cells: list[tuple[str, Cell]]
    known: list[str]
    person: User
    group: Readiness

    @property
    def url(self) -> str:
        return reverse("referrals:triage", kwargs={"ref": self.referred.ref})

    @property
    def came_from(self) -> str:
        return SOURCES[Source(self.referred.referral.source)]

    @property
    def has_it(self) -> str:
        taken = self.referred.taken_by
        return "" if taken is None else "You" if taken.user_id == self.person.pk else taken.user.name

    @property
    def button(self) -> str:
        if self.group is Readiness.NEW:
            return "Take"
        return "Decide" if self.group is Readiness.DECIDE else "Open"


@dataclass(frozen=True)
class Board:
    groups: list[tuple[str, str, list[Line]]]
    decided: list[ReferredChild]
    counts: list[tuple[int, str, str]]
    in_time: int | None
    at: datetime
    choice: str
    is_narrowed: bool

    @cached_property
    def is_empty(self) -> bool:
        return not any(lines for _, _, lines in self.groups)

    @property
    def columns(self) -> list[tuple[str, str]]:
        return [(short, title) for short, title, _ in COLUMNS]

    @property
    def decided_words(self) -> str:
        told = Counter(OUTCOMES[Outcome(one.outcome)].title.lower() for one in self.decided)
        return ", ".join(f"{number} {title}" for title, number in told.most_common())


def board_of(person: User, choice: str) -> Board:
    now, waiting = clock.now(), queries.board(person)
    checks = _by_referral(queries.checks_of_all(waiting))
    earlier = queries.earlier_of([one.case for one in waiting])
    lines = [_line(one, checks.get(one.pk, []), earlier, person, now) for one in waiting]
    shown = [line for line in lines if _fits(line, choice, person)]
    groups = [(*GROUPS[group], [line for line in shown if line.group is group]) for group in GROUPS]
    decided, month = queries.decided_today(person), queries.decided_in_time(person)
    return Board(
        groups=groups,
        decided=decided,
        counts=_counts(lines, len(decided), now),
        in_time=round(100 * month[1] / month[0]) if month[0] else None,
        at=now,
        choice=choice,
        is_narrowed=len(shown) < len(lines),
    )


CHOICES = {"": "Everyone’s", "mine": "Mine", "free": "Not taken", "red": "Red", "amber": "Amber", "green": "Green"}


def _fits(line: Line, choice: str, person: User) -> bool:
    one = line.referred
    answers = {
        "mine": one.taken_by is not None and one.taken_by.user_id == person.pk,
        "free": one.taken_by is None,
        one.rating: True,
        "": True,
    }
    return answers.get(choice, False)


def _counts(lines: Sequence[Line], decided: int, now: datetime) -> list[tuple[int, str, str]]:
    groups = Counter(line.group for line in lines)
    late = sum(line.referred.decide_by < now for line in lines)
    return [
        (late, "past a deadline", "red" if late else ""),
        (groups[Readiness.DECIDE], "ready to decide", "brand"),
        (groups[Readiness.CHECKS], "waiting for checks", ""),
        (groups[Readiness.NEW], "new, not taken", ""),
        (decided, "decided today", ""),
    ]


def _by_referral(checks: Iterable[AskedCheck]) -> dict[int, list[AskedCheck]]:
    found: dict[int, list[AskedCheck]] = {}
    for one in checks:
        found.setdefault(one.referred_id, []).append(one)
    return found


def _line(
    one: ReferredChild, checks: Sequence[AskedCheck], earlier: Mapping[int, int], person: User, now: datetime
) -> Line:
    waiting = [check for check in checks if check.is_open]
    group = readiness(
        Status(one.status),
        waiting=len(waiting),
        late=sum(check.due_at < now for check in waiting),
        is_overdue=one.decide_by < now,
    )
    return Line(one, cells(checks, now), list(known_of(one, earlier)), person, group)


def cells(checks: Sequence[AskedCheck], now: datetime) -> list[tuple[str, Cell]]:
    by_group: dict[Group, list[AskedCheck]] = {}
    for one in checks:
        group = KINDS[AgencyType(one.agency.kind)].group if one.agency.kind else Group.ELSEWHERE
        by_group.setdefault(group, []).append(one)
    return [
        (title, _cell([check for group in groups for check in by_group.get(group, [])], now))
        for _, title, groups in COLUMNS
    ]


def _cell(checks: Sequence[AskedCheck], now: datetime) -> Cell:
    if not checks:
        return NOT_ASKED
    waiting = [one for one in checks if one.state == CheckState.ASKED.value]
    if not waiting:
        return ANSWERED
    return LATE if any(one.due_at < now for one in waiting) else WAITING


def known_of(one: ReferredChild, earlier: Mapping[int, int]) -> Iterable[str]:
    """What the portal holds about this child already, in a few words."""
    case = one.case
    if case.risk is not None:
        yield f"Score {case.risk}"
    if case.stage == "at_mase":
        yield "At MASE"
    before = earlier.get(case.pk, 1) - 1
    if before:
        yield f"{before} other referral{'s' if before > 1 else ''}"
    if case.is_restricted:
        yield "Restricted"
    if one.circumstances:
        yield "Child protection"
