"""What becomes of an e-mail or text message that the portal has to send."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from enum import StrEnum


class LetterState(StrEnum):
    WAITING = "waiting"
    SENT = "sent"
    REFUSED = "refused"
    SET_ASIDE = "set_aside"
    DROPPED = "dropped"


STATES: Mapping[LetterState, str] = {
    LetterState.WAITING: "Waits to be sent",
    LetterState.SENT: "Sent",
    LetterState.REFUSED: "Refused by the address",
    LetterState.SET_ASIDE: "Set aside after many tries",
    LetterState.DROPPED: "Not sent: the person has left",
}


class Channel(StrEnum):
    EMAIL = "email"
    TEXT = "text"


CODE = "Your code"  # what a text message with the code for a mobile number is called here
CHANNELS: Mapping[Channel, str] = {Channel.EMAIL: "E-mail", Channel.TEXT: "Text message"}


class KeptBack(StrEnum):
    """Why a notice is shown or sent by none: the row stays, so that it is never made twice."""

    NO = ""
    FOLDED = "folded"
    CLOSED = "closed"


KEPT_BACK: Mapping[KeptBack, str] = {
    KeptBack.NO: "No",
    KeptBack.FOLDED: "A later one about the same work took its place",
    KeptBack.CLOSED: "The work was done before it left",
}

MOST_TRIES = 12
LEASE = timedelta(seconds=90)  # a few letters, each with the mail server’s own patience of ten seconds
LONGEST_PAUSE = timedelta(hours=4)
FIRST_ASK = timedelta(seconds=30)
ASKED_FOR = timedelta(hours=96)  # Notify itself tries an address that is away for three days


def pause_after(tries: int) -> timedelta:
    """Longer after each failure: one minute, two, four, up to four hours."""
    return min(timedelta(minutes=1) * 2 ** min(tries - 1, 10), LONGEST_PAUSE)
