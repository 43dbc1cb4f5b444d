"""Children of the demo whose record the cast knows well: every name, number and address is invented."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

Values = Mapping[str, Any]


@dataclass(frozen=True)
class KnownFact:
    """`days` is how long ago it began, `ended` how long ago it was over; `years` among the values is an age."""

    kind: str
    values: Values
    days: int | None = None
    ended: int | None = None


@dataclass(frozen=True)
class KnownChild:
    given_names: str
    family_name: str
    years: int
    itself: Values
    facts: tuple[KnownFact, ...]
    is_again: str = ""  # a second record of the child of this first name: born on the same day


def _around(
    name: str, kind: str, *, lives: str = "yes", parental: str = "no", told: str = "yes", **more: Any
) -> KnownFact:
    said = {"name": name, "kind": kind, "lives_with_child": lives, "has_parental": parental, "may_be_told": told}
    return KnownFact("relation", {**said, **more})


MAYA = KnownChild(
    "Maya",
    "Oyelaran",
    15,
    {
        "sex": "female",
        "ethnicity": "BAFR",
        "nationality": "British",
        "language": "English",
        "needs_interpreter": "yes",
        "interpreter_language": "Yoruba, for her grandmother",
        "religion": "christian",
        "disabilities": ["NONE"],
        "sen": "N",
        "what_helps": "Maya talks best while drawing. She wants to know beforehand who will be there.",
    },
    (
        KnownFact("name", {"kind": "nickname", "name": "Mimi"}, 400),
        KnownFact("number", {"kind": "nhs", "value": "943 476 5919"}),
        KnownFact("number", {"kind": "upn", "value": "H801200001001"}),
        KnownFact("number", {"kind": "social_care", "value": "LM 00412"}),
        KnownFact("address", {"kind": "home", "lines": "14 Juniper Walk\nLarkmere", "authority": "Larkmere"}, 700),
        KnownFact(
            "address", {"kind": "home", "lines": "3 Ferry Court\nSaltmarsh", "authority": "Saltmarsh"}, 2400, 701
        ),
        KnownFact("phone", {"kind": "child", "number": "07700 900412", "is_safe": "arranged"}, 90),
        KnownFact("phone", {"kind": "online", "number": "mimi.draws", "is_safe": "no"}, 60),
        _around("Folake Oyelaran", "mother", parental="yes", phone="07700 900413", closeness="close"),
        _around("Tunde Oyelaran", "sibling", sex="male", years=17),
        _around("Dayo Oyelaran", "sibling", sex="male", years=9),
        _around(
            *("Kola Oyelaran", "father"),
            **{"lives": "no", "parental": "yes", "told": "some"},
            closeness="strained",
            note="Not where Maya stays. May be told about school",
        ),
        _around("Abeni Oyelaran", "grandparent", sex="female", closeness="close", note="Speaks Yoruba"),
        _around("Bayo Oyelaran", "grandparent", lives="no", told="not_decided", sex="male", has_died=True),
        _around("Sade Bello", "half_sibling", lives="part", told="some", sex="female", years=20),
        _around("Femi Oyelaran", "relative", lives="no", told="no", closeness="none", note="Her father’s brother"),
        _around("Ms Okafor", "trusted", lives="no", closeness="close", note="Art teacher. Maya goes to her first"),
        _around("Amara Nwosu", "friend", lives="no", told="no", sex="female", years=15, note="From the art group"),
        KnownFact(
            "school", {"place": "Fernhill Academy", "status": "on_roll", "year_group": "11", "attendance": 71}, 800
        ),
        KnownFact("status", {"kind": "cin"}, 110),
        KnownFact("elsewhere", {"authority": "Saltmarsh", "contact": "MASH, 01632 960350"}, 2400, 701),
    ),
)
TAMSIN = KnownChild(
    "Tamsin",
    "Ellerby",
    16,
    {"sex": "female", "ethnicity": "WBRI", "language": "English", "needs_interpreter": "no"},
    (
        KnownFact("address", {"kind": "hostel", "lines": "A refuge in Saltmarsh", "is_confidential": True}, 30),
        KnownFact("status", {"kind": "lac", "legal_status": "C2"}, 300),
        KnownFact(
            "placement",
            {"kind": "supported", "carer": "Quayside House", "is_out_of_borough": True, "host_authority": "Saltmarsh"},
            30,
        ),
        _around("Dawn Ellerby", "mother", lives="no", parental="yes", told="no", closeness="strained"),
        _around("Lee Ellerby", "father", lives="no", told="not_decided", has_died=True),
        _around("Shane Pruett", "step_parent", lives="no", told="no", sex="male", closeness="none"),
        _around("Callum Ellerby", "sibling", lives="no", told="no", sex="male", years=11),
        _around("Jean Ellerby", "grandparent", lives="no", told="some", sex="female", closeness="close"),
        _around("Ivy Ellerby", "own_child", told="no", sex="female", years=1),
        _around("Casey", "friend", lives="not_known", told="no"),
        KnownFact("health", {"kind": "gp", "name": "Ferry Lane Practice"}),
    ),
)
MYA = KnownChild(
    "Mya",
    "Oyelaran",
    15,
    {"sex": "female", "language": "English"},
    (
        KnownFact("number", {"kind": "upn", "value": "H801200001001"}),
        KnownFact("phone", {"kind": "child", "number": "07700 900412", "is_safe": "not_known"}, 20),
        KnownFact("school", {"place": "Fernhill Academy", "status": "on_roll", "year_group": "11"}, 20),
    ),
    is_again="Maya",
)
KNOWN: tuple[KnownChild, ...] = (MAYA, TAMSIN, MYA)
