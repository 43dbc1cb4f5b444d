"""The documents in Maya’s case in the demo: a letter on two pages, a drawn map, and an e-mail."""

from __future__ import annotations

from cse_portal.cases.document_kinds import DocumentKind
from cse_portal.cases.handling import Handling

CHILD = ("Maya", "Oyelaran")
LETTER: tuple[tuple[str, ...], ...] = (
    (
        "Fernhill Academy",
        "12 Orchard Rise, Larkmere",
        "",
        "To Children’s Social Care, Larkmere",
        "",
        "About Maya’s attendance this half-term",
        "",
        "Maya was in school on 71 of every 100 days. In September it was 62.",
        "She comes on Tuesdays and Thursdays, for the art group,",
        "and talks to Ms Okafor there.",
    ),
    (
        "What we would like to agree",
        "",
        "1. Maya chooses an adult who meets her at the gate.",
        "2. We ring her mother the same morning when she is not in.",
        "3. Art stays on Tuesdays and Thursdays.",
        "",
        "Beth Lindqvist",
        "Designated safeguarding lead",
    ),
)
MAP = ("Back gate", "Bus stop", "Station Parade")
EMAIL = """From: Ms Okafor <f.okafor@fernhill.example>
To: Priya Nair <priya.nair@larkmere.example>
Subject: Thursday
Date: {sent}
Content-Type: text/plain; charset=utf-8

Dear Priya,

Maya asked whether her brother may wait inside on Thursday. I said yes.
She brought the picture that she drew for the exhibition.

F. Okafor
"""
# Who added it, its title, what it is, how many days ago it is dated, its mark, and what a colleague should know.
PAPERS: tuple[tuple[str, str, DocumentKind, int, Handling, str], ...] = (
    (
        "school_spoc",
        "Attendance this half-term",
        DocumentKind.LETTER,
        9,
        Handling.NETWORK,
        "Attendance is better since the art group began. The second page is what the school offers.",
    ),
    (
        "social_worker",
        "The way to the bus, as Maya drew it with us",
        DocumentKind.PICTURE,
        6,
        Handling.NETWORK,
        "Maya marked where she feels watched.",
    ),
    (
        "social_worker",
        "Her brother may wait inside",
        DocumentKind.EMAIL,
        2,
        Handling.OWN_AGENCY,
        "",
    ),
)
