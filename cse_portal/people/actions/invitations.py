"""Inviting somebody into an agency: sent, sent again, withdrawn, taken up once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from cse_portal.agencies import access, reach
from cse_portal.agencies.actions import add_person, give_role, let_back_in, set_password
from cse_portal.agencies.models import Agency, Membership, User
from cse_portal.agencies.roles import Permission, Role
from cse_portal.agencies.standing import NotAllowedNow
from cse_portal.audit.actions import record
from cse_portal.core import clock
from cse_portal.core.actor import System
from cse_portal.people.invitation_keys import digest_of, new_key
from cse_portal.people.models import Invitation

NO_LONGER_WORKS = "This invitation no longer works."
INVITED_ALREADY = "This person is invited to this role already. Send that invitation again, or withdraw it."
TAKES_UP = System("take up an invitation")


@dataclass(frozen=True)
class Sent:
    """The key is known here and in the e-mail, nowhere else."""

    invitation: Invitation
    key: str


@transaction.atomic
def invite(
    *, agency: Agency, name: str, email: str, role: Role, starts_on: date, ends_on: date | None, by: User
) -> Sent:
    _require_may_give(agency, role, by)
    address = email.strip().lower()
    if address == by.email.lower():
        raise NotAllowedNow("You cannot invite yourself. Another point of contact can, or the partnership manager.")
    known = User.objects.filter(email__iexact=address).first()
    if known is not None:
        reach.require_free(user=known, agency=agency, role=role)
    key, now = new_key(), clock.now()
    try:
        with transaction.atomic():
            made = Invitation.objects.create(
                agency=agency, role=role, name=name, email=address, starts_on=starts_on, ends_on=ends_on,
                key_digest=digest_of(key), invited_by=by, sent_at=now, expires_at=now + settings.INVITATION_LASTS,
            )  # fmt: skip
    except IntegrityError:
        raise NotAllowedNow(INVITED_ALREADY) from None
    record("invitation.made", about=made, detail={"role": str(role), "agency": agency.ref}, by=by)
    return Sent(made, key)


@transaction.atomic
def send_again(*, invitation: Invitation, version: int, by: User) -> Sent:
    """With a new key and new days: the link that was sent before is dead."""
    held = Invitation.held_at(pk=invitation.pk, version=version)
    _require_may_give(held.agency, held.get_role(), by)
    _require_open(held)
    key, now = new_key(), clock.now()
    held.key_digest, held.invited_by, held.is_mailed = digest_of(key), by, False
    held.sent_at, held.expires_at = now, now + settings.INVITATION_LASTS
    held.starts_on = max(held.starts_on, clock.today())
    if held.ends_on and held.ends_on < held.starts_on:
        raise NotAllowedNow("The last day of this invitation has passed. Withdraw it, and invite the person anew.")
    held.save()
    record("invitation.sent_again", about=held, by=by)
    return Sent(held, key)


@transaction.atomic
def note_mailed(*, invitation: Invitation, by: User) -> None:
    """The mail server took it; whether it arrived, nobody knows."""
    held = Invitation.objects.select_for_update().get(pk=invitation.pk)
    held.is_mailed = True
    held.save(update_fields=["is_mailed"])
    record("invitation.mailed", about=held, by=by)


@transaction.atomic
def withdraw(*, invitation: Invitation, version: int, by: User) -> Invitation:
    access.require(by, Permission.MANAGE_PEOPLE)
    held = Invitation.held_at(pk=invitation.pk, version=version)
    reach.require_reach(by, held.agency)
    _require_open(held)
    held.withdrawn_at, held.withdrawn_by = clock.now(), by
    held.save()
    record("invitation.withdrawn", about=held, by=by)
    return held


@transaction.atomic
def take_up(*, invitation: Invitation, by: User) -> Membership:
    """By the person themself, signed in to the account with the address that was invited."""
    held = _usable(invitation)
    if by.email.lower() != held.email:
        raise PermissionDenied
    return _take_up(held, by)


@transaction.atomic
def take_up_with_password(*, invitation: Invitation, password: str, by: System) -> Membership:
    """By whoever holds the link: for a new account, or for one that has no access anywhere."""
    held = _usable(invitation)
    person = User.objects.select_for_update().filter(email__iexact=held.email).first()
    if person is None:
        person = add_person(email=held.email, name=held.name, password=password, by=by)
    elif access.memberships(person) or not person.is_active:
        raise NotAllowedNow(NO_LONGER_WORKS)
    else:
        set_password(user=person, password=password, by=person)
    if person.locked_unused_at:
        person = let_back_in(user=person, reason="Invited again", by=by)
    return _take_up(held, person)


def _take_up(held: Invitation, person: User) -> Membership:
    membership = give_role(
        user=person,
        agency=held.agency,
        role=held.get_role(),
        starts_on=max(held.starts_on, clock.today()),
        ends_on=held.ends_on,
        given_by=held.invited_by,
        by=person,
    )
    held.accepted_at, held.membership = clock.now(), membership
    held.save()
    record("invitation.taken_up", about=held, detail={"membership": membership.ref}, by=person)
    return membership


def _usable(invitation: Invitation) -> Invitation:
    """Locked, so that one link is taken up once; and only while its sender may still give the role."""
    held = (
        Invitation.objects.select_for_update(of=("self",)).select_related("agency", "invited_by").get(pk=invitation.pk)
    )
    if not held.is_open or held.has_expired or (held.ends_on and held.ends_on < clock.today()):
        raise NotAllowedNow(NO_LONGER_WORKS)
    if not reach.can_give(held.invited_by, held.get_role(), held.agency):
        raise NotAllowedNow(NO_LONGER_WORKS)
    return held


def _require_open(held: Invitation) -> None:
    if not held.is_open:
        raise NotAllowedNow("This invitation was taken up or withdrawn already.")


def _require_may_give(agency: Agency, role: Role, by: User) -> None:
    access.require(by, Permission.MANAGE_PEOPLE)
    if not reach.can_give(by, role, agency):
        raise PermissionDenied
