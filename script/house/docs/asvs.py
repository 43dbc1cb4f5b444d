"""The reference page about OWASP ASVS: counts by chapter and what is open, from docs/security/asvs.csv."""

import csv
from collections import Counter

from house.docs.reference import page, table
from house.places import ROOT

# In our own words; the standard's stand in the standard.
CHAPTERS = {
    1: "what is typed, and where it goes",
    2: "rules of input and of the work",
    3: "browsers",
    4: "requests and answers",
    5: "files",
    6: "showing who one is",
    7: "sessions",
    8: "rights",
    9: "tokens that speak for themselves",
    10: "OAuth and OpenID Connect",
    11: "cryptography",
    12: "TLS",
    13: "configuration",
    14: "private data",
    15: "code and libraries",
    16: "logs and errors",
    17: "WebRTC",
}
STATES = ("tested", "held", "open", "does not apply")


def page_of_counts() -> str:
    with (ROOT / "docs/security/asvs.csv").open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    counts = Counter((int(row["requirement"].split(".")[0]), row["state"]) for row in rows)
    lines = [
        [f"V{number}: {title}", *(str(counts[number, state] or "") for state in STATES)]
        for number, title in CHAPTERS.items()
    ]
    totals = ["**all**", *(f"**{sum(row['state'] == state for row in rows)}**" for state in STATES)]
    is_open = [[row["requirement"], row["about"], row["reason"]] for row in rows if row["state"] == "open"]
    return page(
        "ASVS coverage",
        "From [`docs/security/asvs.csv`](../security/asvs.csv): OWASP ASVS 5.0.0, levels 1 and 2. "
        "[The page on security](../security/README.md) says what each state means.",
        table(["Chapter", *STATES], [*lines, totals]),
        "## Open",
        table(["Requirement", "About", "What is open"], is_open),
    )
