"""Somebody stands in for somebody else: in one agency, on days that do not overlap, without gaining a role."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from cse_portal.agencies import access, actions
from cse_portal.agencies.models import Delegation, Membership, User
from cse_portal.agencies.roles import Permission, Role
from cse_portal.agencies.standing import NotAllowedNow
from tests.factories import TEST

pytestmark = pytest.mark.django_db
MONDAY = datetime(2026, 11, 23, 9, 30, tzinfo=ZoneInfo("Europe/London"))
TODAY, DAY = MONDAY.date(), timedelta(days=1)
Cast = dict[str, User]


@pytest.fixture(autouse=True)
def _on_a_monday() -> Iterator[None]:
    with time_machine.travel(MONDAY, tick=False):
        yield


def held(who: User) -> Membership:
    return who.memberships.get()


def delegate(of: User, to: User, by: User, **days: object) -> Delegation:
    details = {"starts_on": TODAY, "ends_on": TODAY + 4 * DAY, "reason": "On leave", **days}
    return actions.delegate_work(membership=held(of), delegate=held(to), **details, by=by)  # type: ignore[arg-type]


def live(on: int = 0) -> list[Delegation]:
    return list(Delegation.objects.live(TODAY + on * DAY))


def test_it_is_in_force_from_its_first_day_to_its_last(cast: Cast) -> None:
    made = delegate(cast["school_spoc"], cast["teacher"], cast["school_spoc"], starts_on=TODAY + DAY)
    assert [bool(live(day)) for day in (0, 1, 4, 5)] == [False, True, True, False]
    assert list(Delegation.objects.live(TODAY + DAY).to(cast["teacher"])) == [made]


def test_the_point_of_contact_may_say_it_for_somebody_and_nobody_else(cast: Cast) -> None:
    assert delegate(cast["teacher"], cast["school_spoc"], cast["school_spoc"])
    for outsider in ("police_spoc", "team_manager", "outsider"):
        with pytest.raises(PermissionDenied):
            delegate(cast["teacher"], cast["school_spoc"], cast[outsider])


def test_the_delegate_gains_no_role(cast: Cast) -> None:
    delegate(cast["school_spoc"], cast["teacher"], cast["school_spoc"])
    assert not access.can(User.objects.get(pk=cast["teacher"].pk), Permission.MANAGE_PEOPLE)


def test_only_a_colleague_stands_in(cast: Cast) -> None:
    for other in ("social_worker", "school_spoc"):
        with pytest.raises(PermissionDenied):
            delegate(cast["school_spoc"], cast[other], cast["school_spoc"])


@pytest.mark.parametrize(
    "days",
    [{"starts_on": TODAY - DAY}, {"starts_on": TODAY + 5 * DAY}],
)
def test_the_days_lie_ahead_and_in_order(cast: Cast, days: dict[str, object]) -> None:
    with pytest.raises(NotAllowedNow):
        delegate(cast["school_spoc"], cast["teacher"], cast["school_spoc"], **days)


def test_the_same_two_do_not_overlap_whoever_writes_it(cast: Cast) -> None:
    made = delegate(cast["school_spoc"], cast["teacher"], cast["school_spoc"])
    with pytest.raises(NotAllowedNow):
        delegate(cast["school_spoc"], cast["teacher"], cast["school_spoc"], starts_on=TODAY + 4 * DAY)
    with pytest.raises(IntegrityError), transaction.atomic():
        Delegation.objects.create(
            membership=made.membership, delegate=made.delegate, starts_on=TODAY + 4 * DAY, ends_on=TODAY + 9 * DAY,
            made_by=cast["school_spoc"],
        )  # fmt: skip
    actions.end_delegation(delegation=made, version=made.version, by=cast["school_spoc"])
    assert live() == []
    assert delegate(cast["school_spoc"], cast["teacher"], cast["school_spoc"])


def test_it_is_over_when_either_of_them_is_suspended_or_leaves(cast: Cast) -> None:
    delegate(cast["school_spoc"], cast["teacher"], cast["school_spoc"])
    teaching = held(cast["teacher"])
    actions.suspend_role(membership=teaching, reason="Asked", version=teaching.version, by=cast["school_spoc"])
    assert live() == []


def test_nobody_suspended_makes_one(cast: Cast) -> None:
    Membership.objects.filter(user=cast["teacher"]).update(
        suspended_at=MONDAY, suspended_by=cast["school_spoc"], suspension_reason="Asked"
    )
    with pytest.raises(NotAllowedNow):
        delegate(cast["teacher"], cast["school_spoc"], cast["school_spoc"])


def test_somebody_who_begins_later_stands_in_from_then(cast: Cast) -> None:
    agency = held(cast["school_spoc"]).agency
    begins = TODAY + 3 * DAY
    new = actions.give_role(user=cast["outsider"], agency=agency, role=Role.PRACTITIONER, starts_on=begins, by=TEST)
    details = {"membership": held(cast["school_spoc"]), "delegate": new, "reason": "", "by": cast["school_spoc"]}
    with pytest.raises(NotAllowedNow):
        actions.delegate_work(**details, starts_on=TODAY, ends_on=TODAY + 9 * DAY)  # type: ignore[arg-type]
    assert actions.delegate_work(**details, starts_on=TODAY + 3 * DAY, ends_on=TODAY + 9 * DAY)  # type: ignore[arg-type]


def stands_in(who: User) -> list[Delegation]:
    """As a new request finds it; the mark on the person's posts says whether there is anything to find."""
    found = access.stands_in_for(User.objects.get(pk=who.pk))
    marks = [bool(post.stands_in) for post in access.memberships(User.objects.get(pk=who.pk))]  # type: ignore[attr-defined]
    assert any(marks) == bool(found) == Delegation.objects.live().to(who).exists()
    return found


