"""The stories on the demo's people pages, and two quarters of access reviews in every agency."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from random import Random

from django.db import transaction
from django.urls import reverse

from cse_portal.agencies.actions import add_person, give_role
from cse_portal.agencies.giving import POINTS_OF_CONTACT
from cse_portal.agencies.models import Agency, Delegation, Membership, User
from cse_portal.agencies.roles import Role
from cse_portal.audit.actions import record
from cse_portal.core.actor import System
from cse_portal.core.references import drawn_by
from cse_portal.demo import comings
from cse_portal.demo.bulk import HISTORY_IN_DAYS, at_hour
from cse_portal.demo.cast import CAST
from cse_portal.demo.comings import Colleague
from cse_portal.people.actions.reviews import open_review
from cse_portal.people.invitation_keys import digest_of, new_key
from cse_portal.people.models import AccessReview, Invitation, ReviewLine
from cse_portal.people.quarters import quarter_of
from cse_portal.people.reviews import Decision, Outcome
from cse_portal.worklist.actions import open_item
from cse_portal.worklist.models import DueItem

DAY = timedelta(days=1)
FIRST_OPENED = 4  # days after a quarter began


@transaction.atomic
def load_comings(*, size: int, random: Random, on: date, by: System) -> int:
    """Everybody's last sign-in, the stories of a few, and the reviews of this quarter and the one before."""
    with drawn_by(random.choice):
        stories = {one.name: _join(one, on, by) for one in comings.COLLEAGUES}
        made = _sign_everybody_in(stories, random, on)
        made += _tell_stories(stories, on, by)
        made += _review_everywhere(random, on, by)
    record("demo.comings_loaded", about=Agency.objects.get(name=comings.SCHOOL), detail={"rows": made}, by=by)
    return made


def _join(one: Colleague, on: date, by: System) -> Membership:
    user = add_person(email=one.email, name=one.name, by=by)
    password = User.objects.exclude(pk=user.pk).values_list("password", flat=True)[:1].get()
    User.objects.filter(pk=user.pk).update(password=password)
    agency = Agency.objects.get(name=one.agency)
    return give_role(user=user, agency=agency, role=one.role, starts_on=on - comings.STARTED_DAYS_AGO * DAY, by=by)


def _sign_everybody_in(stories: dict[str, Membership], random: Random, on: date) -> int:
    named = {one.email: one.seen for one in comings.COLLEAGUES} | {member.email: 0 for member in CAST}
    days, weights = [seen for _, seen in comings.SEEN], [share for share, _ in comings.SEEN]
    everybody, busy = list(User.objects.order_by("pk")), _needed()
    for user in everybody:
        drawn = random.choices(days, weights)[0]
        seen = named.get(user.email, min(drawn, comings.NOT_SEEN_FOR) if user.pk in busy else drawn)
        user.last_login = at_hour(on - seen * DAY, 8, random.randrange(60))
        user.created_at = at_hour(on - HISTORY_IN_DAYS * DAY, 9)
        if seen >= comings.LOCKED.seen:
            user.locked_unused_at = at_hour(on - (seen - 60) * DAY, 2)
    User.objects.bulk_update(everybody, ["last_login", "created_at", "locked_unused_at"], batch_size=500)
    return len(everybody)


def _needed() -> set[int]:
    """Nobody locks who has work open, or holds a role that few others hold."""
    with_work = DueItem.objects.open().exclude(person=None).values_list("person", flat=True)
    of_few = Membership.objects.exclude(role=Role.PRACTITIONER).values_list("user", flat=True)
    return {*with_work, *of_few}


def _tell_stories(stories: dict[str, Membership], on: date, by: System) -> int:
    spoc, police = _contact_of(comings.SCHOOL), _contact_of(comings.POLICE)
    _leaving(stories[comings.LEAVER.name], spoc, on, by)
    Membership.objects.filter(pk=stories[comings.SUSPENDED.name].pk).update(
        suspended_at=at_hour(on - 3 * DAY, 15),
        suspended_by=police.user,
        suspension_reason="A complaint is being looked into; professional standards have it",
    )
    _away(stories[comings.AWAY.name], stories[comings.DELEGATE.name], on - 2 * DAY, on + 5 * DAY, "On leave")
    _away(spoc, stories[comings.DELEGATE.name], on + 10 * DAY, on + 20 * DAY, "Annual leave")
    name, agency, role = comings.INVITED
    sent_at = at_hour(on - comings.INVITED_DAYS_AGO * DAY, 11)
    Invitation.objects.create(
        agency=Agency.objects.get(name=agency),
        role=role,
        name=name,
        email=f"{name.lower().replace(' ', '.')}@larkmere.example",
        starts_on=sent_at.date(),
        key_digest=digest_of(new_key()),
        invited_by=spoc.user,
        sent_at=sent_at,
        expires_at=sent_at + timedelta(days=7),
        is_mailed=True,
    )
    return len(comings.COLLEAGUES) + 3


