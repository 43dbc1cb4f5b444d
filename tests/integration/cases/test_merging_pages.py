"""The pages on which one person proposes a merge and a second decides it, there and back."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from cse_portal.agencies.models import User
from cse_portal.cases.models import Case, LikelyPair
from cse_portal.cases.pairing import PairState
from tests.integration.cases.forms import led_back, says, send
from tests.integration.cases.pairs import now, proposed
from tests.post import delivered, read_and_emptied

pytestmark = pytest.mark.django_db
# --- pages -----------------------------------------------------------------------------------------------------


def browse(person: User) -> Client:
    client = Client()
    client.force_login(person)
    return client


def test_two_people_merge_and_take_apart_on_the_pages(
    pair: LikelyPair, two: tuple[Case, Case], officer: User, manager: User, no_worker: None,
    django_capture_on_commit_callbacks: Any,
) -> None:  # fmt: skip
    def at(name: str) -> str:
        return reverse(f"cases:{name}", kwargs={"ref": pair.ref})

    first, second = browse(officer), browse(manager)
    wrong = led_back(first, send(first, at("propose_merge"), why="Typed and kept"))
    page = says(wrong)
    for words in (
        "Select which record goes on",
        "Select which stays: first and middle names",
        "Which case goes on in",
    ):
        assert words in page
    assert "Typed and kept" in page
    place = str(two[0].partnership_id)
    typed = {"kept": "first", "value_given_names": "second", f"case_{place}": two[0].ref, "why": "Same mother"}
    with django_capture_on_commit_callbacks(execute=True):
        answer = send(first, at("propose_merge"), **typed)
    assert answer.status_code == 302, says(led_back(first, answer))
    assert "A second person decides" in says(first.get(answer["Location"]))
    assert {one.subject for one in delivered()} == {"A merge waits for a second person in the CSE Portal"}
    assert "Confirm that two records are of one child" in says(second.get("/"))
    page = says(second.get(at("confirm_merge")))
    for words in ("Same mother", "becomes part of it", "4 Canary Row", two[1].ref, "becomes an earlier number"):
        assert words in page
    wrong = led_back(second, send(second, at("confirm_merge"), decision="turn_down"))
    assert "Enter why you turn it down" in says(wrong)
    read_and_emptied()
    with django_capture_on_commit_callbacks(execute=True):
        answer = send(second, at("confirm_merge"), decision="confirm")
    assert [(*one.to, one.subject) for one in delivered()] == [
        (officer.email, "A merge that you proposed was decided in the CSE Portal")
    ]
    assert "Merged. It can be taken apart again" in says(second.get(answer["Location"]))
    assert "Propose to take apart" in says(first.get(at("likely_pair")))
    assert "Mya Canaryname" in says(first.get(reverse("cases:likely_pairs") + "?which=one"))
    send(first, at("propose_apart"), why="They were seen together")
    page = says(second.get(at("confirm_apart")))
    assert "They were seen together" in page
    answer = send(second, at("confirm_apart"), decision="confirm")
    assert "Taken apart. Everything is back" in says(second.get(answer["Location"]))


def test_a_proposal_is_taken_back_on_the_page(
    pair: LikelyPair, two: tuple[Case, Case], officer: User, manager: User
) -> None:
    held = proposed(pair, officer, [two[1].ref])
    client, url = browse(officer), reverse("cases:take_back_merge", kwargs={"ref": pair.ref})
    assert "Take the proposal back" in says(client.get(reverse("cases:likely_pair", kwargs={"ref": pair.ref})))
    assert client.post(url, {"version": "1"}).status_code == 302
    assert now(pair).state == PairState.PROPOSED
    client.post(url, {"version": str(held.version)})
    assert now(pair).state == PairState.SUGGESTED
    page = says(browse(manager).get(reverse("cases:confirm_merge", kwargs={"ref": pair.ref})))
    assert "This was decided meanwhile" in page


def test_the_same_words_turn_down_once(pair: LikelyPair, two: tuple[Case, Case], officer: User, manager: User) -> None:
    client, url = browse(manager), reverse("cases:confirm_merge", kwargs={"ref": pair.ref})
    for _ in range(2):
        proposed(pair, officer, [two[1].ref])
        answer = send(client, url, decision="turn_down", why="Twins")
        assert answer.status_code == 302
        assert now(pair).state == PairState.SUGGESTED
