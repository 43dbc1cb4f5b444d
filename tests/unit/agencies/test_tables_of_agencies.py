"""The tables that pages and documents are made from: total, in plain words, without a line too many."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from cse_portal.agencies import agency_types, agreements, lead_titles
from cse_portal.agencies.agency_types import KINDS, AgencyType, Group
from cse_portal.agencies.lead_titles import LEADS, LeadTitle
from cse_portal.agencies.roles import PARTS, WHY, Permission, Role

TODAY = date(2026, 11, 21)


def test_every_type_has_a_title_of_its_own_in_a_group() -> None:
    assert set(KINDS) == set(AgencyType)
    assert len({kind.title for kind in KINDS.values()}) == len(AgencyType)
    assert {kind.group for kind in KINDS.values()} == set(Group)


def test_the_choices_hold_every_type_once() -> None:
    codes = [code for _, types in agency_types.grouped_choices() for code, _ in types]
    assert sorted(codes) == sorted(AgencyType)


def test_an_agency_that_has_not_said_what_it_is_has_no_title() -> None:
    assert agency_types.title_of("") == ""
    assert agency_types.title_of("camhs") == "Child and adolescent mental health"


def test_every_lead_has_a_title_and_somebody_to_ask() -> None:
    assert set(LEADS) == set(LeadTitle)
    assert all(lead.title and lead.does and lead.ask for lead in LEADS.values())
    assert len(dict(lead_titles.choices())) == len(LeadTitle)


def test_every_role_says_what_it_sees_and_does_and_every_permission_why() -> None:
    assert set(PARTS) == set(Role)
    assert set(WHY) == set(Permission)
    sentences = [*(part.sees for part in PARTS.values()), *(part.does for part in PARTS.values())]
    assert [
        words for words in sentences if words != words.strip() or words.endswith(".") or not words[0].isupper()
    ] == []
    assert [words for words in WHY.values() if not words.endswith(".")] == []


@pytest.mark.parametrize("text", [agreements.STANDARD_TERMS, agreements.STANDARD_PLEDGE])
def test_the_standard_words_are_plain_paragraphs(text: str) -> None:
    found = agreements.paragraphs(text)
    assert len(found) == 7
    assert "\n\n".join(found) == text


def test_paragraphs_come_apart_at_empty_lines_only() -> None:
    assert agreements.paragraphs("One,\r\nstill one.\r\n\r\n\r\n\n Two. \n\n") == ["One, still one.", "Two."]
    assert agreements.paragraphs("  \n ") == []


@pytest.mark.parametrize(("in_days", "is_allowed"), [(-1, False), (0, False), (1, True), (366, False)])
def test_new_words_begin_with_a_day_to_come(in_days: int, is_allowed: bool) -> None:
    problem = agreements.problem_with_start(TODAY + timedelta(days=in_days), today=TODAY)
    assert (problem == "") == is_allowed
