"""Questions about cases that more than one page asks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, time
from functools import cache
from typing import Any

from django.db import connection
from django.db.models import (
    BooleanField,
    CharField,
    Exists,
    ExpressionWrapper,
    OuterRef,
    Q,
    QuerySet,
    prefetch_related_objects,
)
from django.utils import timezone

from cse_portal.agencies import access, reach
from cse_portal.agencies.models import AccessGroup, Agency, Membership, User
from cse_portal.agencies.reasons import ANSWERS_FOR, Reason, about_other
from cse_portal.agencies.roles import Permission, Role
from cse_portal.agencies.sight import Sight, roles_with
from cse_portal.audit.models import AuditEvent
from cse_portal.cases.models import Case, CaseGrant, Child, LikelyPair, PoliceReference, StageStep
from cse_portal.cases.staying import Stays
from cse_portal.core import clock, wall
from cse_portal.core.prepared import Given, Prepared
from cse_portal.worklist.models import DueItem


@dataclass(frozen=True)
class Seer:
    """Who sees a case: a person in a hat, or a whole group; and why."""

    who: str
    role: str
    why: str
    since: datetime
    until: datetime | None
    reason: str
    code: str = ""  # by which a form names this grant
    is_emergency: bool = False  # ends by itself, or on its own page
    is_at_work: bool = True  # else access is kept for them, and they see nothing: suspended, gone, locked out


def listed(user: User, after: access.Key | None = None) -> access.CasePage:
    return access.page(user, Case.objects.select_related("child", "lead_agency"), after=after)


WHOLE = ("child", "lead_agency", "partnership", "best_relationship_with__user")


@cache
def _whole(field: str) -> Prepared[Case]:
    def written() -> QuerySet[Case]:
        seen = Case.objects.filter(access.sees_case_when_asked("pk"), **{field: Given("which", CharField())})
        return seen.select_related(*WHOLE)

    return Prepared(written)


def seen_whole(person: User, **which: Any) -> Case | None:
    """The case of this reference, or of this number: with all that the head of its pages says."""
    ((field, value),) = which.items()
    found = _whole(field).first(which=value, **access.asked_by(person))
    if found:
        prefetch_related_objects([found], "police_references")
    return found


OF_REF = Prepared(lambda: Case.objects.select_related("child").filter(ref=Given("ref", CharField())))


def whether_seen_or_not(ref: str) -> Case | None:
    """For the trail alone: asked in the same way whether or not there is one, and never told to the person."""
    with wall.as_system("say in the trail which case was refused"):
        return OF_REF.first(ref=ref)


def whether_seen_or_not_by_reference(ref: str) -> Case | None:
    """The same, by a police reference on it."""
    with wall.as_system("say in the trail which case was refused"):
        return Case.objects.select_related("child").filter(police_references__ref=ref).first()


def sees_case_of(user: User, ref: str) -> bool:
    """Asked about drafts and files that belong to a case, each time."""
    return Case.objects.visible_to(user).filter(ref=ref).exists()


def unseen_among(refs: Collection[str], person: User) -> set[str]:
    """Asked before somebody is given work: of these cases, those that this person does not see in any role."""
    with wall.as_system("say whether somebody may be given work about a case"):
        there = Case.objects.filter(ref__in=refs)
        seen = there.filter(access.sees_case(person, "pk"))
        return set(there.values_list("ref", flat=True)) - set(seen.values_list("ref", flat=True))


def initials_among(refs: Collection[str], person: User) -> dict[str, str]:
    """Of these cases, those that the person sees: as much as any list says of the child."""
    seen = Case.objects.visible_to(person).filter(ref__in=refs).select_related("child")
    return {one.ref: one.child.initials for one in seen}


def sees_reference(user: User, ref: str) -> bool:
    return PoliceReference.objects.filter(access.sees_case(user, "case"), ref=ref).exists()


def who_sees(case: Case) -> list[Seer]:
    """Asked of the database, which answers only those who see the case themselves."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select reason, membership_id, group_id, valid_from, valid_until from portal.who_sees(%s)"
            " order by group_id is not null, valid_from, membership_id, group_id, reason",
            [case.pk],
        )
        rows = cursor.fetchall()
    hats = Membership.objects.select_related("user", "agency").in_bulk([row[1] for row in rows if row[1]])
    groups = AccessGroup.objects.select_related("agency", "partnership").in_bulk(
        [row[2] for row in rows if row[2]], field_name="group_id"
    )
    at_work = set(Membership.objects.live().filter(pk__in=hats).values_list("pk", flat=True))
    return [_seer(row, hats, groups, at_work) for row in rows]


