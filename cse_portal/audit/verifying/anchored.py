"""What the anchors outside say, held against each other and against what the database says of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from cse_portal.audit.anchor_files import AnchorFile, BadAnchor, in_folder
from cse_portal.audit.verifying.chains import Point
from cse_portal.audit.verifying.findings import Fault, Finding

# What the database says: number -> (digest, digest of the one before).
Known = Mapping[int, tuple[str, str]]


@dataclass
class Anchored:
    """Where each chain stood last, and what is wrong with the anchors themselves."""

    points: dict[str, Point] = field(default_factory=dict)
    found: list[Finding] = field(default_factory=list)
    files: list[AnchorFile] = field(default_factory=list)

    def all_of(self, digest: str) -> list[Point]:
        """Every point of one chain, the oldest first: asked only of a chain that was rewritten."""
        heads = ((file.number, head) for file in self.files for head in file.heads())
        return [Point(head.seq, head.hash, number) for number, head in heads if head.chain == digest]


def read(folder: Path, known: Known) -> Anchored:
    anchored = Anchored()
    digests: dict[int, tuple[str, str]] = {}
    for file in in_folder(folder):
        try:
            newest = {head.chain: Point(head.seq, head.hash, file.number) for head in file.heads()}
            top = file.top()
            if top.number != file.number:
                raise BadAnchor
            digests[file.number] = (file.digest(), top.previous)
        except (BadAnchor, OSError, ValueError):
            anchored.found.append(_wrong(file.number, "its file was changed"))
            continue
        anchored.points |= newest
        anchored.files.append(file)
    anchored.found += _disagreements(digests, known)
    return anchored


def _disagreements(files: Known, known: Known) -> Iterator[Finding]:
    """Old files may have been put away; what lies between the oldest here and the newest anywhere must be here."""
    oldest = min(files, default=0)
    for number in sorted(files.keys() | known.keys()):
        if number not in known:
            yield _wrong(number, "the database does not know it: it is an older copy, or was cut short")
        elif number in files and files[number] != known[number]:
            yield _wrong(number, "its file and the database differ")
        elif number not in files and number >= oldest:
            yield _wrong(number, "its file is not in the folder")
    yield from _breaks(known)
    yield from _breaks(files)


def _breaks(them: Known) -> Iterator[Finding]:
    for number, (_, previous) in sorted(them.items()):
        if (number == 1 and previous) or (number - 1 in them and them[number - 1][0] != previous):
            yield _wrong(number, "it does not follow on the one before")


def _wrong(number: int, why: str) -> Finding:
    return Finding(f"anchor {number}", Fault.ANCHOR, more=why)
