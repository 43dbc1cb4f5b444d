"""However many records are merged, in whatever order: taken apart in the reverse order, all is as it was."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from cse_portal.agencies.models import Membership, User
from cse_portal.agencies.roles import Role
from cse_portal.cases.actions import (
    Crime,
    Share,
    add_member,
    add_police_reference,
    add_service,
    allocate_case,
    involve_agency,
)
from cse_portal.cases.actions.child import renew_keys
from cse_portal.cases.merging import OpenCase, clashing, differing
from cse_portal.cases.models import Address, Case, Child, ChildName, Entry, Identifier, LikelyPair, Question
from cse_portal.cases.sharing import Asked, Basis
from cse_portal.cases.team import Part
from cse_portal.cases.workflow import Stage, deed_between
from cse_portal.core import clock, wall
from tests.factories import TEST, agency_of
from tests.integration.cases.conftest import Cast
from tests.integration.cases.pairs import case_of, merge_two, person_for, take_apart
from tests.integration.cases.snapshots import snapshot, steps

pytestmark = pytest.mark.django_db
CHILDREN = 4
STAGES = [one.value for one in Stage if deed_between(one, Stage.CLOSED)]

child = st.fixed_dictionaries(
    {
        "language": st.sampled_from(["", "Yoruba", "English"]),
        "sex": st.sampled_from(["", "female", "male"]),
        "disabilities": st.sampled_from([[], ["AUT"], ["LD", "AUT"]]),
        "born_on": st.sampled_from([date(2011, 5, 4), date(2010, 1, 31)]),
        "numbers": st.sets(st.sampled_from(["nhs", "upn", "police"]), max_size=2),
        "asked": st.booleans(),
        "born_is": st.sampled_from(["known", "estimated", "not_known"]),
        "stage": st.sampled_from([*STAGES, "closed"]),
        "is_allocated": st.booleans(),
    }
)
worlds = st.lists(child, min_size=CHILDREN, max_size=CHILDREN)
choices = st.lists(
    st.tuples(st.integers(0, 9), st.integers(0, 9), st.booleans(), st.booleans()), min_size=1, max_size=CHILDREN - 1
)


@settings(
    max_examples=12,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],  # a whole world each: shrinking takes longer than reading
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(worlds, choices)
def test_so_many_merges_and_as_many_takings_apart_change_nothing(cast: Cast, world: Any, chosen: Any) -> None:
    with transaction.atomic():
        cases = [_made(number, one, cast) for number, one in enumerate(world)]
        agency = agency_of(cast["social_worker"])
        people = (person_for(Role.MASH_OFFICER, agency, *cases), person_for(Role.MASH_MANAGER, agency, *cases))
        before, done, path = snapshot(), [], steps()
        for one, other, first_is_kept, second_says in chosen:
            there = _whole_records()
            pair = _pair(there[one % len(there)], there[other % len(there)])
            if pair is not None:
                done.append((pair, snapshot()))
                _merge(pair, people, first_is_kept, "second" if second_says else "first")
        for pair, then in reversed(done):
            assert take_apart(pair, people) == []
            assert snapshot() == then
        assert snapshot() == before
        assert steps()[: len(path)] == path
        transaction.set_rollback(True)


def _made(number: int, about: dict[str, Any], cast: Cast) -> Case:
    agency = agency_of(cast["social_worker"])
    case = case_of(agency, given_names=f"Child {number}", family_name="Canaryname", born_on=about["born_on"])
    with wall.as_system("test"):
        told = {name: about[name] for name in ("language", "sex", "disabilities")}
        born = {"born_is": about["born_is"], **({"born_on": None} if about["born_is"] == "not_known" else {})}
        Child.objects.filter(pk=case.child_id).update(**told, **born)
        for kind in about["numbers"]:
            Identifier.objects.create(child_id=case.child_id, kind=kind, value=f"{kind} {number}")
        Address.objects.create(child_id=case.child_id, kind="home", lines=f"{number} Canary Row")
        ChildName.objects.create(child_id=case.child_id, kind="alias", name=f"Alias {number}")
        if about["asked"]:
            terms = {"ask_by": clock.today(), "asked_by": cast["social_worker"], "agency": agency}
            Question.objects.create(child_id=case.child_id, fact="gp", who_could_know="Mother", **terms)
        renew_keys(case.child)
        _around(case, number, about["is_allocated"], cast)
        closed_on = clock.today() if about["stage"] == "closed" else None
        Case.objects.filter(pk=case.pk).update(stage=about["stage"], closed_on=closed_on)
    return case


def _around(case: Case, number: int, is_allocated: bool, cast: Cast) -> None:
    """A row in every table that hangs on a case."""
    worker, school = Membership.objects.get(user=cast["social_worker"]), agency_of(cast["school_spoc"])
    if is_allocated:
        allocate_case(case=case, worker=worker, version=Case.objects.get(pk=case.pk).version, by=TEST)
    else:
        add_member(case=case, membership=worker, part=Part.SUPERVISOR, by=TEST)
    share = Share(school, "Knows the child", Basis.PUBLIC_TASK, Asked.AGREED, sees_case=True)
    involve_agency(case=case, share=share, by=TEST)
    words = {"name": "Ola Canary", "service": "Youth club", "what_for": "Football"}
    add_service(case=case, since=clock.today(), by=TEST, **words)
    add_police_reference(case=case, crime=Crime(f"CRIS 123456{number}/26"), by=TEST)
    written = {"agency": case.lead_agency, "written_by": cast["social_worker"]}
    Entry.objects.create(case=case, happened_on=clock.today(), words="Came late", **written)


def _whole_records() -> list[Child]:
    with wall.as_system("test"):
        return list(Child.objects.filter(merged_into__isnull=True).order_by("pk"))


def _pair(one: Child, other: Child) -> LikelyPair | None:
    if one.pk == other.pk:
        return None
    first, second = sorted((one, other), key=lambda child: child.pk)
    with wall.as_system("test"):
        return LikelyPair.objects.create(first=first, second=second, whys=["name"], score=50, found_on=clock.today())


def _merge(pair: LikelyPair, people: tuple[User, User], first_is_kept: bool, side: str) -> None:
    with wall.as_system("test"):
        open_ones = Case.objects.filter(child__in=[pair.first, pair.second], closed_on__isnull=True)
        clashes = clashing([OpenCase(case.ref, case.partnership_id) for case in open_ones.order_by("pk")])
    merge_two(
        pair,
        people,
        kept="first" if first_is_kept else "second",
        closes=[case.ref for clash in clashes for case in clash[1:]],
        values_from=dict.fromkeys(differing(pair.first, pair.second), side),
    )
