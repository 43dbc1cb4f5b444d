"""The database's own answer about work: everything is asked for without a filter, and only the right items come."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import ProgrammingError, transaction

from cse_portal.agencies import access
from cse_portal.agencies.actions import add_person, delegate_work, give_role
from cse_portal.agencies.handover import amount_of_work, open_work
from cse_portal.agencies.models import Membership, User
from cse_portal.agencies.roles import Role
from cse_portal.cases.actions import grant_to_person, open_case, restrict
from cse_portal.cases.models import Case
from cse_portal.core import clock, wall
from cse_portal.worklist.actions import close_items
from cse_portal.worklist.models import DueItem
from tests.factories import TEST, agency_of, due_item

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
Cast = dict[str, User]


def hat(user: User) -> Membership:
    return user.memberships.get()


def met_by(user: User | None) -> set[str]:
    """By the words of the task."""
    with access.acting_for(user):
        return set(DueItem.objects.values_list("task", flat=True))


@pytest.fixture
def restricted(cast: Cast) -> Case:
    """Kept to the social worker."""
    made = open_case(
        given_names="Maya Rose",
        family_name="Canaryname",
        born_on=date(2011, 5, 4),
        lead_agency=agency_of(cast["social_worker"]),
        by=TEST,
    )
    restrict(case=made, why="Child of a colleague", keep=[hat(cast["social_worker"])], by=TEST)
    return made


def test_whoever_states_nobody_meets_nothing_and_the_portal_all(cast: Cast) -> None:
    due_item(cast["teacher"], due_in=DAY, task="Theirs")
    assert met_by(None) == set()
    with wall.as_system("test"):
        assert DueItem.objects.count() == 1


def test_an_item_is_met_by_whom_it_is_addressed_to_and_by_who_runs_the_agencys_work(cast: Cast) -> None:
    school = agency_of(cast["teacher"])
    due_item(cast["teacher"], due_in=DAY, task="The teacher's")
    due_item(cast["school_spoc"], due_in=DAY, task="The contact's")
    due_item(agency=school, role=Role.PRACTITIONER, due_in=DAY, task="Any practitioner's")
    due_item(agency=school, role=Role.SPOC, due_in=DAY, task="Any contact's")
    due_item(agency=school, due_in=DAY, task="The agency's")
    assert met_by(cast["teacher"]) == {"The teacher's", "Any practitioner's"}
    all_of_it = {"The teacher's", "The contact's", "Any practitioner's", "Any contact's", "The agency's"}
    assert met_by(cast["school_spoc"]) == all_of_it
    for key in ("social_worker", "team_manager", "police_spoc", "governance_lead", "system_administrator", "outsider"):
        assert met_by(cast[key]) == set(), key


def test_what_was_due_stays_with_the_agency_when_somebody_leaves_and_what_they_did_stays_theirs(cast: Cast) -> None:
    teacher = cast["teacher"]
    due_item(teacher, due_in=DAY, task="Still open", source=hat(teacher))
    due_item(teacher, due_in=DAY, task="Done", kind="service", source=hat(teacher))
    close_items(kind="service", source=hat(teacher), by=cast["school_spoc"])
    give_role(user=teacher, agency=agency_of(cast["outsider"]), role=Role.PRACTITIONER, by=TEST)
    Membership.objects.filter(user=teacher, agency=agency_of(cast["school_spoc"])).update(
        starts_on=clock.today() - 9 * DAY,
        ends_on=clock.today() - DAY,
        ended_at=clock.now(),
        ended_by=cast["school_spoc"],
        end_reason="Another post",
    )
    assert met_by(teacher) == {"Done"}
    assert met_by(cast["school_spoc"]) == {"Still open", "Done"}


def test_every_post_counts_whichever_hat_is_worn(cast: Cast) -> None:
    spoc = cast["school_spoc"]
    due_item(cast["teacher"], due_in=DAY, task="The teacher's")
    other = give_role(user=spoc, agency=agency_of(cast["outsider"]), role=Role.PRACTITIONER, by=TEST)
    worn = User.objects.get(pk=spoc.pk)
    access.wear(worn, other.pk)
    assert met_by(worn) == {"The teacher's"}


def test_whoever_stands_in_meets_their_work_and_what_comes_to_their_role_but_no_keeping_of_people(cast: Cast) -> None:
    spoc, teacher, school = cast["school_spoc"], cast["teacher"], agency_of(cast["teacher"])
    due_item(spoc, due_in=DAY, task="The contact's")
    due_item(agency=school, kind="service", role=Role.SPOC, due_in=DAY, task="Any contact's")
    due_item(agency=school, kind="service", due_in=DAY, task="The agency's")
    due_item(agency=school, kind="people", role=Role.SPOC, due_in=DAY, task="Check who has access")
    assert met_by(teacher) == set()
    today = clock.today()
    delegate_work(
        membership=hat(spoc), delegate=hat(teacher), starts_on=today, ends_on=today + DAY, reason="On leave", by=spoc
    )
    assert met_by(teacher) == {"The contact's", "Any contact's", "The agency's"}


def test_of_a_restricted_case_only_they_and_those_who_see_it_meet_what_is_addressed_to_them(
    cast: Cast, restricted: Case
) -> None:
    worker, manager = cast["social_worker"], cast["team_manager"]
    due_item(worker, due_in=DAY, task="Theirs", kind="service", source=restricted, case_ref=restricted.ref)
    due_item(worker, due_in=DAY, task="Theirs, about nothing", kind="service")
    assert met_by(worker) == {"Theirs", "Theirs, about nothing"}
    assert met_by(manager) == {"Theirs, about nothing"}
    with access.acting_for(manager), pytest.raises(DueItem.DoesNotExist):
        DueItem.objects.get(source_ref=restricted.ref)
    grant_to_person(case=restricted, membership=hat(manager), by=TEST)
    assert met_by(manager) == {"Theirs", "Theirs, about nothing"}


def test_a_stand_in_meets_nothing_about_a_restricted_case_unless_they_are_named_on_it(
    cast: Cast, restricted: Case
) -> None:
    """Whoever is named is meant in person."""
    worker, today = cast["social_worker"], clock.today()
    colleague = add_person(email="colleague@larkmere.example", name="Una Field", by=TEST)
    give_role(user=colleague, agency=restricted.lead_agency, role=Role.SOCIAL_WORKER, by=TEST)
    due_item(worker, due_in=DAY, task="Theirs", kind="service", source=restricted, case_ref=restricted.ref)
    due_item(worker, due_in=DAY, task="Theirs, about nothing", kind="service")
    delegate_work(
        membership=hat(worker), delegate=hat(colleague), starts_on=today, ends_on=today + DAY, reason="Ill", by=worker
    )
    colleague = User.objects.get(pk=colleague.pk)
    assert met_by(colleague) == {"Theirs, about nothing"}
    grant_to_person(case=restricted, membership=hat(colleague), by=TEST)
    assert met_by(colleague) == {"Theirs", "Theirs, about nothing"}


def test_of_a_restricted_case_what_is_addressed_to_a_role_stays_with_the_role(cast: Cast, restricted: Case) -> None:
    words = {"due_in": DAY, "kind": "service", "source": restricted, "case_ref": restricted.ref}
    due_item(agency=restricted.lead_agency, role=Role.CSC_TEAM_MANAGER, task="Take it on", **words)
    assert met_by(cast["team_manager"]) == {"Take it on"}
    assert met_by(cast["social_worker"]) == set()


def test_nobody_writes_items_in_their_own_name(cast: Cast) -> None:
    item = due_item(cast["teacher"], due_in=DAY)
    item.pk, item.ref = None, "ZZZZ-3333-ZZZZ"
    for deed in (
        lambda: DueItem.objects.update(task="x"),
        lambda: DueItem.objects.all().delete(),
        lambda: item.save(force_insert=True),
    ):
        with access.acting_for(cast["teacher"]), pytest.raises(ProgrammingError, match="denied"), transaction.atomic():
            deed()
    with wall.as_system("test"), pytest.raises(ProgrammingError, match="denied"), transaction.atomic():
        DueItem.objects.all().delete()


def test_nothing_that_somebody_leaves_behind_is_missing_from_the_contacts_list(cast: Cast, restricted: Case) -> None:
    """Even what is about a case that the contact does not see: it would be left to nobody."""
    worker, team = cast["social_worker"], restricted.lead_agency
    due_item(
        worker, due_in=DAY, task="About a restricted case", kind="service", source=restricted, case_ref=restricted.ref
    )
    due_item(worker, due_in=DAY, task="About nothing", kind="service")
    with access.acting_for(cast["team_manager"]):
        assert {one.words for one in open_work(worker, team) if one.kind == "due_items"} == {
            "About a restricted case",
            "About nothing",
        }
        assert amount_of_work([worker.pk], team)[worker.pk] >= 2
