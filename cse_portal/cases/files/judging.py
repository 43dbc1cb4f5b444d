"""Which kind of file it is, by its content and never by its name; whatever is not taken is refused with the reason."""

from __future__ import annotations

from cse_portal.cases.files import archives, compounds, pdfs, pictures, texts
from cse_portal.cases.files.kinds import EMPTY, HEIC, MOST_BYTES, NOT_TAKEN, TOO_BIG, FileKind, FileRefused

HEIC_BRANDS = (b"heic", b"heix", b"hevc", b"mif1", b"msf1", b"heim", b"heis", b"avif")


def judge(data: bytes) -> FileKind:
    """Raises nothing but FileRefused, whatever the bytes are."""
    if not data:
        raise FileRefused(EMPTY)
    if len(data) > MOST_BYTES:
        raise FileRefused(TOO_BIG)
    if pdfs.is_pdf(data):
        pdfs.check(data)
        return FileKind.PDF
    if data.startswith(archives.MARK):
        return archives.kind_of(data)
    if data.startswith(compounds.MARK):
        return compounds.kind_of(data)
    if data[4:8] == b"ftyp" and data[8:12] in HEIC_BRANDS:
        raise FileRefused(HEIC)
    kind = pictures.kind_of(data) or texts.kind_of(data)
    if kind is None:
        raise FileRefused(NOT_TAKEN)
    return kind
