"""Pictures: which format, and how many pixels before anything is unpacked."""

from __future__ import annotations

from io import BytesIO

from PIL import Image

from cse_portal.cases.files.kinds import BROKEN, HUGE_PICTURE, LIBRARY_ERRORS, FileKind, FileRefused

MOST_PIXELS = 60_000_000
MOST_WIDE = 20_000
OPENED = ("JPEG", "PNG", "GIF", "WEBP")
FORMATS = {
    "JPEG": FileKind.JPEG,
    "MPO": FileKind.JPEG,  # two JPEGs in one, as some phones write them
    "PNG": FileKind.PNG,
    "GIF": FileKind.GIF,
    "WEBP": FileKind.WEBP,
}


def is_picture(data: bytes) -> bool:
    is_webp = data[:4] == b"RIFF" and data[8:12] == b"WEBP"
    return data.startswith((b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF87a", b"GIF89a")) or is_webp


def kind_of(data: bytes) -> FileKind | None:
    if not is_picture(data):
        return None
    try:
        with Image.open(BytesIO(data), formats=OPENED) as picture:
            (wide, tall), name = picture.size, str(picture.format)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as wrong:
        raise FileRefused(HUGE_PICTURE) from wrong
    except LIBRARY_ERRORS as wrong:
        raise FileRefused(BROKEN) from wrong
    if wide * tall > MOST_PIXELS or max(wide, tall) > MOST_WIDE:
        raise FileRefused(HUGE_PICTURE)
    return FORMATS[name]
