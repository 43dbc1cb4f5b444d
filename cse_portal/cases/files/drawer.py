"""Draws a page of a PDF, or a picture anew, in a process of its own: what a file does to the library, it does here.

Run by its path with the file on its input; what it drew comes out behind one line that says how many pages there are.
"""

from __future__ import annotations

import json
import resource
import sys
from contextlib import suppress
from io import BytesIO

LOCKED, BROKEN = 3, 4
SECONDS = 20
MEMORY = 3 * 1024**3
QUALITY = 80
PASSWORD_ERROR = 4  # as PDFium numbers it


def bound() -> None:
    """The time and memory of this process, and no file written."""
    for what, most in ((resource.RLIMIT_CPU, SECONDS), (resource.RLIMIT_AS, MEMORY), (resource.RLIMIT_FSIZE, 0)):
        with suppress(ValueError, OSError):  # macOS knows no bound of memory
            resource.setrlimit(what, (most, most))


def draw_pdf(data: bytes, page: int, most: int) -> tuple[int, bytes]:
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as wrong:
        sys.exit(LOCKED if getattr(wrong, "err_code", None) == PASSWORD_ERROR else BROKEN)
    pages = len(document)
    if not 1 <= page <= pages:
        return pages, b""
    sheet = document[page - 1]
    wide, tall = sheet.get_size()
    scale = min(most / max(wide, 1), most * 1.6 / max(tall, 1), 4)
    return pages, _encoded(sheet.render(scale=scale, may_draw_forms=False).to_pil())


def draw_picture(data: bytes, most: int) -> tuple[int, bytes]:
    """Without what the camera wrote beside it: where it was taken, when, and with what."""
    from PIL import Image, ImageOps

    with Image.open(BytesIO(data), formats=["JPEG", "PNG", "GIF", "WEBP"]) as source:
        source.draft("RGB", (most * 2, most * 2))
        picture = ImageOps.exif_transpose(source)
        picture = picture.convert("RGBA" if picture.has_transparency_data else "RGB")
        picture.thumbnail((most, most * 2))
        return 1, _encoded(picture)


def _encoded(picture: object) -> bytes:
    from PIL import Image

    if not isinstance(picture, Image.Image):
        raise TypeError
    clean = Image.new(picture.mode, picture.size)
    clean.paste(picture)
    out = BytesIO()
    clean.save(out, "WEBP", quality=QUALITY)
    return out.getvalue()


def main(what: str, page: str, most: str) -> None:
    bound()
    data = sys.stdin.buffer.read()
    pages, drawn = draw_pdf(data, int(page), int(most)) if what == "pdf" else draw_picture(data, int(most))
    sys.stdout.buffer.write(json.dumps({"pages": pages}).encode() + b"\n" + drawn)


if __name__ == "__main__":
    try:
        main(*sys.argv[1:4])
    except Exception:  # noqa: BLE001 - whatever is wrong with the file is its own fault, and is said by the number
        sys.exit(BROKEN)
