"""Words of error messages, made from a field's label."""

from __future__ import annotations

import re


def in_sentence(label: str) -> str:
    """A label as it stands in the middle of a sentence: "Date of birth" → "date of birth", "NHS number" stays."""
    words = label.strip().rstrip("?:.").strip()
    first = re.match(r"[^\s]+", words)
    if not first or first.group() == "I" or first.group().startswith(("I'", "I’")):
        return words
    is_acronym = sum(letter.isupper() for letter in first.group()) > 1 or any(c.isdigit() for c in first.group())
    return words if is_acronym else words[0].lower() + words[1:]


def starting(label: str) -> str:
    """A label at the start of a sentence, without its closing mark."""
    words = label.strip().rstrip("?:.").strip()
    return words[:1].upper() + words[1:]


def percent_safe(words: str) -> str:
    """Django fills numbers into messages with %, which a label may hold as well."""
    return words.replace("%", "%%")
