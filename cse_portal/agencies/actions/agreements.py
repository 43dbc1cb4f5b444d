"""Drafting, publishing, signing and accepting: the pledge of a partnership, the terms of use of an agency."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Max

from cse_portal.agencies import agreements, charge
from cse_portal.agencies.agreed import pledge_to_sign, terms_in_force
from cse_portal.agencies.models import (
    Agency,
    Partnership,
    Pledge,
    PledgeSignature,
    TermsAcceptance,
    TermsOfUse,
    User,
)
from cse_portal.audit.actions import record
from cse_portal.core import clock
from cse_portal.core.actor import Actor, System
from cse_portal.core.refusals import Refused


class AgreementRefused(Refused):
    """What was asked cannot be done as things stand."""


@transaction.atomic
def draft_terms(*, agency: Agency, text: str, starts_on: date, by: Actor) -> TermsOfUse:
    charge.require_agency(by, agency)
    draft = TermsOfUse(agency=agency, number=_next(agency.terms), text=text, starts_on=starts_on)
    draft.save()
    record("terms.drafted", about=draft, detail={"agency": agency.ref, "number": draft.number}, by=by)
    return draft


@transaction.atomic
def draft_pledge(*, partnership: Partnership, text: str, starts_on: date, by: Actor) -> Pledge:
    charge.require_partnership(by, partnership)
    draft = Pledge(partnership=partnership, number=_next(partnership.pledges), text=text, starts_on=starts_on)
    draft.save()
    record("pledge.drafted", about=draft, detail={"number": draft.number}, by=by)
    return draft


@transaction.atomic
def change_draft(*, draft: TermsOfUse | Pledge, version: int, text: str, starts_on: date, by: Actor) -> None:
    _require_words(draft, by)
    held = type(draft).held_at(pk=draft.pk, version=version)
    _refuse_published(held)
    held.text, held.starts_on = text, starts_on
    held.save()
    detail = {"number": held.number}
    record("terms.draft_changed" if _is_terms(held) else "pledge.draft_changed", about=held, detail=detail, by=by)


@transaction.atomic
def publish(*, draft: TermsOfUse | Pledge, version: int, by: Actor) -> None:
    """From its first day everyone is asked. What the portal itself publishes may have begun long ago."""
    _require_words(draft, by)
    held = type(draft).held_at(pk=draft.pk, version=version)
    _refuse_published(held)
    problem = agreements.problem_with_start(held.starts_on, today=clock.today())
    if problem and not isinstance(by, System):
        raise AgreementRefused(problem)
    held.published_at, held.published_by_id = clock.now(), None if isinstance(by, System) else by.pk
    held.save()
    detail = {"number": held.number, "from": held.starts_on.isoformat()}
    record("terms.published" if _is_terms(held) else "pledge.published", about=held, detail=detail, by=by)


@transaction.atomic
def sign_pledge(*, agency: Agency, pledge: Pledge, by: User) -> PledgeSignature:
    """Once an agency: a second signature of the same version is the first one."""
    membership = charge.signs_for(by, agency)
    if membership is None:
        raise PermissionDenied
    if pledge != pledge_to_sign(agency):
        raise AgreementRefused("There is a newer version of the pledge. Read that one, then sign it")
    title = agency.partnership.title_of(membership.get_role())
    signature, is_new = PledgeSignature.objects.get_or_create(
        pledge=pledge, agency=agency, defaults={"signed_by": by, "signed_as": title}
    )
    if is_new:
        detail = {"agency": agency.ref, "pledge": pledge.ref, "number": pledge.number}
        record("pledge.signed", about=signature, detail=detail, by=by)
    return signature


@transaction.atomic
def accept_terms(*, terms: TermsOfUse, by: User) -> TermsAcceptance:
    if not charge.works_in(by, terms.agency) or terms != terms_in_force(terms.agency):
        raise AgreementRefused("These terms are no longer the ones in force")
    acceptance, is_new = TermsAcceptance.objects.get_or_create(terms=terms, user=by)
    if is_new:
        detail = {"agency": terms.agency.ref, "terms": terms.ref, "number": terms.number}
        record("terms.accepted", about=acceptance, detail=detail, by=by)
    return acceptance


def _next(versions: Any) -> int:
    return int(versions.aggregate(latest=Max("number"))["latest"] or 0) + 1


def _require_words(draft: TermsOfUse | Pledge, by: Actor) -> None:
    if isinstance(draft, TermsOfUse):
        charge.require_agency(by, draft.agency)
    else:
        charge.require_partnership(by, draft.partnership)


def _refuse_published(words: TermsOfUse | Pledge) -> None:
    if words.is_published:
        raise AgreementRefused("These words are published, so they stay as they are. Begin a new version")


def _is_terms(words: TermsOfUse | Pledge) -> bool:
    return isinstance(words, TermsOfUse)
