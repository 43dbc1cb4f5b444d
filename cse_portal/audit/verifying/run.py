"""One run: reads the anchors, follows all chains in one process or several, and says what is broken first in each."""

from __future__ import annotations

import multiprocessing
from collections.abc import Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from cse_portal.audit.verifying import anchored as anchors
from cse_portal.audit.verifying.anchored import Anchored
from cse_portal.audit.verifying.chains import Chains, Point, digest_of
from cse_portal.audit.verifying.findings import Fault, Finding, firsts
from cse_portal.audit.verifying.reading import Part, Trail, trail


@dataclass(frozen=True)
class Scope:
    """What to look at, and in how many processes."""

    case: str = ""
    since: date | None = None
    jobs: int = 1
    anchors: Path | None = None

    @property
    def is_whole(self) -> bool:
        return not self.case and self.since is None

    def parts(self) -> list[Part]:
        if self.case:
            return [Part(case=self.case, since=self.since)]
        return [Part(since=self.since, jobs=self.jobs, number=number) for number in range(self.jobs)]


@dataclass
class Report:
    entries: int = 0
    chains: int = 0
    findings: list[Finding] = field(default_factory=list)
    anchors: int = 0

    @property
    def is_broken(self) -> bool:
        return bool(self.findings)


def verify(parameters: Mapping[str, Any], scope: Scope) -> Report:
    """Over connections of its own. All parts see the same instant: the snapshot of the first."""
    with trail(parameters) as whole:
        return verify_on(whole, scope, dict(parameters))


def verify_on(whole: Trail, scope: Scope, parameters: dict[str, Any]) -> Report:
    anchored = anchors.read(scope.anchors, whole.anchors()) if scope.anchors else Anchored()
    unknown = [Finding("columns", Fault.UNSEALED, more=name) for name in sorted(whole.unknown_columns())]
    report, found = Report(anchors=len(anchored.files)), anchored.found
    for one in _follow_all(parameters, scope, whole, anchored):
        report.entries += one.entries
        report.chains += one.chains
        found += (one.found | _rewritten(one, anchored, whole)).values()
    report.findings = [*unknown, *firsts(found)]
    return report


@dataclass
class Followed:
    """What a process brings back: few things, so that they travel fast."""

    entries: int
    chains: int
    found: dict[str, Finding]
    differs: dict[str, Point]


def _follow_all(parameters: dict[str, Any], scope: Scope, whole: Trail, anchored: Anchored) -> list[Followed]:
    parts = scope.parts()
    if len(parts) == 1:
        return [_follow(whole, parts[0], anchored.points)]
    snapshot = whole.share()
    with ProcessPoolExecutor(len(parts), mp_context=multiprocessing.get_context("spawn")) as pool:
        running = [
            pool.submit(_follow_apart, parameters, snapshot, part, _of_part(part, anchored.points)) for part in parts
        ]
        return [one.result() for one in running]


def _of_part(part: Part, points: Mapping[str, Point]) -> dict[str, Point]:
    return {digest: point for digest, point in points.items() if part.has(digest)}


def _follow_apart(parameters: dict[str, Any], snapshot: str, part: Part, points: Mapping[str, Point]) -> Followed:
    with trail(parameters, snapshot) as own:
        return _follow(own, part, points)


def _follow(own: Trail, part: Part, points: Mapping[str, Point]) -> Followed:
    if part.case:
        mine = digest_of(f"case:{part.case}")
        points = {digest: point for digest, point in points.items() if digest == mine}
    begins = own.begins(part) if part.since else {}
    if part.since:
        known = set(map(digest_of, begins))
        points = {digest: point for digest, point in points.items() if digest in known}
    chains = Chains(points=points, begins=begins)
    own.read(part, chains.take)
    heads = own.heads(part)
    chains.end({name: head for name, head in heads.items() if name in begins} if part.since else heads)
    return Followed(chains.entries, len(chains.chains), chains.found, chains.differs)


def _rewritten(followed: Followed, anchored: Anchored, whole: Trail) -> dict[str, Finding]:
    """A chain that is right in itself and differs from what was sent outside: between which two anchors."""
    found = {}
    for name, newest in followed.differs.items():
        first = followed.found.get(name)
        if first and first.place is not None and first.place <= newest.seq:
            continue  # it is known to the place already
        points = anchored.all_of(digest_of(name))
        now = whole.hashes(name, [point.seq for point in points])
        wrong = min(point.seq for point in points if now.get(point.seq) != point.hash)
        right = max((point.seq for point in points if point.seq < wrong), default=0)
        found[name] = Finding(name, Fault.REWRITTEN, right + 1, until=wrong, more=f"anchor {newest.number}")
    return found
