"""What a browser would post if a person left a form untouched: read from the form's own markup."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from html.parser import HTMLParser

Controls = dict[str, list[str]]
# Names that the form itself needs; everything else is what the person typed.
CONTROL_MARK = "_"
CSRF_FIELD = "csrfmiddlewaretoken"
HAT = "_hat"  # the role in which a form was opened
NOT_KEPT = frozenset({"file", "image", "submit", "button", "reset"})
CHOSEN = frozenset({"checkbox", "radio"})
# What a person writes and chooses while putting two texts together is theirs too, though no field of the form.
MERGING = ("_choice_", "_text_")
MOST_OF_A_NAME = 60
MORE = "…"


def controls_in(markup: str) -> Controls:
    """Whatever the widgets are: every control by name, with no values when the browser would leave it out."""
    reader = _ControlReader()
    reader.feed(markup)
    reader.close()
    return reader.controls


def typed(posted: Iterable[tuple[str, Iterable[str]]]) -> Controls:
    """What the person typed: the form's own controls gone, and the character that no database stores."""
    return {
        name.replace("\x00", ""): [value.replace("\x00", "") for value in values]
        for name, values in posted
        if not name.startswith(CONTROL_MARK) and name != CSRF_FIELD
    }


def merging(posted: Iterable[tuple[str, Iterable[str]]]) -> Controls:
    """How far a person has put two texts together."""
    own = [(name.removeprefix(CONTROL_MARK), values) for name, values in posted if name.startswith(MERGING)]
    return {f"{CONTROL_MARK}{name}": values for name, values in typed(own).items()}


def fingerprint(about: Iterable[str], fields: Controls) -> str:
    """The same words in the same form, however they were spaced."""
    plain = {name: words for name, values in typed(fields.items()).items() if (words := tidy(values))}
    stated = json.dumps([*about, plain], sort_keys=True)
    return hashlib.sha256(stated.encode("utf-8", "surrogatepass")).hexdigest()


def first_words(fields: Controls) -> str:
    """By which its writer knows a draft again: the beginning of the first text of more than one word."""
    for values in typed(fields.items()).values():
        for value in values:
            words = "".join(map(_plain, value)).split()
            if len(words) > 1:
                return _shortened(" ".join(words))
    return ""


def _plain(letter: str) -> str:
    """One line, without what turns the direction of writing or cannot be seen."""
    return letter if letter.isprintable() else " " * letter.isspace()


def _shortened(text: str) -> str:
    if len(text) <= MOST_OF_A_NAME:
        return text
    beginning = text[: MOST_OF_A_NAME - len(MORE) + 1]
    whole, _, _ = beginning.rpartition(" ")
    return f"{whole or beginning[:-1]}{MORE}"


def tidy(values: Iterable[str]) -> list[str]:
    """As compared: one kind of line end, no blank edges, nothing at all when nothing was typed."""
    plain = (value.replace("\r\n", "\n").replace("\r", "\n").strip() for value in values)
    return [value for value in plain if value]


def size_of(controls: Mapping[str, list[str]]) -> int:
    return sum(len(name.encode()) + sum(len(value.encode()) for value in values) for name, values in controls.items())


class _ControlReader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.controls: Controls = {}
        self._textarea = ""
        self._text: list[str] = []
        self._select = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "input":
            self._read_input(given)
        elif tag == "textarea":
            self._textarea, self._text = given.get("name") or "", []
        elif tag == "select":
            self._select = given.get("name") or ""
            self.controls.setdefault(self._select, [])
        elif tag == "option" and self._select and "selected" in given:
            self._add(self._select, given.get("value") or "")

    def handle_data(self, data: str) -> None:
        if self._textarea:
            self._text.append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea" and self._textarea:
            self._add(self._textarea, "".join(self._text).removeprefix("\n"))
            self._textarea = ""
        elif tag == "select":
            self._select = ""

    def _read_input(self, given: dict[str, str | None]) -> None:
        kind, name = given.get("type") or "text", given.get("name") or ""
        if not name or kind in NOT_KEPT:
            return
        if kind in CHOSEN and "checked" not in given:
            self.controls.setdefault(name, [])
            return
        self._add(name, given.get("value") or ("on" if kind in CHOSEN else ""))

    def _add(self, name: str, value: str) -> None:
        self.controls.setdefault(name, []).append(value)
