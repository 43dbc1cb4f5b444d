"""Why a person or an agency may see a case, and the sentence that tells them so."""

from __future__ import annotations

from enum import StrEnum


class Reason(StrEnum):
    NAMED = "named"
    AGENCY = "agency"
    CSE = "cse"
    MASE = "mase"
    AGENDA = "agenda"
    REVIEWS = "reviews"
    AUDIT = "audit"
    EMERGENCY = "emergency"


# To the person themself, and about somebody else.
SENTENCES: dict[Reason, tuple[str, str]] = {
    Reason.NAMED: ("You are named on this case", "Named on this case"),
    Reason.AGENCY: ("Your agency, {agency}, is involved", "{agency} is involved"),
    Reason.CSE: ("Your role oversees every case of the partnership", "Oversees every case of the partnership"),
    Reason.MASE: (
        "Your role sees every case that was referred to the panel",
        "Sees every case that was referred to the panel",
    ),
    Reason.AGENDA: ("It is on the agenda of a panel you sit on", "On the agenda of a panel they sit on"),
    Reason.REVIEWS: ("You review this child’s plans", "Reviews this child’s plans"),
    Reason.AUDIT: ("It is in the sample of an audit you carry out", "In the sample of an audit they carry out"),
    Reason.EMERGENCY: ("You opened it in an emergency", "Opened it in an emergency"),
}

BELOW = "{agency}, which belongs to your service, is involved"

# What a grant to a whole group is about; every other reason names one person.
OF_GROUPS = frozenset({Reason.AGENCY, Reason.CSE, Reason.MASE})
# These never outlast their occasion.
ALWAYS_ENDS = frozenset({Reason.AUDIT, Reason.EMERGENCY})
# Seeing for these reasons gives no right to change anything.
READ_ONLY = frozenset({Reason.AUDIT, Reason.EMERGENCY})
# Whoever sees a case for one of these goes on answering for it; every other reason passes.
ANSWERS_FOR = frozenset({Reason.NAMED, Reason.AGENCY})


def to_reader(reason: Reason, *, agency: str = "", is_below: bool = False) -> str:
    """`is_below`: the agency belongs to the one in which the person works."""
    return (BELOW if is_below else SENTENCES[reason][0]).format(agency=agency)


def about_other(reason: Reason, *, agency: str = "") -> str:
    return SENTENCES[reason][1].format(agency=agency)
