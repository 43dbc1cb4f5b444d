"""Memberships end, are suspended, changed and brought back; each takes effect on the very next request."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cse_portal.agencies import actions
from cse_portal.agencies.models import Agency, Membership, User
from cse_portal.agencies.roles import Role
from cse_portal.agencies.standing import NotAllowedNow
from cse_portal.audit.models import AuditEvent
from cse_portal.core.models import StaleRecord
from tests.factories import TEST

pytestmark = pytest.mark.django_db
MONDAY = datetime(2026, 11, 23, 9, 30, tzinfo=ZoneInfo("Europe/London"))
TODAY, DAY = MONDAY.date(), timedelta(days=1)
Cast = dict[str, User]


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(MONDAY, tick=False) as traveller:
        yield traveller


@pytest.fixture
def spoc(cast: Cast) -> User:
    Membership.objects.update(starts_on=TODAY - 100 * DAY)
    return cast["school_spoc"]


@pytest.fixture
def teaching(spoc: User, cast: Cast) -> Membership:
    return cast["teacher"].memberships.get()


def again(who: User) -> User:
    """As the next request finds them: what one request has read is not asked twice."""
    return User.objects.get(pk=who.pk)


def live(membership: Membership, on: date | None = None) -> bool:
    return Membership.objects.live(on).filter(pk=membership.pk).exists()


def kinds() -> list[str]:
    return list(AuditEvent.objects.order_by("pk").values_list("kind", flat=True))


def suspend(membership: Membership, by: User, **more: object) -> Membership:
    details = {"membership": membership, "reason": "Under investigation", "version": membership.version, "by": by}
    return actions.suspend_role(**{**details, **more})  # type: ignore[arg-type]


def end(membership: Membership, by: User, **more: object) -> Membership:
    details = {"membership": membership, "last_day": None, "reason": "Left", "version": membership.version, "by": by}
    return actions.end_role(**{**details, **more})  # type: ignore[arg-type]


def change(membership: Membership, role: Role, by: User, **more: object) -> Membership:
    details = {"from_day": TODAY, "reason": "Promoted", "version": membership.version}
    return actions.change_role(membership=membership, role=role, **{**details, **more}, by=by)  # type: ignore[arg-type]


def back(membership: Membership, by: User) -> Membership:
    membership.refresh_from_db()
    return actions.bring_back(membership=membership, version=membership.version, by=by)


# --- the next request ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("deed", [suspend, end])
def test_the_next_request_of_an_open_session_is_refused(
    client: Client, spoc: User, teaching: Membership, deed: object
) -> None:
    client.force_login(teaching.user)
    assert client.get("/").status_code == 200
    deed(teaching, spoc)  # type: ignore[operator]
    response = client.get("/")
    assert response.status_code == 403
    assert "You have no access at the moment" in response.content.decode()
    assert AuditEvent.objects.filter(kind="session.ended", detail__why="no_access").count() == 1


def test_switching_off_and_locking_take_every_membership_out_of_force(teaching: Membership) -> None:
    assert live(teaching)
    User.objects.filter(pk=teaching.user_id).update(is_active=False)
    assert not live(teaching)
    User.objects.filter(pk=teaching.user_id).update(is_active=True, locked_unused_at=MONDAY)
    assert not live(teaching)


def test_one_suspended_hat_leaves_the_others_on(client: Client, spoc: User, teaching: Membership) -> None:
    other = Agency.objects.get(name="Brackwater Youth Trust")
    actions.give_role(user=teaching.user, agency=other, role=Role.PRACTITIONER, by=TEST)
    client.force_login(teaching.user)
    suspend(teaching, spoc)
    assert client.get("/").status_code == 200
    assert list(Membership.objects.live().filter(user=teaching.user).values_list("agency__name", flat=True)) == [
        other.name
    ]


# --- suspending ------------------------------------------------------------------------------------------------


def test_a_suspension_is_lifted_by_whoever_may_give_the_role(spoc: User, teaching: Membership) -> None:
    held = suspend(teaching, spoc)
    assert (held.suspended_by, held.suspension_reason) == (spoc, "Under investigation")
    actions.lift_suspension(membership=held, reason="Cleared", version=held.version, by=spoc)
    assert live(teaching)
    assert kinds()[-2:] == ["membership.suspended", "membership.suspension_lifted"]


def test_what_the_partnership_manager_stopped_a_point_of_contact_does_not_give_back(cast: Cast, spoc: User) -> None:
    guest = actions.give_role(
        user=cast["outsider"], agency=spoc.memberships.get().agency, role=Role.MASE_MEMBER, by=TEST
    )
    held = suspend(guest, cast["lscb_manager"])
    with pytest.raises(NotAllowedNow):
        actions.lift_suspension(membership=held, reason="Please", version=held.version, by=spoc)
    actions.lift_suspension(membership=held, reason="Cleared", version=held.version, by=cast["lscb_manager"])
    assert live(guest)


def test_nobody_suspends_changes_or_brings_back_themself(spoc: User) -> None:
    own = spoc.memberships.get()
    with pytest.raises(NotAllowedNow):
        suspend(own, spoc)
    with pytest.raises(NotAllowedNow):
        change(own, Role.PRACTITIONER, spoc)


# --- who may ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("who", ["teacher", "team_manager", "system_administrator", "governance_lead", "police_spoc"])
@pytest.mark.parametrize("deed", [suspend, end])
def test_only_whoever_keeps_the_agencys_people_may(cast: Cast, teaching: Membership, who: str, deed: object) -> None:
    with pytest.raises(PermissionDenied):
        deed(teaching, cast[who])  # type: ignore[operator]
    assert live(teaching)


@pytest.mark.parametrize("role", [Role.MASH_OFFICER, Role.SSPL, Role.SYSTEM_ADMINISTRATOR, Role.POLICE_CSE_SPOC])
def test_a_point_of_contact_gives_nothing_that_reaches_beyond_the_agency(
    spoc: User, teaching: Membership, role: Role
) -> None:
    with pytest.raises(PermissionDenied):
        change(teaching, role, spoc)
    with pytest.raises(PermissionDenied):
        actions.give_role(user=teaching.user, agency=teaching.agency, role=role, by=spoc)


def test_nobody_gives_themself_a_role(cast: Cast, spoc: User) -> None:
    with pytest.raises(PermissionDenied):
        actions.give_role(user=spoc, agency=spoc.memberships.get().agency, role=Role.SOCIAL_WORKER, by=spoc)
    board = cast["lscb_manager"].memberships.get().agency
    with pytest.raises(PermissionDenied):
        actions.give_role(user=cast["lscb_manager"], agency=board, role=Role.SSPL, by=cast["lscb_manager"])


def test_a_deed_on_what_somebody_else_just_changed_is_refused(spoc: User, teaching: Membership) -> None:
    suspend(teaching, spoc)
    with pytest.raises(StaleRecord):
        end(teaching, spoc, version=teaching.version)


# --- leaving ---------------------------------------------------------------------------------------------------


def test_a_last_day_is_a_day_of_access_and_the_next_is_not(spoc: User, teaching: Membership) -> None:
    end(teaching, spoc, last_day=TODAY + 7 * DAY)
    assert live(teaching, TODAY + 7 * DAY)
    assert not live(teaching, TODAY + 8 * DAY)


def test_ending_at_once_leaves_yesterday_as_it_was(spoc: User, teaching: Membership) -> None:
    end(teaching, spoc)
    assert not live(teaching)
    assert live(teaching, TODAY - DAY)


def test_a_last_day_before_today_is_refused(spoc: User, teaching: Membership) -> None:
    with pytest.raises(NotAllowedNow):
        end(teaching, spoc, last_day=TODAY - DAY)


def test_the_last_point_of_contact_needs_a_successor_who_has_signed_in(client: Client, cast: Cast, spoc: User) -> None:
    own = spoc.memberships.get()
    with pytest.raises(NotAllowedNow, match="Invite your successor"):
        end(own, spoc)
    assert live(own)
    actions.give_role(user=cast["outsider"], agency=own.agency, role=Role.SPOC, by=TEST)
    with pytest.raises(NotAllowedNow, match="have signed in"):
        end(own, spoc)
    client.force_login(cast["outsider"])
    end(own, again(spoc))
    assert not live(own)


def test_two_last_points_of_contact_do_not_leave_one_after_the_other(client: Client, cast: Cast, spoc: User) -> None:
    own = spoc.memberships.get()
    theirs = actions.give_role(user=cast["outsider"], agency=own.agency, role=Role.SPOC, by=TEST)
    client.force_login(cast["outsider"])
    client.force_login(spoc)
    end(own, spoc, last_day=TODAY + 5 * DAY)
    with pytest.raises(NotAllowedNow):
        end(theirs, again(cast["outsider"]), last_day=TODAY + 9 * DAY)


@pytest.fixture
def leads(cast: Cast, spoc: User) -> tuple[Membership, Membership]:
    """Both have signed in."""
    people = [cast[key] for key in ("governance_lead", "second_governance_lead")]
    User.objects.filter(pk__in=[one.pk for one in people]).update(last_login=MONDAY)
    first, second = (one.memberships.get() for one in people)
    return first, second


def test_the_last_governance_lead_does_not_go(cast: Cast, leads: tuple[Membership, Membership]) -> None:
    first, second = leads
    manager = cast["lscb_manager"]
    end(first, manager)
    for deed in (
        lambda: end(second, manager),
        lambda: end(second, manager, last_day=TODAY + 9 * DAY),
        lambda: change(second, Role.AUDITOR, manager),
    ):
        with pytest.raises(NotAllowedNow, match="Nobody else looks after information governance"):
            deed()
    assert live(second)
    back(first, manager)
    end(second, manager)
    assert not live(second)


def test_a_lead_who_never_signed_in_or_leaves_as_well_is_no_successor(
    cast: Cast, leads: tuple[Membership, Membership]
) -> None:
    first, second = leads
    User.objects.filter(pk=first.user_id).update(last_login=None)
    with pytest.raises(NotAllowedNow):
        end(second, cast["lscb_manager"])
    User.objects.filter(pk=first.user_id).update(last_login=MONDAY)
    end(first, cast["lscb_manager"], last_day=TODAY + 3 * DAY)
    with pytest.raises(NotAllowedNow):
        end(second, cast["lscb_manager"], last_day=TODAY + 5 * DAY)
    end(second, cast["lscb_manager"], last_day=TODAY + DAY)


def test_a_suspension_bites_whoever_it_is_and_may_then_become_an_end(
    cast: Cast, leads: tuple[Membership, Membership]
) -> None:
    for one in leads:
        suspend(one, cast["lscb_manager"])
        assert not live(one)
        one.refresh_from_db()
        end(one, cast["lscb_manager"])


def test_the_last_partnership_manager_needs_a_successor_too(cast: Cast) -> None:
    with pytest.raises(NotAllowedNow):
        end(cast["lscb_manager"].memberships.get(), cast["lscb_manager"])


# --- changing, and undoing -------------------------------------------------------------------------------------


def test_a_change_ends_one_membership_and_begins_another(spoc: User, teaching: Membership) -> None:
    after = change(teaching, Role.SAFEGUARDING_ADVISER, spoc)
    assert (after.follows, after.starts_on, after.get_role()) == (teaching, TODAY, Role.SAFEGUARDING_ADVISER)
    assert live(after)
    assert not live(teaching)
    assert live(teaching, TODAY - DAY)


def test_a_change_from_a_later_day_leaves_no_gap_and_no_overlap(spoc: User, teaching: Membership) -> None:
    after = change(teaching, Role.SAFEGUARDING_ADVISER, spoc, from_day=TODAY + 5 * DAY)
    for day in (TODAY + n * DAY for n in range(10)):
        assert [live(teaching, day), live(after, day)].count(True) == 1


def test_bringing_back_restores_what_was(spoc: User, teaching: Membership) -> None:
    Membership.objects.filter(pk=teaching.pk).update(ends_on=TODAY + 50 * DAY)
    teaching.refresh_from_db()
    after = change(teaching, Role.SAFEGUARDING_ADVISER, spoc)
    assert after.ends_on == TODAY + 50 * DAY
    restored = back(teaching, spoc)
    assert (restored.ends_on, restored.ended_by, restored.end_reason) == (TODAY + 50 * DAY, None, "")
    assert live(teaching)
    assert not live(after)
    assert kinds()[-1] == "membership.brought_back"


def test_bringing_back_is_over_with_the_day_but_not_before_a_last_day(
    spoc: User, teaching: Membership, clock: time_machine.Traveller
) -> None:
    end(teaching, spoc)
    clock.move_to(MONDAY + DAY)
    with pytest.raises(NotAllowedNow):
        back(teaching, spoc)
    clock.move_to(MONDAY)
    back(teaching, spoc)
    teaching.refresh_from_db()
    end(teaching, spoc, last_day=TODAY + 9 * DAY)
    clock.move_to(MONDAY + 9 * DAY)
    assert live(back(teaching, again(spoc)), TODAY + 99 * DAY)


def test_a_change_that_had_not_begun_is_gone_when_undone(spoc: User, teaching: Membership) -> None:
    after = change(teaching, Role.SAFEGUARDING_ADVISER, spoc, from_day=TODAY + 5 * DAY)
    back(teaching, spoc)
    assert list(Membership.objects.not_over().filter(user=teaching.user)) == [teaching]
    assert not live(after, TODAY + 5 * DAY)


def test_the_same_role_is_not_held_twice(spoc: User, teaching: Membership) -> None:
    with pytest.raises(NotAllowedNow):
        actions.give_role(user=teaching.user, agency=teaching.agency, role=Role.PRACTITIONER, by=spoc)
    end(teaching, spoc)
    actions.give_role(user=teaching.user, agency=teaching.agency, role=Role.PRACTITIONER, by=spoc)
    with pytest.raises(NotAllowedNow):
        back(teaching, spoc)


# --- one definition --------------------------------------------------------------------------------------------


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    starts=st.integers(-20, 20),
    lasts=st.none() | st.integers(0, 20),
    stopped=st.booleans(),
    suspended=st.booleans(),
    on=st.integers(-25, 45),
)
def test_the_database_and_the_rule_agree_on_who_is_live(
    teaching: Membership, starts: int, lasts: int | None, stopped: bool, suspended: bool, on: int
) -> None:
    is_ended = lasts is not None
    Membership.objects.filter(pk=teaching.pk).update(
        starts_on=TODAY + starts * DAY,
        ends_on=TODAY + (starts + lasts) * DAY if lasts is not None else None,
        ended_at=MONDAY if is_ended else None,
        ended_by=teaching.user if is_ended else None,
        end_reason="Left" if is_ended else "",
        stopped_at=MONDAY if is_ended and stopped else None,
        suspended_at=MONDAY if suspended else None,
        suspended_by=teaching.user if suspended else None,
        suspension_reason="Asked" if suspended else "",
    )
    teaching.refresh_from_db()
    day = TODAY + on * DAY
    assert live(teaching, day) == teaching.post.is_live(day)
    over = Membership.objects.over(day).filter(pk=teaching.pk).exists()
    assert over == teaching.post.is_over(day) != Membership.objects.not_over(day).filter(pk=teaching.pk).exists()
