"""Mobile numbers, as people type them and as they are kept; and the codes that prove whose they are."""

from __future__ import annotations

import re
from datetime import timedelta

MOBILE = re.compile(r"(?:\+44|0044|0)7(\d{9})", re.ASCII)
CODE_LASTS = timedelta(minutes=15)
MOST_CODE_TRIES = 5
MOST_CODES_AN_HOUR = 3
TEXTS_ARE_NEWS_FOR = timedelta(hours=12)


def read_mobile(typed: str) -> str | None:
    """+447700900123, however it was written; None where it is no UK mobile number."""
    found = MOBILE.fullmatch(re.sub(r"[\s().-]", "", typed))
    return f"+447{found[1]}" if found else None


def end_of(mobile: str) -> str:
    """Enough to know one’s own number again."""
    return mobile[-3:]
