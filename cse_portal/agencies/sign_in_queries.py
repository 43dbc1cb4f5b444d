"""What the pages about signing in ask: whose devices, which sessions, who is locked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db.models import Count, Max, QuerySet
from django.utils.crypto import salted_hmac

from cse_portal.agencies.models import ExternalIdentity, FailedSignIns, Membership, PortalSession, User
from cse_portal.agencies.models.sessions import SessionQuerySet
from cse_portal.agencies.models.sign_in import digest_of
from cse_portal.agencies.providers import Provider
from cse_portal.core import clock
from cse_portal.core.references import ALPHABET

STEPS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def second_steps(user: User) -> QuerySet[Authenticator]:
    """Apps and passkeys; recovery codes only stand in for them."""
    return Authenticator.objects.filter(user=user, type__in=STEPS).order_by("created_at", "pk")


def has_second_step(user: User) -> bool:
    return second_steps(user).exists()


def sessions_of(user: User) -> SessionQuerySet:
    return PortalSession.objects.of(user).newest_first()


@dataclass(frozen=True)
class Device:
    """One app or passkey, as its owner knows it."""

    ref: str
    name: str
    kind: str
    added: datetime
    used: datetime | None
    device: Authenticator


KINDS: dict[str, str] = {Authenticator.Type.TOTP: "Authenticator app", Authenticator.Type.WEBAUTHN: "Passkey"}
FEW_CODES = 3


def devices_of(user: User) -> list[Device]:
    return [_device(one) for one in second_steps(user)]


def _device(one: Authenticator) -> Device:
    kind = KINDS[one.type]
    return Device(_ref(one), one.data.get("name") or kind, kind, one.created_at, one.last_used_at, one)


def device_of(user: User, ref: str) -> Device | None:
    return next((one for one in devices_of(user) if one.ref == ref), None)


def _ref(device: Authenticator) -> str:
    """The package gives a number only; this says nothing and is always the same."""
    number = int.from_bytes(salted_hmac("agencies.device", str(device.pk), algorithm="sha256").digest(), "big")
    letters = "".join(ALPHABET[number // len(ALPHABET) ** place % len(ALPHABET)] for place in range(12))
    return "-".join(letters[start : start + 4] for start in (0, 4, 8))


def codes_left(user: User) -> int | None:
    """None for whoever has no recovery codes at all."""
    kept = Authenticator.objects.filter(user=user, type=Authenticator.Type.RECOVERY_CODES).first()
    return len(kept.wrap().get_unused_codes()) if kept else None


def has_codes(user: User) -> bool:
    """An app or recovery codes: something that gives a code to type."""
    return Authenticator.objects.filter(user=user).exclude(type=Authenticator.Type.WEBAUTHN).exists()


def has_passkey(user: User) -> bool:
    return Authenticator.objects.filter(user=user, type=Authenticator.Type.WEBAUTHN).exists()


def providers_of(user: User) -> list[Provider]:
    """The single sign-on providers that know this person."""
    issuers = set(user.external_identities.values_list("issuer", flat=True))
    return [one for one in settings.SSO_PROVIDERS if one.issuer in issuers]


@dataclass(frozen=True)
class SignInState:
    """How one person's signing in stands, without anything about where or from which device."""

    person: User
    agencies: str
    locked_until: datetime | None
    devices: int
    sessions: int
    is_linked: bool
    last_seen: datetime | None

    @property
    def is_locked(self) -> bool:
        return self.locked_until is not None


def states_of(people: Iterable[User]) -> list[SignInState]:
    """In as many queries for one as for all."""
    them = list(people)
    now = clock.now()
    locks = _locks({digest_of(person.email): person.pk for person in them}, now)
    live = PortalSession.objects.filter(user__in=them, expire_date__gt=now).values("user_id")
    counted = live.annotate(number=Count("pk"), seen=Max("seen_at"))
    sessions = {row["user_id"]: (row["number"], row["seen"]) for row in counted}
    kept = Authenticator.objects.filter(user__in=them, type__in=STEPS).values("user_id").annotate(number=Count("pk"))
    devices = {row["user_id"]: row["number"] for row in kept}
    linked = set(ExternalIdentity.objects.filter(user__in=them).values_list("user_id", flat=True))
    agencies = _agencies(them)
    return [
        SignInState(
            person=person,
            agencies=", ".join(agencies.get(person.pk, [])),
            locked_until=locks.get(person.pk),
            devices=devices.get(person.pk, 0),
            sessions=sessions.get(person.pk, (0, None))[0],
            is_linked=person.pk in linked,
            last_seen=sessions.get(person.pk, (0, None))[1],
        )
        for person in them
    ]


def locked_people(people: QuerySet[User]) -> list[User]:
    """The table of failures knows no names, so the digests of the people in question are looked for."""
    digests = set(FailedSignIns.objects.locked(clock.now()).values_list("digest", flat=True))
    return [person for person in people if digest_of(person.email) in digests] if digests else []


def _locks(digests: dict[str, int], now: datetime) -> dict[int, datetime]:
    rows = FailedSignIns.objects.locked(now).filter(digest__in=digests).order_by("locked_until")
    return {digests[row.digest]: row.locked_until for row in rows if row.locked_until}


def _agencies(people: list[User]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    held = Membership.objects.live().filter(user__in=people).order_by("agency__name")
    for user_id, name in held.values_list("user_id", "agency__name").distinct():
        found.setdefault(user_id, []).append(name)
    return found
