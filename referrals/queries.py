"""Questions about referrals and checks, each asked as the person who reads them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.db.models import BooleanField, Count, ExpressionWrapper, Q, QuerySet
from django.utils import timezone

from cse_portal.agencies import access
from cse_portal.agencies.agency_types import AgencyType
from cse_portal.agencies.models import Agency, Membership, Partnership, User
from cse_portal.agencies.roles import MAY, Permission, Role
from cse_portal.cases.models import Case, Involvement
from cse_portal.core import clock, wall
from cse_portal.ui.dates import in_words
from referrals.models import AskedCheck, CheckAnswer, ClockPause, Consultation, Enquiry, RatingSaid, ReferredChild
from referrals.workflow import OPEN, CheckState, Status
from screening.instruments.loading import edition
from screening.models import Tool

WHO_TRIED = "say in the trail of a case who tried to open a referral"
ASKED_OF_AGENCY = "show an agency about whom MASH asks it"
WHO_IS_THERE = "find who works at MASH"
MOST_LISTED = 200
MOST_TOGETHER = 15
WHOLE = ("case__child", "case__lead_agency", "case__partnership", "referral__made_by", "referral__agency", "agency")
MORE = ("mash", "team", "taken_by__user", "proposed_by", "decided_by", "told_by", "read_by", "tool")
TRIAGERS = sorted(role for role in Role if Permission.TRIAGE in MAY[role])
ANSWERERS = sorted(role for role in Role if Permission.ANSWER_CHECKS in MAY[role])


def mash_of(partnership: Partnership) -> Agency | None:
    there = Agency.objects.open().filter(partnership=partnership, kind=AgencyType.MASH.value)
    return there.order_by("pk").first()


def police_of(partnership: Partnership) -> Agency | None:
    """Who is told of a suspicion of exploitation."""
    there = Agency.objects.open().filter(partnership=partnership, kind=AgencyType.POLICE_CSE.value)
    return there.order_by("pk").first()


def at_mash(mash: Agency) -> list[Membership]:
    live = Membership.objects.live().filter(agency=mash, role__in=TRIAGERS)
    return list(live.select_related("user", "agency").order_by("user__name"))


def hat_at(person: User, mash: Agency) -> Membership | None:
    """In which this person works at that MASH today."""
    return next((one for one in access.acting_in(person) if one.agency_id == mash.pk and one.role in TRIAGERS), None)


def referred_by_ref(person: User, ref: str) -> ReferredChild | None:
    found = ReferredChild.objects.visible_to(person).filter(ref=ref)
    return found.select_related(*WHOLE, *MORE).first()


def sees_referred(person: Any, ref: str) -> bool:
    return ReferredChild.objects.visible_to(person).filter(ref=ref).exists()


def whose(ref: str) -> Case | None:
    """Whether or not the person sees it: by the reference of a referral or of a check."""
    with wall.as_system(WHO_TRIED):
        which = Q(ref=ref) | Q(askedcheck_set__ref=ref)
        found = ReferredChild.objects.filter(which).select_related("case__child").first()
        return found.case if found else None


def of_case(person: User, case: Case) -> list[ReferredChild]:
    found = ReferredChild.objects.visible_to(person).filter(case=case).select_related(*WHOLE, *MORE)
    return list(found.order_by("-received_at", "-pk")[:MOST_LISTED])


def open_of_case(case: Case) -> list[ReferredChild]:
    return list(
        ReferredChild.objects.open().filter(case=case).select_related("referral", "mash").order_by("received_at")
    )


def siblings_on_form(person: User, referred: ReferredChild) -> list[ReferredChild]:
    found = ReferredChild.objects.visible_to(person).filter(referral=referred.referral_id).exclude(pk=referred.pk)
    return list(found.select_related("case__child"))


def made_by(person: User) -> list[ReferredChild]:
    """One's own, and one's agency's where one answers for it; what is undecided first."""
    mine = Q(referral__made_by=person)
    if access.can(person, Permission.AGENCY_WORK):
        mine |= Q(agency__in=access.reader(person).agencies)
    found = ReferredChild.objects.visible_to(person).filter(mine).select_related(*WHOLE, *MORE)
    return list(found.order_by("-received_at", "-pk")[:MOST_LISTED])


