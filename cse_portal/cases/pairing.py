"""The way of two records that may be of one child: found by the portal, and decided by two people."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum


class PairState(StrEnum):
    SUGGESTED = "suggested"
    NOT_THE_SAME = "not_the_same"
    PROPOSED = "proposed"
    MERGED = "merged"
    APART_PROPOSED = "apart_proposed"
    TAKEN_APART = "taken_apart"


class Step(StrEnum):
    SET_ASIDE = "set_aside"
    LOOK_AGAIN = "look_again"
    PROPOSE = "propose"
    CONFIRM = "confirm"
    TURN_DOWN = "turn_down"
    PROPOSE_APART = "propose_apart"
    CONFIRM_APART = "confirm_apart"
    TURN_DOWN_APART = "turn_down_apart"


class Turn(StrEnum):
    """Whose turn it is."""

    FIRST = "anybody who sees both records and may propose"
    SECOND = "a second person who may confirm"
    NOBODY = "nobody"


TITLES: Mapping[PairState, str] = {
    PairState.SUGGESTED: "To look at",
    PairState.NOT_THE_SAME: "Not the same person",
    PairState.PROPOSED: "Merge waits for a second person",
    PairState.MERGED: "Merged",
    PairState.APART_PROPOSED: "Taking apart waits for a second person",
    PairState.TAKEN_APART: "Taken apart",
}

TRANSITIONS: Mapping[PairState, Mapping[Step, PairState]] = {
    PairState.SUGGESTED: {Step.SET_ASIDE: PairState.NOT_THE_SAME, Step.PROPOSE: PairState.PROPOSED},
    PairState.NOT_THE_SAME: {Step.LOOK_AGAIN: PairState.SUGGESTED},
    PairState.PROPOSED: {Step.CONFIRM: PairState.MERGED, Step.TURN_DOWN: PairState.SUGGESTED},
    PairState.MERGED: {Step.PROPOSE_APART: PairState.APART_PROPOSED},
    PairState.APART_PROPOSED: {Step.CONFIRM_APART: PairState.TAKEN_APART, Step.TURN_DOWN_APART: PairState.MERGED},
    PairState.TAKEN_APART: {Step.SET_ASIDE: PairState.NOT_THE_SAME, Step.PROPOSE: PairState.PROPOSED},
}

OWNER_OF: Mapping[PairState, Turn] = {
    PairState.SUGGESTED: Turn.FIRST,
    PairState.NOT_THE_SAME: Turn.NOBODY,
    PairState.PROPOSED: Turn.SECOND,
    PairState.MERGED: Turn.NOBODY,
    PairState.APART_PROPOSED: Turn.SECOND,
    PairState.TAKEN_APART: Turn.FIRST,
}

TO_LOOK_AT = frozenset(state for state, turn in OWNER_OF.items() if turn is Turn.FIRST)
WAITING = frozenset(state for state, turn in OWNER_OF.items() if turn is Turn.SECOND)
AS_ONE = frozenset({PairState.MERGED, PairState.APART_PROPOSED})
HAS_BEEN_ONE = AS_ONE | {PairState.TAKEN_APART}


def may(state: PairState, step: Step) -> bool:
    return step in TRANSITIONS[state]
