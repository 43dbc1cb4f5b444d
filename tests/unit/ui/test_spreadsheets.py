"""No cell of an export starts a formula."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cse_portal.ui.spreadsheets import BYTE_ORDER_MARK, STARTS_A_FORMULA, csv_rows, safe_cell


@pytest.mark.parametrize("text", ["=1+1", "+44", "-1", "@cmd", "\t=1", "\r=1", "  =1", "\n=1", "\uff1d1"])
def test_what_would_be_a_formula_is_text(text: str) -> None:
    assert safe_cell(text) == f"'{text}"


@pytest.mark.parametrize("text", ["Fernhill Academy", "2026-11-21", "a=b", "", "1+1"])
def test_other_text_stays_as_it_is(text: str) -> None:
    assert safe_cell(text) == text


@given(st.lists(st.lists(st.text(), min_size=2, max_size=2), max_size=5))
def test_every_row_comes_back_whole_and_harmless(rows: list[list[str]]) -> None:
    written = b"".join(csv_rows(("One", "Two"), rows)).decode().removeprefix(BYTE_ORDER_MARK)
    read = list(csv.reader(io.StringIO(written, newline="")))
    assert len(read) == len(rows) + 1
    for row in read:
        assert not any(cell.lstrip(" ").startswith(STARTS_A_FORMULA) for cell in row)
