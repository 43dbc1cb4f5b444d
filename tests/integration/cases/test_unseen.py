"""An open case is never left with nobody who sees it: found at night, put before a manager, taken on."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from cse_portal.agencies import access
from cse_portal.agencies.models import Membership, User
from cse_portal.agencies.roles import Role
from cse_portal.audit.models import AuditEvent
from cse_portal.cases.actions import grant_to_person, revoke
from cse_portal.cases.models import Case, CaseGrant
from cse_portal.cases.tasks import find_unseen
from cse_portal.core import clock, wall
from cse_portal.worklist.models import DueItem
from tests.factories import TEST, agency_of
from tests.integration.cases.conftest import Browse, Cast, hat, joins
from tests.post import delivered
from tests.reading import all_of, count_of

UNSEEN = "case_unseen"


def items() -> list[DueItem]:
    return all_of(DueItem.objects.open().filter(kind=UNSEEN))


def without_agency(case: Case) -> Case:
    """Only what people are named for is left."""
    with wall.as_system("test"):
        for grant in CaseGrant.objects.filter(content_object=case, group__isnull=False):
            revoke(grant=grant, why="test", by=TEST)
    return case


def suspended(user: User) -> None:
    held = {"suspended_at": clock.now(), "suspended_by": user, "suspension_reason": "x"}
    Membership.objects.filter(user=user).update(**held)


def left(user: User) -> None:
    held = {"ends_on": clock.today(), "stopped_at": clock.now(), "ended_at": clock.now(), "ended_by": user}
    Membership.objects.filter(user=user).update(end_reason="left", **held)


def switched_off(user: User) -> None:
    User.objects.filter(pk=user.pk).update(is_active=False)


def access_ended(user: User) -> None:
    with wall.as_system("test"):
        revoke(grant=CaseGrant.objects.get(user=user), why="test", by=TEST)


@pytest.mark.django_db
@pytest.mark.parametrize("how", [suspended, left, switched_off, access_ended])
def test_a_case_whose_last_person_went_is_put_before_the_manager_once(
    led: Case, cast: Cast, how: Callable[[User], None], no_worker: None, django_capture_on_commit_callbacks: object
) -> None:
    without_agency(led)
    with wall.as_system("test"):
        assert find_unseen() == 0
    how(cast["social_worker"])
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        assert find_unseen() == 1
    assert find_unseen() == 0
    (item,) = items()
    assert (item.agency, item.role) == (led.lead_agency, Role.CSC_TEAM_MANAGER)
    assert "Canaryname" not in item.task + item.detail + item.url
    assert [letter.to for letter in delivered()] == [[cast["team_manager"].email]]
    assert led.ref not in delivered()[0].body


@pytest.mark.django_db
def test_oversight_alone_does_not_answer_for_a_case(case: Case, cast: Cast) -> None:
    """The lead agency has nobody at work who sees it by agency; the practice lead oversees everything anyway."""
    joins(agency_of(cast["mash_officer"]), Role.SSPL)
    Membership.objects.filter(user=cast["team_manager"]).update(role=Role.SOCIAL_WORKER)
    assert find_unseen() == 1


@pytest.mark.django_db
def test_an_agency_without_managers_leaves_it_to_mash(case: Case, cast: Cast) -> None:
    manager = joins(agency_of(cast["mash_officer"]), Role.MASH_MANAGER)
    suspended(cast["team_manager"])
    find_unseen()
    (item,) = items()
    assert (item.agency, item.role) == (manager.agency, Role.MASH_MANAGER)


@pytest.mark.django_db
def test_the_manager_takes_it_on_without_learning_more_before(case: Case, cast: Cast, browse: Browse) -> None:
    without_agency(case)
    find_unseen()
    manager, place = cast["team_manager"], f"/cases/unseen/{case.ref}/"
    browser = browse("team_manager")
    page = browser.get(place).content.decode()
    assert "Take on this case" in page
    assert "Canaryname" not in page
    assert browser.get(f"/cases/{case.ref}/").status_code == 404
    answer = browser.post(place)
    assert answer.headers["Location"] == f"/cases/{case.ref}/who-sees/"
    assert browser.get(f"/cases/{case.ref}/").status_code == 200
    assert items() == []
    assert count_of(AuditEvent.objects.filter(kind="case.taken_charge_of", actor_id=manager.pk)) == 1
    assert browser.get(place).status_code == 404


@pytest.mark.django_db
def test_nobody_else_takes_it_on(case: Case, cast: Cast, browse: Browse) -> None:
    without_agency(case)
    elsewhere = joins(agency_of(cast["school_spoc"]), Role.CSC_TEAM_MANAGER)
    browser = browse("social_worker")
    assert browser.get(f"/cases/unseen/{case.ref}/").status_code == 403
    browser.force_login(elsewhere.user)
    assert browser.get(f"/cases/unseen/{case.ref}/").status_code == 404
    assert browser.post(f"/cases/unseen/{case.ref}/").status_code == 404


@pytest.mark.django_db
def test_what_settled_itself_is_closed(led: Case, cast: Cast) -> None:
    without_agency(led)
    suspended(cast["social_worker"])
    find_unseen()
    assert len(items()) == 1
    grant_to_person(case=led, membership=hat(cast["team_manager"]), by=TEST)
    find_unseen()
    assert items() == []
    manager = User.objects.get(pk=cast["team_manager"].pk)
    with access.acting_for(manager):
        assert access.can_see(manager, led)


@pytest.mark.django_db
def test_a_closed_case_needs_nobody(case: Case) -> None:
    without_agency(case)
    with wall.as_system("test"):
        Case.objects.filter(pk=case.pk).update(stage="closed", closed_on=clock.today())
    assert find_unseen() == 0
