"""Who can see a case now, in a few lines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from cse_portal.agencies.reasons import OF_GROUPS, Reason, about_other
from cse_portal.cases.queries import Seer

# Whole groups; of agencies alone it is said how many they are.
GROUPS: Mapping[Reason, tuple[str, str]] = {
    Reason.AGENCY: ("agencies", "everyone there whose role sees the agency’s cases"),
    Reason.CSE: ("Oversight", "everyone whose role oversees every case"),
    Reason.MASE: ("The panel", "everyone whose role sees what was referred to it"),
}


@dataclass(frozen=True)
class Seen:
    """How many, and why."""

    who: str
    why: str


def seen_by(seers: list[Seer]) -> list[Seen]:
    counted = Counter(Reason(one.reason) for one in seers if one.is_at_work)
    return [_seen(reason, counted[reason]) for reason in Reason if counted[reason]]


def _seen(reason: Reason, number: int) -> Seen:
    if reason == Reason.AGENCY:
        return Seen(f"{number} {'agency' if number == 1 else 'agencies'}", GROUPS[reason][1])
    if reason in OF_GROUPS:
        return Seen(*GROUPS[reason])
    why = about_other(reason)
    return Seen(f"{number} {'person' if number == 1 else 'people'}", why[:1].lower() + why[1:])
