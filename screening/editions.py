"""Which edition of a tool is filled in today, who decided so, and whether any was changed after it was used."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count

from cse_portal.agencies.models import Partnership
from cse_portal.core import clock, wall
from cse_portal.ui.dates import in_words
from screening.instruments.checking import NotInOrder
from screening.instruments.loading import NoSuchEdition, edition, every_edition
from screening.instruments.shape import Instrument, InstrumentKind
from screening.models import EditionInForce, Tool

SCREENING, ASSESSMENT = "multi-agency-screening", "cse-assessment"
HOW_MANY = "count filled-in tools by their edition"
WHICH_USED = "compare the editions in use with their files"
PUT_BACK = "Put the file back as it was; a correction is a new file with an edition of its own"

Used = Counter[tuple[str, str, str]]  # code, edition and digest of what was filled in


def offered() -> list[Instrument]:
    """The invented example, which adds up points, is never offered for a child."""
    return [one for one in every_edition() if one.kind is not InstrumentKind.TOTAL]


def find(name: str) -> Instrument | None:
    return next((one for one in every_edition() if one.name == name), None)


def decisions_of(partnership: Partnership) -> list[EditionInForce]:
    """The latest decision first."""
    return list(partnership.editions_in_force.select_related("decided_by").order_by("-pk"))


def standing(decisions: Iterable[EditionInForce], code: str, on: date) -> EditionInForce | None:
    """Each decision replaces whatever was decided before for its day and later."""
    held = (one for one in decisions if one.instrument == code and one.since <= on and _is_there(one))
    return max(held, key=lambda one: one.pk, default=None)


def to_come(decisions: Sequence[EditionInForce], code: str, on: date) -> list[EditionInForce]:
    """Those of a later day that no later decision has replaced, the next one first."""
    mine = [one for one in decisions if one.instrument == code and _is_there(one)]
    left = [
        one
        for one in mine
        if one.since > on and not any(other.pk > one.pk and other.since <= one.since for other in mine)
    ]
    return sorted(left, key=lambda one: one.since)


def _is_there(decision: EditionInForce) -> bool:
    """Nobody who screens a child is left without a form because a file was lost; the health of the service says so."""
    return any((one.code, one.edition) == (decision.instrument, decision.edition) for one in every_edition())


def in_force(partnership: Partnership, code: str = SCREENING, on: date | None = None) -> Instrument:
    """As the partnership decided; until it does, the latest."""
    return chosen(_decisions(partnership, code), code, on or clock.today())


def chosen(decisions: Iterable[EditionInForce], code: str, on: date) -> Instrument:
    decision = standing(decisions, code, on)
    if decision is not None:
        return edition(decision.instrument, decision.edition)
    return max((one for one in offered() if one.code == code), key=lambda one: one.edition)


def _decisions(partnership: Partnership, code: str) -> list[EditionInForce]:
    return list(EditionInForce.objects.filter(partnership=partnership, instrument=code).order_by("-pk"))


@dataclass(frozen=True)
class Note:
    """What the pages of one filled-in tool say about its edition."""

    words: str
    is_alarm: bool = False


def notes_on(tool: Tool, partnership: Partnership) -> list[Note]:
    """A draft goes on with the edition on which it was begun, and says so."""
    found = [Note(sentence, is_alarm=True) for sentence in problems([(tool.instrument, tool.edition, tool.digest)])]
    today = clock.today()
    if tool.is_draft and any(one.code == tool.instrument for one in offered()):
        decisions = _decisions(partnership, tool.instrument)
        now, decision = chosen(decisions, tool.instrument, today), standing(decisions, tool.instrument, today)
        if now.edition != tool.edition:
            found.append(Note(_stays(tool, now, decision.since if decision else None)))
    return found


def _stays(tool: Tool, now: Instrument, since: date | None) -> str:
    which = "A newer edition" if now.edition > tool.edition else "Another edition"
    when = f" since {in_words(since)}" if since else ""
    return f"{which} is in force{when}: {now.edition}. This one stays on edition {tool.edition}, and nothing is lost."


# ── What was used stays as it was ────────────────────────────────────────────────────────────────────────────────
def used(partnership: Partnership) -> Used:
    """A number of filled-in tools, and no names: whoever keeps the tools sees no child."""
    with wall.as_system(HOW_MANY):
        rows = Tool.objects.filter(agency__partnership=partnership).order_by()
        counted = rows.values_list("instrument", "edition", "digest").annotate(number=Count("pk"))
        return Counter({(code, name, digest): number for code, name, digest, number in counted})


def problems(kept: Iterable[tuple[str, str, str]]) -> list[str]:
    """Each edition that was used and is not there any more, or not as it was; one sentence each."""
    found: dict[str, None] = {}
    for code, name, digest in sorted(kept):
        try:
            now = edition(code, name)
        except NoSuchEdition:
            found[f"The file of {code}, edition {name}, is gone, and it was used. {PUT_BACK}."] = None
            continue
        if now.digest != digest:
            found[f"The file of {code}, edition {name}, was changed after it was used. {PUT_BACK}."] = None
    return list(found)


def problem_now() -> str:
    """For the health of the service: of every partnership, each edition once."""
    try:
        every_edition()
    except NotInOrder as wrong:
        return f"A tool is not in order. {wrong.problems[0]}"
    with wall.as_system(WHICH_USED):
        rows = set(Tool.objects.order_by().values_list("instrument", "edition", "digest").distinct())
        rows |= set(EditionInForce.objects.order_by().values_list("instrument", "edition", "digest").distinct())
    return " ".join(problems(rows))