EVERYONE_THERE = "Everyone there whose role sees the agency’s cases"
EVERYONE_OVER = {
    Reason.CSE: "Everyone whose role oversees every case",
    Reason.MASE: "Everyone whose role sees what was referred to the panel",
}


def _seer(
    row: tuple[Any, ...], hats: dict[int, Membership], groups: dict[int, AccessGroup], at_work: set[int]
) -> Seer:
    reason, membership, group, since, until = row
    if membership:
        hat = hats[membership]
        code, is_emergency = f"{reason}.{hat.ref}", reason == Reason.EMERGENCY
        why, works = about_other(Reason(reason)), membership in at_work
        return Seer(hat.user.name, str(hat), why, since, until, reason, code, is_emergency, works)
    of = groups[group]
    why = about_other(Reason(reason), agency=str(of.agency or ""))
    whole = of.agency or of.partnership
    role = EVERYONE_THERE if of.agency else EVERYONE_OVER.get(Reason(reason), "")
    return Seer(str(whole), role, why, since, until, reason, f"{reason}.{whole.ref if whole else ''}")


# --- the page of a case --------------------------------------------------------------------------------------------


def score_before(case: Case) -> int | None:
    """The last score that was another than today’s, as the history of the case has kept it."""
    if case.risk is None:
        return None
    before = case.history.exclude(risk=case.risk).exclude(risk=None)  # type: ignore[attr-defined]
    found: int | None = before.values_list("risk", flat=True).first()
    return found


def stage_steps(case: Case) -> list[StageStep]:
    return list(StageStep.objects.filter(case=case).select_related("moved_by", "agency"))


@dataclass(frozen=True)
class OtherCase:
    """Of a case elsewhere about the same child: that there is one, and whom to ring."""

    partnership: str
    phone: str
    hours: str
    night_phone: str
    email: str


def other_cases(child: Child) -> list[OtherCase]:
    """Open ones of other partnerships; told by the database, to those who see this one."""
    with connection.cursor() as cursor:
        cursor.execute("select * from portal.other_cases(%s)", [child.pk])
        return [OtherCase(*row) for row in cursor.fetchall()]


# --- for those who decide who sees a case ------------------------------------------------------------------------

DECIDING = "show who may decide who else sees a case"
MOST_FOUND = 12
MOST_OFFERED = 200


def open_grants(case: Case) -> list[CaseGrant]:
    """Live ones and those that begin later; asked only for whoever decides about the case."""
    with wall.as_system(DECIDING):
        found = CaseGrant.objects.not_ended().filter(content_object=case).exclude(reason=Reason.EMERGENCY)
        return list(
            found.order_by("group", "valid_from", "pk").select_related(
                "membership__user", "membership__agency", *GROUP
            )
        )


def ended_today(case: Case) -> list[CaseGrant]:
    """What can still be taken back at a press: tonight it is swept away."""
    begin = timezone.make_aware(datetime.combine(clock.today(), time.min))
    with wall.as_system(DECIDING):
        ended = CaseGrant.objects.filter(content_object=case, valid_until__gte=begin, valid_until__lte=clock.now())
        by_hand = ended.filter(reason__in=sorted(ANSWERS_FOR)).order_by("-valid_until", "pk")
        return list(by_hand.select_related("membership__user", "membership__agency", *GROUP))


GROUP = ("group__access__agency", "group__access__partnership")


def code_of(grant: CaseGrant) -> str:
    return f"{grant.reason}.{_holder(grant).ref}"


