"""Conversations in Maya’s case in the demo: who wrote what, how long ago, and who has read it."""

from __future__ import annotations

from dataclasses import dataclass, field

from cse_portal.cases.handling import Handling

CHILD = ("Maya", "Oyelaran")


@dataclass(frozen=True)
class Line:
    """By one of the cast, by key; `tells` names people of the cast, `asks` agencies."""

    by: str
    hours_ago: int
    words: str
    tells: tuple[str, ...] = ()
    asks: tuple[str, ...] = ()
    is_significant: bool = False
    read_by: tuple[str, ...] = ()


@dataclass(frozen=True)
class Talk:
    subject: str
    lines: tuple[Line, ...]
    handling: Handling = Handling.NETWORK
    named: tuple[str, ...] = field(default=())


TALKS: tuple[Talk, ...] = (
    Talk(
        "Who collects Maya from school",
        (
            Line(
                "social_worker",
                53,
                "Maya’s mother says that nobody but her or Aunt Bisi collects Maya from school.\n\n"
                "@Beth Lindqvist, could the front desk have both names, and ring me if anybody else asks for her?",
                tells=("school_spoc",),
                read_by=("school_spoc", "team_manager"),
            ),
            Line(
                "school_spoc",
                50,
                "Done. Both names are at the front desk and with her head of year.\n\n"
                "A man in a silver car asked for her at 3:20pm yesterday. He drove off when Ms Okafor came.",
                is_significant=True,
                read_by=("social_worker", "team_manager"),
            ),
            Line(
                "social_worker",
                49,
                "Thank you. I have told the police, and will see Maya this afternoon at home.",
                read_by=("school_spoc",),
            ),
            Line(
                "school_spoc", 5, "She was in all day, and stayed for the art group. Ms Okafor walked her to the bus."
            ),
        ),
    ),
    Talk(
        "Before the visit on Thursday",
        (
            Line(
                "team_manager",
                28,
                "@Priya Nair, take the keep-safe plan with you, and let us talk it through before you go.",
                tells=("social_worker",),
            ),
        ),
        handling=Handling.OWN_AGENCY,
    ),
)
