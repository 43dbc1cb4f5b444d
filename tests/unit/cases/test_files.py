"""Files are judged by their content; what grows, runs, is locked or is something else is refused with the reason."""

from __future__ import annotations

import struct
import zipfile
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from cse_portal.cases.drawing import check, draw
from cse_portal.cases.files import MOST_BYTES, TAKEN, FileKind, FileRefused, in_size, judge, kinds, read
from tests.unit.cases import made_files as made

BEGINNINGS = (b"", b"%PDF-1.7\n", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"\xff\xd8\xff", b"GIF89a")
GOOD = {
    FileKind.PDF: made.pdf(),
    FileKind.WORD: made.docx(),
    FileKind.EXCEL: made.xlsx(),
    FileKind.POWERPOINT: made.pptx(),
    FileKind.OLD_WORD: made.compound({"WordDocument": b""}),
    FileKind.OLD_EXCEL: made.compound({"Workbook": b""}),
    FileKind.OLD_POWERPOINT: made.compound({"PowerPoint Document": b"", "Current User": b""}),
    FileKind.OUTLOOK: made.compound({"__properties_version1.0": b""}),
    FileKind.JPEG: made.picture("JPEG"),
    FileKind.PNG: made.picture("PNG"),
    FileKind.GIF: made.picture("GIF"),
    FileKind.WEBP: made.picture("WEBP"),
    FileKind.TEXT: "Maya’s café".encode("cp1252", "replace"),
    FileKind.EMAIL: made.eml(),
}


def why_refused(data: bytes) -> str:
    with pytest.raises(FileRefused) as said:
        check(data)
    return said.value.sentence


@pytest.mark.parametrize("kind", FileKind)
def test_each_kind_that_is_taken_is_known_by_its_content(kind: FileKind) -> None:
    assert judge(GOOD[kind]) is kind
    assert TAKEN[kind].ending.startswith(".")


def zip_bomb() -> bytes:
    return made.docx(**{"word/media/image.xml": bytes(30 * kinds.MEGABYTE)})


def many_members() -> bytes:
    return made.folder({f"part{number}": "" for number in range(3100)})


def locked_folder() -> bytes:
    """The mark of a password stands in the list of contents."""
    data = bytearray(made.docx())
    place = data.rfind(b"PK\x01\x02")
    data[place + 8] |= 1
    return bytes(data)


def overlapping() -> bytes:
    """Says of each member that it holds more than the whole file does."""
    data = bytearray(made.docx())
    place = data.find(b"PK\x01\x02")
    data[place + 20 : place + 24] = struct.pack("<I", len(data) * 2)
    return bytes(data)


LOCKED_SHEET = struct.pack("<HH4xHH", 0x0809, 4, 0x002F, 54)
MEAN: dict[str, tuple[bytes, str]] = {
    "empty": (b"", kinds.EMPTY),
    "too big": (bytes(MOST_BYTES + 1), kinds.TOO_BIG),
    "a programme": (b"MZ\x90\x00\x03\x00", kinds.NOT_TAKEN),
    "a web page": (b"<!DOCTYPE html><script>alert(1)</script>", kinds.NOT_TAKEN),
    "a drawing that runs": (b"<?xml version='1.0'?><svg onload='x'/>", kinds.NOT_TAKEN),
    "a script": (b"#!/bin/sh\nrm -rf /\n", kinds.NOT_TAKEN),
    "rich text": (b"{\\rtf1 hello}", kinds.RICH_TEXT),
    "heic": (b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00", kinds.HEIC),
    "a folder": (made.folder({"letter.docx": made.docx()}), kinds.ZIPPED),
    "open document": (made.folder({"mimetype": "application/vnd.oasis.opendocument.text"}), kinds.NOT_TAKEN),
    "a bomb": (zip_bomb(), kinds.BOMB),
    "many members": (many_members(), kinds.BOMB),
    "overlapping": (overlapping(), kinds.BOMB),
    "a folder inside": (made.docx(**{"word/embeddings/a.zip": b"PK"}), kinds.BOMB),
    "too deep": (made.docx(**{"word/embeddings/a.docx": made.docx(**{"b.xlsx": made.xlsx()})}), kinds.BOMB),
    "macros": (made.docx(**{"word/vbaProject.bin": b"x"}), kinds.MACROS),
    "macros inside": (made.docx(**{"word/embeddings/a.xlsx": made.docx(**{"xl/vbaProject.bin": b""})}), kinds.MACROS),
    "macros by type": (made.docx(**{"[Content_Types].xml": "<a t='macroEnabled.main+xml'/>"}), kinds.MACROS),
    "locked": (locked_folder(), kinds.LOCKED),
    "damaged folder": (made.docx()[:-40], kinds.BROKEN),
    "old macros": (made.compound({"WordDocument": b""}, ("Macros",)), kinds.MACROS),
    "old slides with macros": (
        made.compound({"PowerPoint Document": b"\x1f\x00\xff\x03\x14\x00\x00\x00\x02\x00\x00\x04"}),
        kinds.MACROS,
    ),
    "old and locked": (made.compound({"WordDocument": bytes(10) + b"\x00\x01"}), kinds.LOCKED),
    "old sheet, locked": (made.compound({"Workbook": LOCKED_SHEET}), kinds.LOCKED),
    "new and locked": (made.compound({"EncryptedPackage": b"", "EncryptionInfo": b""}), kinds.LOCKED),
    "another compound": (made.compound({"Something": b""}), kinds.NOT_TAKEN),
    "damaged compound": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100), kinds.BROKEN),
    "a PDF that runs": (made.pdf(script=True), kinds.ACTIVE_PDF),
    "a PDF that runs, packed": (made.packed_script(), kinds.ACTIVE_PDF),
    "a locked PDF": (made.pdf(password="secret"), kinds.LOCKED),
    "a damaged PDF": (b"%PDF-1.7 and nothing more", kinds.BROKEN),
    "too many pixels": (made.huge_picture(), kinds.HUGE_PICTURE),
    "a damaged picture": (made.picture()[:200], kinds.BROKEN),
}


