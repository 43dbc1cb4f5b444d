"""What may be said of a child in set words: the national codes, with titles that a person would use."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

Titles = Mapping[str, str]


class Born(StrEnum):
    """How sure the date of birth is."""

    KNOWN = "known"
    ESTIMATED = "estimated"
    UNBORN = "unborn"
    NOT_KNOWN = "not_known"


BORN: Titles = {
    Born.KNOWN: "The date of birth is known",
    Born.ESTIMATED: "The date is an estimate",
    Born.UNBORN: "Not born yet: the date is when the baby is due",
    Born.NOT_KNOWN: "Not yet known",
}


class Answer(StrEnum):
    YES = "yes"
    NO = "no"
    NOT_KNOWN = "not_known"


ANSWERS: Titles = {Answer.YES: "Yes", Answer.NO: "No", Answer.NOT_KNOWN: "Not yet known"}

SEX: Titles = {"female": "Female", "male": "Male", "not_known": "Not yet known"}

# The Department for Education's codes; the groups are the headings under which they are offered.
ETHNICITY_GROUPS: Mapping[str, Titles] = {
    "White": {
        "WBRI": "White British",
        "WIRI": "White Irish",
        "WIRT": "Traveller of Irish heritage",
        "WROM": "Gypsy or Roma",
        "WOTH": "Any other White background",
    },
    "Mixed or multiple": {
        "MWBC": "White and Black Caribbean",
        "MWBA": "White and Black African",
        "MWAS": "White and Asian",
        "MOTH": "Any other mixed background",
    },
    "Asian or Asian British": {
        "AIND": "Indian",
        "APKN": "Pakistani",
        "ABAN": "Bangladeshi",
        "CHNE": "Chinese",
        "AOTH": "Any other Asian background",
    },
    "Black or Black British": {
        "BCRB": "Black Caribbean",
        "BAFR": "Black African",
        "BOTH": "Any other Black background",
    },
    "Other": {"OOTH": "Any other ethnic group", "REFU": "Preferred not to say"},
}
ETHNICITY: Titles = {code: title for group in ETHNICITY_GROUPS.values() for code, title in group.items()}

RELIGION: Titles = {
    "none": "No religion",
    "buddhist": "Buddhist",
    "christian": "Christian",
    "hindu": "Hindu",
    "jewish": "Jewish",
    "muslim": "Muslim",
    "sikh": "Sikh",
    "other": "Another religion",
    "not_said": "Preferred not to say",
}

DISABILITY: Titles = {
    "NONE": "No disability",
    "MOB": "Mobility",
    "HAND": "Hand function",
    "PC": "Personal care",
    "INC": "Incontinence",
    "COMM": "Communication",
    "LD": "Learning",
    "HEAR": "Hearing",
    "VIS": "Sight",
    "BEH": "Behaviour",
    "CON": "Consciousness",
    "AUT": "Autism",
    "DDA": "Another disability",
}
NO_DISABILITY = "NONE"

SEN: Titles = {
    "N": "No special educational needs",
    "K": "Special educational needs support",
    "E": "Education, health and care plan",
    "not_known": "Not yet known",
}

NAME_KINDS: Titles = {
    "alias": "Another name they use",
    "nickname": "Nickname or online name",
    "former": "Earlier legal name",
    "spelling": "Another spelling of the same name",
    "script": "The name in another script",
}

ADDRESS_KINDS: Titles = {
    "home": "Home",
    "other_parent": "Other parent or family",
    "temporary": "Temporary accommodation",
    "hostel": "Hostel or refuge",
    "stays": "Where the child often stays",
    "none": "No fixed address",
}

PHONE_KINDS: Titles = {
    "child": "The child’s mobile",
    "child_second": "Another phone that the child has",
    "home": "Home",
    "email": "Email",
    "online": "Name on a social media or gaming account",
}
SAFE_TO_USE: Titles = {
    "yes": "Yes",
    "arranged": "Only as arranged: say how in the note",
    "no": "No: somebody else may read or hear it",
    "not_known": "Not yet known",
}

SCHOOL_STATUSES: Titles = {
    "on_roll": "On roll and expected to attend",
    "part_time": "On a part-time timetable",
    "suspended": "Suspended",
    "excluded": "Permanently excluded",
    "alternative": "In alternative provision",
    "home": "Educated at home by choice",
    "missing": "Missing education",
    "college": "At college or in training",
    "work": "In work",
    "neet": "Not in education, employment or training",
}

HEALTH_KINDS: Titles = {
    "gp": "GP practice",
    "nurse": "School nurse or health visitor",
    "dentist": "Dentist",
    "hospital": "Hospital or clinic",
}

STATUS_KINDS: Titles = {
    "early_help": "Early help plan",
    "cin": "Child in need plan",
    "cp": "Child protection plan",
    "lac": "Looked after",
    "leaver": "Care leaver",
    "youth_justice": "Youth justice order or remand",
    "asylum": "Unaccompanied, or seeking asylum",
    "nrm": "Referred as a possible victim of trafficking",
}
# The legal basis on which a child is looked after.
LEGAL_STATUSES: Titles = {
    "V2": "Accommodated by agreement (section 20)",
    "C1": "Interim care order",
    "C2": "Full care order",
    "E1": "Placement order",
    "L1": "Police protection, in local authority accommodation",
    "L2": "Emergency protection order",
    "L3": "Child assessment order, in local authority accommodation",
    "J1": "Remanded to local authority accommodation or youth detention",
    "J2": "Placed under police bail or detention (PACE)",
    "J3": "Sentenced to a youth rehabilitation order with residence",
    "V4": "Short breaks by agreement",
}
CP_CATEGORIES: Titles = {
    "sexual": "Sexual abuse",
    "physical": "Physical abuse",
    "emotional": "Emotional abuse",
    "neglect": "Neglect",
}

PLACEMENT_KINDS: Titles = {
    "foster": "Foster carer",
    "kinship": "Family or friends as carers",
    "parents": "With parents",
    "home": "Children’s home",
    "secure": "Secure children’s home",
    "supported": "Supported accommodation",
    "independent": "Living independently",
    "school": "Residential school",
    "hospital": "Hospital",
    "custody": "Young offender institution",
    "family_centre": "Family centre",
    "other": "Somewhere else",
}

RELATIONS: Titles = {
    "mother": "Mother",
    "father": "Father",
    "step_parent": "Step-parent or parent’s partner",
    "sibling": "Brother or sister",
    "half_sibling": "Half or step-brother or sister",
    "grandparent": "Grandparent",
    "relative": "Other relative",
    "carer": "Carer",
    "partner": "Boyfriend, girlfriend or spouse",
    "own_child": "The child’s own baby",
    "household_child": "Another child in the home",
    "household_adult": "Another adult in the home",
    "trusted": "Trusted adult",
    "friend": "Friend",
}
# What the word itself says.
SEX_OF_RELATION: Titles = {"mother": "female", "father": "male"}

LIVES_WITH: Titles = {
    "yes": "Yes",
    "part": "Part of the time",
    "no": "No",
    "not_known": "Not yet known",
}
MAY_BE_TOLD: Titles = {
    "yes": "Yes",
    "some": "Only some things: say which in the note",
    "no": "No: it could put the child in danger",
    "not_decided": "Not decided yet",
}

CLOSENESS: Titles = {
    "close": "Close",
    "strained": "Strained",
    "none": "No contact",
    "not_known": "Not yet known",
}


def choices(titles: Titles) -> list[tuple[str, str]]:
    return [(str(code), title) for code, title in titles.items()]


# Beside the statuses of a child, where they are placed.
OUT_OF_BOROUGH = "out_of_borough"
