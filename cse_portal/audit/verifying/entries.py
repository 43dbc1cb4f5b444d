"""One row as Postgres' COPY hands it out: what the entry says, what was sealed, and whether the two agree."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

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
TX, ACTOR_KIND, ACTOR_ID, ACTOR_REF, PURPOSE, CASE, IP, SESSION = 2, 5, 6, 7, 12, 15, 20, 21
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


@dataclass(frozen=True, slots=True)
class Seal:
    event_id: int
    chain: str
    seq: int
    prev: str
    hash: str
    canonical: str

    def fits_its_words(self) -> bool:
        words = f"{self.prev}\n{self.chain}\n{self.seq}\n{self.canonical}"
        return sha256(words.encode()).hexdigest() == self.hash


def plain(cell: str) -> str | None:
    """Back from COPY's text format."""
    if "\\" not in cell:
        return cell
    if cell == r"\N":
        return None
    return _ESCAPE.sub(lambda found: _MEANT.get(found[1], found[1]), cell)


def split(line: bytes) -> tuple[list[Any] | None, Seal | None]:
    """The entry's values and its seal; one of them may be gone."""
    cells = line.decode()[:-1].split("\t")
    says: list[Any] | None = [plain(cell) for cell in cells[: len(SAYS)]]
    if says and says[0] is None:
        says = None
    event_id, chain, seq, prev, hash_, canonical = cells[len(SAYS) :]
    if event_id == r"\N":
        return says, None
    # sealed words are JSON, in which nothing but backslashes is left for COPY to mask
    words = canonical.replace("\\\\", "\\")
    return says, Seal(int(event_id), plain(chain) or "", int(seq), plain(prev) or "", plain(hash_) or "", words)


def chain_of(says: list[Any]) -> str:
    if says[CASE]:
        return f"case:{says[CASE]}"
    if says[ACTOR_KIND] == "person":
        return f"user:{says[ACTOR_REF] or f'#{says[ACTOR_ID]}'}"
    if says[ACTOR_KIND] == "system":
        return f"system:{_stripe(says[PURPOSE])}"
    return f"anon:{_stripe((says[IP] or '') + says[SESSION])}"


def _stripe(text: str) -> int:
    return sha256(text.encode()).digest()[0] % STRIPES


def fault_of(says: list[Any] | None, seal: Seal) -> Fault | None:
    """What is wrong with one sealed row by itself."""
    if says is None:
        return Fault.ONLY_SEAL
    if not seal.fits_its_words():
        return Fault.RESEALED
    if not _agree(says, seal.canonical):
        return Fault.EDITED
    return None if chain_of(says) == seal.chain else Fault.ELSEWHERE


def _agree(says: list[Any], canonical: str) -> bool:
    try:
        sealed = json.loads(canonical)
    except ValueError:
        return False
    for number in NUMBERS:
        if says[number] is not None:
            says[number] = int(says[number])
    return bool(sealed == [VERSION, *says])