def _leaving(leaver: Membership, spoc: Membership, on: date, by: System) -> None:
    Membership.objects.filter(pk=leaver.pk).update(
        ends_on=on + comings.LEAVES_IN_DAYS * DAY,
        ended_at=at_hour(on - 5 * DAY, 10),
        ended_by=spoc.user,
        end_reason="Goes to another school",
    )
    for number, task in enumerate(comings.OPEN_WORK):
        open_item(
            kind="people",
            task=task,
            button="See my work",
            url=reverse("home"),
            agency=leaver.agency,
            person=leaver.user,
            due_at=at_hour(on + (3 + number) * DAY, 17),
            source=leaver,
            by=by,
        )


def _away(absent: Membership, delegate: Membership, first: date, last: date, reason: str) -> None:
    Delegation.objects.create(
        membership=absent, delegate=delegate, starts_on=first, ends_on=last, reason=reason, made_by=absent.user
    )


def _contact_of(agency: str) -> Membership:
    cast = [member.email for member in CAST]
    found = Membership.objects.filter(agency__name=agency, role__in=POINTS_OF_CONTACT, user__email__in=cast)
    return found.select_related("user", "agency").get()


# --- reviews -----------------------------------------------------------------------------------------------------


def _review_everywhere(random: Random, on: date, by: System) -> int:
    """The quarter before is signed nearly everywhere; this one in half of the agencies, in the school half way."""
    this = quarter_of(on)
    before = quarter_of(this.first_day - DAY)
    agencies = list(Agency.objects.select_related("partnership").order_by("pk"))
    late = set(random.sample([one.pk for one in agencies if one.name != comings.SCHOOL], comings.LATE_AGENCIES))
    made = 0
    for agency in agencies:
        made += _review(agency, before.first_day + FIRST_OPENED * DAY, agency.pk not in late, random, by)
        is_school = agency.name == comings.SCHOOL
        is_signed = not is_school and random.randrange(100) < comings.SIGNED_SHARE
        made += _review(agency, min(on, this.first_day + FIRST_OPENED * DAY), is_signed, random, by)
        if is_school:
            _half_way(agency, this.first_day, on)
    return made


def _review(agency: Agency, opened_on: date, is_signed: bool, random: Random, by: System) -> int:
    if not is_signed:
        return int(open_review(agency=agency, on=opened_on, by=by) is not None)
    held = list(Membership.objects.not_over(opened_on).filter(agency=agency, starts_on__lte=opened_on))
    signer = _signer(agency, opened_on)
    if not held or signer is None:
        return 0
    quarter, signed_at = quarter_of(opened_on), at_hour(opened_on + random.randint(2, 30) * DAY, 14, 10)
    review = AccessReview.objects.create(
        agency=agency,
        quarter_on=quarter.first_day,
        due_on=quarter.due_on(opened_on),
        opened_at=at_hour(opened_on, 5, 20),
    )
    ReviewLine.objects.bulk_create(_kept(review, one, signer, signed_at) for one in held)
    AccessReview.objects.filter(pk=review.pk).update(
        signed_at=signed_at,
        signed_by=signer.user,
        signed_name=signer.user.name,
        signed_role=str(signer.get_role_display()),
    )
    return 1 + len(held)


def _kept(review: AccessReview, held: Membership, signer: Membership, at: datetime) -> ReviewLine:
    return ReviewLine(
        review=review,
        membership=held,
        decision=Decision.KEEP,
        decided_at=at,
        decided_by=signer.user,
        person_name=held.user.name,
        role_title=str(held.get_role_display()),
        last_seen_on=at.date() - timedelta(days=held.pk % 9),
        outcome=Outcome.KEPT,
    )


def _signer(agency: Agency, on: date) -> Membership | None:
    """The agency's point of contact; where there is none, the partnership's manager."""
    there = Membership.objects.live(on).select_related("user").order_by("pk")
    contact = there.filter(agency=agency, role__in=POINTS_OF_CONTACT).first()
    return contact or there.filter(agency__partnership=agency.partnership_id, role=Role.LSCB_MANAGER).first()


def _half_way(school: Agency, quarter_on: date, on: date) -> None:
    """The point of contact has looked at half of the lines; the rest is still to do."""
    review = AccessReview.objects.get(agency=school, quarter_on=quarter_on)
    lines = list(review.lines.order_by("pk"))
    for line in lines[: len(lines) // 2]:
        line.decision, line.decided_by = Decision.KEEP, _contact_of(school.name).user
        line.decided_at = at_hour(on - DAY, 16, 30)
    ReviewLine.objects.bulk_update(lines, ["decision", "decided_by", "decided_at"])