# --- the board -------------------------------------------------------------------------------------------------------


def board(person: User) -> list[ReferredChild]:
    """What is undecided at the MASH in which this person works, whatever is due first."""
    waiting, late = Q(askedcheck_set__state=CheckState.ASKED.value), Q(askedcheck_set__due_at__lt=clock.now())
    found = ReferredChild.objects.visible_to(person).open().filter(mash__in=access.reader(person).agencies)
    counted = found.annotate(
        waiting=Count("askedcheck_set", filter=waiting), late=Count("askedcheck_set", filter=waiting & late)
    )
    return list(counted.select_related(*WHOLE, *MORE).order_by("decide_by", "pk")[: MOST_LISTED * 3])


def decided_since(person: User, since: datetime) -> QuerySet[ReferredChild]:
    return ReferredChild.objects.visible_to(person).filter(
        mash__in=access.reader(person).agencies, status=Status.DECIDED.value, decided_at__gte=since
    )


def decided_today(person: User) -> list[ReferredChild]:
    found = decided_since(person, _midnight()).select_related(*WHOLE, *MORE)
    return list(found.order_by("-decided_at")[:MOST_LISTED])


def decided_in_time(person: User) -> tuple[int, int]:
    """Of this month: how many, and how many of them by when they were due."""
    month = _midnight().replace(day=1)
    found = decided_since(person, month).values_list("decided_at", "decide_by")
    pairs = list(found)
    return len(pairs), sum(decided <= due for decided, due in pairs if decided)


def _midnight() -> datetime:
    return timezone.localtime(clock.now()).replace(hour=0, minute=0, second=0, microsecond=0)


def checks_of_all(referred: Iterable[ReferredChild]) -> list[AskedCheck]:
    """Of the whole board at once."""
    asked = AskedCheck.objects.filter(referred__in=list(referred)).exclude(state=CheckState.WITHDRAWN.value)
    return list(asked.select_related("agency"))


def earlier_of(cases: Iterable[Case]) -> dict[int, int]:
    """How often each of these children was referred at all."""
    rows = ReferredChild.objects.filter(case__in=list(cases)).values_list("case").annotate(number=Count("pk"))
    return dict(rows.order_by())


# --- one of them -----------------------------------------------------------------------------------------------------


def checks_of(referred: ReferredChild) -> list[AskedCheck]:
    asked = AskedCheck.objects.filter(referred=referred)
    return list(asked.select_related("agency", "asked_by", "delegate__user").order_by("pk"))


def answers_of(person: User, referred: ReferredChild) -> list[CheckAnswer]:
    found = CheckAnswer.objects.visible_to(person).filter(asked__referred=referred)
    return list(found.select_related("given_by", "agency").order_by("pk"))


def ratings_of(referred: ReferredChild) -> list[RatingSaid]:
    return list(RatingSaid.objects.filter(referred=referred).select_related("said_by").order_by("-pk"))


def pauses_of(referred: ReferredChild) -> list[ClockPause]:
    return list(ClockPause.objects.filter(referred=referred).select_related("said_by").order_by("-pk"))


def running_pause(referred: ReferredChild) -> ClockPause | None:
    return ClockPause.objects.filter(referred=referred, ends_at__gt=clock.now()).order_by("-pk").first()


def could_be_asked(referred: ReferredChild) -> list[Agency]:
    """Open agencies of the partnership where somebody answers, and that were not asked yet."""
    asked = AskedCheck.objects.filter(referred=referred).exclude(state=CheckState.WITHDRAWN.value).values("agency")
    staffed = Membership.objects.live().filter(role__in=ANSWERERS).values("agency")
    there = Agency.objects.open().filter(partnership=referred.case.partnership_id, pk__in=staffed)
    return list(there.exclude(pk__in=asked).exclude(pk=referred.mash_id).order_by("name"))


def teams_for(referred: ReferredChild) -> list[Agency]:
    """Where a team manager works today, in children's social care first."""
    managed = Membership.objects.live().filter(role=Role.CSC_TEAM_MANAGER).values("agency")
    there = Agency.objects.open().filter(partnership=referred.case.partnership_id, pk__in=managed)
    return list(there.order_by("name"))


