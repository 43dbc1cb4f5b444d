"""How private each stored field is: every app says so for its own models, in its `classification.py`."""

from __future__ import annotations

from enum import StrEnum


class Privacy(StrEnum):
    PERSONAL = "personal"
    CASE_SENSITIVE = "case-sensitive"
    OPEN = "open"


MEANINGS: dict[Privacy, str] = {
    Privacy.PERSONAL: "names or describes a person, or leads to one; scrubbed from demo data, never in a log",
    Privacy.CASE_SENSITIVE: "about a child's case; leaves the portal only by selection, recipient by recipient",
    Privacy.OPEN: "says nothing about anyone",
}

# Fields of every record: see core.models.Record.
RECORD: dict[str, Privacy] = dict.fromkeys(("id", "ref", "version", "created_at", "updated_at"), Privacy.OPEN)

Classes = dict[str, dict[str, Privacy]]
