"""The kinds of events in a few plain words, so that a search need not know any of them."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from cse_portal.audit.sentences import SENTENCES


class Group(StrEnum):
    LOOKS = "looks"
    SEARCHES = "searches"
    CASES = "cases"
    FILES = "files"
    SIGN_IN = "sign_in"
    PEOPLE = "people"
    WORK = "work"
    GOVERNANCE = "governance"
    OTHER = "other"


TITLES: Mapping[Group, str] = {
    Group.LOOKS: "Looked at a record, or was asked why",
    Group.SEARCHES: "Searched",
    Group.CASES: "Wrote in a case, or changed who sees it",
    Group.FILES: "Had a file made or downloaded one",
    Group.SIGN_IN: "Signed in or out, or changed how",
    Group.PEOPLE: "Changed people, roles or agencies",
    Group.WORK: "Drafts and work that is due",
    Group.GOVERNANCE: "Governance: the trail itself, alarms, retention",
    Group.OTHER: "The service itself, and everything else",
}

# By what stands before the first dot of a kind.
_BY_SUBJECT: Mapping[str, Group] = {
    "search": Group.SEARCHES,
    **dict.fromkeys(("case", "entry", "document", "thread", "message"), Group.CASES),
    **dict.fromkeys(("job", "download"), Group.FILES),
    **dict.fromkeys(("sign_in", "session", "password", "second_step", "passkey", "device", "identity"), Group.SIGN_IN),
    **dict.fromkeys(
        ("person", "membership", "agency", "partnership", "delegation", "invitation", "access_review", "account"),
        Group.PEOPLE,
    ),
    **dict.fromkeys(("draft", "due_item", "work", "desk"), Group.WORK),
    **dict.fromkeys(("trail", "week", "alarm", "canary", "disposal", "hold", "retention"), Group.GOVERNANCE),
}
_ALONE: Mapping[str, Group] = {
    "person.signed_in": Group.SIGN_IN,
    "person.signed_out": Group.SIGN_IN,
    "due_item.read": Group.WORK,
    "document.downloaded": Group.FILES,
    "document.opened": Group.LOOKS,
    "document.strays_removed": Group.OTHER,
    "case.reason_asked": Group.LOOKS,
    "case.reason_given": Group.LOOKS,
}
_A_LOOK = ("looked_at", ".looked", "printed")


def group_of(kind: str) -> Group:
    """A kind that nobody has placed stands among everything else, and is still found."""
    if kind in _ALONE:
        return _ALONE[kind]
    subject = kind.partition(".")[0]
    if subject == "case" and kind.endswith(_A_LOOK):
        return Group.LOOKS
    return _BY_SUBJECT.get(subject, Group.OTHER)


def kinds_in(group: Group) -> list[str]:
    return sorted(kind for kind in SENTENCES if group_of(kind) == group)
