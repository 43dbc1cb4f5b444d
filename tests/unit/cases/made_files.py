"""Files of every kind, made on the spot: good ones, and those that mean harm."""

from __future__ import annotations

import struct
import zipfile
import zlib
from email.message import EmailMessage
from io import BytesIO

from PIL import Image
from pypdf import PdfWriter

TYPES = '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
WORDS = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def folder(parts: dict[str, str | bytes]) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in parts.items():
            made.writestr(name, content)
    return out.getvalue()


def docx(*paragraphs: str, **more: str | bytes) -> bytes:
    body = "".join(f"<w:p><w:r><w:t>{words}</w:t></w:r></w:p>" for words in paragraphs or ("Dear colleague",))
    document = f'<w:document xmlns:w="{WORDS}"><w:body>{body}</w:body></w:document>'
    return folder({"[Content_Types].xml": TYPES, "word/document.xml": document, **more})


def xlsx() -> bytes:
    cells = '<row><c t="s"><v>0</v></c><c><v>71</v></c></row><row><c t="inlineStr"><is><t>Late</t></is></c></row>'
    return folder(
        {
            "[Content_Types].xml": TYPES,
            "xl/workbook.xml": f'<workbook xmlns="{SHEET}"/>',
            "xl/sharedStrings.xml": f'<sst xmlns="{SHEET}"><si><t>Attendance</t></si></sst>',
            "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{SHEET}"><sheetData>{cells}</sheetData></worksheet>',
        }
    )


def pptx() -> bytes:
    slide = '<p:sld xmlns:p="p" xmlns:a="a"><a:p><a:r><a:t>What we saw</a:t></a:r></a:p></p:sld>'
    return folder({"[Content_Types].xml": TYPES, "ppt/presentation.xml": "<p/>", "ppt/slides/slide1.xml": slide})


def pdf(pages: int = 1, *, password: str = "", script: bool = False) -> bytes:
    writer = PdfWriter()
    for _ in range(pages):
        writer.add_blank_page(200, 280)
    if password:
        writer.encrypt(password)
    out = BytesIO()
    writer.write(out)
    made = out.getvalue()
    if script:
        made = made.replace(
            b"/Type /Catalog", b"/Type /Catalog\n/OpenAction << /S /Java#53cript /J#53 (app.alert(1)) >>"
        )
    return made


def packed_script() -> bytes:
    """The script stands among objects that are packed together."""
    stream = zlib.compress(b"1 0 << /S /JavaScript /JS (app.alert(1)) >>")
    return (
        b"%PDF-1.5\n5 0 obj\n<< /Type /ObjStm /N 1 /First 4 /Filter /FlateDecode >>\nstream\n"
        + stream
        + b"\nendstream"
    )


def picture(kind: str = "JPEG", *, size: tuple[int, int] = (60, 40), with_place: bool = False) -> bytes:
    out, exif = BytesIO(), Image.Exif()
    if with_place:
        exif.get_ifd(0x8825)[1] = "N"
        exif[0x010F] = "Canaryphone"
    Image.new("RGB", size, "teal").save(out, kind, **({"exif": exif} if with_place else {}))
    return out.getvalue()


def huge_picture() -> bytes:
    """A small file that says it is very large: a PNG's first part, and nothing more."""
    head = b"IHDR" + struct.pack(">IIBBBBB", 19_000, 19_000, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + head + struct.pack(">I", zlib.crc32(head)) + b"\0\0\1\0IDAT"


def eml(words: str = "She came late twice", attached: str = "") -> bytes:
    letter = EmailMessage()
    letter["From"], letter["To"] = "school@larkmere.example", "worker@larkmere.example"
    letter["Subject"], letter["Date"] = "Attendance", "Mon, 02 Nov 2026 10:00:00 +0000"
    letter.set_content(words)
    if attached:
        letter.add_attachment(b"...", maintype="application", subtype="pdf", filename=attached)
    return letter.as_bytes()


# --- a folder in the format of old Office files ----------------------------------------------------------------


def compound(streams: dict[str, bytes], storages: tuple[str, ...] = ()) -> bytes:
    """The smallest that a reader takes: one table of sectors, one of contents, each stream in sectors of its own."""
    names = [*streams, *storages]
    sectors_of = {name: max(8, -(-len(data) // 512)) for name, data in streams.items()}
    directory_sectors = -(-(len(names) + 1) * 128 // 512)
    table = [0xFFFFFFFD, *_chain(1, directory_sectors)]
    starts, body = {}, b""
    for name, data in streams.items():
        starts[name] = len(table)
        table += _chain(len(table), sectors_of[name])
        body += data.ljust(sectors_of[name] * 512, b"\0")
    entries = _entry("Root Entry", 5, child=1 if names else -1)
    for number, name in enumerate(names, 1):
        is_stream = name in streams
        size = sectors_of[name] * 512 if is_stream else 0
        right = number + 1 if number < len(names) else -1
        entries += _entry(name, 2 if is_stream else 1, right=right, start=starts.get(name, 0), size=size)
    fat = b"".join(struct.pack("<I", one) for one in table).ljust(512, b"\xff")
    return _head() + fat + entries.ljust(directory_sectors * 512, b"\0") + body


def _chain(first: int, number: int) -> list[int]:
    return [*range(first + 1, first + number), 0xFFFFFFFE]


def _head() -> bytes:
    mark = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    said = struct.pack("<HHHHH6xIIIIIIIII", 0x3E, 3, 0xFFFE, 9, 6, 0, 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    return (mark + said + struct.pack("<I", 0)).ljust(512, b"\xff")


def _entry(name: str, kind: int, *, right: int = -1, child: int = -1, start: int = 0, size: int = 0) -> bytes:
    letters = f"{name}\0".encode("utf-16-le")
    links = struct.pack("<BBiii", kind, 1, -1, right, child)
    start = 0xFFFFFFFE if kind == 5 else start
    return (
        letters.ljust(64, b"\0")
        + struct.pack("<H", len(letters))
        + links
        + bytes(36)
        + struct.pack("<IQ", start, size)
    )
