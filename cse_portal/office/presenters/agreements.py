"""An agency's agreements: its terms with who accepted them, and the pledge with who signed it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from cse_portal.agencies import agreed, charge
from cse_portal.agencies.models import Agency, Membership, Partnership, Pledge, PledgeSignature, TermsOfUse, User
from cse_portal.ui.paging import Leaf, read_number

PEOPLE_A_PAGE = 100
AGENCIES_A_PAGE = 100


@dataclass(frozen=True)
class AgreementsPage:
    agency: Agency
    pledge: Pledge | None
    signature: PledgeSignature | None
    earlier: list[PledgeSignature]
    may_sign: bool
    terms: TermsOfUse | None
    to_come: TermsOfUse | None
    versions: list[TermsOfUse]
    draft: TermsOfUse | None
    may_keep: bool
    people: int
    accepted: int


def agreements_page(person: User, agency: Agency) -> AgreementsPage:
    pledge, terms = agreed.pledge_to_sign(agency), agreed.terms_in_force(agency)
    signatures = list(agency.signatures.select_related("signed_by", "pledge").order_by("-pledge__number"))
    published = list(agency.terms.published().newest_first().select_related("published_by"))
    members = _members(agency)
    accepted = agreed.acceptances_of(terms) if terms else {}
    may_keep = charge.keeps_agency(person, agency)
    return AgreementsPage(
        agency=agency,
        pledge=pledge,
        signature=next((one for one in signatures if one.pledge == pledge), None),
        earlier=[one for one in signatures if one.pledge != pledge],
        may_sign=charge.signs_for(person, agency) is not None,
        terms=terms,
        to_come=published[0] if published and published[0] != terms else None,
        versions=published,
        draft=agency.terms.drafted().first() if may_keep else None,
        may_keep=may_keep,
        people=len(members),
        accepted=len(members.keys() & accepted.keys()),
    )


@dataclass(frozen=True)
class Accepter:
    """One person of the agency, and when they accepted; None while they have not."""

    person: User
    roles: str
    accepted_at: datetime | None


@dataclass(frozen=True)
class AcceptedPage:
    agency: Agency
    terms: TermsOfUse | None
    leaf: Leaf[Accepter]
    waiting: int


def accepted_page(agency: Agency, asked: str) -> AcceptedPage:
    """Whoever has not accepted comes first."""
    terms = agreed.terms_in_force(agency)
    everyone = accepters(agency, terms)
    number = read_number(asked, total=len(everyone), size=PEOPLE_A_PAGE)
    here = everyone[(number - 1) * PEOPLE_A_PAGE : number * PEOPLE_A_PAGE]
    waiting = sum(one.accepted_at is None for one in everyone)
    return AcceptedPage(agency, terms, Leaf(here, number, len(everyone), PEOPLE_A_PAGE, ""), waiting)


def accepters(agency: Agency, terms: TermsOfUse | None) -> list[Accepter]:
    accepted = agreed.acceptances_of(terms) if terms else {}
    rows = [
        Accepter(
            person=held[0].user,
            roles=", ".join(agency.partnership.title_of(one.get_role()) for one in held),
            accepted_at=accepted[pk].accepted_at if pk in accepted else None,
        )
        for pk, held in _members(agency).items()
    ]
    return sorted(rows, key=lambda row: (row.accepted_at is not None, row.person.name.casefold()))


def _members(agency: Agency) -> dict[int, list[Membership]]:
    found: dict[int, list[Membership]] = {}
    for held in Membership.objects.live().filter(agency=agency).select_related("user").order_by("pk"):
        found.setdefault(held.user_id, []).append(held)
    return found


@dataclass(frozen=True)
class Signer:
    agency: Agency
    signature: PledgeSignature | None


@dataclass(frozen=True)
class SignersPage:
    partnership: Partnership
    pledge: Pledge | None
    leaf: Leaf[Signer]
    waiting: int


def signers_page(partnership: Partnership, asked: str) -> SignersPage:
    """Every open agency of the partnership; those that have not signed the newest pledge come first."""
    pledge = partnership.pledges.published().newest_first().first()
    signed = agreed.signatures_of(pledge) if pledge else {}
    rows = [Signer(agency, signed.get(agency.pk)) for agency in partnership.agencies.open().order_by("name")]
    rows.sort(key=lambda row: (row.signature is not None, row.agency.name.casefold()))
    number = read_number(asked, total=len(rows), size=AGENCIES_A_PAGE)
    here = rows[(number - 1) * AGENCIES_A_PAGE : number * AGENCIES_A_PAGE]
    waiting = sum(row.signature is None for row in rows)
    return SignersPage(partnership, pledge, Leaf(here, number, len(rows), AGENCIES_A_PAGE, ""), waiting)
