"""Notices and orders: what kinds there are, on what they rest, how far one is, and when it is spoken of again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from cse_portal.cases.ages import ADULT, years_old
from cse_portal.network.item_kinds import ItemKind

ORDERS_FILE = "network.orders_csv"


class OrderKind(StrEnum):
    CAWN = "cawn"
    SEXUAL_RISK = "sexual_risk"
    SEXUAL_HARM = "sexual_harm"
    INJUNCTION = "injunction"
    GANG_INJUNCTION = "gang_injunction"
    CLOSURE = "closure"
    LICENSING = "licensing"
    HOTEL = "hotel"
    NON_MOLESTATION = "non_molestation"
    HARASSMENT = "harassment"
    BAIL = "bail"
    OTHER = "other"


PERSON, GROUP = ItemKind.PERSON, ItemKind.GROUP
SITES = frozenset({ItemKind.PLACE, ItemKind.BUSINESS})
PEOPLE = frozenset({PERSON})


@dataclass(frozen=True)
class Sort:
    """What it is called, on whom or what it can be, and the law that it usually rests on."""

    title: str
    on: frozenset[ItemKind]
    basis: str
    hint: str


SORTS: Mapping[OrderKind, Sort] = {
    OrderKind.CAWN: Sort(
        "Child abduction warning notice (CAWN)",
        PEOPLE,
        "",
        "Tells an adult to keep away from one child. What it rests on follows from the child’s age and care",
    ),
    OrderKind.SEXUAL_RISK: Sort(
        "Sexual risk order",
        PEOPLE,
        "Sexual Offences Act 2003, s122A",
        "For somebody who has done an act of a sexual nature, with or without a conviction",
    ),
    OrderKind.SEXUAL_HARM: Sort(
        "Sexual harm prevention order",
        PEOPLE,
        "Sexual Offences Act 2003, s103A; Sentencing Act 2020, s345",
        "For somebody convicted or cautioned",
    ),
    OrderKind.INJUNCTION: Sort(
        "Civil injunction",
        PEOPLE | SITES,
        "Anti-social Behaviour, Crime and Policing Act 2014, Part 1",
        "Or by the High Court’s own power to protect a child: say which",
    ),
    OrderKind.GANG_INJUNCTION: Sort(
        "Gang injunction",
        PEOPLE | {GROUP},
        "Policing and Crime Act 2009, Part 4",
        "Against violence and drug dealing by gangs",
    ),
    OrderKind.CLOSURE: Sort(
        "Closure notice or order",
        SITES,
        "Anti-social Behaviour, Crime and Policing Act 2014, s76 and s80",
        "For premises where children are exploited also Sexual Offences Act 2003, s136BA",
    ),
    OrderKind.LICENSING: Sort(
        "Licensing condition",
        PEOPLE | SITES,
        "Licensing Act 2003, or the licence of a taxi driver or operator",
        "A condition, a review or a suspension",
    ),
    OrderKind.HOTEL: Sort(
        "Notice to a hotel",
        SITES,
        "Anti-social Behaviour, Crime and Policing Act 2014, s116",
        "Asks the owner, operator or manager for information about guests",
    ),
    OrderKind.NON_MOLESTATION: Sort(
        "Non-molestation order", PEOPLE, "Family Law Act 1996, s42", "Among people of one family or household"
    ),
    OrderKind.HARASSMENT: Sort(
        "Harassment notice, injunction or restraining order",
        PEOPLE,
        "Protection from Harassment Act 1997; Sentencing Act 2020, s360",
        "Say in the conditions which it is",
    ),
    OrderKind.BAIL: Sort(
        "Bail or licence condition",
        PEOPLE,
        "Bail Act 1976; Police and Criminal Evidence Act 1984; Criminal Justice Act 2003",
        "Before a trial, or after release",
    ),
    OrderKind.OTHER: Sort("Another notice or order", PEOPLE | SITES | {GROUP}, "", "Enter the law that it rests on"),
}
NEEDS_BASIS = frozenset({OrderKind.OTHER})


def title(kind: OrderKind) -> str:
    return SORTS[kind].title


def kinds_on(item: ItemKind) -> list[OrderKind]:
    """What can be served there; nothing on a phone or a car."""
    return [kind for kind, sort in SORTS.items() if item in sort.on]


# --- on what a child abduction warning notice rests -----------------------------------------------------------------

UNDER_16 = "Child Abduction Act 1984, s2"
IN_CARE = "Children Act 1989, s49"
AGE_OF_S2 = 16
NEITHER = (
    "A child abduction warning notice has no legal basis for a young person of 16 or 17 who is not in care: "
    "section 2 of the Child Abduction Act 1984 ends at 16, and section 49 of the Children Act 1989 is for children "
    "in care. Think of a sexual risk order or an injunction."
)
GROWN_UP = (
    "A child abduction warning notice has no legal basis for somebody of 18 or over. Think of a sexual risk order, "
    "an injunction or a non-molestation order."
)


@dataclass(frozen=True)
class Cawn:
    """The laws it rests on; where there are none, why not."""

    bases: tuple[str, ...]
    refusal: str = ""

    @property
    def words(self) -> str:
        return "; ".join(self.bases)


def cawn_at(age: int, *, is_in_care: bool) -> Cawn:
    if age >= ADULT:
        return Cawn((), GROWN_UP)
    bases = (UNDER_16,) * (age < AGE_OF_S2) + (IN_CARE,) * is_in_care
    return Cawn(bases, "" if bases else NEITHER)


def cawn_for(born_on: date, *, is_in_care: bool, on: date) -> Cawn:
    return cawn_at(max(years_old(born_on, on=on), 0), is_in_care=is_in_care)


TOO_LONG = (
    "The notice cannot go on after the child’s 16th birthday, or the 18th for a child in care: there is no legal "
    "basis for it from then on. Enter an earlier end, or leave it empty."
)


def cawn_holds_until(born_on: date, *, is_in_care: bool) -> date:
    """The last day on which there is a basis for it: the one before the 16th birthday, in care before the 18th."""
    years = ADULT if is_in_care else AGE_OF_S2
    return _birthday(born_on, years) - timedelta(days=1)


def _birthday(born_on: date, years: int) -> date:
    """Whoever was born on 29 February is a year older on 1 March."""
    try:
        return born_on.replace(year=born_on.year + years)
    except ValueError:
        return date(born_on.year + years, 3, 1)


# --- how far it is --------------------------------------------------------------------------------------------------


class State(StrEnum):
    CONSIDERED = "considered"
    APPLIED = "applied"
    SERVED = "served"
    REFUSED = "refused"
    ENDED = "ended"


STATES: Mapping[State, str] = {
    State.CONSIDERED: "Considered",
    State.APPLIED: "Applied for",
    State.SERVED: "Served",
    State.REFUSED: "Refused or not gone ahead with",
    State.ENDED: "Ended",
}


class Deed(StrEnum):
    CHANGE = "change"
    APPLY = "apply"
    SERVE = "serve"
    REFUSE = "refuse"
    BREACH = "breach"
    RENEW = "renew"
    END = "end"


# What may be done to it in each state, and in which state it is then.
TRANSITIONS: Mapping[State, Mapping[Deed, State]] = {
    State.CONSIDERED: {
        Deed.CHANGE: State.CONSIDERED,
        Deed.APPLY: State.APPLIED,
        Deed.SERVE: State.SERVED,
        Deed.REFUSE: State.REFUSED,
    },
    State.APPLIED: {Deed.CHANGE: State.APPLIED, Deed.SERVE: State.SERVED, Deed.REFUSE: State.REFUSED},
    State.SERVED: {
        Deed.CHANGE: State.SERVED,
        Deed.BREACH: State.SERVED,
        Deed.RENEW: State.SERVED,
        Deed.END: State.ENDED,
    },
    State.REFUSED: {},
    State.ENDED: {Deed.BREACH: State.ENDED},  # somebody may hear of it only afterwards
}
OWNER_OF: Mapping[State, str] = {
    State.CONSIDERED: "whoever thought of it",
    State.APPLIED: "whoever applied for it",
    State.SERVED: "the agency that watches over it",
    State.REFUSED: "nobody",
    State.ENDED: "nobody",
}
# What each step says in the history of the order.
STEPS: Mapping[Deed, str] = {
    Deed.APPLY: "Applied for",
    Deed.SERVE: "Served",
    Deed.REFUSE: "Refused or not gone ahead with",
    Deed.RENEW: "Renewed",
    Deed.END: "Ended",
}
CANNOT_MONITOR = "Whoever monitors the order must be able to read it. Choose another agency, or another mark."
NOT_NOW = "This cannot be done any more: somebody has moved the order on meanwhile. Read it as it now stands."
STRUCK = "This order was struck through. It can still be read, and is not changed any more."


def allows(state: State, deed: Deed) -> bool:
    return deed in TRANSITIONS[state]


# --- when it ends ---------------------------------------------------------------------------------------------------


class Reminder(StrEnum):
    MONTH = "month"
    WEEK = "week"
    END = "end"


MONTH_DAYS, WEEK_DAYS = 28, 7
REMINDERS: Mapping[Reminder, str] = {
    Reminder.MONTH: "An order ends within 28 days: renew it or plan for its end",
    Reminder.WEEK: "An order ends within 7 days: renew it or plan for its end",
    Reminder.END: "An order has come to its end: renew it, or record that it ended",
}


def reminder_for(until: date | None, *, on: date) -> Reminder | None:
    """The nearest one whose day has come; nobody is reminded of what has no end."""
    if until is None or (until - on).days > MONTH_DAYS:
        return None
    if on >= until:
        return Reminder.END
    return Reminder.WEEK if (until - on).days <= WEEK_DAYS else Reminder.MONTH


def reminder_due(reminder: Reminder, until: date, *, on: date) -> date:
    """A month ahead there is a week to plan; afterwards until its last day. Never before today."""
    return max(on, until - timedelta(days=MONTH_DAYS - WEEK_DAYS) if reminder is Reminder.MONTH else until)


def ends_in_words(until: date | None, *, on: date) -> str:
    """in 12 days; today; 3 days ago."""
    if until is None:
        return "No end is set"
    days = (until - on).days
    if days == 0:
        return "Ends today"
    number = f"{abs(days)} day{'' if abs(days) == 1 else 's'}"
    return f"Ends in {number}" if days > 0 else f"Came to its end {number} ago"


# --- the register ---------------------------------------------------------------------------------------------------

SORTED_BY: Mapping[str, tuple[str, ...]] = {
    "until": ("until", "pk"),
    "served": ("served_on", "pk"),
    "kind": ("kind", "until", "pk"),
    "on": ("item__label", "pk"),
}
AT_FIRST = "until"


@dataclass(frozen=True)
class Wanted:
    """What of the register somebody asked for; anything odd in the address is left out."""

    kind: OrderKind | None = None
    state: State | None = None
    is_ending: bool = False
    sort: str = AT_FIRST

    @property
    def is_narrowed(self) -> bool:
        return bool(self.kind or self.state or self.is_ending)

    @property
    def shown(self) -> dict[str, str]:
        """As the address says it."""
        said = {"kind": self.kind or "", "state": self.state or "", "ending": "yes" if self.is_ending else ""}
        return {**said, "sort": "" if self.sort == AT_FIRST else self.sort}


def wanted(asked: Mapping[str, str]) -> Wanted:
    kind, state, sort = asked.get("kind", ""), asked.get("state", ""), asked.get("sort", "")
    return Wanted(
        kind=OrderKind(kind) if kind in set(OrderKind) else None,
        state=State(state) if state in set(State) else None,
        is_ending=asked.get("ending") == "yes",
        sort=sort if sort.removeprefix("-") in SORTED_BY else AT_FIRST,
    )


def ordering(sort: str) -> list[tuple[str, bool]]:
    """Each field, and whether it is turned round."""
    return [(name, sort.startswith("-")) for name in SORTED_BY[sort.removeprefix("-")]]
