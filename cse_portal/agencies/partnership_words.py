"""What a partnership can set for itself, section by section, in the words in which its history tells it."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from cse_portal.agencies.office_hours import BANK_HOLIDAY_TITLES, BankHolidays


class Section(StrEnum):
    NAMES = "names"
    CONTACTS = "contacts"
    HOURS = "hours"
    COLOUR = "colour"
    SEARCHING = "searching"
    TIMESCALES = "timescales"
    AUTHORITIES = "authorities"
    PANELS = "panels"
    PLEDGE = "pledge"


SECTION_TITLES: Mapping[Section, str] = {
    Section.NAMES: "Names and words",
    Section.CONTACTS: "Whom to ring",
    Section.HOURS: "MASH’s hours",
    Section.COLOUR: "Colour",
    Section.SEARCHING: "Searching for a child",
    Section.TIMESCALES: "Timescales",
    Section.AUTHORITIES: "Local authorities",
    Section.PANELS: "Panels",
    Section.PLEDGE: "Pledge",
}

# The fields that a page of each section changes, by what they are called there.
FIELDS: Mapping[Section, Mapping[str, str]] = {
    Section.NAMES: {
        "name": "Full name",
        "short_name": "Short name",
        "own_word": "What it calls itself",
        "manager_title": "What it calls its manager",
        "crime_reference_pattern": "What a crime reference looks like",
    },
    Section.CONTACTS: {
        "mash_phone": "MASH phone",
        "mash_email": "MASH email",
        "out_of_hours_phone": "Out-of-hours phone",
    },
    Section.HOURS: {"mash_hours": "MASH is open", "bank_holidays": "Bank holidays"},
    Section.COLOUR: {"brand_colour": "Colour"},
    Section.SEARCHING: {"answers_unknown_like_known": "A child nobody knows"},
}
SECTION_OF: Mapping[str, Section] = {field: section for section, fields in FIELDS.items() for field in fields}

SEARCH_ANSWERS: Mapping[bool, str] = {
    True: "The same answer as for a child who is known",
    False: "Says that nobody by that name is recorded",
}


def label_of(field: str) -> str:
    return FIELDS[SECTION_OF[field]][field]


def value_in_words(field: str, value: object) -> str:
    if field == "answers_unknown_like_known":
        return SEARCH_ANSWERS[bool(value)]
    if field == "bank_holidays":
        return BANK_HOLIDAY_TITLES[BankHolidays(str(value))]
    return str(value)
