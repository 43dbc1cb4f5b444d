"""The numbers by which services know a child, and the rule by which each shows a slip of the pen."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from stdnum.exceptions import ValidationError
from stdnum.gb import nhs, upn


class Kind(StrEnum):
    NHS = "nhs"
    UPN = "upn"
    SOCIAL_CARE = "social_care"
    PNC = "pnc"
    POLICE = "police"


@dataclass(frozen=True)
class Rule:
    """`tidy` brings what was typed into the one form that is stored; `is_right` may be asked of that only."""

    title: str
    hint: str
    wrong: str
    tidy: Callable[[str], str]
    is_right: Callable[[str], bool]


# The letters of the police national computer's check, in the order of its remainders; I, O and S are not used.
PNC_LETTERS = "ZABCDEFGHJKLMNPQRTUVWXY"
PNC = re.compile(r"(?:\d\d)?(?P<year>\d\d)/(?P<serial>\d{1,7})(?P<letter>[A-Z])")


def _plain(typed: str) -> str:
    return re.sub(r"[\s-]+", "", typed).upper()


def _words(typed: str) -> str:
    return " ".join(typed.split()).upper()


def _nhs(typed: str) -> str:
    digits = _plain(typed)
    return f"{digits[:3]} {digits[3:6]} {digits[6:]}" if len(digits) == 10 else digits


def _is_nhs(value: str) -> bool:
    return _holds(nhs.validate, value)


def _is_upn(value: str) -> bool:
    return _holds(upn.validate, value)


def _holds(validate: Callable[[str], str], value: str) -> bool:
    try:
        validate(value)
    except ValidationError:
        return False
    return True


def _pnc(typed: str) -> str:
    """With all four digits of the year left as they were typed, and the serial number without leading zeros."""
    value = _plain(typed)
    found = PNC.fullmatch(value)
    return f"{value.split('/')[0]}/{int(found['serial'])}{found['letter']}" if found else value


def _is_pnc(value: str) -> bool:
    found = PNC.fullmatch(value)
    if found is None:
        return False
    number = int(f"{found['year']}{int(found['serial']):07d}")
    return PNC_LETTERS[number % len(PNC_LETTERS)] == found["letter"]


def _is_there(value: str) -> bool:
    return re.fullmatch(r"[A-Z0-9][A-Z0-9 ./-]{0,29}", value) is not None


RULES: dict[Kind, Rule] = {
    Kind.NHS: Rule(
        "NHS number",
        "10 digits, for example 943 476 5919",
        "NHS number must be 10 digits of which the last checks the other nine. One digit is wrong or two are swapped",
        _nhs,
        _is_nhs,
    ),
    Kind.UPN: Rule(
        "Unique pupil number",
        "A letter and 12 digits, for example H801200001001; a temporary one ends in a letter",
        "Unique pupil number must be a letter and 12 digits. Its first letter checks the digits, and does not fit",
        _plain,
        _is_upn,
    ),
    Kind.SOCIAL_CARE: Rule(
        "Social care number",
        "As social care’s own system shows it",
        "Social care number must be letters and digits, 30 at most",
        _words,
        _is_there,
    ),
    Kind.PNC: Rule(
        "Police national computer number",
        "A year, a stroke, a number and a letter, for example 2019/123456E",
        "Police national computer number must be a year, a stroke, a number and a letter that checks them. "
        "Here the letter does not fit",
        _pnc,
        _is_pnc,
    ),
    Kind.POLICE: Rule(
        "Local police number",
        "As the police’s own system shows it",
        "Local police number must be letters and digits, 30 at most",
        _words,
        _is_there,
    ),
}
TITLES: dict[str, str] = {kind.value: rule.title for kind, rule in RULES.items()}


def tidy(kind: Kind, typed: str) -> str:
    return RULES[kind].tidy(typed)


def problem(kind: Kind, typed: str) -> str:
    """What is wrong with it, naming the rule; nothing when it may be right."""
    rule = RULES[kind]
    return "" if rule.is_right(rule.tidy(typed)) else rule.wrong
