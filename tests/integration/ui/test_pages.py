"""The frame of every page, the pages for everyone, the partnership's colour and the gallery."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from pytest_django import Settings

from cse_portal.agencies.models import User
from cse_portal.demo.gallery import SECTIONS
from cse_portal.demo.views.gallery import PAGES

PUBLIC = ("/help/", "/help/now/", "/accessibility/", "/privacy/", "/demo/components/")
GALLERY = (
    *(f"/demo/components/{section.slug}/" for section in SECTIONS),
    *(f"/demo/components/forms/{state}/" for state in ("empty", "filled", "errors")),
    *(f"/demo/components/pages/{page}/" for page in PAGES),
)


@pytest.mark.parametrize("path", [*PUBLIC, *GALLERY])
def test_public_pages_open_without_signing_in_and_carry_no_inline_style_or_script(
    client: Client, cast: dict[str, User], path: str
) -> None:
    response = client.get(path)
    page = response.content.decode()
    assert response.status_code == 200
    assert page.count("<h1") == 1
    assert page.count('id="main"') == 1
    assert "OFFICIAL-SENSITIVE" in page
    assert not re.search(r'\sstyle="|<style|\son[a-z]+="|<script(?![^>]*\bsrc=)', page)
    ids = re.findall(r'\sid="([^"]+)"', page)
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize(
    "path", ["/demo/components/none/", "/demo/components/forms/none/", "/demo/components/pages/none/"]
)
def test_the_gallery_has_no_page_for_what_it_does_not_show(client: Client, cast: dict[str, User], path: str) -> None:
    assert client.get(path).status_code == 404


@pytest.mark.parametrize("path", PUBLIC)
@pytest.mark.django_db
def test_public_pages_open_before_any_partnership_is_founded(client: Client, path: str) -> None:
    assert client.get(path).status_code == 200


def test_whom_to_ring_stands_on_every_page(client: Client, cast: dict[str, User]) -> None:
    for path in PUBLIC:
        page = client.get(path).content.decode()
        assert 'href="tel:999"' in page
        assert 'href="tel:01632960200"' in page
        assert 'href="tel:01632960299"' in page


def test_strangers_see_a_header_without_search_menu_or_name(client: Client, cast: dict[str, User]) -> None:
    page = client.get("/help/").content.decode()
    assert "/account/sign-out/" not in page
    assert 'role="search"' not in page
    assert "govuk-service-navigation" not in page


def test_the_header_shows_who_is_signed_in_and_signs_out_by_post(client: Client, cast: dict[str, User]) -> None:
    client.force_login(cast["social_worker"])
    page = client.get("/help/").content.decode()
    assert "Priya Nair" in page
    assert "Social worker" in page
    form = re.search(r'<form[^>]*action="/account/sign-out/"[^>]*>.*?</form>', page, re.DOTALL)
    assert form is not None
    assert 'method="post"' in form.group()
    assert "csrfmiddlewaretoken" in form.group()


def test_the_current_place_is_marked_in_the_navigation(client: Client, cast: dict[str, User]) -> None:
    client.force_login(cast["social_worker"])
    assert client.get("/").content.decode().count('aria-current="page"') == 1
    assert 'aria-current="page"' not in client.get("/help/").content.decode()


def test_a_partnership_s_colour_is_a_style_sheet_that_may_be_kept(client: Client) -> None:
    response = client.get("/brand/5a2a6e.css")
    assert response.headers["Content-Type"] == "text/css; charset=utf-8"
    assert "immutable" in response.headers["Cache-Control"]
    assert "--brand:#5a2a6e" in response.content.decode()


@pytest.mark.parametrize("path", ["/brand/5A2A6E.css", "/brand/red.css", "/brand/5a2a6e;}.css"])
@pytest.mark.django_db
def test_only_a_colour_is_taken_for_a_colour(client: Client, path: str) -> None:
    assert client.get(path).status_code == 404


def test_a_page_with_errors_says_so_first_in_its_title(client: Client, cast: dict[str, User]) -> None:
    assert "<title>Error: Forms" in client.get("/demo/components/forms/errors/").content.decode()
    assert "<title>Forms" in client.get("/demo/components/forms/empty/").content.decode()


def test_the_sample_form_takes_right_answers(client: Client, cast: dict[str, User]) -> None:
    answers = {
        "name": "Kai",
        "age": "14",
        "account": "A silver car",
        "born_day": "27",
        "born_month": "3",
        "born_year": "2012",
        "team": "east",
        "reach": "email",
        "signs": ["gifts"],
        "told": "on",
    }
    page = client.post("/demo/components/forms/empty/", answers).content.decode()
    assert "Every answer was in order" in page
    assert "moj-alert--success" in page


def test_a_map_says_where_its_pictures_come_from_and_whom_to_credit(
    client: Client, cast: dict[str, User], settings: Settings
) -> None:
    assert 'data-tiles=""' in client.get("/demo/components/network/").content.decode()
    settings.MAP_TILE_URL = "https://tiles.example/{z}/{x}/{y}.png"
    settings.MAP_TILE_CREDIT = "<b>© somebody</b>"
    page = client.get("/demo/components/network/").content.decode()
    assert 'data-tiles="https://tiles.example/{z}/{x}/{y}.png" data-credit="&lt;b&gt;© somebody&lt;/b&gt;"' in page


def test_sorting_turns_round_and_keeps_the_filter(client: Client, cast: dict[str, User]) -> None:
    page = client.get("/demo/components/lists-and-tables/?kind=x&after=9&sort=agency").content.decode()
    assert 'aria-sort="ascending"' in page
    assert "?kind=x&amp;sort=-agency" in page
    assert "after=9" not in page
