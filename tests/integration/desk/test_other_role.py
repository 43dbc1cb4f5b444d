"""What a person records is recorded in one role: never by mistake in another."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from cse_portal.agencies.actions import give_role
from cse_portal.agencies.models import Agency, Membership, User
from cse_portal.agencies.roles import Role
from cse_portal.audit.models import AuditEvent
from cse_portal.demo.models import PracticeNote
from tests.factories import TEST
from tests.integration.desk.forms import NOTE, WRITE, filled, form_of, opened
from tests.integration.desk.test_refused_forms import AGAIN, browser_of, words_in


@pytest.fixture
def priya(cast: dict[str, User]) -> Client:
    return browser_of(cast["social_worker"])


@pytest.fixture
def second(cast: dict[str, User]) -> Membership:
    agency = Agency.objects.get(memberships__user=cast["mash_officer"])
    return give_role(user=cast["social_worker"], agency=agency, role=Role.MASH_OFFICER, by=TEST)


def change(client: Client, to: Membership) -> None:
    key = opened(client)["csrfmiddlewaretoken"]
    assert client.post(reverse("account_hat"), {"hat": to.ref, "csrfmiddlewaretoken": key}).status_code == 302


def test_the_words_come_back_and_are_saved_in_the_role_chosen_then(
    cast: dict[str, User], priya: Client, second: Membership
) -> None:
    form = filled(opened(priya), **NOTE)
    change(priya, second)
    response = priya.post(WRITE, form)
    assert response.status_code == 409
    assert "opened in another role" in words_in(response)
    assert str(second) in words_in(response)
    assert not PracticeNote.objects.exists()
    assert priya.post(WRITE, form_of(response, AGAIN)).status_code == 302
    assert AuditEvent.objects.get(kind="practice_note.written").hat_ref == second.ref


def test_or_in_the_first_after_changing_back(cast: dict[str, User], priya: Client, second: Membership) -> None:
    first = Membership.objects.get(user=cast["social_worker"], role=Role.SOCIAL_WORKER)
    form = filled(opened(priya), **NOTE)
    change(priya, second)
    again = form_of(priya.post(WRITE, form), AGAIN)
    change(priya, first)
    assert priya.post(WRITE, again).status_code == 302
    assert AuditEvent.objects.get(kind="practice_note.written").hat_ref == first.ref


def test_signing_in_again_in_another_role_asks_too(cast: dict[str, User], priya: Client, second: Membership) -> None:
    change(priya, second)
    form = filled(opened(priya), **NOTE)
    priya.logout()
    given_back = form_of(priya.post(WRITE, form), AGAIN)
    priya.force_login(cast["social_worker"])
    again = {**given_back, "csrfmiddlewaretoken": opened(priya)["csrfmiddlewaretoken"]}
    assert priya.post(WRITE, again).status_code == 409
    assert not PracticeNote.objects.exists()
