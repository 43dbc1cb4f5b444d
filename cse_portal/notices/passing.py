"""Wakes a worker that letters wait. Where none answers, the sweep finds them; nothing rests on this message."""

from __future__ import annotations

from cse_portal.core import broker

REMIND = "notices.remind"


def pass_on() -> None:
    broker.hand_over(REMIND)
