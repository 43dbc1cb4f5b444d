"""Whatever happens to grants, restrictions, posts and absences: Python, the lists and the database give one answer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection, transaction
from django.db.models import F
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cse_portal.agencies import access
from cse_portal.agencies.actions import (
    add_agency,
    add_person,
    delegate_work,
    end_delegation,
    found_partnership,
    give_role,
)
from cse_portal.agencies.models import Agency, Delegation, Membership, User
from cse_portal.agencies.reasons import Reason
from cse_portal.agencies.roles import Role
from cse_portal.agencies.sight import Sight
from cse_portal.agencies.standing import NotAllowedNow
from cse_portal.cases.actions import (
    grant_to_agency,
    grant_to_oversight,
    grant_to_person,
    lift_restriction,
    open_case,
    restrict,
    revoke,
    sweep_ended_grants,
)
from cse_portal.cases.models import Case, CaseGrant
from cse_portal.core import clock, wall
from tests.access.relations import (
    BY_AGENCY,
    BY_NAME,
    BY_PANEL,
    OVER_ALL,
)
from tests.factories import TEST

ROLES = (Role.SOCIAL_WORKER, Role.SPOC, Role.SSPL, Role.MASE_CO_CHAIR, Role.ELECTED_MEMBER)
NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
BY_GROUP = {Reason.AGENCY: BY_AGENCY, Reason.CSE: OVER_ALL, Reason.MASE: BY_PANEL}


@dataclass
class Play:
    agencies: list[Agency]
    hats: list[Membership]
    cases: list[Case] = field(default_factory=list)


def begin() -> Play:
    rings = {"mash_phone": "01632 960200", "out_of_hours_phone": "01632 960299"}
    of = found_partnership(name="Larkmere Partnership", short_name="Larkmere", **rings, by=TEST)
    agencies = [add_agency(partnership=of, name=name, by=TEST) for name in ("Fernhill", "Brackwater")]
    hats = []
    for number, role in enumerate(ROLES):
        new = add_person(email=f"{role}@larkmere.example", name=f"Person {number}", by=TEST)
        hats.append(give_role(user=new, agency=agencies[0], role=role, by=TEST))
    play = Play(agencies, hats)
    for agency in agencies:
        names = {"given_names": "Maya", "family_name": "Rowan", "born_on": None}
        play.cases.append(open_case(**names, lead_agency=agency, by=TEST))
    return play


# ── What may happen: each step takes two numbers, and chooses by them whom and what it is about ──────────────────
def name(play: Play, a: int, b: int) -> None:
    hat = play.hats[a % len(play.hats)]
    if hat.get_role() in BY_NAME:
        until = clock.now() + timedelta(hours=b) if b else None
        grant_to_person(case=play.cases[b % 2], membership=hat, until=until, by=TEST)


def audit(play: Play, a: int, b: int) -> None:
    hat = play.hats[a % len(play.hats)]
    if hat.get_role() in BY_NAME:
        until = clock.now() + timedelta(hours=b + 1)
        grant_to_person(case=play.cases[a % 2], membership=hat, reason=Reason.AUDIT, until=until, by=TEST)


def to_agency(play: Play, a: int, b: int) -> None:
    grant_to_agency(case=play.cases[a % 2], agency=play.agencies[b % 2], by=TEST)


def to_panel(play: Play, a: int, b: int) -> None:
    grant_to_oversight(case=play.cases[a % 2], sight=Sight.MASE, by=TEST)


def take_away(play: Play, a: int, b: int) -> None:
    with wall.as_system("test"):
        live = list(CaseGrant.objects.live().filter(content_object=play.cases[a % 2]).order_by("pk"))
    if live:
        revoke(grant=live[b % len(live)], why="No longer needed", by=TEST)


def close_off(play: Play, a: int, b: int) -> None:
    hat = play.hats[b % len(play.hats)]
    if hat.get_role() in BY_NAME:
        restrict(case=play.cases[a % 2], why="Child of a colleague", keep=[hat], by=TEST)


def open_up(play: Play, a: int, b: int) -> None:
    lift_restriction(case=play.cases[a % 2], why="No longer", by=TEST)


def suspend(play: Play, a: int, b: int) -> None:
    hat = play.hats[a % len(play.hats)]
    by = play.hats[0].user
    if b % 2:
        Membership.objects.filter(pk=hat.pk).update(suspended_at=None, suspended_by=None, suspension_reason="")
    else:
        Membership.objects.filter(pk=hat.pk).update(suspended_at=NOON, suspended_by=by, suspension_reason="Asked to")


def switch(play: Play, a: int, b: int) -> None:
    User.objects.filter(pk=play.hats[a % len(play.hats)].user_id).update(is_active=bool(b % 2))


def stand_in(play: Play, a: int, b: int) -> None:
    away, delegate = play.hats[a % len(play.hats)], play.hats[b % len(play.hats)]
    days = {"starts_on": clock.today(), "ends_on": clock.today() + timedelta(days=b % 2)}
    by = User.objects.get(pk=away.user_id)
    if away != delegate:
        delegate_work(membership=away, delegate=delegate, **days, reason="", by=by)


def come_back(play: Play, a: int, b: int) -> None:
    for made in Delegation.objects.not_ended().select_related("membership__user")[:1]:
        end_delegation(delegation=made, version=made.version, by=User.objects.get(pk=made.membership.user_id))


def sweep(play: Play, a: int, b: int) -> None:
    sweep_ended_grants()


STEPS: dict[str, Callable[[Play, int, int], None]] = {
    one.__name__: one
    for one in (
        *(name, audit, to_agency, to_panel, take_away, close_off, open_up),
        *(suspend, switch, stand_in, come_back, sweep),
    )
}
steps = st.lists(
    st.tuples(st.sampled_from([*STEPS, "wait"]), st.integers(0, 9), st.integers(0, 9)), min_size=1, max_size=9
)


# ── Who answers ──────────────────────────────────────────────────────────────────────────────────────────────────
def by_the_rules(hat: Membership, case: Case) -> bool:
    """From the rows alone, in words of its own."""
    lives = set(Membership.objects.live().values_list("pk", flat=True))
    if hat.pk not in lives:
        return False
    stood_in_for = set(
        Delegation.objects.not_over()
        .filter(delegate=hat, starts_on__lte=clock.today())
        .values_list("membership", flat=True)
    )
    role, now = hat.get_role(), clock.now()
    with wall.as_system("test"):
        is_restricted = Case.objects.get(pk=case.pk).is_restricted
        mine = {hat.pk} if is_restricted else {hat.pk} | (stood_in_for & lives)
        rows = list(CaseGrant.objects.filter(content_object=case).annotate(of=F("group__access__agency")))
    for row in rows:
        if row.valid_from > now or (row.valid_until is not None and row.valid_until <= now):
            continue
        if row.membership_id is not None and row.membership_id in mine and role in BY_NAME:
            return True
        reason = Reason(row.reason)
        if row.group_id and role in BY_GROUP[reason] and row.of in (None, hat.agency_id):
            return True
    return False


def answers(hat: Membership, case: Case) -> dict[str, bool]:
    person = User.objects.get(pk=hat.user_id)
    with access.acting_for(person), connection.cursor() as cursor:

        def sql(question: str, *values: Any) -> bool:
            cursor.execute(f"select exists ({question})", values)
            return bool(cursor.fetchone()[0])

        return {
            "the list": case in access.page(person, Case.objects.all()).cases,
            "visible_to": Case.objects.visible_to(person).filter(pk=case.pk).exists(),
            "can_see": access.can_see(person, case),
            "explain": bool(access.explain(person, case)),
            "granted": bool(access.granted(person, case)),
            "the wall": sql("select from cases_case where id = %s", case.pk),
            "the wall of grants": sql("select from cases_casegrant where case_id = %s", case.pk),
            "the child's wall": sql("select from cases_child where id = %s", case.child_id),
            "who_sees": sql("select from portal.who_sees(%s)", case.pk),
        }


def disagreements(play: Play) -> list[str]:
    found = []
    for hat in play.hats:
        seen = 0
        for number, case in enumerate(play.cases):
            expected = by_the_rules(hat, case)
            seen += expected
            said = answers(hat, case)
            found += [
                f"{who} says {yes} of case {number} to {hat.role}" for who, yes in said.items() if yes != expected
            ]
        person = User.objects.get(pk=hat.user_id)
        with access.acting_for(person):
            if access.count(person) != seen:
                found.append(f"the count of {hat.role}")
    return found


@pytest.mark.django_db
@settings(
    max_examples=25,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(happened=steps)
def test_all_who_answer_agree_whatever_happened(happened: list[tuple[str, int, int]]) -> None:
    with time_machine.travel(NOON, tick=False) as frozen, transaction.atomic():
        play = begin()
        for step, a, b in happened:
            if step == "wait":
                frozen.shift(timedelta(hours=a))
                continue
            try:
                with transaction.atomic():
                    STEPS[step](play, a, b)
            except NotAllowedNow:
                continue  # it makes no sense just now: nothing happened
        assert disagreements(play) == []
        transaction.set_rollback(True)


@pytest.mark.django_db
def test_each_step_does_something() -> None:
    """On a play with one of everything, so that no step is a name only."""
    with time_machine.travel(NOON, tick=False), transaction.atomic():
        play = begin()
        for step, a, b in (
            *(("name", 0, 2), ("audit", 1, 3), ("to_agency", 1, 0), ("to_panel", 0, 0), ("stand_in", 0, 1)),
            *(("take_away", 0, 0), ("close_off", 1, 0), ("open_up", 1, 0), ("suspend", 1, 0), ("come_back", 0, 0)),
        ):
            STEPS[step](play, a, b)
            assert disagreements(play) == [], step
        transaction.set_rollback(True)
