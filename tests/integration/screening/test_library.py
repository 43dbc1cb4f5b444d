"""The library helps everybody who meets children; the partnership says where its documents lie."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from cse_portal.agencies.models import Partnership, User
from screening.guidance.loading import library
from screening.models import DocumentLink
from tests.integration.office.forms import send, words

pytestmark = pytest.mark.django_db
PAGE = reverse("screening:library")
PAPER = "https://www.larkmere.example/pathway.pdf"


def links(here: Partnership) -> str:
    return reverse("screening:library_links", args=[here.ref])


def test_all_that_helps_is_on_one_page(teacher: Client) -> None:
    page, shelf = words(teacher.get(PAGE)), library()
    said = [
        *shelf.remember,
        *(one.so for one in shelf.myths),
        *(one.title for one in (*shelf.documents, *shelf.reading)),
    ]
    assert [one for one in said if one.replace("'", "&#x27;") not in page] == []
    assert "Set links to documents" not in page
    assert page.count("Your partnership has set no link yet.") == len(shelf.documents)


def test_a_link_is_set_changed_and_taken_away(manager: Client, teacher: Client, here: Partnership) -> None:
    assert "The links are saved" in send(manager, links(here), pathway_2018=f" {PAPER} ")
    assert f'href="{PAPER}"' in words(teacher.get(PAGE))
    send(manager, links(here), pathway_2018=PAPER)
    assert DocumentLink.objects.count() == 1
    send(manager, links(here), pathway_2018="")
    assert PAPER not in words(teacher.get(PAGE))
    assert [one.url for one in DocumentLink.objects.order_by("pk")] == [PAPER, ""]


@pytest.mark.parametrize("odd", ["http://larkmere.example/", "javascript:alert(1)", "ftp://x.example/a", "https://"])
def test_a_link_that_is_not_safe_is_kept_in_its_box_and_named(manager: Client, here: Partnership, odd: str) -> None:
    page = send(manager, links(here), pathway_2018=odd)
    assert "Enter a web address that begins with https://" in page
    assert f'value="{odd}"' in page
    assert not DocumentLink.objects.exists()


def test_whoever_sees_no_cases_has_no_library(cast: dict[str, User]) -> None:
    client = Client()
    client.force_login(cast["governance_lead"])
    assert client.get(PAGE).status_code == 403