def words_of(grant: CaseGrant) -> str:
    """Who holds it, as a choice in a form says it."""
    if grant.membership:
        return f"{grant.membership.user.name}, {grant.membership}"
    if grant.reason == Reason.AGENCY:
        return f"{_holder(grant)}: {EVERYONE_THERE.lower()}"
    return f"{_holder(grant)}: {about_other(Reason(grant.reason)).lower()}"


def _holder(grant: CaseGrant) -> Any:
    if grant.membership:
        return grant.membership
    access_group = grant.group.access  # type: ignore[union-attr]
    return access_group.agency or access_group.partnership


def people_to_name(case: Case, words: str) -> list[Membership]:
    """Live hats in the case's partnership that can be named on a case, by name or by the whole e-mail address."""
    typed = " ".join(words.split())
    if len(typed) < 2:
        return []
    held = Membership.objects.live().filter(agency__partnership=case.partnership_id, role__in=roles_with(Sight.NAMED))
    matches = Q(user__email__iexact=typed)
    if "@" not in typed:
        matches = Q(*(Q(user__name__icontains=part) for part in typed.split()))
    found = held.filter(matches).select_related("user", "agency").order_by("user__name", "agency__name", "pk")
    return list(found[: MOST_FOUND + 1])


def agencies_to_open_to(case: Case) -> list[Agency]:
    return list(Agency.objects.filter(partnership=case.partnership_id).order_by("name"))


@dataclass(frozen=True)
class Offered:
    """Everybody who is named, and as many of the others as a form can hold."""

    people: list[Membership]
    left_out: int


def offered_to_keep(case: Case) -> Offered:
    """The named first, then the lead agency: whoever the list cannot hold is counted, never dropped in silence."""
    with wall.as_system(DECIDING):
        named, others = _live_seers(case)
        first = list(named)
        others = others.exclude(pk__in=[one.pk for one in first])
        is_lead = ExpressionWrapper(Q(agency=case.lead_agency_id), BooleanField())
        near = others.order_by(is_lead.desc(), "user__name", "pk")
        rest = list(near[: max(MOST_OFFERED - len(first), 0)])
        return Offered([*first, *rest], others.count() - len(rest))


def live_seers(case: Case) -> list[Membership]:
    """Whoever sees the case today, in the hat by which they do; not those who opened it in an emergency."""
    with wall.as_system(DECIDING):
        named, others = _live_seers(case)
        return list(named | others)


def _live_seers(case: Case) -> tuple[QuerySet[Membership], QuerySet[Membership]]:
    grants = CaseGrant.objects.live().filter(content_object=case).exclude(reason=Reason.EMERGENCY)
    named = Q(pk__in=grants.filter(membership__isnull=False).values("membership"))
    groups = AccessGroup.objects.filter(group__in=grants.filter(group__isnull=False).values("group"))
    others = Q(agency__in=groups.filter(sight="agency").values("agency"), role__in=roles_with(Sight.AGENCY))
    for sight in (Sight.CSE, Sight.MASE):
        of_it = groups.filter(sight=sight.name.lower()).values("partnership")
        others |= Q(agency__partnership__in=of_it, role__in=roles_with(sight))
    held = Membership.objects.live().select_related("user", "agency").order_by("user__name", "pk")
    return held.filter(named & Q(role__in=roles_with(Sight.NAMED))), held.filter(others)


def staying(case: Case, *, apart_from: CaseGrant) -> list[Stays]:
    """The named people that are left when one of them goes."""
    grants = CaseGrant.objects.answered_for().filter(content_object=case).exclude(pk=apart_from.pk)
    held = Membership.objects.live().filter(pk__in=grants.values("membership"))
    return [Stays(one.get_role(), one.agency_id == case.lead_agency_id) for one in held]


def has_happened(case: Case, kind: str, since: datetime, **detail: Any) -> bool:
    found = AuditEvent.objects.filter(case_ref=case.ref, kind=kind, at__gt=since)
    with wall.as_system("find out whether what the same words did was undone"):
        return bool(found.filter(**{f"detail__{name}": value for name, value in detail.items()}).exists())


