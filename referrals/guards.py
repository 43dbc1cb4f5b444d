"""The shared front half of the pages of a referral, of a check, and of what a team took on."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from cse_portal.agencies.roles import Permission
from cse_portal.audit.actions import record_look, record_refusal
from cse_portal.cases.guards import CaseDeed, CaseGuarded
from cse_portal.desk.guards import SafeFormView
from referrals import queries
from referrals.models import AskedCheck, Enquiry, ReferredChild
from referrals.workflow import WHY_NOT, Deed, allows


class ReferredGuarded(CaseGuarded):
    """Loads the referral of a child by its reference, for people who see its case and may read it."""

    tab = "referrals"
    referred: ReferredChild

    def look_up(self, **kwargs: Any) -> None:
        if self.request.user.is_authenticated:
            self.referred = self.load(kwargs["ref"])
            self.case = self.seen_case(pk=self.referred.case_id)

    def load(self, ref: str) -> ReferredChild:
        found = queries.referred_by_ref(self.person, ref)
        if found is None:
            raise Http404
        return found

    def refused(self, refused: PermissionDenied | Http404) -> None:
        about = queries.whose(self.kwargs["ref"])
        record_refusal("case.refused", about=about, detail={"page": self.address_name}, by=self.person)


class ReferredDeed(ReferredGuarded, CaseDeed):
    """A form about it."""

    template_name = "referrals/deed.html"

    def get_record(self) -> Any:
        return self.referred if self.request.method == "GET" else self.load(self.referred.ref)

    def initial_of(self, record: Any) -> dict[str, Any]:
        return {}

    def about_ref(self) -> str:
        return str(self.referred.ref)

    def back(self) -> str:
        return reverse("referrals:referral", kwargs={"ref": self.referred.ref})

    def why_not(self, deed: Deed) -> str:
        """Said before anybody types."""
        status = self.referred.get_status()
        return "" if allows(status, deed) else WHY_NOT[status]

    def page_context(self) -> dict[str, Any]:
        return {"referred": self.referred, **super().page_context()}


class MashDeed(ReferredDeed):
    """At the MASH that has it."""

    permission = Permission.TRIAGE

    def _require(self) -> None:
        super()._require()
        if queries.hat_at(self.person, self.referred.mash) is None:
            raise PermissionDenied

    def back(self) -> str:
        return reverse("referrals:triage", kwargs={"ref": self.referred.ref})


class CheckDeed(SafeFormView):
    """For the agency that is asked, which need not see the case; and for MASH, which types in what it hears."""

    permission = Permission.ANSWER_CHECKS
    template_name = "referrals/check_deed.html"
    check: AskedCheck

    def look_up(self, **kwargs: Any) -> None:
        if self.request.user.is_authenticated:
            self.check = self.load(kwargs["ref"])

    def load(self, ref: str) -> AskedCheck:
        found = queries.check_by_ref(self.person, ref)
        if found is None:
            raise Http404
        return found

    def refused(self, refused: PermissionDenied | Http404) -> None:
        about = queries.whose(self.kwargs["ref"])
        record_refusal("case.refused", about=about, detail={"page": self.address_name}, by=self.person)

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        record_look("check.looked_at", about=self.check, case=self.check.case, by=self.person)
        return super().get(request, **kwargs)

    def get_record(self) -> Any:
        return self.check if self.request.method == "GET" else self.load(self.check.ref)

    def initial_of(self, record: Any) -> dict[str, Any]:
        return {}

    def about_ref(self) -> str:
        return str(self.check.ref)

    @property
    def is_typed_in(self) -> bool:
        """By MASH, of an agency that is not this person's own."""
        return not queries.is_own(self.person, self.check)

    def back(self) -> str:
        if self.is_typed_in:
            return reverse("referrals:triage", kwargs={"ref": self.check.referred.ref})
        return reverse("referrals:mine")

    def page_context(self) -> dict[str, Any]:
        return {"check": self.check, "back": self.back(), "is_typed_in": self.is_typed_in, **self.words()}

    def words(self) -> dict[str, Any]:
        raise NotImplementedError


class EnquiryDeed(CaseDeed):
    """A form about what a team took on."""

    permission = Permission.KEEP_MEETINGS
    template_name = "referrals/deed.html"
    tab = "referrals"
    enquiry: Enquiry

    def look_up(self, **kwargs: Any) -> None:
        if self.request.user.is_authenticated:
            self.enquiry = self.load(kwargs["ref"])
            self.case = self.seen_case(pk=self.enquiry.case_id)

    def load(self, ref: str) -> Enquiry:
        found = queries.enquiry_by_ref(self.person, ref)
        if found is None:
            raise Http404
        return found

    def refused(self, refused: PermissionDenied | Http404) -> None:
        about = queries.whose_enquiry(self.kwargs["ref"])
        record_refusal("case.refused", about=about, detail={"page": self.address_name}, by=self.person)

    def get_record(self) -> Any:
        return self.enquiry if self.request.method == "GET" else self.load(self.enquiry.ref)

    def initial_of(self, record: Any) -> dict[str, Any]:
        return {}

    def about_ref(self) -> str:
        return str(self.enquiry.ref)

    def back(self) -> str:
        return reverse("referrals:of_case", kwargs={"ref": self.case.ref})
