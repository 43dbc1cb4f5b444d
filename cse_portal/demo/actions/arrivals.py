"""The demo’s MASH board: each referral made, taken, asked about and decided as in the portal, then dated back."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from django.db import transaction
from django.db.models import F

from cse_portal.agencies import access
from cse_portal.agencies.actions import add_person, give_role
from cse_portal.agencies.models import Agency, Membership, User
from cse_portal.audit.actions import record
from cse_portal.cases.actions import grant_to_person, open_case
from cse_portal.cases.models import Case, Entry, StageStep
from cse_portal.core import clock, wall
from cse_portal.core.actor import System
from cse_portal.demo import arrivals as story
from cse_portal.demo.arrivals import Arrival, Ended
from cse_portal.demo.cast import AGENCIES, CAST
from cse_portal.worklist.models import DueItem
from referrals import actions, queries
from referrals.actions import About, Answer, Decision, Form
from referrals.models import AskedCheck, Referral, ReferredChild
from referrals.sources import Basis
from referrals.workflow import OUTCOMES, Outcome

People = dict[str, User]


@transaction.atomic
def load_arrivals(*, size: int, random: Random, on: date, by: System) -> int:
    """Each child is new to the portal, and led by the agency that was worried until a team takes over."""
    people = {member.key: User.objects.get(email=member.email) for member in CAST}
    people[story.MANAGER.key] = _manager(people, by)
    for one in story.ARRIVALS:
        _load(one, on, people, by)
    record("demo.arrivals_loaded", about=Agency.objects.get(name=AGENCIES["mash"]), by=by)
    return len(story.ARRIVALS)


def _manager(people: People, by: System) -> User:
    member = story.MANAGER
    user = add_person(email=member.email, name=member.name, by=by)
    give_role(user=user, agency=Agency.objects.get(name=AGENCIES[member.agency]), role=member.role, by=by)
    User.objects.filter(pk=user.pk).update(password=people[story.MASH].password)
    return User.objects.get(pk=user.pk)


def _agency_of(user: User) -> Agency:
    return Membership.objects.select_related("agency").get(user=user).agency


def _load(one: Arrival, on: date, people: People, by: System) -> None:
    author = people[one.by]
    agency = _agency_of(author)
    case = open_case(
        given_names=one.given_names,
        family_name=one.family_name,
        born_on=on.replace(year=on.year - one.years, day=1),
        lead_agency=agency,
        by=by,
    )
    grant_to_person(case=case, membership=Membership.objects.get(user=author), by=by)
    with access.acting_for(author):
        made = _refer(one, case, author)
    if one.is_taken:
        _look_into(one, made, people)
    if one.ended is not None:
        _end(made, one.ended, people)
    _date_back(made, one.hours_ago, by)


def _refer(one: Arrival, case: Case, author: User) -> ReferredChild:
    form = Form(one.source, one.consent, Basis.PUBLIC_TASK, consent_words=one.consent_words)
    said = About(
        case=case,
        worry=one.worry,
        urgency=one.urgency,
        childs_words=one.childs_words,
        circumstances=one.circumstances,
    )
    made = actions.refer_children(form=form, about=[said], by=author)
    return made.children.get()


def _now(made: ReferredChild, person: User) -> ReferredChild:
    found = queries.referred_by_ref(person, made.ref)
    if found is None:
        raise LookupError(made.ref)
    return found


def _look_into(one: Arrival, made: ReferredChild, people: People) -> None:
    officer = people[story.MASH]
    with access.acting_for(officer):
        now = _now(made, officer)
        actions.take_referral(referred=now, version=now.version, by=officer)
        if one.rating is not None:
            now = _now(made, officer)
            actions.rate_referral(referred=now, version=now.version, rating=one.rating, because="", by=officer)
        if one.replies:
            now = _now(made, officer)
            there = [
                Membership.objects.select_related("agency").get(user=people[who.by]).agency for who in one.replies
            ]
            basis = Basis.PUBLIC_TASK
            actions.ask_agencies(
                referred=now, version=now.version, agencies=there, question=one.question, basis=basis, by=officer
            )
    for reply in one.replies:
        if reply.known is not None:
            who = people[reply.by]
            with access.acting_for(who):
                mine = AskedCheck.objects.filter(referred_id=made.pk, agency=_agency_of(who))
                ref = mine.values_list("ref", flat=True).get()
                check = queries.check_by_ref(who, ref)
                if check is None:
                    raise LookupError(ref)
                said = Answer(reply.known, reply.knows, missing=reply.missing, unknown=reply.unknown)
                actions.answer_check(check=check, version=check.version, answer=said, by=who)


def _end(made: ReferredChild, ended: Ended, people: People) -> None:
    officer, manager = people[story.MASH], people[story.MANAGER.key]
    team = _agency_of(people[story.CARE])
    needs = OUTCOMES[ended.outcome].needs_team
    decision = Decision(Outcome(ended.outcome), ended.because, ended.feedback, team if needs else None)
    with access.acting_for(officer):
        now = _now(made, officer)
        actions.propose_decision(referred=now, version=now.version, decision=decision, by=officer)
    if ended.is_proposed:
        return
    with access.acting_for(manager):
        now = _now(made, manager)
        actions.decide_referral(referred=now, version=now.version, decision=decision, by=manager)
    if ended.is_read:
        reader = made.referral.made_by
        with access.acting_for(reader):
            now = _now(made, reader)
            actions.note_read(referred=now, version=now.version, by=reader)


def _date_back(made: ReferredChild, hours: int, by: System) -> None:
    """All of it so many hours earlier; what was decided, within the two hours after."""
    back, soon = timedelta(hours=hours), timedelta(hours=2)
    with wall.as_system(by.purpose):
        mine = ReferredChild.objects.filter(pk=made.pk)
        began = clock.now() - back
        checks = AskedCheck.objects.filter(referred=made)
        refs = [made.ref, *checks.values_list("ref", flat=True)]
        Referral.objects.filter(pk=made.referral_id).update(received_at=began, created_at=began)
        mine.update(received_at=began, created_at=began, decide_by=F("decide_by") - back)
        mine.exclude(taken_at=None).update(taken_at=began + soon / 4)
        mine.exclude(proposed_at=None).update(proposed_at=began + soon)
        mine.exclude(decided_at=None).update(decided_at=began + soon)
        mine.exclude(read_at=None).update(read_at=began + 2 * soon)
        checks.update(asked_at=began + soon / 2, due_at=F("due_at") - back)
        checks.exclude(ended_at=None).update(ended_at=began + soon)
        items = DueItem.objects.filter(source_ref__in=refs)
        items.exclude(closed_at=None).update(closed_at=began + soon)
        items.update(opened_at=began, due_at=F("due_at") - back)
        Entry.objects.filter(source_ref__startswith=made.ref).update(happened_on=began.date())
        steps = StageStep.objects.filter(case=made.case_id)
        steps.update(at=began)
        Case.objects.filter(pk=made.case_id).update(opened_on=began.date())
