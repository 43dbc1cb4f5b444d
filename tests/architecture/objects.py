"""Small makers of what addresses are about, and fillers that make a page long, for the tables of pages."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str

from cse_portal.agencies.models import User
from tests.factories import agency_of, due_item

# An address's arguments, for a thing that belongs to this person.
Maker = Callable[[User], dict[str, str]]
# Makes this many of everything that the page lists for this person.
Filler = Callable[[User, int], None]


def password_link(person: User) -> dict[str, str]:
    return {"uidb36": user_pk_to_url_str(person), "key": default_token_generator.make_token(person)}


def work(person: User, number: int) -> None:
    for index in range(number):
        due_item(person, due_in=timedelta(hours=index), task=f"Task {index}")
        due_item(agency=agency_of(person), due_in=timedelta(hours=index), task=f"Task of all {index}")


MAKERS: dict[str, Maker] = {"password_link": password_link}
FILLERS: dict[str, Filler] = {"home": work}
