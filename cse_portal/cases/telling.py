"""Who is told of a message: whoever is named in it, those who answer for an agency, and who was there before."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from cse_portal.cases.handling import Handling, may_read


class Told(StrEnum):
    """For what somebody was told: the first that applies."""

    PERSON = "person"
    AGENCY = "agency"
    THREAD = "thread"


TOLD: Mapping[Told, str] = {
    Told.PERSON: "Named in the message",
    Told.AGENCY: "Answers for an agency that is named",
    Told.THREAD: "Wrote or was told before",
}


@dataclass(frozen=True)
class Mark:
    """Who may read a conversation: its mark, the agency that began it, and those it names."""

    handling: Handling
    wrote: int
    named: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Hat:
    """Somebody who sees the case, in the role by which they do."""

    person: int
    ref: str
    name: str
    role: str
    agency: int
    agency_ref: str
    agency_name: str
    is_near: bool = False  # named on the case, or of its team
    answers: bool = False  # a point of contact of the agency, or its part of the team
    covert: bool = False
    health: bool = False

    def reads(self, mark: Mark) -> bool:
        return may_read(
            mark.handling,
            wrote=mark.wrote,
            named=mark.named,
            agencies=frozenset({self.agency}),
            covert=self.covert,
            health=self.health,
        )


@dataclass(frozen=True)
class Why:
    told: Told
    agency: int | None = None


def reading(hats: Iterable[Hat], mark: Mark) -> list[Hat]:
    return [one for one in hats if one.reads(mark)]


def whom_to_tell(
    hats: Sequence[Hat], *, people: Collection[int], agencies: Collection[int], before: Collection[int], by: int
) -> dict[int, Why]:
    """Of those who may read it, `hats`; never whoever writes it. `before`: wrote in the conversation, or was told."""
    found: dict[int, Why] = {}
    for hat in hats:
        why = _why(hat, people, agencies, before)
        if why is None or hat.person == by:
            continue
        held = found.get(hat.person)
        if held is None or list(Told).index(why.told) < list(Told).index(held.told):
            found[hat.person] = why
    return found


def _why(hat: Hat, people: Collection[int], agencies: Collection[int], before: Collection[int]) -> Why | None:
    if hat.person in people:
        return Why(Told.PERSON)
    if hat.answers and hat.agency in agencies:
        return Why(Told.AGENCY, hat.agency)
    return Why(Told.THREAD) if hat.person in before else None


def with_somebody_to_ask(hats: Sequence[Hat]) -> list[Hat]:
    """For an agency without a point of contact or a part of the team, whoever of it is named on the case answers."""
    answered = {one.agency for one in hats if one.answers}
    return [replace(one, answers=True) if one.is_near and one.agency not in answered else one for one in hats]


def agencies_to_tell(hats: Iterable[Hat]) -> dict[int, Hat]:
    """Those in which somebody would be told, each by one of them."""
    return {one.agency: one for one in hats if one.answers}


def mark_of_line(mark: Mark, agency: int) -> Mark:
    """Of a line of the chronology that repeats what `agency` wrote: read by the same people, and by no others."""
    named = mark.named | {mark.wrote} if mark.handling is Handling.NAMED_AGENCIES else mark.named
    return Mark(mark.handling, agency, frozenset(named))
