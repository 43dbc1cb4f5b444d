"""Who in the demo was missing: Maya three times in ninety days, Tamsin while looked after, and Ines now."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from cse_portal.cases.handling import Handling

Moment = tuple[int, int, int]  # so many days ago, at this hour and minute


@dataclass(frozen=True)
class Gone:
    child: tuple[str, str]
    began: Moment
    said: dict[str, Any]
    ended: Moment | None = None
    back: dict[str, Any] = field(default_factory=dict)
    heard: Moment | None = None
    interview: dict[str, Any] = field(default_factory=dict)
    learnt: tuple[tuple[str, Handling], ...] = ()


MAYA, TAMSIN, INES = ("Maya", "Oyelaran"), ("Tamsin", "Ellerby"), ("Ines", "Hollin")
# Of pupils of the academy: so many days ago, the code of the register, and why. The last two are on no record.
SCHOOL = "school_spoc"
ABSENCES: tuple[tuple[tuple[str, str], int, str, str], ...] = (
    *((MAYA, days, "O", "Not at home when we rang") for days in (12, 13, 32, 33, 34)),
    *((MAYA, days, "U", "Came after registers closed, tired") for days in (46, 47, 53)),
    *((MAYA, days, "I", "Cold") for days in (60, 61)),
    (("Priti", "Anand"), 12, "I", "Cold"),
    (("Owen", "Fairbrass"), 13, "T", ""),
)
HEARD_BY = {"interviewer": "Ines Duarte", "interviewer_agency": "Safe Harbour", "is_independent": True}
EPISODES: tuple[Gone, ...] = (
    Gone(
        MAYA,
        (75, 19, 30),
        {"kind": "missing", "reported_by": "Folake Oyelaran, her mother", "risk": "medium"},
        (75, 23, 50),
        {"returned": "back", "child_said": "I was only with friends."},
        (73, 16, 0),
        {**HEARD_BY, "interview_said": "Somebody gave me a lift home."},
    ),
    Gone(
        MAYA,
        (33, 15, 20),
        {"kind": "education", "reported_by": "Fernhill Academy", "risk": "medium", "told_whom": "Her mother"},
        (33, 21, 0),
        {"returned": "family", "found_where": "Station Parade", "indicators": ["A", "G"]},
        (32, 17, 0),
        HEARD_BY,
    ),
    Gone(
        MAYA,
        (13, 18, 0),
        {
            "kind": "missing",
            "reported_by": "Folake Oyelaran, her mother",
            "told_whom": "Police, and the emergency duty team",
            "police_reference": "LK/2026/118834",
            "risk": "high",
            "circumstances": "Maya left after a call on her second phone, and said that she would be back for supper.",
            "likely_places": "Station Parade and the flats behind it. She has her own phone and ten pounds.",
        },
        (12, 8, 0),
        {
            "returned": "family",
            "found_where": "Station Parade",
            "child_said": "I have to go when they ring.",
            "condition": "Cold and very tired",
            "indicators": ["A", "G", "R"],
            "checked_by": "PC Lowe",
        },
        (11, 17, 0),
        {**HEARD_BY, "interview_said": "I have to. They know where Dayo goes to school."},
        (
            ("A silver car waits at the back gate on Tuesdays. Maya would stay if somebody walked home with her.",
             Handling.NETWORK),
            ("Maya asked us not to tell her father.", Handling.OWN_AGENCY),
        ),
    ),
    Gone(
        TAMSIN,
        (4, 15, 0),
        {
            "kind": "missing",
            "reported_by": "Quayside House, night staff",
            "told_whom": "Police, and the emergency duty team",
            "police_reference": "SM/2026/044120",
            "risk": "high",
        },
        (4, 18, 0),
        {"returned": "police", "found_where": "The ferry terminal", "child_said": "I missed my gran."},
        (1, 17, 0),
        {**HEARD_BY, "interview_said": "I want to see Gran on Sundays."},
    ),
    Gone(
        INES,
        (1, 23, 20),
        {
            "kind": "missing",
            "reported_by": "Rosa Hollin, her aunt",
            "told_whom": "Police, and the emergency duty team",
            "police_reference": "LK/2026/121077",
            "risk": "high",
            "last_with": "A friend from college",
            "likely_places": "The bus station, and a friend’s flat in Quay Road. She has her phone and a day ticket.",
        },
    ),
)  # fmt: skip
