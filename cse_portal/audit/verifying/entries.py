"""One row as Postgres' COPY hands it out: what the entry says, what was sealed, and whether the two agree."""

from __future__ import annotations

import json
import re
from functools import lru_cache
from hashlib import sha256
from json.encoder import encode_basestring as quoted
from typing import Any, NamedTuple

from cse_portal.audit.verifying.findings import Fault

# What the entry says, in the order of version 1 of the sealed words; text, numbers where the words have numbers.
SAYS = (
    *("e.id", "(extract(epoch from e.at) * 1000000)::bigint", "e.tx", "e.sort", "e.kind"),
    *("e.actor_kind", "e.actor_id", "e.actor_ref", "e.hat_ref", "e.hat_role", "e.hat_agency_ref", "e.hat_agency"),
    *("e.purpose", "e.object_kind", "e.object_ref", "e.case_ref", "e.child_ref", "e.detail::text", "e.reason"),
    *("e.request_id", "host(e.ip)", "e.session_ref"),
)
SEALED = ("s.event_id", "s.chain", "s.seq", "s.prev", "s.hash", "s.canonical")
VERSION = 1
NUMBERS = (0, 1, 2, 6)
TX, ACTOR_KIND, ACTOR_ID, ACTOR_REF, PURPOSE, CASE, DETAIL, IP, SESSION = 2, 5, 6, 7, 12, 15, 17, 20, 21
CHAIN = len(SAYS) + 1  # of the cells of a row; its place, the hash before it and its own stand next
NULL = r"\N"
MARKS = 2 * (2 + 9 + 1)  # quotation marks between three values, ten and two
KNOWN_COLUMNS = frozenset(
    {
        *("id", "at", "tx", "sort", "kind", "actor_kind", "actor_id", "actor_ref", "hat_ref", "hat_role"),
        *("hat_agency_ref", "hat_agency", "purpose", "object_kind", "object_ref", "case_ref", "child_ref"),
        *("detail", "reason", "request_id", "ip", "session_ref"),
    }
)

_ESCAPE = re.compile(r"\\(.)")
_MEANT = {"b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "v": "\v"}
STRIPES = 16


class Seal(NamedTuple):
    event_id: int
    chain: str
    seq: int
    prev: str
    hash: str
    canonical: str


Says = list[Any]  # texts, and None for a number or an address that is not there


def plain(cell: str) -> str | None:
    """Back from COPY's text format."""
    if "\\" not in cell:
        return cell
    if cell == r"\N":
        return None
    return _ESCAPE.sub(lambda found: _MEANT.get(found[1], found[1]), cell)


def parted(text: str) -> tuple[Says | None, Seal | None]:
    """The entry's values and its seal; one of them may be gone."""
    cells: list[Any] = text.split("\t")
    # sealed words are JSON, in which nothing but backslashes is left for COPY to mask
    masked = cells.pop()
    if "\\" in text[: len(text) - len(masked)]:
        cells = list(map(plain, cells))
    says, (event_id, chain, seq, prev, hash_) = cells[: len(SAYS)], cells[len(SAYS) :]
    seal = (
        None if event_id is None else Seal(int(event_id), chain, int(seq), prev, hash_, masked.replace("\\\\", "\\"))
    )
    return (None if says[0] is None else says), seal


def proven(cells: list[str]) -> bool:
    """Whether a row is right, by the short way: nothing in it was masked or needs masking. If not, the long way tells.

    A trail is nearly all such rows, and millions of them are read.
    """
    sort, who, why = '", "'.join(cells[3:ACTOR_ID]), '", "'.join(cells[7:DETAIL]), '", "'.join(cells[18:IP])
    detail, ip, session, chain = cells[DETAIL], cells[IP], cells[SESSION], cells[CHAIN]
    said = f"{sort}{who}{why}{session}"
    if (
        cells[0] != cells[CHAIN - 1]
        or not said.isprintable()
        or said.count('"') != MARKS
        or "\\" in said
        or "\\" in detail
    ):
        return False
    actor = "null" if cells[ACTOR_ID] == NULL else cells[ACTOR_ID]
    words = (
        f'[{VERSION}, {", ".join(cells[:3])}, "{sort}", {actor}, "{who}", {quoted(detail)}, "{why}", '
        f'{"null" if ip == NULL else quoted(ip)}, "{session}"]'
    )
    if cells[-1].replace("\\\\", "\\") != words or chain != chain_of(cells):
        return False
    sealed = f"{cells[CHAIN + 2]}\n{chain}\n{cells[CHAIN + 1]}\n{words}"
    return sha256(sealed.encode()).hexdigest() == cells[CHAIN + 3]


def chain_of(says: Says) -> str:
    if says[CASE]:
        return f"case:{says[CASE]}"
    if says[ACTOR_KIND] == "person":
        return f"user:{says[ACTOR_REF] or f'#{says[ACTOR_ID]}'}"
    if says[ACTOR_KIND] == "system":
        return f"system:{_stripe(says[PURPOSE] or '')}"
    return f"anon:{_stripe((says[IP] or '') + (says[SESSION] or ''))}"


@lru_cache(maxsize=1024)
def _stripe(text: str) -> int:
    return sha256(text.encode()).digest()[0] % STRIPES


def fault_of(says: Says | None, seal: Seal) -> Fault | None:
    """What is wrong with one sealed row by itself."""
    if says is None:
        return Fault.ONLY_SEAL
    _, chain, seq, prev, hash_, canonical = seal
    if sha256(f"{prev}\n{chain}\n{seq}\n{canonical}".encode()).hexdigest() != hash_:
        return Fault.RESEALED
    if words_for(says) != canonical and not _means(canonical, says):
        return Fault.EDITED
    return None if chain_of(says) == chain else Fault.ELSEWHERE


def words_for(says: Says) -> str:
    """The words that Postgres would seal for these values."""
    numbers, actor_id = ", ".join(says[:3]), says[ACTOR_ID] or "null"
    before, after = ", ".join(map(quoted, says[3:ACTOR_ID])), ", ".join(map(quoted, says[ACTOR_ID + 1 : IP]))
    ip, session = "null" if says[IP] is None else quoted(says[IP]), quoted(says[SESSION])
    return f"[{VERSION}, {numbers}, {before}, {actor_id}, {after}, {ip}, {session}]"


def _means(canonical: str, says: Says) -> bool:
    """Another version of Postgres may space or mask differently what means the same."""
    try:
        sealed = json.loads(canonical)
    except ValueError:
        return False
    values = list(says)
    for number in NUMBERS:
        values[number] = None if says[number] is None else int(says[number])
    return bool(sealed == [VERSION, *values])
