"""What stands at the head of every page of a case: who the child is, how high the risk, and who leads."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from cse_portal.cases import ages, queries
from cse_portal.cases.child_lists import Born
from cse_portal.cases.flags import Flag, flags_of
from cse_portal.cases.models import Case
from cse_portal.cases.tabs import Tab, tabs_for
from cse_portal.cases.team_queries import Seen
from cse_portal.cases.workflow import TITLES, Stage
from cse_portal.core import clock
from cse_portal.core.working_days import end_of_work
from cse_portal.ui.dates import in_words


@dataclass(frozen=True)
class Header:
    name: str
    age: str
    score: int | None
    trend: str
    flags: list[Flag]
    stage: str
    lead: str
    worker: str
    review_at: datetime | None
    tabs: list[Tab]


def header_of(seen: Seen, here: str = "") -> Header:
    """`here`: which tab this page is; without one no tabs are shown, as on a form."""
    case, worker = seen.case, seen.worker
    is_open = case.get_stage() is not Stage.CLOSED
    return Header(
        name=case.child.name,
        age=_age(case),
        score=case.risk,
        trend=trend(queries.score_before(case), case.risk),
        flags=flags_of(case),
        stage=TITLES[case.get_stage()],
        lead=str(case.lead_agency),
        worker=worker.membership.user.name if worker else "",
        review_at=end_of_work(case.review_on) if case.review_on and is_open else None,
        tabs=tabs_for(seen.person, case, here) if here else [],
    )


def _age(case: Case) -> str:
    born, born_is = case.child.born_on, Born(case.child.born_is)
    words = ages.age_in_words(born, born_is, on=clock.today())
    if born is None:
        return words
    verb = {Born.UNBORN: "due", Born.ESTIMATED: "born about"}.get(born_is, "born")
    return f"{words}, {verb} {in_words(born)}"


def trend(before: int | None, now: int | None) -> str:
    if before is None or now is None or before == now:
        return ""
    return f"{'up' if now > before else 'down'} from {before}"
