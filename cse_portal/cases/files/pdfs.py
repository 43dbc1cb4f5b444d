"""PDFs that act by themselves are refused: scripts, links that start a program, files inside."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator

from cse_portal.cases.files.kinds import ACTIVE_PDF, BOMB, MEGABYTE, FileRefused

BEGINS_WITHIN = 1024
STREAM = re.compile(rb"(?<!end)stream\r?\n?")
ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")
ACTS = re.compile(rb"/(?:JavaScript|JS|Launch|EmbeddedFiles?|RichMedia)(?![A-Za-z0-9_.#-])")
OBJECTS = re.compile(rb"/ObjStm(?![A-Za-z])")
END = b"endstream"
ONE_MOST, ALL_MOST = 20 * MEGABYTE, 60 * MEGABYTE


def is_pdf(data: bytes) -> bool:
    return b"%PDF-" in data[:BEGINS_WITHIN]


def check(data: bytes) -> None:
    for part in _parts(data):
        if ACTS.search(_plain(part)):
            raise FileRefused(ACTIVE_PDF)


def _parts(data: bytes) -> Iterator[bytes]:
    """What stands between the streams, and the objects that stand packed in one."""
    place = unpacked = 0
    while found := STREAM.search(data, place):
        yield (between := data[place : found.start()])
        end = data.find(END, found.end())
        end = len(data) if end < 0 else end
        if OBJECTS.search(_plain(between[between.rfind(b"obj") + 1 :])):
            objects = _unpacked(data[found.end() : end])
            unpacked += len(objects)
            if unpacked > ALL_MOST:
                raise FileRefused(BOMB)
            yield objects
        place = min(end + len(END), len(data))
    yield data[place:]


def _plain(part: bytes) -> bytes:
    """A name may be written with numbers for its letters."""
    return ESCAPED.sub(lambda found: bytes([int(found[1], 16)]), part) if b"#" in part else part


def _unpacked(stream: bytes) -> bytes:
    machine = zlib.decompressobj()
    try:
        found = machine.decompress(stream, ONE_MOST)
    except zlib.error:
        return stream
    if machine.unconsumed_tail:
        raise FileRefused(BOMB)
    return found
