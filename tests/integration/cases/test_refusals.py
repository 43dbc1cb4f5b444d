"""Who is refused a case learns nothing; the trail learns who tried."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from cse_portal.agencies.models import User
from cse_portal.audit.models import AuditEvent, Sort
from cse_portal.cases.models import Case
from cse_portal.core.references import new_reference
from tests.integration.cases.conftest import Cast
from tests.reading import count_of, one_of

PAGES = ("cases:record", "cases:who_sees")


def refused(client: Client, person: User, page: str, ref: str) -> tuple[int, bytes, AuditEvent]:
    client.force_login(person)
    response = client.get(reverse(page, kwargs={"ref": ref}))
    return response.status_code, response.content, one_of(AuditEvent.objects.filter(sort=Sort.REFUSAL))


@pytest.mark.parametrize("page", PAGES)
def test_the_trail_of_the_case_says_who_was_refused_it(client: Client, case: Case, cast: Cast, page: str) -> None:
    status, body, event = refused(client, cast["outsider"], page, case.ref)
    assert (status, event.kind, event.case_ref, event.object_ref) == (404, "case.refused", case.ref, case.ref)
    assert event.child_ref
    assert (event.actor_id, event.detail) == (cast["outsider"].pk, {"page": page})
    assert case.ref.encode() not in body.replace(reverse(page, kwargs={"ref": case.ref}).encode(), b"")


def test_no_such_case_is_answered_in_the_same_words_and_makes_no_chain(client: Client, case: Case, cast: Cast) -> None:
    there = refused(client, cast["outsider"], "cases:record", case.ref)
    before = there[2].pk
    response = client.get(reverse("cases:record", kwargs={"ref": new_reference()}))
    event = one_of(AuditEvent.objects.filter(sort=Sort.REFUSAL, id__gt=before))
    assert (response.status_code, event.kind, event.case_ref) == (404, "case.refused", "")
    assert len(response.content) == len(there[1])


def test_whoever_may_not_open_a_page_at_all_is_refused_by_name(client: Client, cast: Cast) -> None:
    client.force_login(cast["social_worker"])
    assert client.get(reverse("operations")).status_code == 403
    event = one_of(AuditEvent.objects.filter(sort=Sort.REFUSAL))
    assert (event.kind, event.detail, event.case_ref) == ("page.refused", {"page": "operations"}, "")


def test_a_stranger_is_sent_to_sign_in_and_nothing_was_refused(client: Client, case: Case) -> None:
    assert client.get(reverse("cases:record", kwargs={"ref": case.ref})).status_code == 302
    assert count_of(AuditEvent.objects.filter(sort=Sort.REFUSAL)) == 0
