"""How private each field is of filled-in tools and of advice on them."""

from __future__ import annotations

from cse_portal.core.classification import RECORD, Classes, Privacy, with_histories

OPEN, PERSONAL, CASE = Privacy.OPEN, Privacy.PERSONAL, Privacy.CASE_SENSITIVE

STORED: Classes = {
    "screening.tool": RECORD
    | dict.fromkeys(("instrument", "edition", "digest", "kind", "status", "decided_at"), OPEN)
    | dict.fromkeys(("written_by", "decided_by"), PERSONAL)
    | dict.fromkeys(("case", "agency", "handling", "named_agencies", "previous", "in_danger"), CASE)
    | dict.fromkeys(("suggested", "suggestion", "decided", "decided_because", "is_still_worried"), CASE)
    | dict.fromkeys(("yes_now", "yes_before", "not_known", "letters_now"), CASE)
    | dict.fromkeys(("next_step", "next_words", "next_on", "set_aside_because"), CASE)
    | dict.fromkeys(("submitted_at", "signed_at", "countersigned_at"), OPEN)
    | dict.fromkeys(("signed_by", "countersigner"), PERSONAL)
    | dict.fromkeys(("proposed", "what_changed", "sent_back_because", "signed_words"), CASE)
    | dict.fromkeys(("is_lower_agreed", "countersigned_words"), CASE),
    "screening.toolsection": RECORD
    | dict.fromkeys(("code", "place", "state", "saved_at"), OPEN)
    | {"tool": CASE, "answers": PERSONAL, "saved_by": PERSONAL},
    "screening.advice": RECORD
    | dict.fromkeys(("due_at", "state", "answered_at"), OPEN)
    | dict.fromkeys(("asked_by", "asked_of"), PERSONAL)
    | dict.fromkeys(("tool", "agency", "question", "words"), CASE),
    "screening.askedpart": RECORD
    | dict.fromkeys(("due_at", "state", "answered_at"), OPEN)
    | dict.fromkeys(("asked_by", "asked_of"), PERSONAL)
    | dict.fromkeys(("tool", "agency", "sections", "question", "words"), CASE),
    "screening.attacheddocument": RECORD
    | dict.fromkeys(("taken_off_at",), OPEN)
    | dict.fromkeys(("attached_by", "taken_off_by"), PERSONAL)
    | dict.fromkeys(("tool", "document", "agency"), CASE),
    "screening.reviewsaid": RECORD
    | dict.fromkeys(("word",), OPEN)
    | {"said_by": PERSONAL}
    | dict.fromkeys(("tool", "agency", "due_before", "until", "because"), CASE),
    "screening.editioninforce": RECORD
    | dict.fromkeys(("partnership", "instrument", "edition", "digest", "since", "because"), OPEN)
    | {"decided_by": PERSONAL},
    "screening.documentlink": RECORD
    | dict.fromkeys(("partnership", "document", "edition", "url"), OPEN)
    | {"set_by": PERSONAL},
}
WRITTEN_ONCE = {"screening.editioninforce", "screening.documentlink", "screening.reviewsaid"}
FIELDS: Classes = with_histories(STORED, {name: set[str]() for name in STORED if name not in WRITTEN_ONCE})
