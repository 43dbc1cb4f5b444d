"""By which keys a name is found: as written, as heard, with one letter wrong, and by its short and other forms."""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum
from functools import lru_cache

from cse_portal.cases.nicknames import GROUPS


class Kind(StrEnum):
    """What a key stands for: each kind begins with letters of its own, so that none is taken for another."""

    WORD = "w:"  # as written
    SOUND = "s:"  # as heard
    FORM = "f:"  # one name in other forms
    LETTERS = "e:"  # with a letter left out
    SOUNDS = "o:"  # with a sound left out
    BORN = "d:"  # on which day
    ABOUT = "y:"  # about which year, where the day is an estimate
    NUMBER = "i:"  # a reference


# Letters that are one letter elsewhere and are typed as two or as another here.
LETTERS = str.maketrans(
    {
        "ß": "ss",
        "æ": "ae",
        "œ": "oe",
        "ø": "o",
        "ł": "l",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "\u0131": "i",
        "ŋ": "n",
        "ħ": "h",
    }
)
APOSTROPHES = re.compile("['’`\u2018\u02bc\u02bb\u00b4]")
PARTS = re.compile(r"[^\W\d_]+")
LONGEST_WORD, MOST_WORDS = 40, 8
SHORT = 3

# In this order, on a folded word: how names are spelled in one language and heard in another.
SOUNDS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"^(?:kn|gn|pn)", "n"),
        (r"^wr", "r"),
        (r"^wh", "w"),
        (r"^(?:mc|mac)(?=[^aeiouy])", "mk"),
        (r"tch|sch|tsch", "c"),
        (r"ough|augh", "o"),
        (r"ph", "f"),
        (r"ck|kh|qu|q|x(?=[aeiou])", "k"),
        (r"x", "ks"),
        (r"sh|sz|s(?=i[ao])", "s"),
        (r"ch(?=[rlt])", "k"),
        (r"ch|cz", "c"),
        (r"gh", "g"),
        (r"th", "t"),
        (r"dh", "d"),
        (r"bh", "b"),
        (r"dj|dzh|dz|j|^y(?=[aeiou])|^(?:i|hy)(?=[aou])", "j"),
        (r"g(?=[eiy])", "j"),
        (r"c(?=[eiy])", "s"),
        (r"c(?=[^eiy]|$)", "k"),
        (r"z", "s"),
        (r"v|w", "w"),
        (r"(.)\1+", r"\1"),
    )
)
SILENT = re.compile(r"[aeiouhy]")


LAST_NAME_NOT_KNOWN = "(last name not known)"


def legal(given: str, family: str) -> str:
    """By which somebody is found; of one whose last name is not known the first names alone."""
    return f"{given} {family}".strip()


def shown(given: str, family: str) -> str:
    return f"{given} {family or LAST_NAME_NOT_KNOWN}"


def words_of(text: str) -> tuple[str, ...]:
    """A name's words in small letters without accents: O’Brien is one word, Smith-Jones are two."""
    plain = unicodedata.normalize("NFKD", APOSTROPHES.sub("", text)).casefold().translate(LETTERS)
    bare = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return tuple(word[:LONGEST_WORD] for word in PARTS.findall(bare)[:MOST_WORDS])


@lru_cache(maxsize=4096)
def sound_of(word: str) -> str:
    """What is left of a word when only its consonants are heard; a vowel at the beginning counts as one."""
    heard = word
    for pattern, sound in SOUNDS:
        heard = pattern.sub(sound, heard)
    first = "a" if heard[:1] in "aeiouy" else heard[:1]
    return first + SILENT.sub("", heard[1:])


def shortened(word: str) -> frozenset[str]:
    """The word with any one letter left out: two of them meet where one letter is wrong, missing or too many."""
    return frozenset(word[:place] + word[place + 1 :] for place in range(len(word)))


def groups_of(word: str) -> frozenset[str]:
    """Forms of one name: Liz, Betty and Elizabeth; Mohammed and Muhammad."""
    return GROUPS.get(word, frozenset())


def close(word: str) -> frozenset[str]:
    """As written, as heard, and other forms of the name."""
    forms = (f"{Kind.FORM}{group}" for group in groups_of(word))
    return frozenset({written(word), f"{Kind.SOUND}{sound_of(word)}", *forms})


def far(word: str) -> frozenset[str]:
    """With one letter wrong, or one sound where enough others are left: a short one would stand for too many names."""
    sound = sound_of(word)
    letters = {word, *shortened(word)} if len(word) > SHORT else {word}
    sounds = {sound, *shortened(sound)} if len(sound) > SHORT else set()
    return frozenset({*(f"{Kind.LETTERS}{one}" for one in letters), *(f"{Kind.SOUNDS}{one}" for one in sounds)})


def written(word: str) -> str:
    return f"{Kind.WORD}{word}"
