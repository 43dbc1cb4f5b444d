"""One search box: it finds what the person may open, keeps no words, and says the same whatever it hides."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.test import Client

from cse_portal.agencies import find
from cse_portal.agencies.find import Found, Provider, add_provider
from cse_portal.agencies.models import User
from cse_portal.agencies.roles import Permission
from cse_portal.audit.models import AuditEvent
from tests.integration.desk.forms import opened, saved, signed_in, written_note

FIND = "/find/"


@pytest.fixture
def teacher(cast: dict[str, User]) -> Client:
    return signed_in(cast["teacher"])


def sought(client: Client, words: str) -> str:
    response = client.post(FIND, {"q": words})
    assert response.status_code == 200
    return response.content.decode()


def test_a_colleagues_note_is_found_by_title_and_by_reference(cast: dict[str, User], teacher: Client) -> None:
    note = written_note(cast["school_spoc"], title="Seen at the bus station")
    assert "Seen at the bus station" in sought(teacher, "BUS station")
    assert "Seen at the bus station" in sought(teacher, note.ref.lower().replace("-", " "))


def test_what_may_not_be_seen_is_answered_like_what_is_not_there(cast: dict[str, User]) -> None:
    written_note(cast["school_spoc"], title="Seen at the bus station")
    outsider = signed_in(cast["outsider"])
    hidden, absent = answer(sought(outsider, "bus station")), answer(sought(outsider, "bus nowhere"))
    assert "Nothing you can see matches" in hidden
    assert 'href="tel:01632960200"' in hidden
    assert 'href="tel:01632960299"' in hidden
    assert 'href="tel:999"' in hidden
    assert hidden == absent


def answer(page: str) -> str:
    """What stands below the search box."""
    return page.partition("<main")[2].partition("</form>")[2].partition("</main>")[0]


# --- what one may find ----------------------------------------------------------------------------------------


@pytest.fixture
def _children_for_governance() -> Iterator[None]:
    """As a stage that holds children will add it; here for one role only."""

    def nobody(user: User, words: str) -> list[Found]:
        return []

    add_provider(Provider("children", "a child, by name", Permission.REVIEW_DISPOSAL, nobody, 1, True))
    yield
    find._providers.pop("children")


def test_the_page_says_what_it_can_find(teacher: Client) -> None:
    page = teacher.get(FIND).content.decode()
    assert "what you have to do, by words of the task or a reference" in page
    assert "practice notes of your agency" in page
    assert "a child or a case that you see" in page
    assert "Nothing is found by a child’s name here" not in page


@pytest.mark.usefixtures("_children_for_governance")
def test_a_role_without_names_is_promised_none(cast: dict[str, User]) -> None:
    with_names, without = signed_in(cast["governance_lead"]), signed_in(cast["system_administrator"])
    page = with_names.get(FIND).content.decode()
    assert page.index("a child, by name") < page.index("what you have to do")
    assert "Nothing is found by a child’s name here" not in page
    assert 'placeholder="Find a child, case or reference"' in page
    page = without.get(FIND).content.decode()
    assert "a child, by name" not in page
    assert "Nothing is found by a child’s name here" in page
    assert 'placeholder="Find a reference or title"' in page


@pytest.mark.parametrize("place", ["/", "/help/", "/account/second-step/", "/nowhere/"])
def test_every_page_of_whoever_may_search_has_the_box(cast: dict[str, User], place: str) -> None:
    for member in cast.values():
        assert 'role="search"' in signed_in(member).get(place).content.decode()


def test_there_is_no_box_for_whoever_may_not_search(client: Client, cast: dict[str, User]) -> None:
    assert 'role="search"' not in client.get("/account/sign-in/").content.decode()
    cast["teacher"].memberships.all().delete()
    client.force_login(cast["teacher"])
    assert 'role="search"' not in client.get("/help/").content.decode()


def test_my_drafts_and_my_due_items_are_found(cast: dict[str, User], teacher: Client) -> None:
    saved(teacher, opened(teacher), title="Words inside are not searched")
    written_note(cast["teacher"])
    assert "Draft" in sought(teacher, "practice note")
    assert "Read your practice note again" in sought(teacher, "practice note again")
    assert "Nothing you can see matches" in sought(teacher, "words inside")


def test_a_search_leaves_a_trace_without_its_words(cast: dict[str, User], teacher: Client) -> None:
    sought(teacher, "Maya Okonjo-Vale")
    event = AuditEvent.objects.get(kind="search.made")
    assert event.detail == {"length": 16, "found": 0}
    assert event.actor_id == cast["teacher"].pk
    assert "Maya" not in str(vars(event))


@pytest.mark.parametrize(
    ("words", "error"),
    [
        ("", "Enter a reference or a few words"),
        ("   ", "Enter a reference or a few words"),
        ("x" * 201, "200 characters"),
    ],
)
def test_too_little_and_too_much_are_said_so(teacher: Client, words: str, error: str) -> None:
    assert error in sought(teacher, words)
    assert not AuditEvent.objects.filter(kind="search.made").exists()


def test_words_in_the_address_are_not_looked_at(cast: dict[str, User], teacher: Client) -> None:
    written_note(cast["school_spoc"], title="Seen at the bus station")
    page = teacher.get(f"{FIND}?q=bus").content.decode()
    assert "Seen at the bus station" not in page
    assert 'value="bus"' not in page
