"""Rows of what the borough's agencies signed and its people accepted, for Postgres' COPY."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from random import Random
from typing import NamedTuple

from cse_portal.demo.bulk import at_hour, reference

FIRST_DAYS_AGO = 700  # the first pledge and the first terms of use
SECOND_PUBLISHED_DAYS_AGO = 10
SECOND_STARTS_IN = 11


class Signer(NamedTuple):
    """Somebody who answers for an agency."""

    agency: int
    person: int
    signs_as: str


class TermsRow(NamedTuple):
    ref: str
    created_at: datetime
    updated_at: datetime
    agency_id: int
    number: int
    text: str
    starts_on: date
    published_at: datetime
    published_by_id: int | None


class SignatureRow(NamedTuple):
    ref: str
    created_at: datetime
    updated_at: datetime
    pledge_id: int
    agency_id: int
    signed_by_id: int
    signed_as: str
    signed_at: datetime


class AcceptanceRow(NamedTuple):
    ref: str
    created_at: datetime
    updated_at: datetime
    terms_id: int
    user_id: int
    accepted_at: datetime


def pledge_days(on: date) -> list[tuple[date, date]]:
    """When each version was published and begins: the first long ago, the second soon."""
    first = on - timedelta(days=FIRST_DAYS_AGO)
    published = on - timedelta(days=SECOND_PUBLISHED_DAYS_AGO)
    return [(first - timedelta(days=28), first), (published, on + timedelta(days=SECOND_STARTS_IN))]


def terms_rows(
    agencies: Iterable[tuple[int, int | None]], *, text: str, random: Random, on: date
) -> Iterator[TermsRow]:
    """One version for each agency, published by whoever answers for it, a week before its first day."""
    starts_on = on - timedelta(days=FIRST_DAYS_AGO)
    at = at_hour(starts_on - timedelta(days=7), 10)
    for agency, publisher in agencies:
        yield TermsRow(reference(random), at, at, agency, 1, text, starts_on, at, publisher)


def signature_rows(pledge: int, signers: Iterable[Signer], *, since: date, random: Random) -> Iterator[SignatureRow]:
    """Within nine days of its publication."""
    for signer in signers:
        at = at_hour(since + timedelta(days=random.randint(0, 8)), random.randint(9, 16), random.randrange(60))
        yield SignatureRow(reference(random), at, at, pledge, signer.agency, signer.person, signer.signs_as, at)


def acceptance_rows(people: Iterable[tuple[int, int, date]], *, random: Random, on: date) -> Iterator[AcceptanceRow]:
    """(terms, person, first day): at the person's first sign-in, or in the week in which the terms began."""
    began = on - timedelta(days=FIRST_DAYS_AGO)
    for terms, person, first_day in people:
        day = min(max(first_day, began) + timedelta(days=random.randint(0, 5)), on - timedelta(days=1))
        at = at_hour(day, random.randint(8, 17), random.randrange(60))
        yield AcceptanceRow(reference(random), at, at, terms, person, at)
