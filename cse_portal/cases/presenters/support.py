"""Who works with a child, and where they learn, live and are treated, as far as this person may see it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from cse_portal.cases import child_queries as queries
from cse_portal.cases.ecomap import Supporter
from cse_portal.cases.models import Case, CaseMember, Involvement, ServiceAround

BY_NAME_ALONE = "On record by name alone"


@dataclass(frozen=True)
class Around:
    """A person at work or a service: as drawn, and since when."""

    drawn: Supporter
    since: date | None = None
    what_for: str = ""

    @property
    def name(self) -> str:
        return self.drawn.name

    @property
    def words(self) -> str:
        return self.drawn.words

    @property
    def is_trusted_most(self) -> bool:
        return self.drawn.is_trusted_most


def trusted_most(case: Case, name: str) -> bool:
    """The case says with whom the best relationship is in free words: “Ms Okafor, art teacher”."""
    return bool(re.match(rf"\s*{re.escape(name.strip())}\s*($|[,;(:-])", case.best_relationship, re.IGNORECASE))


def services_around(case: Case, *, names: Sequence[str]) -> list[Around]:
    """`names`: those of the family and friends, of whom one may be the most trusted."""
    team = list(_team(case))
    found = [*(team or _lead(case)), *_services(case), *_agencies(case), *_places(case)]
    if _is_named(case, names, found):
        return found
    return [*_trusted(case), *found]


def _is_named(case: Case, names: Sequence[str], found: Iterable[Around]) -> bool:
    return any(trusted_most(case, name) for name in names) or any(one.is_trusted_most for one in found)


def _trusted(case: Case) -> Iterable[Around]:
    """Somebody who stands nowhere else on the record."""
    with_whom = case.best_relationship_with
    name = case.best_relationship or (with_whom.user.name if with_whom else "")
    if name:
        yield Around(Supporter("trusted", name, BY_NAME_ALONE, is_trusted_most=True))


def _team(case: Case) -> Iterable[Around]:
    for one in CaseMember.objects.current().with_people().filter(case=case):
        name = one.membership.user.name
        is_most = one.membership_id == case.best_relationship_with_id or trusted_most(case, name)
        words = f"{one.title}, {one.membership.agency.name}"
        yield Around(Supporter(f"member-{one.ref}", name, words, is_trusted_most=is_most), one.since)


def _services(case: Case) -> Iterable[Around]:
    for one in ServiceAround.objects.current().filter(case=case):
        drawn = Supporter(f"service-{one.ref}", one.name, one.service, is_trusted_most=trusted_most(case, one.name))
        yield Around(drawn, one.since, one.what_for)


def _lead(case: Case) -> Iterable[Around]:
    """Where nobody has a part in the case yet."""
    yield Around(Supporter("lead", case.lead_agency.name, "Leads this case", is_person=False))


def _agencies(case: Case) -> Iterable[Around]:
    for one in Involvement.objects.current().filter(case=case).select_related("agency"):
        drawn = Supporter(f"agency-{one.ref}", one.agency.name, "Agency involved", is_person=False)
        yield Around(drawn, one.since, one.purpose)


def _places(case: Case) -> Iterable[Around]:
    child = case.child
    for school in queries.schools_of(child):
        if school.place:
            drawn = Supporter(school.ref, school.place, f"School or college: {_low(school.get_status_display())}")
            yield Around(_no_person(drawn), school.since)
    for health in queries.health_of(child):
        yield Around(_no_person(Supporter(health.ref, health.name, str(health.get_kind_display()))), health.since)
    for placement in queries.placements_of(child):
        kind = str(placement.get_kind_display())
        words = f"Placement: {_low(kind)}" if placement.carer else "Placement"
        drawn = Supporter(placement.ref, placement.carer or kind, words)
        yield Around(_no_person(drawn), placement.since)


def _no_person(one: Supporter) -> Supporter:
    return Supporter(one.key, one.name, one.words, one.between, is_person=False)


def _low(words: str) -> str:
    return words[:1].lower() + words[1:]
