"""How private each stored field is: every app says so for its own models, in its `classification.py`."""

from __future__ import annotations

from enum import StrEnum


class Privacy(StrEnum):
    PERSONAL = "personal"
    CASE_SENSITIVE = "case-sensitive"
    OPEN = "open"


MEANINGS: dict[Privacy, str] = {
    Privacy.PERSONAL: "names or describes a person, or leads to one; scrubbed from demo data, never in a log",
    Privacy.CASE_SENSITIVE: "about a child’s case; leaves the portal only by selection, recipient by recipient",
    Privacy.OPEN: "says nothing about anyone",
}

# Fields of every record: see core.models.Record.
RECORD: dict[str, Privacy] = dict.fromkeys(("id", "ref", "version", "created_at", "updated_at"), Privacy.OPEN)

# Fields of every line of a record's history: see audit.models.history.
CHANGE: dict[str, Privacy] = {
    **dict.fromkeys(("pgh_id", "pgh_created_at", "pgh_label", "pgh_tx", "pgh_login"), Privacy.OPEN),
    "pgh_obj": Privacy.OPEN,
    "pgh_context": Privacy.PERSONAL,
}

Classes = dict[str, dict[str, Privacy]]


def with_histories(fields: Classes, without: dict[str, set[str]]) -> Classes:
    """The tables of changes of these models: each field is as private as the one that it is a copy of."""
    kept = {
        f"{name}history": CHANGE | {field: one for field, one in fields[name].items() if field not in left_out}
        for name, left_out in without.items()
    }
    return fields | kept
