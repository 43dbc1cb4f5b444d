"""What every deed asks first, and what deciding leaves behind it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.core.exceptions import PermissionDenied
from django.urls import reverse

from cse_portal.agencies import access
from cse_portal.agencies.models import Membership, User
from cse_portal.agencies.models.people import local_day
from cse_portal.agencies.partnership_settings import timescales_of
from cse_portal.agencies.roles import Permission
from cse_portal.agencies.timescales import Timescale
from cse_portal.cases.access import require_decides
from cse_portal.cases.actions import add_follow_up, grant_to_person
from cse_portal.cases.actions.lines import note_line
from cse_portal.cases.actions.seeing import PORTAL
from cse_portal.cases.handling import Handling
from cse_portal.cases.line_kinds import LineKind
from cse_portal.cases.missing_rules import About
from cse_portal.cases.models import Case
from cse_portal.cases.team_queries import allocated_to
from cse_portal.cases.workflow import Stage
from cse_portal.core import clock
from cse_portal.core.actor import Actor
from cse_portal.core.working_days import end_of_work
from cse_portal.worklist.actions import close_items, open_item
from screening import queries, reviews
from screening.filled import gaps, has_narrative
from screening.models import Advice, Tool
from screening.refused import CLOSED, NO_WORDS, NOT_WHOLE, RESTRICTED, ScreeningRefused
from screening.suggesting import Whole, snapshot
from screening.work_kinds import ADVICE, AGAIN, REVIEW, REVIEW_BUTTON, REVIEW_TASK, UNFINISHED
from screening.workflow import WHY_NOT, Deed, allows


def require_may(by: User, tool: Tool, deed: Deed, *, sections: Iterable[str] = ()) -> None:
    """Who screens and sees the case for good; a draft is its own agency's and its advisers', and each of these
    sections theirs who were asked to write it."""
    require_decides(by, tool.case, Permission.SCREEN)
    is_own = tool.agency_id in access.reader(by).agencies or queries.is_adviser(by, tool)
    asked = set(sections)
    if not is_own and not (asked and asked <= queries.written_by(by, tool)):
        raise PermissionDenied
    if not allows(tool.get_status(), deed):
        raise ScreeningRefused(WHY_NOT[tool.get_status()])


def require_open(case: Case) -> None:
    if case.closed_on is not None:
        raise ScreeningRefused(CLOSED)


def require_whole(whole: Whole, decided: str) -> None:
    """Nothing is decided while something is missing; a higher result asks for more."""
    ranks = {one.code: one.rank for one in whole.instrument.results}
    reached = ranks.get(decided, 0)
    if any(gaps(section, whole.answers, reached=reached, needs=ranks) for section in whole.instrument.sections):
        raise ScreeningRefused(NOT_WHOLE)
    if not has_narrative(whole.instrument, whole.answers):
        raise ScreeningRefused(NO_WORDS)


def keep_suggestion(tool: Tool, whole: Whole) -> None:
    """As it was suggested on the answers of this moment, and what is counted of them."""
    tool.suggested, tool.suggestion = whole.suggestion.value, snapshot(whole)
    for name, codes in whole.counted.items():
        setattr(tool, name, list(codes))


def note_decision(tool: Tool, title: str, words: str, *, by: User) -> None:
    """In the chronology, under the tool's own mark."""
    note_line(
        case=tool.case,
        kind=LineKind.SCREENING,
        headline=title,
        words=words,
        happened_on=clock.today(),
        handling=Handling(tool.handling),
        named_agencies=queries.agencies_named(tool),
        is_significant=True,
        source=tool,
        agency=tool.agency,
        by=by,
    )


def close_what_it_answers(tool: Tool, about: About, why: str, by: User) -> None:
    """What had asked for it is done; of a screening also what earlier ones asked to be repeated."""
    close_items(kind=UNFINISHED.code, source=tool, by=by)
    if about is About.SCREENING:
        for earlier in queries.to_be_repeated(tool):
            close_items(kind=AGAIN.code, source=earlier, by=by)
    for episode in queries.episodes_waiting(by, tool.case, about):
        add_follow_up(episode=episode, about=about, words=why, done_on=clock.today(), by=by)


def let_see(case: Case, membership: Membership, note: str) -> None:
    """Whoever is asked by name is named on the case from now on; of a restricted one only who is named already."""
    if access.is_named(membership.user, case):
        return
    if case.is_restricted:
        raise ScreeningRefused(RESTRICTED)
    grant_to_person(case=case, membership=membership, note=note, by=PORTAL)


def next_review(held: Tool, rank: int, case: Case) -> date | None:
    """In the partnership’s own months, counted from the manager’s signature."""
    months = timescales_of(case.partnership)[Timescale.ASSESSMENT_REVIEW]
    signed = reviews.Signed(
        on=local_day(held.signed_at or clock.now()),
        score=rank,
        on_mase_list=case.get_stage() is Stage.AT_MASE,
        has_safety_plan=queries.has_safety_plan(case),
    )
    return reviews.review_on(signed, months)


def open_review(tool: Tool, on: date, by: Actor) -> None:
    """Whoever the case is allocated to, else whoever assessed the child last."""
    worker = allocated_to(tool.case)
    open_item(
        kind=REVIEW.code,
        task=REVIEW_TASK,
        button=REVIEW_BUTTON,
        detail=f"Case {tool.case.ref}",
        url=reverse("screening:assess", kwargs={"ref": tool.case.ref}),
        agency=worker.membership.agency if worker else tool.agency,
        person=worker.membership.user if worker else tool.decided_by,
        due_at=end_of_work(on),
        source=tool.case,
        case_ref=tool.case.ref,
        by=by,
    )


def open_advice(advice: Advice, by: User) -> None:
    """On the adviser's list until they answer, or the tool is set aside."""
    open_item(
        kind=ADVICE.code,
        task="Advise on a screening",
        button="Read and advise",
        detail=f"Case {advice.tool.case.ref}",
        url=reverse("screening:advice", kwargs={"ref": advice.ref}),
        agency=advice.asked_of.agency,
        person=advice.asked_of.user,
        due_at=advice.due_at,
        source=advice,
        case_ref=advice.tool.case.ref,
        by=by,
    )
