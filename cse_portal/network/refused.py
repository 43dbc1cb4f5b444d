"""What cannot be done as things stand, in words for whoever asked."""

from __future__ import annotations

from cse_portal.core.refusals import Refused


class NetworkRefused(Refused):
    """As things stand; the sentence says what to do instead."""


STRUCK = "This was struck through. It can still be read, and is not changed any more."
MERGED = "This became part of another record. Open that one."