@pytest.mark.parametrize(
    ("moment", "is_in_force"),
    [
        (datetime(2026, 11, 23, 23, 59), False),  # the day before, in London
        (datetime(2026, 11, 24, 0, 1), True),
        (datetime(2026, 11, 27, 23, 59), True),
        (datetime(2026, 11, 28, 0, 1), False),
    ],
)
def test_what_a_person_sees_of_it_follows_the_day_in_london(cast: Cast, moment: datetime, is_in_force: bool) -> None:
    delegate(cast["school_spoc"], cast["teacher"], cast["school_spoc"], starts_on=TODAY + DAY)
    with time_machine.travel(moment.replace(tzinfo=ZoneInfo("Europe/London")), tick=False):
        assert bool(stands_in(cast["teacher"])) == is_in_force
        assert stands_in(cast["school_spoc"]) == []


def test_in_summer_the_day_begins_an_hour_before_that_of_utc(cast: Cast) -> None:
    with time_machine.travel(datetime(2027, 6, 30, 23, 30, tzinfo=ZoneInfo("UTC")), tick=False):
        delegate(cast["school_spoc"], cast["teacher"], cast["school_spoc"], starts_on=datetime(2027, 7, 1).date(),
                 ends_on=datetime(2027, 7, 1).date())  # fmt: skip
        assert stands_in(cast["teacher"])


def _says_it_is_over(made: Delegation) -> None:
    actions.end_delegation(delegation=made, version=made.version, by=made.made_by)


def _suspended(made: Delegation) -> None:
    Membership.objects.filter(pk=made.membership_id).update(
        suspended_at=MONDAY, suspended_by=made.made_by, suspension_reason="Asked"
    )


def _stopped_at_once(made: Delegation) -> None:
    ended = {"ended_at": MONDAY, "ended_by": made.made_by, "end_reason": "Left", "stopped_at": MONDAY}
    Membership.objects.filter(pk=made.membership_id).update(ends_on=TODAY, **ended)


def _locked(made: Delegation) -> None:
    User.objects.filter(pk=made.membership.user_id).update(locked_unused_at=MONDAY)


def _switched_off(made: Delegation) -> None:
    User.objects.filter(pk=made.membership.user_id).update(is_active=False)


@pytest.mark.parametrize("happens", [_says_it_is_over, _suspended, _stopped_at_once, _locked, _switched_off])
def test_it_ends_at_the_next_click(cast: Cast, happens: Callable[[Delegation], None]) -> None:
    made = delegate(cast["school_spoc"], cast["teacher"], cast["school_spoc"])
    assert stands_in(cast["teacher"]) == [made]
    happens(made)
    assert stands_in(cast["teacher"]) == []


def test_on_the_last_day_of_the_absent_it_is_still_in_force(cast: Cast) -> None:
    made = delegate(cast["school_spoc"], cast["teacher"], cast["school_spoc"])
    Membership.objects.filter(pk=made.membership_id).update(ends_on=TODAY)
    assert stands_in(cast["teacher"]) == [made]
