"""Every page takes the number of queries that the committed baseline says, however long its lists are.

Changed deliberately: script/test tests/architecture/test_query_counts.py --renew-query-counts
"""

from __future__ import annotations

from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cse_portal.agencies.roles import MAY, Permission, Role
from tests.architecture.access_table import GROUPS, ROWS
from tests.architecture.answers import Row
from tests.architecture.objects import FILLERS, MAKERS
from tests.architecture.people import three_of_each
from tests.counting import asked
from tests.plugins.query_counts import QueryCounts

FEW, MANY = 2, 12
# What these ask depends on how the service is, and on what they asked a moment ago.
NOT_MEASURED = frozenset({"health_ready", "operations"})
PAGES = [row for row in ROWS if 200 in row.own.values() and row.method == "get" and row.name not in NOT_MEASURED]


def group_of(row: Row) -> str:
    """Those who run an agency see most, where they may open the page at all."""
    allowed = [group for group in GROUPS if row.own[Role(group)] == 200]
    return next((group for group in allowed if Permission.AGENCY_WORK in MAY[Role(group)]), allowed[0])


def queries_of(place: str, client: Client) -> int:
    client.get(place)  # the first visit may fill a cache or touch the session
    with CaptureQueriesContext(connection) as captured:
        assert client.get(place).status_code == 200
    return len(asked(captured.captured_queries))


@pytest.mark.django_db
@pytest.mark.parametrize("row", PAGES, ids=lambda row: row.name)
def test_a_page_takes_what_the_baseline_says_at_any_length(
    row: Row, client: Client, query_counts: QueryCounts
) -> None:
    person = three_of_each([group_of(row)], alone=True)[group_of(row)].own
    place = reverse(row.name, kwargs=MAKERS[row.of](person) if row.of else None)
    fill = FILLERS.get(row.name, lambda _person, _number: None)
    client.force_login(person)
    fill(person, FEW)
    measured = queries_of(place, client)
    assert measured == query_counts.expected(row.name, measured)
    fill(person, MANY)
    assert queries_of(place, client) == measured


def test_the_baseline_is_about_todays_pages(query_counts: QueryCounts) -> None:
    pages = {row.name for row in PAGES}
    query_counts.keep_only(pages)
    assert set(query_counts.known) == pages


def test_every_filler_fills_a_page() -> None:
    assert set(FILLERS) <= {row.name for row in PAGES}


def test_one_query_more_is_caught(tmp_path: Path) -> None:
    file = tmp_path / "counts.json"
    file.write_text('{"home": 9}')
    assert QueryCounts(file, renewing=False).expected("home", 10) == 9
    assert QueryCounts(file, renewing=False).expected("new:page", 3) is None
    assert QueryCounts(file, renewing=True).expected("home", 10) == 10
    assert file.read_text() == '{\n  "home": 10\n}\n'
