"""Why a form that was sent did not arrive, and what its writer is told: one entry a cause."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Cause(StrEnum):
    SIGNED_OUT = "signed_out"
    OLD_KEY = "old_key"
    SECOND_STEP = "second_step"
    ASKED_FIRST = "asked_first"
    SOMEONE_ELSE = "someone_else"
    OTHER_ROLE = "other_role"
    NOT_ALLOWED = "not_allowed"
    NOT_HERE = "not_here"
    TOO_MANY = "too_many"
    AWAY = "away"
    FAULT = "fault"


@dataclass(frozen=True)
class Interruption:
    """`first` is what to do in another tab before the form is sent again; `instead` where sending cannot help."""

    said: tuple[str, ...]
    heading: str = "Your words are still here"
    first: str = ""
    first_goes_on: str = ""
    instead: tuple[str, ...] = ()
    is_the_portals_fault: bool = False

    @property
    def can_send_again(self) -> bool:
        return not self.instead


COPY = (
    "Copy your words, below, to a place that your agency keeps safe. Do this before you close this page: "
    "they are in this page alone."
)
BY_HAND = (
    "Do not wait for the portal to protect a child: record by hand what you saw, heard and did, with the time, "
    "and enter it later."
)

INTERRUPTIONS: dict[Cause, Interruption] = {
    Cause.SIGNED_OUT: Interruption(
        heading="You were signed out, but your words are still here",
        said=("The form was not saved yet.",),
        first="Sign in",
    ),
    Cause.OLD_KEY: Interruption(
        said=(
            "You signed in again after this form was opened, so it was not saved yet. "
            "Select “Send again” to save it now.",
        ),
    ),
    Cause.SECOND_STEP: Interruption(
        said=("Your account now asks for a second step when you sign in, so the form was not saved yet.",),
        first="Set up your second step",
    ),
    Cause.ASKED_FIRST: Interruption(
        said=("The portal needs something else from you first, so the form was not saved yet.",),
        first="See what the portal asks",
    ),
    Cause.SOMEONE_ELSE: Interruption(
        heading="This form was begun by someone else",
        said=(
            "Another person opened it before you signed in on this device. It was not saved, and it cannot be saved "
            "in your name. What saved itself while they typed is among their own drafts.",
            "What was typed last is in this page alone. To save it in their name:",
        ),
        first="Sign out",
        first_goes_on=", and let the person who began the form sign in",
    ),
    Cause.OTHER_ROLE: Interruption(
        heading="Your role changed, but your words are still here",
        said=(
            "This form was opened in another role of yours, so it was not saved yet. What you record is recorded in "
            "one role. Select “Send again” to save it in the role that you act in now.",
        ),
        first="If it belongs to the other role, change your role",
        first_goes_on=" before you send it",
    ),
    Cause.NOT_ALLOWED: Interruption(
        said=("Your role does not include this form, or no longer does, so it was not saved.",),
        instead=(
            COPY,
            "If your work needs this form, ask the single point of contact in your agency to change your role.",
        ),
    ),
    Cause.NOT_HERE: Interruption(
        said=(
            "The form was not saved, because there is nothing at its address that you can open. The address may be "
            "wrong, or the portal has no reason on record for you to see what is there. It gives this same answer in "
            "both cases.",
        ),
        instead=(COPY, "If you work with the child, MASH can tell you who leads and should have your words."),
    ),
    Cause.TOO_MANY: Interruption(
        said=("Too much was sent in a short time, so the form was not saved yet. Wait a minute, then send it again.",),
    ),
    Cause.AWAY: Interruption(
        said=(
            "The portal is not available for the moment, so the form was not saved yet. Keep this page open, wait a "
            "minute, then send it again.",
            BY_HAND,
        ),
        is_the_portals_fault=True,
    ),
    Cause.FAULT: Interruption(
        said=(
            "Something went wrong in the portal, so the form was not saved. The fault is the portal’s, not yours. It "
            "is recorded for the people who run the portal.",
            "Send the form again. If the same happens, copy your words, below, to a place that your agency keeps "
            "safe, and ring the portal’s support desk in your agency.",
        ),
        is_the_portals_fault=True,
    ),
}

BY_STATUS = {403: Cause.NOT_ALLOWED, 404: Cause.NOT_HERE, 429: Cause.TOO_MANY, 503: Cause.AWAY}
BY_PLACE = {"account_login": Cause.SIGNED_OUT, "mfa_choose": Cause.SECOND_STEP}


def cause_of(status: int, *, leads_to: str = "") -> Cause | None:
    """`leads_to` names the address of a redirect. None for an answer that takes nobody's words away."""
    if 300 <= status < 400:
        return BY_PLACE.get(leads_to, Cause.ASKED_FIRST)
    return BY_STATUS.get(status, Cause.FAULT if status >= 500 else None)


# What the script of an open form is told, so that it says why nothing is being saved.
IN_DATA = {Cause.SIGNED_OUT: 401, Cause.SECOND_STEP: 401, Cause.ASKED_FIRST: 401}


def status_in_data(cause: Cause, status: int) -> int:
    return IN_DATA.get(cause, status)


def status_of_page(status: int) -> int:
    """A page instead of a redirect refuses; every other answer keeps its status."""
    return 403 if 300 <= status < 400 else status
