"""Work changes hands while everybody stays: given by whoever runs it, taken by whom it is addressed to."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client

from cse_portal.agencies import access
from cse_portal.agencies.actions import add_person, give_role
from cse_portal.agencies.models import Membership, User
from cse_portal.agencies.roles import Role
from cse_portal.audit.models import AuditEvent
from cse_portal.cases.actions import grant_to_person, open_case, restrict
from cse_portal.cases.models import Case
from cse_portal.core import clock
from cse_portal.core.refusals import Refused
from cse_portal.worklist.actions import close_items, give, put_off, take
from cse_portal.worklist.models import DueItem, PassedOn, Snooze
from tests.factories import TEST, agency_of, due_item
from tests.integration.people.forms import send

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reads_all")]
DAY = timedelta(days=1)
WHY = "On leave from Monday"
Cast = dict[str, User]


@pytest.fixture
def una(cast: Cast) -> User:
    """Another social worker beside Priya."""
    person = add_person(email="una.field@larkmere.example", name="Una Field", by=TEST)
    give_role(user=person, agency=agency_of(cast["social_worker"]), role=Role.SOCIAL_WORKER, by=TEST)
    return User.objects.get(pk=person.pk)


@pytest.fixture
def restricted(cast: Cast) -> Case:
    made = open_case(
        given_names="Maya Rose",
        family_name="Canaryname",
        born_on=date(2011, 5, 4),
        lead_agency=agency_of(cast["social_worker"]),
        by=TEST,
    )
    restrict(case=made, why="Child of a colleague", keep=[post(cast["social_worker"])], by=TEST)
    return made


def post(user: User) -> Membership:
    return Membership.objects.select_related("user", "agency").get(user=user)


def home(client: Client, user: User, query: str = "") -> str:
    client.force_login(user)
    return client.get(f"/{query}").content.decode()


def test_it_is_on_the_new_persons_list_and_both_read_why(client: Client, cast: Cast, una: User) -> None:
    item = due_item(cast["social_worker"], due_in=DAY, task="Hold the interview")
    before = item.due_at
    put_off(item=item, until_on=clock.today() + DAY, reason="Closed", by=cast["social_worker"])
    DueItem.objects.filter(pk=item.pk).update(next_step_at=None)
    assert give(refs=[item.ref], to=post(una), reason=WHY, by=cast["team_manager"]) == 1
    item.refresh_from_db()
    assert (item.person, item.due_at, item.first_person) == (una, before, cast["social_worker"])
    assert item.next_step_at is not None, "the sweep looks again"
    assert not Snooze.objects.not_ended().exists()
    assert WHY in home(client, una)
    theirs = home(client, cast["social_worker"])
    assert "Given to somebody else" in theirs
    assert "gave it to Una Field" in theirs
    event = AuditEvent.objects.get(kind="due_item.given")
    assert event.detail == {"of": cast["social_worker"].ref, "to": una.ref}


def test_only_whoever_runs_the_agencys_work_gives_and_only_there(cast: Cast, una: User) -> None:
    item = due_item(cast["social_worker"], due_in=DAY)
    with pytest.raises(PermissionDenied):
        give(refs=[item.ref], to=post(una), reason=WHY, by=cast["social_worker"])
    with pytest.raises(PermissionDenied):
        give(refs=[item.ref], to=post(cast["teacher"]), reason=WHY, by=cast["team_manager"])
    theirs = due_item(cast["teacher"], due_in=DAY)
    assert give(refs=[theirs.ref], to=post(una), reason=WHY, by=cast["team_manager"]) == 0


def test_whoever_does_not_see_the_case_gets_nothing_until_they_do(cast: Cast, una: User, restricted: Case) -> None:
    """Also of a case that is not restricted: a social worker sees the children they work with."""
    item = due_item(cast["social_worker"], due_in=DAY, case_ref=restricted.ref)
    other = due_item(cast["social_worker"], due_in=DAY)
    words = {"refs": [item.ref, other.ref], "to": post(una), "reason": WHY, "by": cast["team_manager"]}
    with pytest.raises(Refused, match=restricted.ref):
        give(**words)
    assert not PassedOn.objects.exists()
    grant_to_person(case=restricted, membership=post(una), by=TEST)
    assert give(**words) == 2


def test_a_restricted_item_is_not_given_by_a_manager_who_does_not_meet_it(
    cast: Cast, una: User, restricted: Case
) -> None:
    item = due_item(cast["social_worker"], due_in=DAY, case_ref=restricted.ref)
    grant_to_person(case=restricted, membership=post(una), by=TEST)
    with access.acting_for(cast["team_manager"]):
        assert give(refs=[item.ref], to=post(una), reason=WHY, by=cast["team_manager"]) == 0


def test_what_comes_to_a_role_is_taken_once(client: Client, cast: Cast, una: User) -> None:
    csc = agency_of(una)
    item = due_item(agency=csc, role=Role.SOCIAL_WORKER, due_in=DAY, task="Take the duty call")
    assert "I do this" in home(client, una)
    assert client.post(f"/my-work/{item.ref}/take/").status_code == 302
    item.refresh_from_db()
    assert item.person == una
    assert "Take the duty call" not in home(client, cast["social_worker"])
    with pytest.raises(Refused, match="Somebody else"):
        take(item=item, by=cast["social_worker"])
    client.force_login(cast["teacher"])
    assert client.post(f"/my-work/{item.ref}/take/").status_code == 404
    assert AuditEvent.objects.get(kind="due_item.taken").detail == {"of": "", "to": una.ref}


def test_the_stage_that_opened_it_knows_it_again_and_closes_it(cast: Cast, una: User) -> None:
    source = agency_of(una)
    words = {"due_in": DAY, "source": source, "task": "Take the duty call"}
    of_role = due_item(agency=source, role=Role.SOCIAL_WORKER, **words)
    take(item=of_role, by=una)
    assert due_item(agency=source, role=Role.SOCIAL_WORKER, **words) == of_role, "not opened a second time"
    theirs = due_item(cast["social_worker"], due_in=DAY, source=source, task="Answer")
    give(refs=[theirs.ref], to=post(una), reason=WHY, by=cast["team_manager"])
    assert due_item(cast["social_worker"], due_in=DAY, source=source, task="Answer") == theirs
    assert close_items(kind="people", source=source, of=cast["social_worker"], by=TEST) == 1


def test_many_are_given_at_once_in_two_steps(client: Client, cast: Cast, una: User) -> None:
    items = [due_item(cast["social_worker"], due_in=DAY, task=f"Task {number}") for number in range(3)]
    page = home(client, cast["team_manager"], "?whose=agency")
    assert page.count('form="give"') == 3
    query = "&".join(f"item={one.ref}" for one in items[:2])
    shown = client.get(f"/my-work/give/?{query}").content.decode()
    assert "The 2 things that you give" in shown
    assert "Task 2" not in shown
    empty = send(client, f"/my-work/give/?{query}").content.decode()
    assert "Select who does it" in empty
    assert "Enter why it changes hands" in empty
    assert "The 2 things that you give" in empty
    send(client, f"/my-work/give/?{query}", to_whom=post(una).ref, reason=WHY)
    assert DueItem.objects.filter(person=una).count() == 2
    send(
        client,
        f"/my-work/give/?whose=agency&who={cast['social_worker'].ref}&all=yes",
        to_whom=post(una).ref,
        reason="x",
    )
    assert DueItem.objects.filter(person=una).count() == 3


def test_nothing_ticked_leads_back(client: Client, cast: Cast) -> None:
    client.force_login(cast["team_manager"])
    page = client.get("/my-work/give/?whose=agency", follow=True).content.decode()
    assert "Tick the work to give to somebody first" in page


def test_a_refusal_keeps_what_was_typed_and_names_the_way(
    client: Client, cast: Cast, una: User, restricted: Case
) -> None:
    grant_to_person(case=restricted, membership=post(cast["team_manager"]), by=TEST)
    item = due_item(cast["social_worker"], due_in=DAY, case_ref=restricted.ref)
    client.force_login(cast["team_manager"])
    page = send(client, f"/my-work/give/?item={item.ref}", to_whom=post(una).ref, reason=WHY).content.decode()
    assert "has no access to this case" in page
    assert WHY in page
    assert f"/cases/{restricted.ref}/who-sees/" in page