def screenings_of(person: User, case: Case) -> list[Tool]:
    """Complete ones that this person reads, the latest first."""
    found = Tool.objects.visible_to(person).complete().filter(case=case)
    return list(found.select_related("agency").order_by("-decided_at")[:10])


def agencies_named(referred: ReferredChild | CheckAnswer) -> list[Agency]:
    return list(Agency.objects.filter(pk__in=referred.named_agencies)) if referred.named_agencies else []


# --- checks, as the agency that is asked ---------------------------------------------------------------------------


def check_by_ref(person: User, ref: str) -> AskedCheck | None:
    """For whoever answers for the agency, for whom it was given to, and for MASH. The agency need not see the case:
    of the child it learns who that is, and nothing else."""
    agencies = access.reader(person).agencies
    found = AskedCheck.objects.filter(Q(agency__in=agencies) | Q(mash__in=agencies), ref=ref).first()
    if found is None or not _answers_here(person, found):
        return None
    related = (
        "referred__case__child",
        "referred__taken_by__user",
        "case__child",
        "case__partnership",
        "agency",
        "mash",
    )
    with wall.as_system(ASKED_OF_AGENCY):
        return AskedCheck.objects.select_related(*related, "asked_by", "delegate__user").get(pk=found.pk)


def _answers_here(person: User, check: AskedCheck) -> bool:
    if check.mash_id in access.reader(person).agencies and access.can(person, Permission.TRIAGE):
        return True
    runs = access.can(person, Permission.AGENCY_WORK)
    return access.can(person, Permission.ANSWER_CHECKS) and (runs or check.delegate_id in _hats(person))


def _hats(person: User) -> set[int]:
    return {one.pk for one in access.acting_in(person)}


def answers_check(person: Any, ref: str) -> bool:
    return check_by_ref(person, ref) is not None


def answers_to(person: User, check: AskedCheck) -> list[CheckAnswer]:
    found = CheckAnswer.objects.visible_to(person).filter(asked=check)
    return list(found.select_related("given_by").order_by("pk"))


def colleagues(check: AskedCheck, *, but: User) -> list[Membership]:
    """To whom a check may be given."""
    live = Membership.objects.live().filter(agency=check.agency_id, role__in=ANSWERERS).exclude(user=but)
    return list(live.select_related("user", "agency").order_by("user__name"))


def who_answers(agency: Agency) -> list[User]:
    """Whoever runs the agency's work; where nobody does, everybody there who may answer."""
    live = Membership.objects.live().filter(agency=agency, role__in=ANSWERERS).select_related("user")
    people = list(live.order_by("user__name"))
    leads = [one for one in people if access.membership_may(one, Permission.AGENCY_WORK)]
    return list({one.user_id: one.user for one in leads or people}.values())


def checks_asked_of(person: User) -> list[AskedCheck]:
    """What this person's agency is to answer: theirs by name, or all where they run its work."""
    mine = Q(delegate__in=access.acting_in(person))
    if access.can(person, Permission.AGENCY_WORK):
        mine |= Q(agency__in=access.reader(person).agencies)
    found = AskedCheck.objects.filter(mine)
    newest = clock.now() - timedelta(days=90)
    recent = found.filter(Q(state=CheckState.ASKED.value) | Q(ended_at__gte=newest))
    return list(recent.select_related("agency", "delegate__user").order_by("state", "due_at")[:MOST_LISTED])


# --- what teams took on --------------------------------------------------------------------------------------------


def enquiries_of(case: Case) -> list[Enquiry]:
    return list(Enquiry.objects.filter(case=case).select_related("team", "begun_by", "ended_by"))


def enquiry_by_ref(person: User, ref: str) -> Enquiry | None:
    found = Enquiry.objects.filter(ref=ref, case__in=Case.objects.visible_to(person))
    return found.select_related("case__child", "case__partnership", "team").first()


def sees_enquiry(person: Any, ref: str) -> bool:
    return enquiry_by_ref(person, ref) is not None


def whose_enquiry(ref: str) -> Case | None:
    with wall.as_system(WHO_TRIED):
        found = Enquiry.objects.filter(ref=ref).select_related("case__child").first()
        return found.case if found else None


