"""The board's figures: as counted one by one, for whoever reads figures and nobody else, with nothing small."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader
from pytest_django import Settings

from cse_portal.agencies import access
from cse_portal.agencies.models import Agency, Partnership, User
from cse_portal.agencies.roles import MAY, Permission, Role
from cse_portal.audit.models import AuditEvent
from cse_portal.cases.models import Case
from cse_portal.core import wall
from screening import figure_queries
from screening.editions import in_force
from screening.figures import Counted, Period
from screening.models import Tool
from tests.factories import agency_of
from tests.integration.cases.pairs import joins
from tests.integration.screening import tallies
from tests.integration.screening.conftest import Cast, signed_in
from tests.integration.screening.test_papers import bytes_of, pages_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]
SUMMER = Period(date(2026, 7, 1), date(2026, 9, 1))
PAGE = "screening:figures"


@pytest.fixture
def agencies(cast: Cast) -> list[Agency]:
    return [agency_of(cast[one]) for one in ("teacher", "social_worker", "police_spoc")]


def ask(reader: User, period: Period = SUMMER) -> list[Counted]:
    here = agency_of(reader).partnership
    with access.acting_for(reader):
        return figure_queries.counted(here, in_force(here), period)


def of(rows: list[Counted], what: str, by: Callable[[Counted], Any]) -> Counter[Any]:
    found: Counter[Any] = Counter()
    for row in rows:
        if row.what == what:
            found[by(row)] += row.number
    return found


def test_the_database_counts_as_one_would_by_hand(cast: Cast, agencies: list[Agency]) -> None:
    tools = tallies.many_tools(agencies, cast["teacher"], 90)
    with wall.as_system("set up a test"):
        Tool.objects.filter(pk=tools[0].pk).update(status="draft")
        Tool.objects.filter(pk=tools[1].pk).update(decided_at=SUMMER.before)
        Tool.objects.filter(pk=tools[2].pk).update(decided_at=SUMMER.since - timedelta(seconds=1))
        left = list(Tool.objects.select_related("case__child").filter(pk__in=[one.pk for one in tools[3:]]))
    rows = ask(cast["lscb_manager"])
    assert of(rows, "decided", lambda row: (row.agency, row.other)) == tallies.by_agency(left, lambda one: one.decided)
    assert of(rows, "decided", lambda row: (row.agency, row.code)) == tallies.by_agency(
        left, lambda one: one.suggested
    )
    assert of(rows, "band", lambda row: (row.agency, row.code)) == tallies.by_agency(left, tallies.highest_band)
    letters = Counter((one.agency_id, letter) for one in left for letter in one.letters_now)
    assert of(rows, "letter", lambda row: (row.agency, row.code)) == letters
    unknown = Counter(item for one in left for item in one.not_known)
    assert of(rows, "not_known", lambda row: row.code) == unknown
    every = next(row for row in rows if row.what == "time" and row.agency is None)
    assert every.number == len(left)
    assert every.middle == pytest.approx(tallies.seconds(left))


def test_each_child_counts_once_by_the_latest_tool(cast: Cast, agencies: list[Agency]) -> None:
    made = {one.pk for one in tallies.many_tools(agencies, cast["teacher"], 60)}
    with wall.as_system("set up a test"):
        tools = list(Tool.objects.select_related("case__child").filter(pk__in=made))
    rows = ask(cast["lscb_manager"])
    children = tallies.latest_of_children(tools)
    assert len(children) < len(tools)
    sexes = Counter((one.case.child.sex or "not_known", one.decided) for one in children)
    assert of(rows, "child_sex_decided", lambda row: (row.code, row.other)) == sexes
    groups = Counter((one.case.child.ethnicity, one.next_step) for one in children)
    assert of(rows, "child_ethnicity_next", lambda row: (row.code, row.other)) == groups
    care = Counter(tallies.care_of(one) for one in children)
    assert of(rows, "child_care_decided", lambda row: row.code) == care


def test_whoever_has_no_such_role_is_given_nothing_by_the_database(cast: Cast, agencies: list[Agency]) -> None:
    tallies.many_tools(agencies, cast["teacher"], 20)
    readers = {role for role in Role if Permission.READ_FIGURES in MAY[role]}
    assert not any(Permission.SEE_CASES in MAY[role] for role in readers)  # who sees cases could compare
    assert ask(cast["lscb_manager"])
    assert ask(cast["teacher"]) == ask(cast["social_worker"]) == ask(cast["governance_lead"]) == []


def test_another_partnerships_figures_are_not_given(cast: Cast, agencies: list[Agency]) -> None:
    tallies.many_tools(agencies, cast["teacher"], 20)
    reader = cast["lscb_manager"]
    other = Partnership(pk=agency_of(reader).partnership_id + 1)
    with access.acting_for(reader):
        assert figure_queries.counted(other, in_force(agency_of(reader).partnership), SUMMER) == []


def test_the_page_shows_counts_and_nobody(cast: Cast, agencies: list[Agency], manager: Client) -> None:
    tallies.many_tools(agencies, cast["teacher"], 120)
    answer = manager.get(reverse(PAGE))
    words = answer.content.decode()
    assert answer.status_code == 200
    assert "July to September 2026" in words  # the latest quarter that is over
    assert all(one.name in words for one in agencies)
    assert "Canaryname" not in words
    with wall.as_system("set up a test"):
        assert not [ref for ref in Case.objects.values_list("ref", flat=True) if ref in words]
    looked = AuditEvent.objects.filter(kind="screening.figures_looked_at").get()
    assert looked.detail["from"] == "2026-07"
    assert (looked.object_ref, looked.case_ref) == ("", "")


def cells(page: Any, code: str) -> dict[str, list[str]]:
    figure = next(one for part in page.parts for one in part.figures if one.code == code)
    return {row.title: [cell.words for cell in row.cells] for row in figure.rows}


def test_a_restricted_case_alone_stays_behind_a_hidden_number(
    cast: Cast, agencies: list[Agency], manager: Client
) -> None:
    """The police completed one, covertly, about a restricted case: neither that nor its level can be read."""
    school, social_care, police = agencies
    tallies.many_tools([school, social_care], cast["teacher"], 80)
    (only,) = tallies.many_tools([police], cast["police_spoc"], 1)
    with wall.as_system("set up a test"):
        Tool.objects.filter(pk=only.pk).update(handling="covert")
        Case.objects.filter(pk=only.case_id).update(is_restricted=True)
    page = manager.get(reverse(PAGE)).context["page"]
    for code in ("results", "bands", "letters", "overrides"):
        *shown, total = cells(page, code)[police.name]
        *every, _ = cells(page, code)["All agencies"]
        assert {one for one, of_all in zip(shown, every, strict=True) if of_all != "0"} == {"hidden"}
        assert total == "1 to 4"
    assert cells(page, "times")[police.name] == ["1 to 4", "hidden", "hidden"]
    # and which of the others were subtracted from the whole cannot be told either
    assert "hidden" in {cells(page, "results")[one.name][-1] for one in (school, social_care)}


def test_one_agency_stands_beside_all_with_the_same_numbers(
    cast: Cast, agencies: list[Agency], manager: Client
) -> None:
    tallies.many_tools(agencies, cast["teacher"], 120)
    every = manager.get(reverse(PAGE)).context["page"]
    one = manager.get(reverse(PAGE), {"agency": agencies[0].ref}).context["page"]
    for code in ("results", "bands", "letters", "overrides", "times"):
        whole, part = cells(every, code), cells(one, code)
        assert list(part) == [agencies[0].name, "All agencies"]
        assert part == {name: whole[name] for name in part}
    assert cells(one, "sex_decided") == cells(every, "sex_decided")


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        ({"from": "2026-09", "to": "2026-07"}, "The last month must be the same as or after the first month"),
        ({"from": "2026-13"}, "Choose the first month from the list"),
        ({"to": "soon"}, "Choose the last month from the list"),
        ({"tool": "horoscope"}, "Choose a tool from the list"),
        ({"agency": "0000"}, "Choose an agency from the list"),
    ],
)
def test_what_cannot_be_asked_for_is_said_and_nothing_chosen_is_lost(
    manager: Client, here: Partnership, asked: dict[str, str], says: str
) -> None:
    kept = {"tool": "cse-assessment", **asked}
    answer = manager.get(reverse(PAGE), kept)
    words = answer.content.decode()
    assert answer.status_code == 200
    assert "There is a problem" in words
    assert says in words
    form = answer.context["form"]
    assert {name: form[name].value() for name in kept} == kept
    assert manager.get(reverse("screening:figures_file"), kept).status_code == 302


def test_without_any_it_says_so_and_of_a_few_nothing_more(cast: Cast, agencies: list[Agency], manager: Client) -> None:
    assert "Nobody completed this tool in these months" in manager.get(reverse(PAGE)).content.decode()
    tallies.many_tools(agencies, cast["teacher"], 4)
    words = manager.get(reverse(PAGE)).content.decode()
    assert "1 to 4 complete tools" in words
    assert not any(one.name in words.split("counts-as")[0].split("</form>")[1] for one in agencies)


def test_the_spreadsheet_says_what_the_page_says(cast: Cast, agencies: list[Agency], manager: Client) -> None:
    tallies.many_tools(agencies, cast["teacher"], 70)
    answer = manager.get(reverse("screening:figures_file"), {"from": "2026-07", "to": "2026-09"})
    assert answer["Content-Disposition"] == (
        'attachment; filename="figures-multi-agency-screening-2026-07-to-2026-09.csv"'
    )
    lines = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    page = manager.get(reverse(PAGE), {"items": "all"}).context["page"]
    numbers = [cell.words for part in page.parts for one in part.figures for row in one.rows for cell in row.cells]
    assert [line[5] for line in lines[1:]] == numbers
    assert not set(numbers) & {"1", "2", "3", "4"}
    assert AuditEvent.objects.filter(kind="screening.figures_downloaded").count() == 1


def test_a_member_of_the_strategic_group_reads_them_and_a_social_worker_does_not(
    cast: Cast, agencies: list[Agency]
) -> None:
    member = joins(agencies[1], Role.STRATEGIC_GROUP_MEMBER).user
    assert signed_in(member).get(reverse(PAGE)).status_code == 200
    assert signed_in(cast["social_worker"]).get(reverse(PAGE)).status_code == 403


@pytest.mark.usefixtures("no_worker")
def test_the_pdf_says_what_the_page_says_and_leaves_out_the_same(
    cast: Cast, agencies: list[Agency], manager: Client, settings: Settings, tmp_path: Path
) -> None:
    settings.FILES_DIR = tmp_path
    tallies.many_tools(agencies, cast["teacher"], 70)
    asked = "?from=2026-07&to=2026-09"
    answer = manager.post(reverse("screening:figures_pdf") + asked)
    content = bytes_of(manager, answer)
    text, whole = " ".join(pages_of(content)), PdfReader(io.BytesIO(content))
    page = manager.get(reverse(PAGE) + asked + "&items=all").context["page"]
    for part in page.parts:
        assert part.title in text
    assert page.stats[0].words in text
    assert "Rosalind Achterberg" in text, "whose copy it is"
    assert whole.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert AuditEvent.objects.filter(kind="screening.figures_downloaded").count() == 1
