"""What is done about one person, through the pages: said in words, kept when refused, undone the same day."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from cse_portal.agencies.models import Agency, Membership, User
from cse_portal.agencies.roles import Role
from cse_portal.audit.models import AuditEvent
from cse_portal.desk.models import Draft
from cse_portal.worklist.models import DueItem
from tests.desks import one
from tests.factories import due_item
from tests.integration.people.conftest import MONDAY, Cast, joins
from tests.integration.people.forms import day, hidden, send, shown

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reads_all")]
DAY = timedelta(days=1)
TODAY = MONDAY.date()


@pytest.fixture
def tariq(agency: Agency) -> Membership:
    return joins(agency, "Tariq Wells")


def at(name: str, membership: Membership) -> str:
    return reverse(f"people:{name}", kwargs={"ref": membership.ref})


def said(spoc: Client, response: Any) -> str:
    """What the next page says."""
    assert response.status_code == 302, response.content.decode()
    return spoc.get(response.headers["Location"]).content.decode()


def live(membership: Membership) -> bool:
    return Membership.objects.live().filter(pk=membership.pk).exists()


# --- role, suspension, lock --------------------------------------------------------------------------------------


def test_a_role_is_changed_and_brought_back(spoc: Client, tariq: Membership) -> None:
    page = said(spoc, send(spoc, at("change_role", tariq), role="safeguarding_adviser", reason="Promoted"))
    assert "Tariq Wells is Safeguarding adviser from 23 November 2026" in page
    assert "Promoted" in page
    tariq.refresh_from_db()
    assert not live(tariq)
    page = said(spoc, spoc.post(at("bring_back", tariq), {"version": tariq.version}))
    assert "is back, as before" in page
    assert live(tariq)
    assert Membership.objects.live().filter(user=tariq.user).count() == 1


def test_the_new_role_is_one_of_those_that_may_be_given_and_not_the_old_one(spoc: Client, tariq: Membership) -> None:
    page = spoc.get(at("change_role", tariq)).content.decode()
    assert 'value="safeguarding_adviser"' in page
    for absent in ("practitioner", "mash_officer", "lscb_manager", "police_cse_spoc"):
        assert f'value="{absent}"' not in page
    response = send(spoc, at("change_role", tariq), role="mash_officer", reason="Needs more")
    assert "Select new role from the list" in response.content.decode()
    assert "Needs more" in response.content.decode()


def test_another_role_is_given_beside_the_first(spoc: Client, tariq: Membership) -> None:
    page = said(spoc, send(spoc, at("add_role", tariq), role="prevention_lead"))
    assert "Tariq Wells is Prevention lead as well" in page
    assert Membership.objects.live().filter(user=tariq.user).count() == 2
    response = send(spoc, at("add_role", tariq), role="prevention_lead")
    assert "has that role here already" in response.content.decode()


def test_a_suspension_takes_a_reason_and_is_lifted_with_one(spoc: Client, tariq: Membership) -> None:
    refused = send(spoc, at("suspend", tariq), reason="")
    assert "Enter why" in refused.content.decode()
    assert live(tariq)
    page = said(spoc, send(spoc, at("suspend", tariq), reason="Allegation, LADO informed"))
    assert "Allegation, LADO informed" in page
    assert not live(tariq)
    page = said(spoc, send(spoc, at("lift", tariq), reason="Cleared"))
    assert "The suspension is lifted" in page
    assert live(tariq)


def test_a_locked_account_is_let_back_in(spoc: Client, tariq: Membership) -> None:
    User.objects.filter(pk=tariq.user_id).update(locked_unused_at=MONDAY)
    assert "The account is locked" in spoc.get(at("person", tariq)).content.decode()
    page = said(spoc, send(spoc, at("let_back_in", tariq), reason="Back from leave, rang me"))
    assert "Tariq Wells can sign in again" in page
    assert live(tariq)
    again = send(spoc, at("let_back_in", tariq), reason="Again")
    assert "not locked any more" in again.content.decode()


# --- sent twice, and changed meanwhile ---------------------------------------------------------------------------


def test_the_same_page_sent_twice_does_it_once(spoc: Client, tariq: Membership) -> None:
    page = spoc.get(at("suspend", tariq)).content.decode()
    typed = {**hidden(page), "reason": "Asked"}
    first = spoc.post(at("suspend", tariq), typed)
    second = spoc.post(at("suspend", tariq), typed)
    assert first.headers["Location"] == second.headers["Location"]
    assert AuditEvent.objects.filter(kind="membership.suspended").count() == 1


def test_what_somebody_else_did_meanwhile_is_told_and_nothing_typed_is_lost(
    spoc: Client, school: Cast, tariq: Membership, clock: time_machine.Traveller
) -> None:
    page = spoc.get(at("end", tariq)).content.decode()
    clock.shift(timedelta(minutes=5))
    other = Client()
    other.force_login(school["lscb_manager"])
    send(other, at("suspend", tariq), reason="Told by the police")
    typed = {**hidden(page), "when": "at_once", "reason": "Left the school"}
    conflict = shown(spoc, spoc.post(at("end", tariq), typed))
    assert conflict.status_code == 200
    assert "Rosalind Achterberg saved this" in conflict.content.decode()
    assert "Left the school" in conflict.content.decode()
    tariq.refresh_from_db()
    assert tariq.ended_at is None


def test_what_cannot_be_done_any_more_is_said_with_the_words_kept(spoc: Client, school: Cast, agency: Agency) -> None:
    own = school["school_spoc"].memberships.get()
    response = send(spoc, at("end", own), when="at_once", reason="Retiring")
    page = response.content.decode()
    assert response.status_code == 200
    assert "Invite your successor first" in page
    assert "Retiring" in page
    assert one(Draft, owner=school["school_spoc"])
    assert live(own)


# --- leaving -----------------------------------------------------------------------------------------------------


def to(item: DueItem) -> str:
    return f"to_due_items_{item.ref}"


@pytest.fixture
def open_work(tariq: Membership) -> list[DueItem]:
    return [due_item(tariq.user, due_in=number * DAY, task=f"Screening {number}") for number in (1, 2, 3)]


def test_open_work_must_have_a_taker_before_access_ends_at_once(
    spoc: Client, tariq: Membership, open_work: list[DueItem]
) -> None:
    page = spoc.get(at("end", tariq)).content.decode()
    assert "3 things are open" in page
    assert "Screening 2 (due 25 November 2026)" in page
    refused = send(spoc, at("end", tariq), when="at_once", reason="Left").content.decode()
    assert refused.count("Choose who takes over “Screening 1”") == 2
    assert live(tariq)


def test_one_person_takes_all_but_a_line_and_the_access_ends(
    spoc: Client, school: Cast, agency: Agency, tariq: Membership, open_work: list[DueItem]
) -> None:
    ruth = joins(agency, "Ruth Grant")
    response = send(
        spoc, at("end", tariq), when="at_once", reason="Left",
        everything_to=school["teacher"].ref, **{to(open_work[1]): ruth.user.ref},
    )  # fmt: skip
    assert "The access of Tariq Wells has ended" in said(spoc, response)
    takers = [DueItem.objects.get(pk=item.pk).person for item in open_work]
    assert takers == [school["teacher"], ruth.user, school["teacher"]]
    assert not live(tariq)
    assert AuditEvent.objects.get(kind="work.handed_over").detail == {"pieces": 3}


def test_brought_back_the_same_day_the_work_comes_back_too(
    spoc: Client, school: Cast, tariq: Membership, open_work: list[DueItem]
) -> None:
    send(spoc, at("end", tariq), when="at_once", reason="By mistake", everything_to=school["teacher"].ref)
    done = DueItem.objects.get(pk=open_work[0].pk)
    done.closed_at = MONDAY
    done.save()
    tariq.refresh_from_db()
    page = said(spoc, spoc.post(at("bring_back", tariq), {"version": tariq.version}))
    assert "is back, as before" in page
    assert live(tariq)
    assert [DueItem.objects.get(pk=item.pk).person for item in open_work] == [
        school["teacher"], tariq.user, tariq.user
    ]  # fmt: skip


def test_on_a_later_day_the_work_may_wait_and_then_needs_somebody(
    spoc: Client, agency: Agency, tariq: Membership, open_work: list[DueItem]
) -> None:
    last = TODAY + 7 * DAY
    page = said(spoc, send(spoc, at("end", tariq), when="on_a_day", reason="New post", **day("last_day", last)))
    assert "ends with 30 November 2026" in page
    assert live(tariq)
    listed = spoc.get(reverse("people:agency", kwargs={"ref": agency.ref})).content.decode()
    assert "3 things open" in listed


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ({"when": ""}, "Select when the access ends"),
        ({"when": "on_a_day"}, "Enter the last day"),
        ({"when": "on_a_day", **day("last_day", TODAY - DAY)}, "Last day must be today or in the future"),
        ({"when": "at_once", "reason": ""}, "Enter why the access ends"),
    ],
)
def test_what_is_missing_is_said(spoc: Client, tariq: Membership, typed: dict[str, str], message: str) -> None:
    assert message in send(spoc, at("end", tariq), **{"reason": "Left", **typed}).content.decode()


def test_work_is_handed_over_by_itself_line_by_line(
    spoc: Client, school: Cast, tariq: Membership, open_work: list[DueItem]
) -> None:
    refused = send(spoc, at("hand_over", tariq)).content.decode()
    assert "Choose who takes over" in refused
    page = said(spoc, send(spoc, at("hand_over", tariq), **{to(open_work[2]): school["teacher"].ref}))
    assert "1 thing handed over" in page
    assert [DueItem.objects.get(pk=item.pk).person for item in open_work] == [
        tariq.user, tariq.user, school["teacher"]
    ]  # fmt: skip


def test_nobody_outside_the_agency_takes_over(
    spoc: Client, school: Cast, tariq: Membership, open_work: list[DueItem]
) -> None:
    response = send(spoc, at("hand_over", tariq), everything_to=school["social_worker"].ref)
    assert "Select somebody from the list" in response.content.decode()
    assert all(DueItem.objects.get(pk=item.pk).person == tariq.user for item in open_work)


def test_one_of_two_hats_goes_without_handing_over(
    spoc: Client, agency: Agency, tariq: Membership, open_work: list[DueItem]
) -> None:
    send(spoc, at("add_role", tariq), role="prevention_lead")
    page = said(spoc, send(spoc, at("end", tariq), when="at_once", reason="Not needed"))
    assert "has ended" in page
    assert [DueItem.objects.get(pk=item.pk).person for item in open_work] == [tariq.user] * 3


def test_bringing_back_on_another_day_is_refused_in_words(
    spoc: Client, school: Cast, tariq: Membership, clock: time_machine.Traveller
) -> None:
    send(spoc, at("end", tariq), when="at_once", reason="Left")
    clock.move_to(MONDAY + DAY)
    spoc.force_login(school["school_spoc"])
    tariq.refresh_from_db()
    assert "Bring back" not in spoc.get(at("person", tariq)).content.decode()
    page = said(spoc, spoc.post(at("bring_back", tariq), {"version": tariq.version}))
    assert "This can be undone on the same day only" in page


def test_a_press_on_an_old_page_undoes_nothing(spoc: Client, tariq: Membership) -> None:
    send(spoc, at("end", tariq), when="at_once", reason="Left")
    for version in ("1", "", "x", "9" * 30):
        page = said(spoc, spoc.post(at("bring_back", tariq), {"version": version}))
        assert "Someone else changed this meanwhile" in page
    assert not live(tariq)


def test_whoever_ends_their_own_access_is_out_with_the_next_click(
    client: Client, school: Cast, agency: Agency, spoc: Client
) -> None:
    successor = joins(agency, "Nadia Farrow", Role.SPOC)
    assert successor.user.last_login
    own = school["school_spoc"].memberships.get()
    response = send(spoc, at("end", own), when="at_once", reason="Retiring")
    assert response.headers["Location"] == "/"
    after = spoc.get("/")
    assert after.status_code == 403
    assert "Your role has ended" in after.content.decode()
