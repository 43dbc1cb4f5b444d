"""Cases as pages show them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core import signing

from cse_portal.agencies import access
from cse_portal.agencies.models import User
from cse_portal.cases import queries

SALT = "cases.list"


def sealed(key: access.Key | None) -> str:
    """Where the next page begins, as an address may carry it: it cannot be read or made up."""
    return signing.dumps([key[0], key[1].isoformat(), key[2]], salt=SALT) if key else ""


def unsealed(text: str) -> access.Key | None:
    try:
        rank, review, number = signing.loads(text, salt=SALT)
        return int(rank), date.fromisoformat(review), int(number)
    except (signing.BadSignature, ValueError, TypeError):
        return None


@dataclass(frozen=True)
class CaseList:
    cases: list[Any]
    next: str
    number: str
    is_first: bool


def case_list(user: User, after: str) -> CaseList:
    begin = unsealed(after) if after else None
    found = queries.listed(user, begin)
    number = access.count(user)
    most = access.COUNT_AT_MOST
    words = f"{most:,}+" if number > most else f"{number:,}"
    return CaseList(found.cases, sealed(found.next), words, begin is None)
