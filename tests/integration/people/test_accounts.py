"""System administrators see how accounts stand, and nothing of what people work on."""

from __future__ import annotations

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client

from cse_portal.agencies.models import Agency, User
from tests.integration.people.conftest import MONDAY, Cast, joins

pytestmark = pytest.mark.django_db
PLACE = "/people/accounts/"


def row(page: str, name: str) -> str:
    found = page[page.index(f">{name}<") :]
    return found[: found.index("</tr>")]


def test_accounts_say_how_they_stand_and_not_in_which_role(client: Client, school: Cast) -> None:
    Authenticator.objects.create(user=school["teacher"], type=Authenticator.Type.TOTP, data={"secret": "x"})
    User.objects.filter(pk=school["outsider"].pk).update(locked_unused_at=MONDAY, last_login=None)
    client.force_login(school["system_administrator"])
    page = client.get(PLACE).content.decode()
    teacher, outsider = row(page, "Gareth Onwuachi"), row(page, "Olu Wetherby")
    assert "Active" in teacher
    assert ">Set up<" in teacher
    assert "Locked: not used" in outsider
    assert "Never" in outsider
    assert ">Not set up<" in outsider
    assert "Practitioner" not in page
    assert "Fernhill" not in page


def test_a_search_is_sent_and_finds_by_name_or_address(client: Client, school: Cast) -> None:
    client.force_login(school["system_administrator"])
    page = client.post(PLACE, {"q": "gareth.onw"}).content.decode()
    assert "Gareth Onwuachi" in page
    assert "Beth Lindqvist" not in page
    assert "Nobody has that name" in client.post(PLACE, {"q": "zzz"}).content.decode()
    assert "Enter a name or an email address" in client.post(PLACE, {"q": ""}).content.decode()


def test_many_accounts_have_pages(client: Client, school: Cast, agency: Agency) -> None:
    for number in range(30):
        joins(agency, f"Zed {number:02}")
    client.force_login(school["system_administrator"])
    assert "?page=2" in client.get(PLACE).content.decode()
    assert "Zed 29" in client.get(f"{PLACE}?page=2").content.decode()
    assert "Zed 29" in client.get(f"{PLACE}?page=999").content.decode()
