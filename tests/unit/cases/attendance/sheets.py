"""Sheets as schools' programmes write them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence

UPN, OTHER_UPN = "H801200001001", "X801200001002"
TYPES = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
SPACE = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


def csv_of(*rows: Sequence[str], encoding: str = "utf-8", separator: str = ",") -> bytes:
    return "\r\n".join(separator.join(row) for row in rows).encode(encoding)


def xlsx_of(*rows: str, shared: Sequence[str] = (), workbook: str = "") -> bytes:
    """Each row as its own XML, so that gaps and formulas can be written."""
    strings = "".join(f"<si><t>{one}</t></si>" for one in shared)
    found = io.BytesIO()
    with zipfile.ZipFile(found, "w", zipfile.ZIP_DEFLATED) as folder:
        folder.writestr("[Content_Types].xml", TYPES)
        folder.writestr("xl/workbook.xml", f"<workbook {SPACE}>{workbook}</workbook>")
        folder.writestr("xl/sharedStrings.xml", f"<sst {SPACE}>{strings}</sst>")
        sheet = f"<worksheet {SPACE}><sheetData>{''.join(rows)}</sheetData></worksheet>"
        folder.writestr("xl/worksheets/sheet1.xml", sheet)
    return found.getvalue()
