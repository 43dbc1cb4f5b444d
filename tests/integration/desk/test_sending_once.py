"""However often a form is sent, its deed is done once, and no words get lost on the way."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection
from django.test import Client

from cse_portal.agencies.models import User
from cse_portal.demo.models import PracticeNote
from cse_portal.desk.models import Draft, Submission
from tests.integration.desk.forms import (
    NOTE,
    WRITE,
    edit_address,
    filled,
    form_of,
    landed,
    opened,
    signed_in,
    written_note,
)


@pytest.fixture
def writer(cast: dict[str, User]) -> Client:
    return signed_in(cast["social_worker"])


def test_sent_again_it_leads_to_the_same_outcome(writer: Client) -> None:
    form = filled(opened(writer), **NOTE)
    first, second = writer.post(WRITE, form), writer.post(WRITE, form)
    assert first.headers["Location"] == second.headers["Location"]
    assert PracticeNote.objects.count() == 1
    assert "nothing was saved twice" in writer.get(second.headers["Location"]).content.decode()


def test_a_mistake_does_not_use_up_the_token(writer: Client) -> None:
    response = landed(writer, writer.post(WRITE, filled(opened(writer), title="No day")))
    assert not Submission.objects.exists()
    assert writer.post(WRITE, filled(form_of(response), **NOTE)).status_code == 302
    assert PracticeNote.objects.count() == 1


def test_back_and_other_words_makes_no_second_record_and_loses_no_words(writer: Client) -> None:
    form = filled(opened(writer), **NOTE)
    writer.post(WRITE, form)
    response = landed(writer, writer.post(WRITE, filled(form, what_happened="He rang again at night.")))
    assert "already, with other words" in response.content.decode()
    assert PracticeNote.objects.count() == 1
    assert Draft.objects.live().get().fields["what_happened"] == ["He rang again at night."]


@pytest.mark.parametrize("token", ["", "not-a-token", "1234"])
def test_a_form_without_its_token_comes_back_with_its_words(writer: Client, token: str) -> None:
    response = writer.post(WRITE, filled(opened(writer), **NOTE, _token=token))
    assert response.status_code == 400
    again = form_of(response)
    assert again["what_happened"] == [NOTE["what_happened"]]
    assert writer.post(WRITE, again).status_code == 302


def test_a_token_of_one_person_says_nothing_about_another(cast: dict[str, User], writer: Client) -> None:
    form = filled(opened(writer), **NOTE)
    writer.post(WRITE, form)
    teacher = signed_in(cast["teacher"])
    own = filled(opened(teacher), **NOTE, _token=form["_token"])
    assert teacher.post(WRITE, own).status_code == 302
    assert PracticeNote.objects.count() == 2


def test_a_deed_that_fails_uses_up_no_token(writer: Client, cast: dict[str, User]) -> None:
    note = written_note(cast["social_worker"])
    form = opened(writer, edit_address(note))
    PracticeNote.objects.get(pk=note.pk).save()
    landed(writer, writer.post(edit_address(note), filled(form, title="Changed")))
    assert not Submission.objects.exists()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("number", [2, 8])
def test_sent_by_many_at_once_it_is_done_once(transactional_db: None, cast: dict[str, User], number: int) -> None:
    user = cast["social_worker"]
    form = filled(opened(signed_in(user)), **NOTE)
    clients, start = [signed_in(user) for _ in range(number)], Barrier(number)

    def send(client: Client) -> tuple[int, str]:
        try:
            start.wait(timeout=20)
            response = client.post(WRITE, form)
            return response.status_code, response.headers.get("Location", "")
        finally:
            connection.close()

    with ThreadPoolExecutor(number) as pool:
        answers = set(pool.map(send, clients))
    assert PracticeNote.objects.count() == 1
    assert answers == {(302, f"/demo/practice/{PracticeNote.objects.get().ref}/")}
