"""What was agreed: the terms and the pledge in force, who signed and accepted them, and who is still to be asked."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import OuterRef, Subquery

from cse_portal.agencies import access
from cse_portal.agencies.models import Agency, Partnership, Pledge, PledgeSignature, TermsAcceptance, TermsOfUse, User
from cse_portal.core import clock


def terms_in_force(agency: Agency) -> TermsOfUse | None:
    return agency.terms.begun().newest_first().first()


def pledge_in_force(partnership: Partnership) -> Pledge | None:
    return partnership.pledges.begun().newest_first().first()


def pledge_to_sign(agency: Agency) -> Pledge | None:
    """The newest that is published: an agency may sign before its first day."""
    return agency.partnership.pledges.published().newest_first().first()


def signature_of(agency: Agency, pledge: Pledge | None) -> PledgeSignature | None:
    if pledge is None:
        return None
    return PledgeSignature.objects.filter(agency=agency, pledge=pledge).select_related("signed_by", "pledge").first()


def terms_owed(user: Any) -> list[TermsOfUse]:
    """The terms in force in each agency where the person works, as far as they have not accepted them."""
    agencies = sorted({held.agency_id for held in access.memberships(user)})
    accepted = TermsAcceptance.objects.filter(user=user).values("terms")
    return list(_in_force(agencies).exclude(pk__in=accepted).select_related("agency").order_by("agency__name"))


def _in_force(agencies: Iterable[int]) -> Any:
    newest = TermsOfUse.objects.begun().filter(agency=OuterRef("agency")).newest_first().values("pk")[:1]
    return TermsOfUse.objects.filter(agency__in=list(agencies), pk=Subquery(newest))


def settled_mark(user: Any) -> str:
    """Terms begin with a day: whoever owes none in these agencies owes none until the day ends."""
    agencies = sorted({held.agency_id for held in access.memberships(user)})
    return f"{clock.today().isoformat()} {user.pk} {','.join(map(str, agencies))}"


def acceptances_of(terms: TermsOfUse) -> dict[int, TermsAcceptance]:
    """By person."""
    return {one.user_id: one for one in terms.acceptances.select_related("user")}


def signatures_of(pledge: Pledge) -> dict[int, PledgeSignature]:
    """By agency."""
    return {one.agency_id: one for one in pledge.signatures.select_related("signed_by")}


def has_accepted(user: User, terms: TermsOfUse) -> bool:
    return TermsAcceptance.objects.filter(user=user, terms=terms).exists()
