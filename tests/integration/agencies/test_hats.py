"""Whoever holds several roles works in one: it decides what they see and may do, and the trail says which it was."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client

from cse_portal.agencies import actions
from cse_portal.agencies.actions import give_role
from cse_portal.agencies.models import Membership, User
from cse_portal.agencies.roles import Role
from cse_portal.audit.models import AuditEvent
from cse_portal.cases.actions import open_case
from cse_portal.core import clock
from tests.factories import TEST, agency_of

HERE = "/account/role/"
Cast = dict[str, User]


@pytest.fixture
def second(cast: Cast) -> Membership:
    """The teacher is the school’s point of contact as well."""
    teacher = cast["teacher"]
    return give_role(
        user=teacher,
        agency=agency_of(teacher),
        role=Role.SPOC,
        starts_on=clock.today(),
        by=TEST,
    )


@pytest.fixture
def teacher(client: Client, cast: Cast) -> Client:
    client.force_login(cast["teacher"])
    return client


def words(client: Client, place: str) -> str:
    return client.get(place).content.decode()


def test_the_frame_names_the_role_and_offers_the_others(teacher: Client, second: Membership) -> None:
    page = words(teacher, "/")
    assert "Practitioner, Fernhill Academy" in page
    assert f'href="{HERE}"' in page
    assert teacher.post(HERE, {"hat": second.ref}, follow=True).redirect_chain == [("/", 302)]
    assert "Single point of contact, Fernhill Academy" in words(teacher, "/help/")


def test_permissions_go_with_the_hat(teacher: Client, second: Membership) -> None:
    held = teacher.get("/people/").status_code
    teacher.post(HERE, {"hat": second.ref})
    assert (held, teacher.get("/people/").status_code) == (403, 302)


def test_so_does_what_is_seen(teacher: Client, cast: Cast, second: Membership) -> None:
    case = open_case(given_names="Maya", family_name="Wexcombe", born_on=None, lead_agency=second.agency, by=TEST)
    seen = [teacher.get(f"/cases/{case.ref}/").status_code]
    teacher.post(HERE, {"hat": second.ref})
    assert [*seen, teacher.get(f"/cases/{case.ref}/").status_code] == [404, 200]


def test_the_trail_says_in_which_role(teacher: Client, second: Membership) -> None:
    teacher.post(HERE, {"hat": second.ref})
    change = AuditEvent.objects.get(kind="hat.changed")
    assert (change.hat_role, change.object_ref) == ("practitioner", second.ref)
    first = Membership.objects.exclude(pk=second.pk).get(user=change.actor_id)
    teacher.post(HERE, {"hat": first.ref})
    assert AuditEvent.objects.filter(kind="hat.changed").latest("pk").hat_role == "spoc"


def test_the_same_again_changes_nothing(teacher: Client, cast: Cast, second: Membership) -> None:
    first = cast["teacher"].memberships.exclude(pk=second.pk).get()
    teacher.post(HERE, {"hat": first.ref})
    assert not AuditEvent.objects.filter(kind="hat.changed").exists()


def test_a_role_that_is_suspended_falls_off_at_once(teacher: Client, cast: Cast, second: Membership) -> None:
    teacher.post(HERE, {"hat": second.ref})
    Membership.objects.filter(pk=second.pk).update(
        suspended_at=clock.now(), suspended_by=cast["school_spoc"], suspension_reason="Asked"
    )
    assert teacher.get("/people/").status_code == 403
    assert "Practitioner, Fernhill Academy" not in words(teacher, "/"), "nothing to choose any more"


@pytest.mark.parametrize(("typed", "said"), [({}, "Select the role"), ({"hat": "XXXX-XXXX-XXXX"}, "from the list")])
def test_nothing_else_is_put_on(teacher: Client, second: Membership, typed: dict[str, str], said: str) -> None:
    page = teacher.post(HERE, typed).content.decode()
    assert page.count(said) == 2, "in the summary and at the field"
    assert "<title>Error: " in page


def test_nobody_puts_on_what_belongs_to_others(teacher: Client, cast: Cast, second: Membership) -> None:
    others = cast["social_worker"].memberships.get()
    assert "from the list" in teacher.post(HERE, {"hat": others.ref}).content.decode()
    with pytest.raises(PermissionDenied):
        actions.change_hat(user=cast["teacher"], to=others, by=cast["teacher"])
    with pytest.raises(PermissionDenied):
        actions.change_hat(user=cast["teacher"], to=second, by=cast["social_worker"])


def test_with_one_role_there_is_nothing_to_choose(teacher: Client) -> None:
    assert HERE not in words(teacher, "/")
    assert "You hold one role: Practitioner, Fernhill Academy" in words(teacher, HERE)


def test_a_role_says_nothing_that_its_agency_says(client: Client, cast: Cast) -> None:
    manager = cast["team_manager"]
    give_role(user=manager, agency=agency_of(cast["police_spoc"]), role=Role.POLICE_CSE_SPOC, by=TEST)
    client.force_login(manager)
    for place in ("/", HERE):
        page = words(client, place)
        assert "Team manager, Children’s social care, East team" in page, place
        assert "social care, Children’s" not in page, place
    assert "CSE single point of contact, Larkmere police, child exploitation team" in words(client, HERE)
