"""Everything that changes partnerships, agencies, people and memberships."""

from __future__ import annotations

from datetime import date

from allauth.mfa.models import Authenticator
from django.contrib.auth import SESSION_KEY
from django.contrib.auth.models import Group
from django.contrib.sessions.models import Session
from django.db import transaction
from django.utils.crypto import salted_hmac

from cse_portal.agencies.models import AccessGroup, Agency, Membership, Partnership, User
from cse_portal.agencies.roles import Role
from cse_portal.agencies.sight import Sight
from cse_portal.audit.actions import record
from cse_portal.core import clock
from cse_portal.core.actor import Actor


@transaction.atomic
def found_partnership(
    *, name: str, short_name: str, mash_phone: str, mash_hours: str, out_of_hours_phone: str, by: Actor
) -> Partnership:
    partnership = Partnership.objects.create(
        name=name,
        short_name=short_name,
        mash_phone=mash_phone,
        mash_hours=mash_hours,
        out_of_hours_phone=out_of_hours_phone,
    )
    record("partnership.founded", about=partnership, by=by)
    return partnership


@transaction.atomic
def add_agency(*, partnership: Partnership, name: str, by: Actor) -> Agency:
    agency = Agency.objects.create(partnership=partnership, name=name)
    record("agency.added", about=agency, by=by)
    return agency


@transaction.atomic
def add_person(*, email: str, name: str, password: str | None = None, by: Actor) -> User:
    user = User(email=User.objects.normalize_email(email), name=name)
    user.set_password(password)
    user.save()
    record("person.added", about=user, by=by)
    return user


@transaction.atomic
def give_role(
    *, user: User, agency: Agency, role: Role, starts_on: date | None = None, ends_on: date | None = None, by: Actor
) -> Membership:
    membership = Membership.objects.create(
        user=user, agency=agency, role=role, starts_on=starts_on or clock.today(), ends_on=ends_on
    )
    record("membership.given", about=membership, detail={"role": str(role), "agency": agency.ref}, by=by)
    return membership


@transaction.atomic
def access_group(*, of: Agency | Partnership, sight: Sight = Sight.AGENCY, by: Actor) -> AccessGroup:
    """Those to whom a case is opened together; made at first use, in the same transaction as that grant."""
    key = {"agency": of} if isinstance(of, Agency) else {"partnership": of, "sight": sight.name.lower()}
    found = AccessGroup.objects.filter(**key).select_related("group").first()
    if found is not None:
        return found
    group, _ = Group.objects.get_or_create(name=f"{sight.name.lower()} {of.ref}")
    found, _ = AccessGroup.objects.get_or_create(**key, defaults={"group": group, "sight": sight.name.lower()})
    return found


# --- signing in and out: nothing is stored but the trail ------------------------------------------------------


@transaction.atomic
def note_signed_in(*, user: User, by: Actor) -> None:
    record("person.signed_in", about=user, by=by)


@transaction.atomic
def note_signed_out(*, user: User, by: Actor) -> None:
    record("person.signed_out", about=user, by=by)


@transaction.atomic
def note_sign_in_failed(*, email: str, step: str = "password", by: Actor) -> None:
    """Whoever tried is not known to be the person; an address that nobody has is kept as a keyed digest only."""
    user = User.objects.filter(email__iexact=email).first()
    detail = {"step": step} if user else {"step": step, "unknown": _digest(email)}
    record("sign_in.failed", about=user, detail=detail, by=by)


@transaction.atomic
def note_session_ended(*, user: User, why: str, by: Actor) -> None:
    record("session.ended", about=user, detail={"why": why}, by=by)


@transaction.atomic
def note_second_step(*, user: User, what: str, of: str, by: Actor) -> None:
    """`what` is added, removed or renewed; `of` is the kind: app or recovery codes."""
    record(f"second_step.{what}", about=user, detail={"of": of}, by=by)


@transaction.atomic
def reset_second_step(*, user: User, reason: str, by: Actor) -> int:
    """The app and the recovery codes are forgotten and every session ends; signing in sets up a new app."""
    forgotten: int = Authenticator.objects.filter(user=user).delete()[0]
    for session in Session.objects.filter(expire_date__gte=clock.now()).iterator():
        if session.get_decoded().get(SESSION_KEY) == str(user.pk):
            session.delete()
    record("second_step.reset", about=user, detail={"authenticators": forgotten}, reason=reason, by=by)
    return forgotten


@transaction.atomic
def set_password(*, user: User, password: str, by: Actor) -> None:
    user.set_password(password)
    user.save(update_fields=["password"])
    record("password.changed", about=user, by=by)


def _digest(email: str) -> str:
    return salted_hmac("agencies.sign_in", email.strip().lower(), algorithm="sha256").hexdigest()[:32]
