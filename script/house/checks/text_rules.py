"""Rules that read a file as text: lengths, words, and what a strict content security policy refuses."""

import re
import subprocess
from collections.abc import Iterable, Iterator

from house.checks.files import SourceFile

LONGEST_FILE = 400
COUNTED = {".py", ".html", ".js", ".scss", ".css", ".sh", ".yml"}

# These files name the patterns themselves.
THE_RULES = ("script/house/checks/", "tests/unit/script/test_checks")

Pattern = tuple[re.Pattern[str], str]

ANYWHERE: tuple[Pattern, ...] = (
    (re.compile(r"\b(TODO|FIXME|XXX)\b"), "has an unfinished note: do it now, or write it down as an issue"),
    (re.compile(r"(?<![\w.])/(home|Users)/\w+/"), "names a folder of somebody's machine"),
    (re.compile(r"(?<![\w./-])/work/"), "names a folder of somebody's machine"),
    (re.compile(r"(?<![\w./-])/tmp/(wt|lead)"), "names a folder of somebody's machine"),
    (
        re.compile(r"(pypi\.org|pythonhosted\.org|registry\.npmjs\.org)"),
        "names a package registry: which one is used is up to the machine",
    ),
    (re.compile(r"^(<{7}|>{7}) ", re.M), "holds an unfinished merge"),
)

# Words that people read stand with a curly apostrophe; code, SQL and documents of the source keep the straight one.
STRAIGHT = re.compile(r"(?<=[A-Za-z])'(?=(s|t|re|ve|ll|d|m)\b)")
STRAIGHT_SAID = "has a straight apostrophe in words that people read: write ’"
MARKUP_OR_TAG = re.compile(r"<[^>]*>|{%.*?%}|{{.*?}}|{#.*?#}", re.S)

TEMPLATE_TAG = re.compile(r"{%.*?%}|{{.*?}}|{#.*?#}", re.S)
IN_MARKUP: tuple[Pattern, ...] = (
    (re.compile(r"<[^>]*\sstyle\s*=", re.I), "has an inline style: the content security policy refuses it"),
    (re.compile(r"<[^>]*\son[a-z]+\s*=", re.I), "has an inline event handler: the content security policy refuses it"),
    (re.compile(r"<style\b", re.I), "has a style element: the content security policy refuses it"),
    (
        re.compile(r"<script\b(?![^>]*\ssrc\s*=)(?![^>]*type=[\"']application/(ld\+)?json)", re.I),
        "has an inline script: the content security policy refuses it",
    ),
    (re.compile(r"javascript:", re.I), "has a script address: the content security policy refuses it"),
    (re.compile(r"https?://(?!www\.w3\.org/)", re.I), "reaches for another site: addresses of others are settings"),
)
IN_TEMPLATE: tuple[Pattern, ...] = (
    (re.compile(r"\|\s*safe(seq)?\b"), "switches off escaping"),
    (re.compile(r"{%\s*autoescape\s+off"), "switches off escaping"),
)
IN_OWN_SCRIPT: tuple[Pattern, ...] = (
    (
        re.compile(r"\b(localStorage|sessionStorage|indexedDB)\b"),
        "keeps something in the browser: what is typed is kept on the server",
    ),
    (re.compile(r"\b(eval|Function)\s*\("), "makes code from text"),
    (re.compile(r"\.(innerHTML|outerHTML)\s*=|insertAdjacentHTML|document\.write\b"), "writes markup from text"),
)

# Addresses of other sites that a page may offer as a link, when a person follows it themselves.
LINKS_OUT: dict[str, tuple[str, ...]] = {}


def not_too_long(file: SourceFile) -> Iterator[str]:
    lines = file.text.count("\n")
    if file.suffix in COUNTED and lines > LONGEST_FILE and not file.is_migration:
        yield f"has {lines} lines, more than {LONGEST_FILE}: give its second subject a room of its own"


def no_odd_words(file: SourceFile) -> Iterator[str]:
    if not file.place.startswith(THE_RULES):
        yield from _found(ANYWHERE, file.text)


def markup_fits_the_policy(file: SourceFile) -> Iterator[str]:
    if file.suffix not in (".html", ".svg") or not ("templates/" in file.place or file.suffix == ".html"):
        return
    yield from _found(IN_TEMPLATE, file.text)
    bare = TEMPLATE_TAG.sub(lambda tag: re.sub(r"[^\n]", " ", tag.group()), file.text)
    for allowed in LINKS_OUT.get(file.place, ()):
        bare = bare.replace(allowed, "")
    yield from _found(IN_MARKUP, bare)


def templates_have_curly_apostrophes(file: SourceFile) -> Iterator[str]:
    if "templates/" in file.place and file.suffix in (".html", ".txt"):
        bare = MARKUP_OR_TAG.sub(lambda tag: re.sub(r"[^\n]", " ", tag.group()), file.text)
        yield from _found(((STRAIGHT, STRAIGHT_SAID),), bare)


def own_scripts_keep_nothing(file: SourceFile) -> Iterator[str]:
    if file.suffix in (".js", ".mjs"):
        yield from _found(IN_OWN_SCRIPT, file.text)


def shell_parses(file: SourceFile) -> Iterator[str]:
    first = file.text.partition("\n")[0]
    if first.startswith("#!") and re.search(r"\b(ba)?sh$", first.strip()):
        said = subprocess.run(["bash", "-n"], input=file.text, text=True, capture_output=True)
        if said.returncode:
            yield f"does not parse: {said.stderr.strip()}"


def _found(patterns: Iterable[Pattern], text: str) -> Iterator[str]:
    for pattern, fault in patterns:
        for match in pattern.finditer(text):
            yield f"line {text.count(chr(10), 0, match.start()) + 1} {fault}"


TEXT_RULES = (
    not_too_long,
    no_odd_words,
    markup_fits_the_policy,
    templates_have_curly_apostrophes,
    own_scripts_keep_nothing,
    shell_parses,
)