@pytest.mark.filterwarnings("ignore:Duplicate name", "ignore:.*DecompressionBomb")
@pytest.mark.parametrize("name", MEAN)
def test_whatever_could_do_harm_is_refused_with_what_to_do_instead(name: str) -> None:
    data, sentence = MEAN[name]
    assert why_refused(data) == sentence


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(BEGINNINGS), st.binary(max_size=600))
def test_any_bytes_are_taken_or_refused_and_nothing_else(beginning: bytes, rest: bytes) -> None:
    try:
        kind = judge(beginning + rest)
    except FileRefused:
        return
    read(kind, beginning + rest)


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(sorted(GOOD)), st.data())
def test_a_damaged_file_is_taken_or_refused_and_nothing_else(kind: FileKind, data: st.DataObject) -> None:
    """Some bytes of a good file are replaced."""
    bytes_of = bytearray(GOOD[kind])
    for _ in range(data.draw(st.integers(1, 6))):
        bytes_of[data.draw(st.integers(0, len(bytes_of) - 1))] = data.draw(st.integers(0, 255))
    try:
        found = judge(bytes(bytes_of))
    except FileRefused:
        return
    read(found, bytes(bytes_of))


def test_words_of_office_files_and_e_mails_are_read() -> None:
    def lines(kind: FileKind, data: bytes) -> list[str]:
        found = read(kind, data)
        assert found is not None
        return found.lines

    assert lines(FileKind.WORD, made.docx("One", "Two")) == ["One", "Two"]
    assert lines(FileKind.EXCEL, made.xlsx()) == ["Sheet 1", "Attendance | 71", "Late", ""]
    assert lines(FileKind.POWERPOINT, made.pptx()) == ["Slide 1", "What we saw", ""]
    assert lines(FileKind.TEXT, b"One\r\nTwo") == ["One", "Two"]
    letter = read(FileKind.EMAIL, made.eml("Hello\n", attached="report.pdf"))
    assert letter is not None
    assert (letter.lines, letter.attached) == (["Hello"], ["report.pdf"])
    assert dict(letter.heads)["From"] == "school@larkmere.example"


def test_words_of_an_outlook_message_are_read() -> None:
    parts = {
        "__properties_version1.0": b"",
        "__substg1.0_0037001F": "Attendance".encode("utf-16-le"),
        "__substg1.0_1000001F": "Late twice\r\nagain".encode("utf-16-le"),
    }
    found = read(FileKind.OUTLOOK, made.compound(parts))
    assert found is not None
    assert dict(found.heads)["Subject"] == "Attendance"
    assert found.lines[0] == "Late twice"


def test_what_an_html_letter_says_is_words_and_no_markup() -> None:
    letter = (
        b"From: a@b.example\nTo: c@d.example\nContent-Type: text/html\n\n"
        b"<style>x</style><p>Dear <b>team</b></p><script>alert(1)</script><p>Late</p>"
    )
    found = read(FileKind.EMAIL, letter)
    assert found is not None
    assert [line for line in found.lines if line.strip()] == ["Dear team", "Late"]


def test_a_document_type_in_an_office_file_is_not_followed() -> None:
    mean = '<!DOCTYPE a [<!ENTITY x "ha"><!ENTITY y "&x;&x;">]><a>&y;</a>'
    assert read(FileKind.WORD, made.docx(**{"word/document.xml": mean})) is None


def test_a_long_text_is_cut_and_says_so() -> None:
    found = read(FileKind.TEXT, b"line\n" * 5000)
    assert found is not None
    assert (found.is_cut, len(found.lines)) == (True, 1500)


def test_a_picture_is_drawn_anew_without_where_it_was_taken() -> None:
    data = made.picture(with_place=True)
    assert b"Canaryphone" in data
    drawn = draw(FileKind.JPEG, data)
    assert b"Canaryphone" not in drawn.image
    with Image.open(BytesIO(drawn.image)) as picture:
        assert (picture.format, dict(picture.getexif())) == ("WEBP", {})


def test_pages_of_a_pdf_are_drawn_one_by_one() -> None:
    drawn = draw(FileKind.PDF, made.pdf(pages=2), page=2)
    assert (drawn.pages, drawn.image[:4]) == (2, b"RIFF")
    assert draw(FileKind.PDF, made.pdf(pages=2), page=3).image == b""


def test_sizes_are_said_as_people_say_them() -> None:
    assert [in_size(size) for size in (200, 2048, 3 * kinds.MEGABYTE)] == ["200 bytes", "2 KB", "3 MB"]


def test_members_that_hold_more_than_they_say_are_found() -> None:
    data = bytearray(made.docx("x" * 5000))
    with zipfile.ZipFile(BytesIO(data)) as there:
        place = data.rfind(b"word/document.xml") - 46
        assert there.getinfo("word/document.xml").file_size > 10
    data[place + 24 : place + 28] = struct.pack("<I", 10)
    with pytest.raises(FileRefused):
        judge(bytes(data))
