"""A sheet becomes rows of text, whatever programme wrote it; what is no sheet, or is too much, is refused."""

from __future__ import annotations

import pytest

from cse_portal.cases.attendance.tables import MOST_COLUMNS, MOST_ROWS, NO_SHEET, OTHER_DAYS, TOO_MUCH, lines_of
from cse_portal.cases.files import FileRefused
from cse_portal.cases.files.kinds import BROKEN, EMPTY
from tests.unit.cases.attendance.sheets import csv_of, xlsx_of

HEAD, ROW = ("Name", "Date"), ("Zoë O’Neill", "3/5/2026")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_csv_is_read_in_each_encoding_and_with_each_separator(encoding: str, separator: str) -> None:
    found = lines_of(csv_of(HEAD, ROW, encoding=encoding, separator=separator))
    assert found == [(1, list(HEAD)), (2, list(ROW))]


def test_rows_keep_the_number_that_the_sheet_shows() -> None:
    assert lines_of(b'a,b\n\n,\n"x, y","two\nlines"\n') == [(1, ["a", "b"]), (4, ["x, y", "two lines"])]


def test_a_workbook_is_read_by_column_with_gaps_and_a_formula_is_what_it_came_to() -> None:
    found = lines_of(
        xlsx_of(
            '<row r="2"><c r="A2" t="s"><v>0</v></c><c r="C2" t="inlineStr"><is><t>Date</t></is></c></row>',
            '<row r="5"><c r="A5" t="s"><v>9</v></c><c r="C5"><f>1+1</f><v>46145</v></c>'
            '<c r="D5" t="str"><f>HYPERLINK("x")</f><v>=here</v></c></row>',
            shared=["Name"],
        )
    )
    assert found == [(2, ["Name", "", "Date"]), (5, ["", "", "46145", "=here"])]


def test_hidden_letters_go_and_cells_and_columns_end_somewhere() -> None:
    ((_, cells),) = lines_of(("\u200e\x07Mia  Reed," + "x" * 900 + ",y" * 60).encode())
    assert cells[0] == "Mia Reed"
    assert len(cells[1]) == 300
    assert len(cells) == MOST_COLUMNS


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", EMPTY),
        (b"a,b\x00c\n", NO_SHEET),
        (b"\xff\xfea", NO_SHEET),
        (b"x" * (2 * 1024 * 1024 + 1), TOO_MUCH),
        (b"a,b\n" * (MOST_ROWS + 20), TOO_MUCH),
        (b'"' + b"x" * 200_000, NO_SHEET),
        (b"PK\x03\x04 and no more", BROKEN),
        (xlsx_of('<row r="1"><c r="A1"><v>1</v></c></row>', workbook='<workbookPr date1904="1"/>'), OTHER_DAYS),
        (xlsx_of("<row><c><v>1</v></c></row>" * (MOST_ROWS + 20)), TOO_MUCH),
    ],
)
def test_what_is_no_sheet_or_too_much_is_refused(data: bytes, why: str) -> None:
    with pytest.raises(FileRefused) as refused:
        lines_of(data)
    assert refused.value.sentence == why
