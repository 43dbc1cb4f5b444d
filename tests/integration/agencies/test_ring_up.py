"""Whom to ring now: the numbers and hours that the partnership's settings hold, at this moment."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
import time_machine
from django.test import Client

from cse_portal.agencies.actions import change_agency, change_partnership, found_partnership
from cse_portal.agencies.models import Partnership, User
from tests.factories import TEST, agency_of

MONDAY_NOON, SATURDAY = datetime(2026, 11, 23, 12, tzinfo=UTC), datetime(2026, 11, 21, 12, tzinfo=UTC)


def help_now(client: Client) -> str:
    return " ".join(client.get("/help/now/").content.decode().split())


def another() -> Partnership:
    return found_partnership(
        name="Ostermere Safeguarding Children Partnership",
        short_name="OSCP",
        mash_phone="01632 960700",
        out_of_hours_phone="01632 960799",
        by=TEST,
    )


def test_what_the_office_changes_is_what_every_panel_says(client: Client, cast: dict[str, User]) -> None:
    here = Partnership.objects.get()
    values = {
        "mash_phone": "01632 960555",
        "out_of_hours_phone": "01632 960556",
        "mash_email": "mash@larkmere.example",
    }
    change_partnership(partnership=here, version=here.version, values=values, by=TEST)
    for page in ("/help/now/", "/help/", "/nowhere/"):
        said = client.get(page).content.decode()
        assert "01632 960555" in said
        assert "01632 960556" in said
        assert "01632 960200" not in said
    assert "mailto:mash@larkmere.example" in help_now(client)


@pytest.mark.parametrize(
    ("at", "said", "unsaid"),
    [
        (MONDAY_NOON, "Open now", "Ring this number now"),
        (SATURDAY, "Closed now</strong> until Monday 23 November, 8:30am", "Open now"),
        (SATURDAY, "Ring this number now", "Open now"),
    ],
)
def test_the_page_says_who_is_there(
    client: Client, cast: dict[str, User], at: datetime, said: str, unsaid: str
) -> None:
    with time_machine.travel(at, tick=False):
        page = help_now(client)
    assert said in page
    assert unsaid not in page


def test_where_there_are_several_a_stranger_is_shown_no_wrong_number(client: Client, cast: dict[str, User]) -> None:
    another()
    page = help_now(client)
    assert "01632 960700" in page
    assert "01632 960200" in page
    assert page.index("Larkmere Safeguarding") < page.index("Ostermere Safeguarding")
    elsewhere = client.get("/help/").content.decode()
    assert "tel:01632" not in elsewhere
    assert "Whom to ring" in elsewhere


def test_a_person_is_shown_their_own_first_and_those_their_agency_serves(
    client: Client, cast: dict[str, User]
) -> None:
    there = another()
    client.force_login(cast["police_spoc"])
    assert "01632 960700" not in help_now(client)
    unit = agency_of(cast["police_spoc"])
    change_agency(
        agency=unit, version=unit.version, name=unit.name, kind=unit.kind, parent=None, serves=[there], by=TEST
    )
    page = help_now(client)
    assert page.index("01632 960200") < page.index("01632 960700")
    assert 'href="tel:01632960200"' in client.get("/help/").content.decode()
