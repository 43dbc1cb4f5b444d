"""The one thing to do next in a case: each room adds its rules in one line, and the first that holds is shown."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from cse_portal.agencies.roles import Permission
from cse_portal.cases import team_queries as teams
from cse_portal.cases.team_queries import Seen
from cse_portal.cases.work_kinds import ALLOCATION
from cse_portal.cases.workflow import Stage
from cse_portal.core import clock
from cse_portal.ui.dates import in_words


@dataclass(frozen=True)
class NextStep:
    """What to do, in a few words and a sentence; with a button where this person does it here."""

    what: str
    words: str
    button: str = ""
    url: str = ""
    is_deed: bool = False  # the button does it, and opens no form
    tone: str = ""  # red when it is late, amber when it is due, else the portal's own


Rule = Callable[[Seen, date], NextStep | None]
_rules: dict[str, tuple[int, Rule]] = {}

WORDS: Mapping[Stage, tuple[str, str]] = {
    Stage.IDENTIFIED: (
        "a screening",
        "Any agency that works with the child can fill it in, and talks it over with its safeguarding adviser.",
    ),
    Stage.SCREENED: ("decide whether to refer", "From the medium band on, the screening goes to MASH."),
    Stage.REFERRED: ("MASH decides", "Within one working day, with a reason and an answer to whoever referred."),
    Stage.IN_ASSESSMENT: ("an assessed score", "Children’s social care assesses. A score of 1 to 3 goes to MASE."),
    Stage.AT_MASE: ("the next panel", "The panel follows the actions each month, until the score is 0 or 1."),
    Stage.OFF_MASE: ("close, or go on", "A manager looks at what support goes on before the case is closed."),
    Stage.CLOSED: ("nothing is due", "The case is closed. A new concern opens it again, with everything that was."),
    Stage.REOPENED: ("look at it afresh", "What is new is assessed again. Everything that was before is kept."),
}


def add_next_step(code: str, rule: Rule, *, order: int) -> None:
    """Called from a room's `ready()`; a lower order is asked first."""
    _rules[code] = (order, rule)


def next_step(seen: Seen) -> NextStep:
    today = clock.today()
    for _, rule in sorted(_rules.values(), key=lambda one: one[0]):
        if found := rule(seen, today):
            return found
    what, words = WORDS[seen.case.get_stage()]
    return NextStep(what, words)


def closed(seen: Seen, on: date) -> NextStep | None:
    case = seen.case
    if case.get_stage() is not Stage.CLOSED:
        return None
    what, words = WORDS[Stage.CLOSED]
    if not seen.decides(Permission.CLOSE_CASES):
        return NextStep(what, words)
    return NextStep(what, words, "Reopen the case", reverse("cases:reopen", kwargs={"ref": case.ref}))


def review_due(seen: Seen, on: date) -> NextStep | None:
    """Late, or due today."""
    review_on = seen.case.review_on
    if review_on is None or review_on > on:
        return None
    if review_on == on:
        return NextStep("the review", "It is due today.", tone="amber")
    return NextStep("the review", f"It was due on {in_words(review_on)}.", tone="red")


def to_read(seen: Seen, on: date) -> NextStep | None:
    """Of the worker to whom it was allocated."""
    case, worker = seen.case, seen.worker
    if worker is None or worker.membership.user_id != seen.person.pk:
        return None
    if not teams.has_to_read(seen.person, case, ALLOCATION.code):
        return None
    url = reverse("cases:read", kwargs={"ref": case.ref})
    words = "Read what is here, and plan the first visit with the child."
    return NextStep("read the case, and plan", words, "I have read it", url, is_deed=True)


def take_note(seen: Seen, on: date) -> NextStep | None:
    """Of whoever answers for the agency of a colleague who began it."""
    if not teams.has_to_take_note(seen.person, seen.case):
        return None
    url = reverse("cases:read", kwargs={"ref": seen.case.ref})
    words = "A colleague began this record. Talk with them about what comes next."
    return NextStep("read what a colleague wrote", words, "I have read it", url, is_deed=True, tone="amber")


def allocate(seen: Seen, on: date) -> NextStep | None:
    if not seen.decides(Permission.ALLOCATE_CASES) or seen.worker:
        return None
    url = reverse("cases:allocate", kwargs={"ref": seen.case.ref})
    words = "Nobody is allocated to this child: choose who works with them."
    return NextStep("allocate a worker", words, "Allocate the case", url, tone="amber")


add_next_step("closed", closed, order=0)
add_next_step("to_read", to_read, order=5)
add_next_step("take_note", take_note, order=6)
add_next_step("allocate", allocate, order=10)
add_next_step("review", review_due, order=20)
