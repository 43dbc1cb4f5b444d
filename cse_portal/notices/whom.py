"""Who stands on each rung for a batch of work: asked of the database once, whatever the batch holds."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import connection
from django.db.models import Q

from cse_portal.agencies.models import Agency, Delegation, Membership
from cse_portal.agencies.models.people import local_day
from cse_portal.agencies.partnership_settings import timescales_of
from cse_portal.agencies.roles import MAY, Permission, Role
from cse_portal.worklist.ladders import Amounts, Ladder, Told
from cse_portal.worklist.models import DueItem

MANAGERS = frozenset({Role.CSC_TEAM_MANAGER, Role.MASH_MANAGER})
CONTACTS = frozenset({Role.SPOC, Role.POLICE_CSE_SPOC})
LEADS = frozenset({Role.SSPL})
BOARD = frozenset({Role.LSCB_MANAGER})
RUNS = frozenset(role for role in Role if Permission.AGENCY_WORK in MAY[role])
ROLES_ABOVE: dict[Told, frozenset[Role]] = {
    Told.MANAGER: MANAGERS,
    Told.CONTACT: CONTACTS,
    Told.LEAD: LEADS,
    Told.BOARD: BOARD,
}
OF_THE_PARTNERSHIP = frozenset({Told.LEAD, Told.BOARD})


@dataclass(frozen=True)
class Answer:
    """On which rung somebody was found, and who."""

    rung: Told
    people: frozenset[int]


class Whom:
    def __init__(self, items: Sequence[DueItem], now: datetime) -> None:
        self.now = now
        agencies = {item.agency_id for item in items}
        found = Agency.objects.filter(pk__in=agencies).select_related("partnership")
        self.partnership_of = {one.pk: one.partnership_id for one in found}
        self._amounts = {one.partnership_id: one.partnership for one in found}
        self._known_amounts: dict[int, Amounts] = {}
        self._holders: dict[tuple[str, int], dict[Role, set[int]]] = defaultdict(lambda: defaultdict(set))
        self._works_in: set[tuple[int, int]] = set()
        self._read_memberships(agencies)
        self._stands_in = self._delegates({item.person_id for item in items if item.person_id})
        self._restricted = restricted_among({item.case_ref for item in items if item.case_ref})
        self._may_know: dict[tuple[str, int], bool] = {}

    def amounts(self, item: DueItem) -> Amounts:
        number = self.partnership_of[item.agency_id]
        if number not in self._known_amounts:
            self._known_amounts[number] = timescales_of(self._amounts[number])
        return self._known_amounts[number]

    def told(self, item: DueItem, ladder: Ladder, wanted: Told) -> Answer:
        """The rung that is meant; where nobody stands on it, or may know of the case, the next one above."""
        rungs = list(Told)
        ways = {step.told for step in ladder.steps} | {Told.CONTACT, Told.BOARD}
        for rung in rungs[rungs.index(wanted) :]:
            people = self._on(item, rung) if rung in ways else frozenset()
            if people:
                return Answer(rung, people)
        return Answer(Told.BOARD, frozenset())

    def _on(self, item: DueItem, rung: Told) -> frozenset[int]:
        if rung is Told.WORKER:
            return self._workers(item)
        if rung in OF_THE_PARTNERSHIP:
            there = self._holders["partnership", self.partnership_of[item.agency_id]]
        else:
            there = self._holders["agency", item.agency_id]
        people = {one for role in ROLES_ABOVE[rung] for one in there.get(role, ())} - {item.person_id}
        return frozenset(people if rung is Told.BOARD else self._who_may_know(item, people))

    def _workers(self, item: DueItem) -> frozenset[int]:
        """The person and whoever stands in; whoever has the role; whoever runs the agency's work."""
        there = self._holders["agency", item.agency_id]
        if item.person_id:
            if (item.person_id, item.agency_id) not in self._works_in:
                return frozenset()
            stand_in = self._stands_in[item.person_id, item.agency_id]
            return frozenset({item.person_id, *self._who_may_know(item, stand_in)})
        if item.role:
            return frozenset(there.get(Role(item.role), ()))
        return frozenset(one for role in RUNS for one in there.get(role, ()))

    def _who_may_know(self, item: DueItem, people: Iterable[int]) -> set[int]:
        if item.case_ref not in self._restricted:
            return set(people)
        return {one for one in people if self._may(item.case_ref, one)}

    def _may(self, case_ref: str, person: int) -> bool:
        if (case_ref, person) not in self._may_know:
            with connection.cursor() as cursor:
                cursor.execute("select portal.may_be_told(%s, %s, %s)", [case_ref, person, self.now])
                self._may_know[case_ref, person] = bool(cursor.fetchone()[0])
        return self._may_know[case_ref, person]

    def _read_memberships(self, agencies: Collection[int]) -> None:
        above = Q(role__in=LEADS | BOARD, agency__partnership__in=set(self.partnership_of.values()))
        held = Membership.objects.live(local_day(self.now)).filter(Q(agency__in=agencies) | above)
        rows = held.values_list("user_id", "agency_id", "role", "agency__partnership_id")
        for user, agency, code, partnership in rows:
            role = Role(code)
            self._works_in.add((user, agency))
            self._holders["agency", agency][role].add(user)
            if role in LEADS | BOARD:
                self._holders["partnership", partnership][role].add(user)

    def _delegates(self, people: Collection[int]) -> dict[tuple[int, int], set[int]]:
        found: dict[tuple[int, int], set[int]] = defaultdict(set)
        away = Delegation.objects.live(local_day(self.now)).filter(membership__user__in=people)
        for person, agency, delegate in away.values_list("membership__user", "membership__agency", "delegate__user"):
            found[person, agency].add(delegate)
        return found


def restricted_among(refs: Collection[str]) -> frozenset[str]:
    if not refs:
        return frozenset()
    with connection.cursor() as cursor:
        cursor.execute("select portal.restricted_among(%s)", [sorted(refs)])
        return frozenset(cursor.fetchone()[0])