def is_closed_to_agency(case: Case, agency: Agency, since: datetime) -> bool:
    groups = AccessGroup.objects.filter(agency=agency).values_list("group__name", flat=True)
    return has_happened(case, "case.access_ended", since, group__in=list(groups))


def is_closed_to_oversight(case: Case, since: datetime) -> bool:
    groups = AccessGroup.objects.filter(partnership=case.partnership_id).values_list("group__name", flat=True)
    return has_happened(case, "case.access_ended", since, group__in=list(groups))


# --- cases that nobody sees --------------------------------------------------------------------------------------

IN_THE_LEAD = (Role.CSC_TEAM_MANAGER, Role.MASH_MANAGER, Role.HEAD_OF_SERVICE)
ANYWHERE = (Role.MASH_MANAGER, Role.HEAD_OF_SERVICE)


def unseen() -> QuerySet[Case]:
    """Open, and no live part of it belongs to anybody who works today."""
    seen = CaseGrant.objects.answered_for().filter(content_object=OuterRef("pk"))
    return Case.objects.filter(closed_on__isnull=True).exclude(Exists(seen))


def is_unseen(case: Case) -> bool:
    return unseen().filter(pk=case.pk).exists()


def has_open_item(case: Case, kind: str) -> bool:
    return DueItem.objects.open().filter(kind=kind, source_ref=case.ref).exists()


def seen_again(kind: str) -> list[Case]:
    waiting = DueItem.objects.open().filter(kind=kind).values("source_ref")
    return list(Case.objects.filter(ref__in=waiting).exclude(pk__in=unseen().values("pk")))


def whom_to_put_it_before(case: Case) -> tuple[Agency, Role | None, list[User]]:
    """A manager of the lead agency, else MASH's, else a head of service; at last whoever runs the lead agency."""
    at_work = Membership.objects.live().select_related("user", "agency").order_by("pk")
    for roles, place in (
        (IN_THE_LEAD, Q(agency=case.lead_agency_id)),
        (ANYWHERE, Q(agency__partnership=case.partnership_id)),
    ):
        for role in roles:
            held = list(at_work.filter(place, role=role))
            if held:
                first = held[0].agency
                return first, role, [one.user for one in held if one.agency_id == first.pk]
    return case.lead_agency, None, reach.whom_to_ask(case.lead_agency)


def unseen_case(person: User, ref: str) -> Case | None:
    """For whoever may take it in charge, while nobody sees it."""
    with wall.as_system("show a case that nobody sees to whom it was put before"):
        found = unseen().filter(ref=ref).select_related("lead_agency", "child").first()
    return found if found and hat_that_answers_for(found, person) else None


def hat_that_answers_for(case: Case, person: User) -> Membership | None:
    """The one in which this person may take on a case that nobody sees."""
    for hat in access.memberships(person):
        leads = hat.agency_id == case.lead_agency_id and hat.get_role() in IN_THE_LEAD
        if leads or (hat.agency.partnership_id == case.partnership_id and hat.get_role() in ANYWHERE):
            return hat
    return None


# --- who may be the second to say that two records are of one child ----------------------------------------------


def _of_pair(pair: LikelyPair) -> QuerySet[Case]:
    return Case.objects.filter(child__in=[pair.first_id, pair.second_id])


def restricted_of(pair: LikelyPair) -> Case | None:
    with wall.as_system(DECIDING):
        return _of_pair(pair).filter(is_restricted=True).order_by("pk").first()


def second_people(pair: LikelyPair, proposer: User) -> list[Membership]:
    """Whoever may confirm it, and sees a case of both, or of the one record that they are now."""
    seers: dict[int, set[int]] = defaultdict(set)
    hats: dict[int, Membership] = {}
    with wall.as_system(DECIDING):
        for case in _of_pair(pair):
            for hat in live_seers(case):
                seers[case.child_id].add(hat.pk)
                hats[hat.pk] = hat
    both = set.intersection(*seers.values()) if seers else set()
    found = [hats[number] for number in sorted(both)]
    return [
        hat for hat in found if access.membership_may(hat, Permission.CONFIRM_MERGES) and hat.user_id != proposer.pk
    ]
