"""What a partnership's pledge and an agency's terms of use say before anyone has written their own."""

from __future__ import annotations

from datetime import date, timedelta

STANDARD_TERMS = "\n\n".join(
    (
        "I use the portal only for my work with children and families, and open a record only when that work "
        "needs it.",
        "I know that every look, change, print and export is recorded with my name, and that the child may "
        "one day read who looked.",
        "I sign in as myself. I share my password, my codes and my screen with nobody, and I lock what I leave.",
        "I write what I saw and heard, and keep it apart from what I think. I use words that lay no blame on a child.",
        "I mark what must not be shared further, and share what keeps a child safe even where consent could "
        "not be had, with the reason.",
        "What I print or download I keep safe, pass on to nobody who has no part in the case, and destroy "
        "when it has served.",
        "I tell our single point of contact at once when something was seen, sent or lost that should not "
        "have been, and when I leave or change my post.",
    )
)

STANDARD_PLEDGE = "\n\n".join(
    (
        "We act on every concern about the sexual exploitation of a child. Nobody waits for proof, and nobody "
        "assumes that another agency has it in hand.",
        "We see a child who is exploited as a victim, never as someone who chose it, and we hold those who "
        "exploit to account.",
        "We share with each other, lawfully and in good time, what keeps a child safe, and record what we "
        "shared and why.",
        "We come to meetings prepared, answer what we are asked by the day it is due, and do what we agreed to do.",
        "We listen to children, write down their own words, and tell them what became of what they told us.",
        "We name one person who speaks for us, keep the list of our people up to date, and train everyone who "
        "meets children.",
        "We let each other challenge us, learn from what went wrong, and say what we changed.",
    )
)

ONE_DAY = timedelta(days=1)


def paragraphs(text: str) -> list[str]:
    """Plain paragraphs: whatever stands between empty lines."""
    blocks = text.replace("\r\n", "\n").split("\n\n")
    return [" ".join(block.split()) for block in blocks if block.strip()]


def problem_with_start(starts_on: date, *, today: date) -> str:
    """New words begin with a day, so that everyone is asked once and nobody in the middle of their work."""
    if starts_on <= today:
        return "The first day must be tomorrow or later, so that everyone is asked when they next sign in"
    if starts_on > today + 365 * ONE_DAY:
        return "The first day must be within a year"
    return ""
