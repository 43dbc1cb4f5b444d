"""The shared front half of the pages: an agency or a person outside one's reach is not there."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse

from cse_portal.agencies.guards import Guarded, StepUp
from cse_portal.agencies.models import Agency, Membership
from cse_portal.agencies.reach import agencies_kept_by
from cse_portal.agencies.roles import Permission
from cse_portal.desk.guards import SafeFormView
from cse_portal.people.queries import memberships_kept_by


class OfAgency(Guarded):
    """A page about one agency's people, for whoever keeps them."""

    permission = Permission.MANAGE_PEOPLE

    @cached_property
    def agency(self) -> Agency:
        return get_object_or_404(agencies_kept_by(self.person), ref=self.kwargs["ref"])


class Deed(StepUp, SafeFormView):
    """A form that does one thing; what cannot be done now is said in words, and what was typed stays."""

    permission = Permission.MANAGE_PEOPLE
    template_name = "people/deed.html"


class AboutMembership(Deed):
    """The address names a membership; the version that the person saw must still be the one that stands."""

    def memberships(self) -> QuerySet[Membership]:
        return memberships_kept_by(self.person)

    def get_record(self) -> Membership:
        return get_object_or_404(self.memberships(), ref=self.kwargs["ref"])

    @property
    def membership(self) -> Membership:
        record = self.record
        assert isinstance(record, Membership)  # noqa: S101 - `get_record` says so
        return record

    def back(self) -> str:
        return reverse("people:person", kwargs={"ref": self.membership.ref})

    def page_context(self) -> dict[str, Any]:
        return {"membership": self.membership, "back": self.back(), **self.words()}

    def words(self) -> dict[str, Any]:
        """The heading, and what the button says."""
        raise NotImplementedError
