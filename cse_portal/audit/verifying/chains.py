"""Follows every chain from place to place, in whatever order its entries come."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from typing import NamedTuple

from cse_portal.audit.verifying.entries import CHAIN, TX, Says, Seal, chain_of, fault_of, parted, proven
from cse_portal.audit.verifying.findings import Fault, Finding


@dataclass(frozen=True, slots=True)
class Point:
    """Where a chain stood when an anchor was taken."""

    seq: int
    hash: str
    number: int


@dataclass(frozen=True, slots=True)
class Head:
    """The last seal of a chain, as the database keeps it to go on from."""

    seq: int
    prev: str
    hash: str
    tx: int


@dataclass(slots=True)
class Followed:
    """As far as one chain has been followed: the last entry's place, hashes and transaction."""

    seq: int = 0
    hash: str = ""
    prev: str = ""
    tx: int | None = None
    waiting: dict[int, Link] | None = None  # entries that came before their turn


class Link(NamedTuple):
    """What of an entry its neighbours depend on."""

    seq: int
    prev: str
    hash: str
    tx: int | None
    entry: int


@dataclass
class Chains:
    """Takes rows, then heads, and keeps what is wrong."""

    points: Mapping[str, Point] = field(default_factory=dict)  # the newest of each chain, by the digest of its name
    begins: Mapping[str, tuple[int, str]] = field(default_factory=dict)  # where to start, if not at the beginning
    entries: int = 0
    found: dict[str, Finding] = field(default_factory=dict)  # the first thing wrong in each chain
    chains: dict[str, Followed] = field(default_factory=dict)
    anchored: dict[str, Point] = field(default_factory=dict)
    differs: dict[str, Point] = field(default_factory=dict)

    def take(self, line: bytes) -> None:
        self.entries += 1
        try:
            text = line[:-1].decode()
            cells = text.split("\t")
            if proven(cells):
                self._go_on(cells)
            else:
                self._take(*parted(text))
        except (ValueError, TypeError):  # a value is missing that cannot be: somebody took a constraint away
            self._say("unreadable", Fault.UNREADABLE, self.entries)

    def _go_on(self, cells: list[str]) -> None:
        """A row that is right in itself, in its place after the one before; anything else is followed the long way."""
        name, seq, prev, hash_ = cells[CHAIN : CHAIN + 4]
        chain, number = self.chains.get(name), int(seq)
        if chain is None or chain.waiting or chain.seq + 1 != number or chain.hash != prev or name in self.anchored:
            self._follow(Seal(int(cells[CHAIN - 1]), name, number, prev, hash_, ""), cells)
            return
        chain.seq, chain.hash, chain.prev, chain.tx = number, hash_, prev, int(cells[TX])

    def _take(self, says: Says | None, seal: Seal | None) -> None:
        if seal is None:
            if says is not None:
                self._say(chain_of(says), Fault.UNSEALED, entry=int(says[0]))
            return
        fault = fault_of(says, seal)
        if fault:
            self._say(seal.chain, fault, seal.seq, seal.event_id)
        self._follow(seal, says)

    def _follow(self, seal: Seal, says: Says | None) -> None:
        chain = self.chains.get(seal.chain)
        if chain is None:
            chain = self._begin(seal.chain)
        point = self.anchored.get(seal.chain)
        if point and point.seq == seal.seq and point.hash != seal.hash:
            self.differs[seal.chain] = point
        link = Link(seal.seq, seal.prev, seal.hash, int(says[TX]) if says else None, seal.event_id)
        if seal.seq == chain.seq + 1:
            self._link(seal.chain, chain, link)
            if chain.waiting:
                self._catch_up(seal.chain, chain)
        elif seal.seq <= chain.seq or (chain.waiting and seal.seq in chain.waiting):
            self._say(seal.chain, Fault.TWICE, seal.seq, seal.event_id)
        else:
            chain.waiting = chain.waiting or {}
            chain.waiting[seal.seq] = link

    def _begin(self, name: str) -> Followed:
        seq, hash_ = self.begins.get(name, (0, ""))
        chain = self.chains[name] = Followed(seq, hash_)
        if self.points:
            point = self.points.get(digest_of(name))
            if point:
                self.anchored[name] = point
        return chain

    def _link(self, name: str, chain: Followed, link: Link) -> None:
        if link.prev != chain.hash:
            self._say(name, Fault.CUT_OFF, link.seq, link.entry)
        chain.seq, chain.hash, chain.prev, chain.tx = link.seq, link.hash, link.prev, link.tx

    def _catch_up(self, name: str, chain: Followed) -> None:
        while chain.waiting and (link := chain.waiting.pop(chain.seq + 1, None)):
            self._link(name, chain, link)

    def end(self, heads: Mapping[str, Head]) -> None:
        """After the last row: what still waits has a gap before it, and every chain must end at its head."""
        for name, chain in self.chains.items():
            if chain.waiting:
                self._say(name, Fault.MISSING, chain.seq + 1)
            elif name not in heads:
                self._say(name, Fault.HEAD, chain.seq, more="it has no head")
        for name, head in heads.items():
            self._compare(name, self.chains.get(name) or self._begin(name), head)
        for name, point in self.anchored.items():
            if self.chains[name].seq < point.seq and not self.chains[name].waiting:
                self._say(name, Fault.SHORT, self.chains[name].seq + 1, more=f"anchor {point.number}")
        known = set(map(digest_of, self.chains)) if self.points else set()
        for digest in self.points.keys() - known:
            self._say(f"sha256:{digest}", Fault.SHORT, 1, more=f"anchor {self.points[digest].number}")

    def _compare(self, name: str, chain: Followed, head: Head) -> None:
        if chain.waiting:
            return
        if chain.seq < head.seq:
            self._say(name, Fault.SHORT, chain.seq + 1)
        elif chain.seq > head.seq:
            self._say(name, Fault.HEAD, head.seq + 1)
        elif chain.tx is not None and (chain.prev, chain.hash, chain.tx) != (head.prev, head.hash, head.tx):
            self._say(name, Fault.HEAD, head.seq)

    def _say(
        self, chain: str, fault: Fault, place: int | None = None, entry: int | None = None, more: str = ""
    ) -> None:
        self.add(Finding(chain, fault, place, entry, more=more))

    def add(self, finding: Finding) -> None:
        held = self.found.get(finding.chain)
        if held is None or finding.comes_before(held):
            self.found[finding.chain] = finding


def digest_of(name: str) -> str:
    """Anchors go outside, so they name no case and no person."""
    return sha256(name.encode()).hexdigest()
