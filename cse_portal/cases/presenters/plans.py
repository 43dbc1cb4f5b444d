"""Plans as pages show them: what counts now, and what changed since the version before."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from cse_portal.agencies.models import Agency
from cse_portal.agencies.roles import Permission
from cse_portal.cases import ages
from cse_portal.cases import plan_queries as queries
from cse_portal.cases.models import AdultMove, Plan, PlanRow
from cse_portal.cases.plan_workflow import PlanStatus
from cse_portal.cases.team_queries import Seen
from cse_portal.core import clock
from cse_portal.ui.dates import in_words

COLOURS = {
    PlanStatus.DRAFT: "blue",
    PlanStatus.AGREED: "green",
    PlanStatus.SUPERSEDED: "grey",
    PlanStatus.ENDED: "grey",
}
LABELS = (
    ("what", "What we will do"),
    ("who", "Who"),
    ("by_when", "By when"),
    ("child_view", "What the child says"),
    ("parents_part", "Parents’ or carers’ part"),
    ("in_emergency", "In an emergency"),
)


@dataclass(frozen=True)
class Row:
    row: PlanRow
    parts: list[tuple[str, str]]


@dataclass(frozen=True)
class PlanList:
    plans: list[Plan]
    may_keep: bool
    adult_move: AdultMove | None
    asks_for_adult_move: bool  # their age does, or somebody has begun it


def plan_list(seen: Seen) -> PlanList:
    move = queries.adult_move_of(seen.case)
    born, today = seen.case.child.born_on, clock.today()
    return PlanList(
        plans=queries.plans_of(seen.case),
        may_keep=seen.decides(Permission.KEEP_MEETINGS),
        adult_move=move,
        asks_for_adult_move=move is not None or ages.is_turning_18(born, today) or ages.is_adult(born, today),
    )


@dataclass(frozen=True)
class PlanPage:
    plan: Plan
    colour: str
    rows: list[Row]
    taken_out: list[PlanRow]
    shared_with: list[Agency]
    following: Plan | None
    may_keep: bool

    @property
    def may_change(self) -> bool:
        return self.may_keep and self.plan.status == PlanStatus.DRAFT

    @property
    def may_follow(self) -> bool:
        return self.may_keep and self.plan.status == PlanStatus.AGREED and self.following is None

    @property
    def may_end(self) -> bool:
        return self.may_keep and self.plan.status in (PlanStatus.DRAFT, PlanStatus.AGREED)


def plan_page(seen: Seen, plan: Plan) -> PlanPage:
    rows = queries.rows_of(plan)
    return PlanPage(
        plan=plan,
        colour=COLOURS[plan.get_status()],
        rows=_current(rows),
        taken_out=[one for one in rows if one.taken_out_because],
        shared_with=queries.agencies_shared_with(plan),
        following=queries.following(plan),
        may_keep=seen.decides(Permission.KEEP_MEETINGS),
    )


def current_rows(plan: Plan) -> list[Row]:
    return _current(queries.rows_of(plan))


def _current(rows: Iterable[PlanRow]) -> list[Row]:
    return [Row(one, parts_of(one)) for one in rows if not one.taken_out_because]


def parts_of(row: PlanRow) -> list[tuple[str, str]]:
    """Only what is said."""
    return [(label, value) for name, label in LABELS if (value := getattr(row, name))]


@dataclass(frozen=True)
class Side:
    """One row in both versions; `change` says in a word what became of it."""

    before: Row | None
    now: Row | None
    change: str
    why: str = ""
    is_same: bool = False


@dataclass(frozen=True)
class Term:
    """What the plan itself says, where the two versions differ."""

    title: str
    before: str
    now: str


def terms_changed(plan: Plan) -> list[Term]:
    if plan.replaces is None:
        return []
    old, new = _terms(plan.replaces), _terms(plan)
    return [Term(title, old[title], new[title]) for title in new if old[title] != new[title]]


def _terms(plan: Plan) -> dict[str, str]:
    return {
        "Plan": plan.name,
        "What we are worried about": plan.worries,
        "Shared with": "\n".join(one.name for one in queries.agencies_shared_with(plan)) or "Nobody yet",
        "Looked at again by": in_words(plan.review_on),
    }


def changes_of(plan: Plan) -> list[Side]:
    """Row by row beside the version that it replaces."""
    before = queries.rows_of(plan.replaces) if plan.replaces else []
    olds = {one.pk: Row(one, parts_of(one)) for one in before}
    return [_side(row, olds.get(row.copied_from_id or 0)) for row in queries.rows_of(plan)]


def _side(row: PlanRow, before: Row | None) -> Side:
    now = Row(row, parts_of(row))
    if row.taken_out_because:
        return Side(before, None, "Taken out", row.taken_out_because)
    if before is None:
        return Side(None, now, "New")
    is_same = before.row.worry == row.worry and before.parts == now.parts
    return Side(before, now, "The same" if is_same else "Changed", is_same=is_same)
