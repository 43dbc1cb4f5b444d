"""Names as tired people type what they heard: each variant is one that staff are known to make."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from cse_portal.cases.names import words_of
from cse_portal.cases.nicknames import FORMS

HEARD = (
    *(("ph", "f"), ("f", "ph"), ("ck", "k"), ("k", "c"), ("c", "k"), ("z", "s"), ("s", "z"), ("y", "i"), ("i", "y")),
    *(("ee", "ea"), ("ai", "ay"), ("oo", "u"), ("ou", "u"), ("v", "w"), ("w", "v"), ("th", "t"), ("sh", "s")),
    *(("q", "k"), ("x", "ks"), ("j", "y"), ("gh", "g"), ("dh", "d"), ("kh", "k"), ("e", "a"), ("a", "e"), ("o", "u")),
)
OTHER_FORMS = {
    form: [one for one in line.split() if one != form] for line in FORMS.split("\n") for form in line.split()
}


def swapped(name: str, random: Random) -> str:
    return " ".join(reversed(name.split()))


def heard(name: str, random: Random) -> str:
    """One spelling for another of the same sound."""
    fitting = [pair for pair in HEARD if pair[0] in name.casefold()]
    if not fitting:
        return name
    old, new = random.choice(fitting)
    return name.casefold().replace(old, new, 1)


def doubled(name: str, random: Random) -> str:
    place = random.randrange(1, len(name))
    return name[:place] + name[place - 1] + name[place:] if name[place - 1] != " " else name


def left_out(name: str, random: Random) -> str:
    place = random.randrange(1, len(name))
    return name if " " in name[place - 1 : place + 2] else name[:place] + name[place + 1 :]


def turned_round(name: str, random: Random) -> str:
    """Two letters in the wrong order."""
    place = random.randrange(1, len(name) - 1)
    pair = name[place : place + 2]
    return name if " " in pair else name[:place] + pair[::-1] + name[place + 2 :]


def another_form(name: str, random: Random) -> str:
    first, *rest = name.split()
    forms = OTHER_FORMS.get("".join(words_of(first)))
    return " ".join([random.choice(forms), *rest]) if forms else name


def plain(name: str, random: Random) -> str:
    return " ".join(words_of(name))


def with_a_middle_name(name: str, random: Random) -> str:
    first, *rest = name.split()
    return " ".join([first, random.choice(["Rose", "James", "Marie", "Ali"]), *rest])


VARIANTS: tuple[Callable[[str, Random], str], ...] = (
    *(swapped, heard, doubled, left_out, turned_round, another_form, plain, with_a_middle_name),
)