def has_referral_at_mash(person: User, case: Case) -> bool:
    """Undecided where this person works, or whoever referred was not told yet: they need not say why they look."""
    if not access.can(person, Permission.TRIAGE):
        return False
    waiting = Q(status__in=[one.value for one in OPEN]) | Q(status=Status.DECIDED.value, told_on=None)
    here = ReferredChild.objects.filter(waiting, case=case)
    return here.filter(mash__in=access.reader(person).agencies).exists()


def has_enquiry(person: User, case: Case) -> bool:
    """Their team took on what is not finished yet."""
    if not access.can(person, Permission.SIGN_OFF):
        return False
    going_on = Enquiry.objects.filter(case=case, ended_on=None)
    return going_on.filter(team__in=access.reader(person).agencies).exists()


def is_own(person: User, check: AskedCheck) -> bool:
    return check.agency_id in access.reader(person).agencies


def works_with(case: Case) -> dict[int, str]:
    """Agencies that the child's record names, with how: a check is suggested to them first."""
    with wall.as_system(WHO_IS_THERE):
        involved = Involvement.objects.current().filter(case=case).values_list("agency", flat=True)
        found = dict.fromkeys(involved, "Involved in the case")
    return {case.lead_agency_id: "Leads the case", **found}


def own_screenings(person: User, case: Case) -> list[tuple[Tool, str]]:
    """Complete ones of this person's own agency: what goes with a referral says what follows them."""
    own = access.reader(person).agencies
    return [(one, _said(one)) for one in screenings_of(person, case) if one.agency_id in own]


def _said(tool: Tool) -> str:
    instrument = edition(tool.instrument, tool.edition)
    day = f", {in_words(timezone.localdate(tool.decided_at))}" if tool.decided_at else ""
    return f"{instrument.title}: {instrument.result(tool.decided).title}{day}"


def may_go_together(person: User, case: Case) -> list[Case]:
    """Other open cases that this person sees: those of the same family name first, then what was opened last."""
    others = Case.objects.visible_to(person).filter(partnership=case.partnership_id, closed_on=None)
    same = ExpressionWrapper(Q(child__family_name__iexact=case.child.family_name), BooleanField())
    found = others.exclude(pk=case.pk).annotate(is_family=same).select_related("child", "partnership", "lead_agency")
    return list(found.order_by("-is_family", "-opened_on", "-pk")[:MOST_TOGETHER])


def reads_feedback(person: User, referred: ReferredChild) -> bool:
    """Whoever made it, and who answers for their agency."""
    runs = access.can(person, Permission.AGENCY_WORK)
    return referred.referral.made_by_id == person.pk or (runs and referred.agency_id in access.reader(person).agencies)


def news_since(person: User, since: datetime) -> tuple[int, bool]:
    """How many came in, and whether any of those that were there changed."""
    here = ReferredChild.objects.visible_to(person).filter(mash__in=access.reader(person).agencies)
    arrived = here.filter(received_at__gt=since).count()
    return arrived, here.filter(updated_at__gt=since, received_at__lte=since).exists()


# --- advice without a referral -------------------------------------------------------------------------------------


def mash_where(person: User) -> Agency | None:
    """The MASH at which this person works, in the hat they wear."""
    return next((one.agency for one in access.acting_in(person) if one.role in TRIAGERS), None)


def agencies_beside(mash: Agency) -> list[Agency]:
    return list(Agency.objects.open().filter(partnership=mash.partnership_id).exclude(pk=mash.pk).order_by("name"))


def consultations(person: User) -> list[Consultation]:
    found = Consultation.objects.visible_to(person).select_related("case__child", "agency", "given_by")
    return list(found[:MOST_LISTED])


def consultation_by_ref(person: User, ref: str) -> Consultation | None:
    found = Consultation.objects.visible_to(person).filter(ref=ref)
    return found.select_related("case__child", "agency", "given_by").first()


def case_to_name(person: User, ref: str) -> Case | None:
    return (
        Case.objects.visible_to(person).select_related("child", "lead_agency", "partnership").filter(ref=ref).first()
    )
