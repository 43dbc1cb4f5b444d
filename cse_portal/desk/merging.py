"""Two people changed one record: which fields clash, and what stands when the person has chosen."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from enum import StrEnum

from cse_portal.desk.posted import Controls, tidy

# A form's fields by name, each with the controls it is typed into (a date has three).
Fields = Mapping[str, Controls]
Digests = Mapping[str, str]


class Change(StrEnum):
    NONE = "none"
    MINE = "mine"
    THEIRS = "theirs"
    BOTH = "both"


class Choice(StrEnum):
    MINE = "mine"
    THEIRS = "theirs"
    TOGETHER = "together"


def digest_of(controls: Controls) -> str:
    """Enough to see that a field was changed; the form need not carry its old words as well."""
    plain = {name: tidy(values) for name, values in controls.items()}
    stated = json.dumps({name: values for name, values in plain.items() if values}, sort_keys=True)
    return hashlib.sha256(stated.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def digests_of(fields: Fields) -> dict[str, str]:
    return {name: digest_of(controls) for name, controls in fields.items()}


def changes(*, opened: Digests, mine: Fields, theirs: Fields) -> dict[str, Change]:
    """Field by field, against what stood there when the person opened the form; unknown means changed."""
    return {name: _change(opened.get(name), digest_of(mine[name]), digest_of(theirs[name])) for name in mine}


def _change(opened: str | None, mine: str, theirs: str) -> Change:
    if mine == theirs:
        return Change.NONE
    if mine == opened:
        return Change.THEIRS
    return Change.MINE if theirs == opened else Change.BOTH


def merged(*, mine: Fields, theirs: Fields, take_theirs: Iterable[str]) -> Controls:
    """What is posted in the end: theirs in the fields named, mine in all others."""
    wanted = frozenset(take_theirs)
    result: Controls = {}
    for name, controls in mine.items():
        result.update(theirs[name] if name in wanted else controls)
    return result
