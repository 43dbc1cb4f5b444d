"""What documents of a case are, and what is known about viruses in them."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from cse_portal.cases.files.kinds import MOST_BYTES, in_size
from cse_portal.core.refusals import Refused


class DocumentKind(StrEnum):
    LETTER = "letter"
    REPORT = "report"
    ASSESSMENT = "assessment"
    PLAN = "plan"
    EMAIL = "email"
    PICTURE = "picture"
    MEDICAL = "medical"
    COURT = "court"
    OTHER = "other"


KINDS: Mapping[DocumentKind, str] = {
    DocumentKind.LETTER: "Letter",
    DocumentKind.REPORT: "Report",
    DocumentKind.ASSESSMENT: "Assessment",
    DocumentKind.PLAN: "Plan",
    DocumentKind.EMAIL: "E-mail",
    DocumentKind.PICTURE: "Photo or screenshot",
    DocumentKind.MEDICAL: "Medical paper",
    DocumentKind.COURT: "Court paper",
    DocumentKind.OTHER: "Something else",
}


class Scan(StrEnum):
    """Whether a version was looked through for viruses."""

    NOT_SCANNED = "not_scanned"
    WAITING = "waiting"
    CLEAN = "clean"
    INFECTED = "infected"


SCANS: Mapping[Scan, str] = {
    Scan.NOT_SCANNED: "Not scanned for viruses",
    Scan.WAITING: "Waits to be scanned for viruses",
    Scan.CLEAN: "Scanned for viruses",
    Scan.INFECTED: "Removed: a virus was found",
}
OPENS = frozenset({Scan.NOT_SCANNED, Scan.CLEAN})
WITHDRAWN = "It was withdrawn, so nobody can open it any more."
WAITING = (
    "It can be opened once it was scanned for viruses. The scanner does not answer just now; the portal asks again."
)
INFECTED = "A virus was found in it, so the file was removed. Ask whoever added it for a clean copy."
LOST = "The file is not in its place, or is damaged. Tell the help desk: it can be brought back from a backup."
NO_ROOM = (
    "The file could not be kept just now: there is no room on the portal’s disk. Tell the help desk, then try again."
)
VIRUS = "A virus was found in the file, so nothing was kept. Tell whoever sent it, and your agency’s help desk."
NOT_IN_EMERGENCY = "Seeing a case in an emergency lets you look at documents here. Downloading needs access for good."


class Sort(StrEnum):
    NEWEST = "newest"
    TITLE = "title"


SORTS: Mapping[Sort, str] = {Sort.NEWEST: "Date, the latest first", Sort.TITLE: "Title, A to Z"}


MOST_FILES = 10
MOST_TOGETHER = MOST_BYTES  # more does not pass the proxy
TOO_MANY_FILES = f"Choose {MOST_FILES} files at most, {in_size(MOST_TOGETHER)} together: add the others afterwards"


def of_file(place: int, number: int, why: str) -> str:
    """Which of them, in the order in which the browser sent them: what they are called is not kept."""
    return f"File {place} of {number}: {why}" if number > 1 else why


def title_of(title: str, place: int, number: int) -> str:
    """Letters (2 of 3)."""
    return f"{title[:185]} ({place} of {number})" if number > 1 else title


class DocumentRefused(Refused):
    """The document has moved on."""


def why_closed(*, is_withdrawn: bool, scan: Scan) -> str:
    """Why its content cannot be opened; nothing where it can."""
    if is_withdrawn:
        return WITHDRAWN
    return {Scan.WAITING: WAITING, Scan.INFECTED: INFECTED}.get(scan, "")
