"""Words that stand nowhere else, planted in every field of every case, and where they turn up."""

from __future__ import annotations

import logging
import re
from collections.abc import Collection, Iterable, Iterator, Set
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, lru_cache
from io import BytesIO
from itertools import count

from django.core import mail
from django.http import HttpResponseBase
from pypdf import PdfReader

from tests.access.matrix import (
    ADDRESSABLE,
    Thing,
)
from tests.access.relations import (
    Relation,
)

_numbers = count(1)
LETTERS = str.maketrans("0123456789", "bdfgklmnpr")
ASKS_WHY = "You have no part in this case today"


WORD = re.compile(r"Qz[bdfgklmnpr]{4,}x")


@lru_cache(maxsize=64)
def words_of(text: str) -> frozenset[str]:
    return frozenset(WORD.findall(text))


def word() -> str:
    """Like Qzbbkfx: never part of another, and of nothing that a page says by itself; a name has no figures."""
    return f"Qz{next(_numbers):04d}x".translate(LETTERS)


def spellings(day: date) -> tuple[str, ...]:
    """A date as pages say it and as machines do; only days of two figures, which are no part of another's."""
    return (f"{day.day} {day:%B %Y}", day.isoformat(), f"{day:%d/%m/%Y}")


@dataclass(frozen=True, eq=False)
class Canary:
    relation: Relation
    thing: Thing
    texts: tuple[str, ...]

    @cached_property
    def key(self) -> tuple[str, str]:
        return self.relation.name, self.thing.name

    @cached_property
    def _words(self) -> frozenset[str]:
        return frozenset(one for one in self.texts if WORD.fullmatch(one))

    @cached_property
    def _others(self) -> tuple[str, ...]:
        return tuple(one for one in self.texts if one not in self._words)

    def is_in(self, text: str) -> bool:
        """Words of their own kind are looked up among those of the text, which are found once."""
        return not self._words.isdisjoint(words_of(text)) or any(one in text for one in self._others)

    def __str__(self) -> str:
        return f"{self.thing.name} of the case “{self.relation.words}”"


@dataclass
class Answer:
    """All that leaves the portal when one thing is asked of it."""

    status: int
    body: str
    elsewhere: dict[str, str] = field(default_factory=dict)

    @property
    def location(self) -> str:
        """Where a form leads on to."""
        return self.elsewhere["location"]

    @property
    def asks_why(self) -> bool:
        return ASKS_WHY in self.body

    def everywhere(self) -> str:
        return "\n".join((self.body, *self.elsewhere.values()))

    def without(self, said: Iterable[str]) -> Answer:
        """Whoever asks for a reference or searches for a name says it; the answer may repeat it."""

        def cut(text: str) -> str:
            for one in said:
                text = text.replace(one, "…")
            return text

        return Answer(self.status, cut(self.body), {where: cut(text) for where, text in self.elsewhere.items()})


@dataclass(frozen=True)
class Verdict:
    leaked: list[str]
    missing: list[str]


def judge(
    answer: Answer, canaries: Collection[Canary], *, may: Set[tuple[str, str]], must: Set[tuple[str, str]]
) -> Verdict:
    """`may` and `must` name canaries by relation and thing."""
    planted = _planted(canaries)
    there = planted.found_in(answer.everywhere())
    missing = [str(one) for key in must for one in planted.by_key.get(key, ()) if one not in there]
    leaked = []
    for canary in there:
        if canary.key not in may:
            leaked.append(f"{canary} in {places(answer, canary)}")
        elif canary.thing not in ADDRESSABLE and (outside := places(answer, canary) - {"body"}):
            leaked.append(f"{canary} in {outside}")
    return Verdict(leaked, missing)


class Planted:
    """Every canary by its words: a text is read once, whatever number of them there is."""

    def __init__(self, canaries: Collection[Canary]) -> None:
        self.by_key: dict[tuple[str, str], list[Canary]] = {}
        self.by_word: dict[str, list[Canary]] = {}
        self.others: list[tuple[str, Canary]] = []
        for one in canaries:
            self.by_key.setdefault(one.key, []).append(one)
            for text in one.texts:
                if WORD.fullmatch(text):
                    self.by_word.setdefault(text, []).append(one)
                else:
                    self.others.append((text, one))

    def found_in(self, text: str) -> dict[Canary, None]:
        words = {one: None for word in sorted(words_of(text)) for one in self.by_word.get(word, ())}
        return words | {one: None for other, one in self.others if other in text}


_last: list[tuple[Collection[Canary], int, Planted]] = []


def _planted(canaries: Collection[Canary]) -> Planted:
    """Of the same list while nothing was added to it: a whole run asks of one."""
    if not _last or _last[0][0] is not canaries or _last[0][1] != len(canaries):
        _last[:] = [(canaries, len(canaries), Planted(canaries))]
    return _last[0][2]


def places(answer: Answer, canary: Canary) -> set[str]:
    found = {where for where, text in answer.elsewhere.items() if canary.is_in(text)}
    return found | {"body"} if canary.is_in(answer.body) else found


def answer_of(response: HttpResponseBase, logs: Logs, mails: int) -> Answer:
    """The response with its headers and cookies, and what was logged and sent meanwhile."""
    content = b"".join(response.streaming_content) if response.streaming else response.content  # type: ignore[attr-defined]
    body = text_of(content, response.get("Content-Type", ""))
    headers = "\n".join(f"{name}: {value}" for name, value in response.items())
    letters = "\n".join(str(letter.message()) for letter in mail.outbox[mails:])
    elsewhere = {
        "headers": headers,
        "location": str(response.get("Location", "")),
        "cookies": str(response.cookies),
        "title": "".join(re.findall(r"<title>(.*?)</title>", body, re.S)),
        "addresses": "\n".join(re.findall(r'(?:href|action|src)="([^"]*)"', body)),
        "letters": letters,
        "logs": logs.taken(),
    }
    return Answer(response.status_code, body, elsewhere)


def text_of(content: bytes, kind: str) -> str:
    if kind.startswith("application/pdf"):
        return "\n".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages)
    return content.decode(errors="replace")


class Logs(logging.Handler):
    """Every line that any logger writes, as it would be written."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.lines: list[str] = []
        self.setFormatter(logging.Formatter("%(name)s %(message)s"))

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(f"{self.format(record)} {record.__dict__}")

    def taken(self) -> str:
        text = "\n".join(self.lines)
        self.lines.clear()
        return text


@contextmanager
def logs_kept() -> Iterator[Logs]:
    kept = Logs()
    known = [one for one in logging.root.manager.loggerDict.values() if isinstance(one, logging.Logger)]
    ends = [logging.root, *(one for one in known if not one.propagate)]
    for logger in ends:
        logger.addHandler(kept)
    try:
        yield kept
    finally:
        for logger in ends:
            logger.removeHandler(kept)


# What differs between two answers that say the same: numbers used once.
ONCE = (
    (re.compile(r'(name="(?:csrfmiddlewaretoken|_[a-z_]+)" value=)"[^"]*"'), "key"),
    (re.compile(r'data-(?:left|token|draft|key|owner|seconds)[a-z-]*="[^"]*"'), "seconds"),
    (re.compile(r'nonce="[^"]*"'), "nonce"),
    (re.compile(r"nonce-[^' ;]+"), "nonce"),
    (re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"), "uuid"),
    (re.compile(r"\b[0-9a-f]{32}\b"), "id"),
)


def plain(text: str) -> str:
    for pattern, instead in ONCE:
        text = pattern.sub(instead, text)
    return text
