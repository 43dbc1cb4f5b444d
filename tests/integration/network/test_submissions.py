"""Intelligence given to the police: recorded about an item or a child, asked whether it is CSE, read by its mark."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.urls import reverse

from cse_portal.agencies import access
from cse_portal.agencies.models import User
from cse_portal.audit.models import AuditEvent
from cse_portal.cases.handling import Handling
from cse_portal.cases.models import Case, Entry
from cse_portal.core import clock, wall
from cse_portal.network import actions, submission_queries
from cse_portal.network.actions import Under
from cse_portal.network.link_kinds import LinkKind
from cse_portal.network.models import Item, Submission
from cse_portal.network.refused import NetworkRefused
from tests.integration.cases.forms import day, hidden, led_back, says, send
from tests.integration.network.conftest import also_at, client_of, linked, person
from tests.reading import all_of, one_of

pytestmark = pytest.mark.django_db
SHARED = Under(Handling.NETWORK)


@pytest.fixture
def dez(maya: Case, priya: User) -> Item:
    return linked(priya, maya, LinkKind.GROOMED_BY, person()).items[0]


def given(by: User, under: Under = SHARED, **about: Any) -> Submission:
    values = {"sent_on": clock.today(), "sent_by": "Priya Nair", "reference": "LK/1", "words": "Lifts from the park"}
    with access.acting_for(by):
        return actions.add_submission(**about, values=values, under=under, by=by)


def place(name: str, row: Any) -> str:
    return reverse(f"network:{name}", kwargs={"ref": row.ref})


def test_about_a_child_it_stands_in_the_case_and_is_asked_until_it_is_known(maya: Case, priya: User) -> None:
    client = client_of(priya)
    assert "Nothing that you may read of" in says(client.get(place("around_case", maya)))
    url = place("submit_of_case", maya)
    wrong = send(client, url, sent_by="", words="Lifts", **day("sent_on", clock.today() + timedelta(days=2)))
    page = says(led_back(client, wrong))
    for words in ("Enter who gave it to the police", "today or in the past", "Lifts"):
        assert words in page
    keys = hidden(says(client.get(url)))
    asked = {**keys, "sent_by": "Priya Nair", "reference": "LK/1", "handling": "network", "words": "Lifts"}
    for _ in range(2):
        assert client.post(url, {**asked, **day("sent_on", clock.today())}).status_code == 302
    made = one_of(Submission.objects.all())
    assert "Not yet known: to be asked" in says(client.get(place("around_case", maya)))
    assert send(client, place("change_submission", made), categorised="yes").status_code == 302
    page = says(client.get(place("around_case", maya)))
    assert "Recorded as CSE" in page
    assert "to be asked" not in page
    with access.acting_for(priya):
        line = Entry.objects.get(case=maya, source_ref=made.ref)
    assert line.headline == "Intelligence given to the police (LK/1). Recorded as CSE"
    events = all_of(AuditEvent.objects.filter(kind__in=["submission.added", "submission.changed"]).order_by("id"))
    assert [(one.kind, one.case_ref) for one in events] == [
        ("submission.added", maya.ref),
        ("submission.changed", maya.ref),
    ]


def test_about_an_item_it_stands_on_its_page(dez: Item, priya: User) -> None:
    client = client_of(priya)
    asked = {"sent_by": "Priya Nair", "categorised": "no", "handling": "network"}
    assert send(client, place("submit_of_item", dez), **asked).status_code == 302
    assert "Not recorded as CSE" in says(client.get(place("item", dez)))
    made = one_of(Submission.objects.all())
    assert client.get(place("change_submission", made)).status_code == 200


def test_whoever_sees_neither_gets_the_same_answer_as_for_nothing(
    dez: Item, maya: Case, toby: Case, priya: User, jo: User, cast: dict[str, User]
) -> None:
    about_both, about_him = given(priya, item=dez, case=maya), given(priya, item=dez)
    also_at(dez, toby, jo)
    with access.acting_for(jo):
        assert submission_queries.of_item(jo, dez) == [about_him]
        assert list(Submission.objects.all()) == [about_him]
        with pytest.raises(PermissionDenied):
            actions.change_submission(submission=about_both, version=1, values={}, under=SHARED, by=jo)
        with pytest.raises(PermissionDenied):
            actions.add_submission(case=maya, values={}, under=SHARED, by=jo)
    assert client_of(jo).get(place("change_submission", about_both)).status_code == 404
    for row in (about_both, about_him):
        assert client_of(cast["teacher"]).get(place("change_submission", row)).status_code == 404
    nothing = reverse("network:change_submission", kwargs={"ref": "AAAA-AAAA-AAAA"})
    assert client_of(cast["teacher"]).get(nothing).status_code == 404
    assert one_of(AuditEvent.objects.filter(kind="submission.refused", object_ref=about_both.ref, actor_id=jo.pk))


def test_what_was_recorded_in_error_is_struck_with_its_reason_and_stays_to_be_read(maya: Case, priya: User) -> None:
    made, client = given(priya, case=maya), client_of(priya)
    wrong = says(led_back(client, send(client, place("strike_submission", made), why="")))
    assert "Enter why" in wrong
    assert send(client, place("strike_submission", made), why="It was about another child").status_code == 302
    page = says(client.get(place("around_case", maya)))
    for words in ("Lifts from the park", "It was about another child", "Struck through as recorded in error"):
        assert words in page
    assert "to be asked" not in page.split("Struck through as recorded in error")[1], "nobody asks any more"
    assert place("change_submission", made) not in client.get(place("around_case", maya)).content.decode()
    with access.acting_for(priya):
        line = Entry.objects.get(case=maya, source_ref=made.ref)
        with pytest.raises(NetworkRefused, match="struck through"):
            actions.change_submission(submission=made, version=2, values={}, under=SHARED, by=priya)
        with pytest.raises(NetworkRefused, match="struck through"):
            actions.strike_submission(submission=made, version=2, why="Again", by=priya)
    assert line.headline.startswith("Struck through: Intelligence given to the police (LK/1)")
    assert line.words == "It was about another child"
    event = one_of(AuditEvent.objects.filter(kind="submission.struck"))
    assert (event.case_ref, event.reason) == (maya.ref, "It was about another child")


def test_only_whoever_keeps_the_record_strikes_it(
    dez: Item, maya: Case, toby: Case, priya: User, jo: User, cast: dict[str, User]
) -> None:
    about_both = given(priya, item=dez, case=maya)
    also_at(dez, toby, jo)
    with access.acting_for(jo), pytest.raises(PermissionDenied):
        actions.strike_submission(submission=about_both, version=1, why="…", by=jo)
    for stranger in (jo, cast["teacher"]):
        assert client_of(stranger).get(place("strike_submission", about_both)).status_code == 404
    with wall.as_system("test"), transaction.atomic(), pytest.raises(IntegrityError):
        Submission.objects.filter(pk=about_both.pk).update(struck_at=clock.now())


def test_its_mark_keeps_it_back(dez: Item, maya: Case, priya: User, cast: dict[str, User]) -> None:
    police = cast["police_spoc"]
    covert = given(police, Under(Handling.COVERT), item=dez)
    with access.acting_for(priya):
        assert submission_queries.by_ref(priya, covert.ref) is None
        assert not Submission.objects.exists()
    assert "LK/1" not in says(client_of(priya).get(place("item", dez)))
    assert "LK/1" in says(client_of(police).get(place("item", dez)))


def test_the_database_wants_it_to_be_about_something(dez: Item, priya: User) -> None:
    made = given(priya, item=dez)
    with wall.as_system("test"), transaction.atomic(), pytest.raises(IntegrityError):
        Submission.objects.filter(pk=made.pk).update(item=None)
    with access.acting_for(priya), pytest.raises(PermissionDenied):
        actions.add_submission(values={}, under=SHARED, by=priya)
