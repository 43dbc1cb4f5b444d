"""E-mails as words: who wrote to whom, when, and what; what was attached is named, and not opened."""

from __future__ import annotations

import re
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage
from html.parser import HTMLParser
from io import BytesIO
from typing import cast

import olefile

HEADS = ("From", "To", "Cc", "Date", "Subject")
MOST_OF_A_HEAD = 1_000
# The parts of an Outlook message, by their numbers.
OUTLOOK_HEADS = {"From": "0C1A", "To": "0E04", "Cc": "0E03", "Subject": "0037"}
BODY, HTML_BODY, LONG_NAME, SHORT_NAME = "1000", "1013", "3707", "3704"
BLOCKS = frozenset({"p", "div", "br", "tr", "li", "h1", "h2", "h3", "blockquote", "table"})
SILENT = frozenset({"script", "style", "title"})


@dataclass(frozen=True)
class Message:
    heads: list[tuple[str, str]]
    text: str
    attached: list[str]


def email(data: bytes) -> Message:
    message = cast(EmailMessage, message_from_bytes(data, policy=policy.default))
    heads = [(name, _one_line(str(message[name]))) for name in HEADS if message[name]]
    body = message.get_body(("plain", "html"))
    words = str(body.get_content()) if body is not None else ""
    if body is not None and body.get_content_subtype() == "html":
        words = words_of(words)
    attached = [one.get_filename() or "without a name" for one in message.iter_attachments()]
    return Message(heads, words, [_one_line(name) for name in attached])


def outlook(data: bytes) -> Message:
    with olefile.OleFileIO(BytesIO(data)) as folder:
        heads = [(name, _one_line(_property(folder, number))) for name, number in OUTLOOK_HEADS.items()]
        text = _property(folder, BODY) or words_of(_property(folder, HTML_BODY, "0102"))
        places = sorted({path[0] for path in folder.listdir() if path[0].startswith("__attach")})
        names = [_property(folder, LONG_NAME, within=at) or _property(folder, SHORT_NAME, within=at) for at in places]
    said = [(name, words) for name, words in heads if words]
    return Message(said, text, [_one_line(name) or "without a name" for name in names])


def _property(folder: olefile.OleFileIO, number: str, kind: str = "", *, within: str = "") -> str:
    for form, encoding in ((kind, "utf-8"),) if kind else (("001F", "utf-16-le"), ("001E", "cp1252")):
        name = f"__substg1.0_{number}{form}"
        path = [within, name] if within else [name]
        if folder.exists(path):
            return str(folder.openstream(path).read().decode(encoding, "replace").rstrip("\x00"))
    return ""


def _one_line(words: str) -> str:
    return " ".join(words.split())[:MOST_OF_A_HEAD]


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self._silent += tag in SILENT
        if tag in BLOCKS:
            self.found.append("\n")

    def handle_endtag(self, tag: str) -> None:
        self._silent = max(0, self._silent - (tag in SILENT))

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.found.append(" ".join(data.split()) if not data.strip() else re.sub(r"\s+", " ", data))


def words_of(html: str) -> str:
    reader = _Words()
    reader.feed(html)
    reader.close()
    return re.sub(r"\n\s*\n+", "\n\n", "".join(reader.found)).strip()
