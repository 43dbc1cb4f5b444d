"""Who works a case, who could, and which transfers wait for an answer."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from django.db.models import Q, QuerySet
from django.db.models.expressions import RawSQL

from cse_portal.agencies import access
from cse_portal.agencies.models import Agency, Membership, User
from cse_portal.agencies.roles import Permission
from cse_portal.cases.models import Case, CaseGrant, CaseMember, CaseTransfer
from cse_portal.cases.team import CARRIES_CASES, SHARES_OUT, Part, TransferStatus
from cse_portal.cases.work_kinds import BEGUN
from cse_portal.core import wall
from cse_portal.worklist.models import DueItem

ANSWERING = "show a transfer to whoever is asked to accept it"


def team(case: Case) -> list[CaseMember]:
    """Everybody who has or had a part, as they came."""
    return list(CaseMember.objects.filter(case=case).with_people())


def allocated_to(case: Case) -> CaseMember | None:
    return CaseMember.objects.current().with_people().filter(case=case, part=Part.ALLOCATED).first()


@dataclass(frozen=True)
class Seen:
    """A case as one person sees it: by which grants, and who works it, asked once for a whole page."""

    person: User
    case: Case
    grants: list[CaseGrant]

    @cached_property
    def worker(self) -> CaseMember | None:
        return allocated_to(self.case)

    @property
    def reasons(self) -> set[str]:
        return {grant.reason for grant in self.grants}

    def decides(self, permission: Permission) -> bool:
        """What a page offers; the deed itself asks anew."""
        return access.decides(self.person, self.case, permission, given=self.grants)


def can_carry(case: Case) -> QuerySet[Membership]:
    """Live posts that work cases, in the lead agency or in one below it."""
    below = RawSQL("select portal.agencies_below(%s)", [case.lead_agency_id])
    there = Q(agency=case.lead_agency_id) | Q(agency__in=below)
    found = Membership.objects.live().filter(there, role__in=sorted(CARRIES_CASES))
    return found.select_related("user", "agency").order_by("user__name", "pk")


def waiting_transfer(case: Case) -> CaseTransfer | None:
    asked = CaseTransfer.objects.filter(case=case, status=TransferStatus.ASKED)
    return asked.select_related("from_agency", "to_agency", "asked_by").first()


def transfers(case: Case) -> list[CaseTransfer]:
    return list(CaseTransfer.objects.filter(case=case).select_related("from_agency", "to_agency", "asked_by"))


def could_lead(case: Case) -> list[Agency]:
    """Other open agencies of the partnership in which somebody works today who shares cases out."""
    managed = managers().filter(agency__partnership=case.partnership_id).values("agency")
    return list(Agency.objects.open().filter(pk__in=managed).exclude(pk=case.lead_agency_id).order_by("name"))


def managers() -> QuerySet[Membership]:
    return Membership.objects.live().filter(role__in=sorted(SHARES_OUT)).select_related("user", "agency")


def transfer_to_answer(person: User, ref: str) -> CaseTransfer | None:
    """For a manager of the agency that is asked; they do not see the case before they take it."""
    with wall.as_system(ANSWERING):
        whole = CaseTransfer.objects.select_related("case__child", "from_agency", "to_agency", "asked_by")
        found = whole.filter(ref=ref).first()
    return found if found and hat_that_answers(found, person) else None


def hat_that_answers(transfer: CaseTransfer, person: User) -> Membership | None:
    worn = (hat for hat in access.acting_in(person) if hat.get_role() in SHARES_OUT)
    return next((hat for hat in worn if hat.agency_id == transfer.to_agency_id), None)


def open_work(case: Case, of: User) -> list[str]:
    return list(DueItem.objects.open().filter(source_ref=case.ref, person=of).values_list("ref", flat=True))


def has_to_read(person: User, case: Case, kind: str) -> bool:
    return bool(DueItem.objects.open().filter(kind=kind, source_ref=case.ref, person=person).exists())


def has_to_take_note(person: User, case: Case) -> bool:
    """Of a record that a colleague began, for whoever answers for their agency."""
    if not access.can(person, Permission.AGENCY_WORK):
        return False
    begun = DueItem.objects.open().filter(kind=BEGUN.code, source_ref=case.ref, person__isnull=True)
    return bool(begun.filter(agency__in=access.reader(person).agencies).exists())


def may_answer(person: User, ref: str) -> bool:
    """Asked about drafts of an answer, each time."""
    return transfer_to_answer(person, ref) is not None
