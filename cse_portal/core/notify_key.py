"""An API key of GOV.UK Notify: the service's number and its secret, which never travels."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

UUID = r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
KEY = re.compile(rf"(?:.*-)?({UUID})-({UUID})", re.IGNORECASE | re.DOTALL)


@dataclass(frozen=True)
class NotifyKey:
    service: str
    secret: str = field(repr=False)


def read_key(value: str) -> NotifyKey:
    """As Notify shows it once: a name, the service's number, the secret, with hyphens between."""
    found = KEY.fullmatch(value)
    if found is None:
        raise ValueError("must be an API key as GOV.UK Notify shows it, ending in two long numbers")
    return NotifyKey(service=found[1], secret=found[2])
