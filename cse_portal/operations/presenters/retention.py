"""What the retention pages show."""

from __future__ import annotations

from dataclasses import dataclass

from cse_portal.agencies.models import User
from cse_portal.core import clock
from cse_portal.operations import disposal, retention
from cse_portal.operations.disposal import ListStatus
from cse_portal.operations.models import DisposalLine, DisposalList, LegalHold
from cse_portal.operations.queries import due_for_disposal, years_in_force

FIRST_STARTED = 2026  # the year in which the portal could first hold a record


@dataclass(frozen=True)
class Period:
    rule: retention.RetentionClass
    years: int

    @property
    def is_longer(self) -> bool:
        return self.years > self.rule.years


@dataclass(frozen=True)
class RetentionPage:
    periods: list[Period]
    housekeeping: tuple[retention.Housekeeping, ...]
    holds: list[LegalHold]
    open_lists: list[DisposalList]
    due: int
    first_children_in: int


def retention_page() -> RetentionPage:
    years = years_in_force()
    return RetentionPage(
        periods=[Period(one, years[one.code]) for one in retention.CLASSES],
        housekeeping=retention.HOUSEKEEPING,
        holds=list(LegalHold.objects.in_force().select_related("placed_by")),
        open_lists=list(DisposalList.objects.open().select_related("drafted_by")),
        due=len(due_for_disposal(clock.today())),
        first_children_in=FIRST_STARTED + years[retention.CHILD],
    )


@dataclass(frozen=True)
class ListPage:
    """One list as this person sees it: what they may do next, or whose turn it is."""

    agreed: DisposalList
    lines: list[DisposalLine]
    person: User

    @property
    def is_to_review(self) -> bool:
        return self.agreed.get_status() == ListStatus.DRAFTED

    @property
    def is_to_approve(self) -> bool:
        return self.agreed.get_status() == ListStatus.REVIEWED and self.agreed.reviewed_by_id != self.person.pk

    @property
    def waits_for_another(self) -> bool:
        return self.agreed.get_status() == ListStatus.REVIEWED and self.agreed.reviewed_by_id == self.person.pk

    @property
    def can_be_withdrawn(self) -> bool:
        return (self.agreed.get_status(), disposal.Step.WITHDRAW) in disposal.TRANSITIONS

    @property
    def to_dispose(self) -> int:
        return sum(line.decision == disposal.Decision.DISPOSE for line in self.lines)

    @property
    def disposed(self) -> int:
        return sum(line.outcome == DisposalLine.Outcome.DISPOSED for line in self.lines)

    @property
    def to_keep(self) -> int:
        return sum(line.decision == disposal.Decision.KEEP for line in self.lines)


def list_page(disposal_list: DisposalList, person: User) -> ListPage:
    return ListPage(disposal_list, list(disposal_list.lines.all()), person)
