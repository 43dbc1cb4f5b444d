"""Who agreed that a photo of a child is kept, and what is said where there is none to take back."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum


class Consent(StrEnum):
    CHILD = "child"
    PARENT = "parent"
    BOTH = "both"


CONSENTS: Mapping[Consent, str] = {
    Consent.CHILD: "The child",
    Consent.PARENT: "A parent or carer",
    Consent.BOTH: "The child, and a parent or carer",
}
NO_PHOTO = "There is no photo on record whose consent could be taken back."
REPLACED = "A newer photo took its place"
NO_PICTURE = "A photo must be a picture: JPEG, PNG, GIF or WebP"
