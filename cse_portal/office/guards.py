"""The front half of the office's pages: which partnership or agency a page is about, and whether it is theirs."""

from __future__ import annotations

from typing import Any, cast

from django.core.exceptions import PermissionDenied
from django.http import Http404, QueryDict
from django.shortcuts import get_object_or_404

from cse_portal.agencies import access, charge, directory
from cse_portal.agencies.guards import Guarded
from cse_portal.agencies.models import Agency, Partnership, User
from cse_portal.desk.guards import SafeFormView


class OfPartnership(Guarded):
    """About a partnership that this person keeps; every other one answers as if it did not exist."""

    partnership: Partnership

    def look_up(self, **kwargs: Any) -> None:
        access.require(self.request.user, self.permission)
        self.partnership = self.find_partnership(kwargs["ref"])
        if not charge.keeps_partnership(self.request.user, self.partnership.pk):
            raise Http404
        super().look_up(**kwargs)

    def find_partnership(self, ref: str) -> Partnership:
        return get_object_or_404(Partnership, ref=ref)


class OfAgency(Guarded):
    """About an agency that this person may look up."""

    agency: Agency

    def look_up(self, **kwargs: Any) -> None:
        access.require(self.request.user, self.permission)
        self.agency = self.find_agency(kwargs["ref"])
        if not self.may_open(cast(User, self.request.user)):
            raise PermissionDenied
        super().look_up(**kwargs)

    def find_agency(self, ref: str) -> Agency:
        return visible_agency(self.person, ref)

    def may_open(self, person: User) -> bool:
        return True


class KeptAgency(OfAgency):
    """Whoever keeps the agency: its own point of contact, or the partnership's manager."""

    def may_open(self, person: User) -> bool:
        return charge.keeps_agency(person, self.agency)


class AgencyOfOffice(OfAgency):
    """Only the manager of the agency's own partnership."""

    def may_open(self, person: User) -> bool:
        return charge.keeps_partnership(person, self.agency.partnership_id)


class PartnershipForm(OfPartnership, SafeFormView):
    """A form about a partnership, or about something that is the partnership's."""


def visible_agency(person: User, ref: str) -> Agency:
    agencies = directory.agencies_for(person).select_related("partnership", "parent")
    return cast(Agency, get_object_or_404(agencies, ref=ref))


def version_in(posted: QueryDict) -> int:
    """The version that the page was opened at; anything odd is none that there is."""
    text = posted.get("version", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0
