"""The pledge and the terms of use: written, looked at, published, signed, accepted."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from cse_portal.agencies import agreed, charge, directory
from cse_portal.agencies.actions import accept_terms, change_draft, draft_pledge, draft_terms, publish
from cse_portal.agencies.agreements import STANDARD_PLEDGE, STANDARD_TERMS
from cse_portal.agencies.guards import Guarded
from cse_portal.agencies.models import Pledge, TermsOfUse, User
from cse_portal.agencies.roles import Permission
from cse_portal.core.models import Record, StaleRecord
from cse_portal.core.refusals import Refused
from cse_portal.desk.actions import jobs
from cse_portal.desk.guards import SafeFormView
from cse_portal.office.actions import publish_pledge, sign_pledge
from cse_portal.office.downloads import AGREEMENTS_PDF
from cse_portal.office.forms.agreements import WordsForm
from cse_portal.office.guards import KeptAgency, OfAgency, OfPartnership, PartnershipForm, version_in
from cse_portal.office.paperwork import PLEDGE_FORM, TERMS_FORM
from cse_portal.office.presenters.agreements import accepted_page, agreements_page, signers_page
from cse_portal.office.views.directory import SeeOther
from cse_portal.office.views.settings import overview_of

CHANGED = "Someone else changed these words meanwhile. This is how they are now."


class OwnAgreements(OfAgency):
    """For the agency's own people, and whoever keeps it."""

    permission = Permission.READ_ORGANISATION

    def may_open(self, person: User) -> bool:
        return charge.works_in(person, self.agency) or charge.keeps_agency(person, self.agency)


class Agreements(OwnAgreements):
    def get(self, request: HttpRequest, ref: str) -> HttpResponse:
        return render(request, "office/agreements.html", {"page": agreements_page(self.person, self.agency)})


class AgreementsPdf(KeptAgency):
    permission = Permission.KEEP_AGENCY

    def post(self, request: HttpRequest, ref: str) -> HttpResponse:
        job = jobs.ask_for(kind=AGREEMENTS_PDF, parameters={"agency": self.agency.ref}, by=self.person)
        return SeeOther(reverse("desk:job", args=[job.ref]))


class Accepted(KeptAgency):
    permission = Permission.KEEP_AGENCY

    def get(self, request: HttpRequest, ref: str) -> HttpResponse:
        page = accepted_page(self.agency, request.GET.get("page", ""))
        return render(request, "office/accepted.html", {"page": page})


class _Words(SafeFormView):
    """The one draft there may be; without one the form begins with what is in force, or with the usual words."""

    form_class = WordsForm
    template_name = "office/words_form.html"

    def initial_of(self, record: Record) -> dict[str, Any]:
        return {name: getattr(record, name) for name in WordsForm.base_fields}

    def initial(self) -> dict[str, Any]:
        return self.initial_of(self.record) if self.record else WordsForm.suggested(self.beginning())

    def beginning(self) -> str:
        raise NotImplementedError


class TermsWrite(KeptAgency, _Words):
    permission = Permission.KEEP_AGENCY
    kind = TERMS_FORM

    def get_record(self) -> TermsOfUse | None:
        return self.agency.terms.drafted().first()

    def about_ref(self) -> str:
        return self.agency.ref

    def beginning(self) -> str:
        newest = self.agency.terms.published().newest_first().first()
        return newest.text if newest else STANDARD_TERMS

    def perform(self, form: WordsForm) -> str:
        draft = self.get_record()
        if draft is None:
            draft_terms(agency=self.agency, **form.cleaned_data, by=self.person)
        else:
            change_draft(draft=draft, version=self.opened_version, **form.cleaned_data, by=self.person)
        return reverse("office:terms_check", args=[self.agency.ref])

    def page_context(self) -> dict[str, Any]:
        back = reverse("office:agreements", args=[self.agency.ref])
        return {"heading": "Terms of use", "caption": self.agency.name, "button": "Save and look at it", "back": back}


class TermsCheck(KeptAgency):
    """The draft as people will read it; publishing asks everyone, so it is a deed of its own."""

    permission = Permission.KEEP_AGENCY

    def get(self, request: HttpRequest, ref: str) -> HttpResponse:
        context = {
            "agency": self.agency,
            "draft": _draft_or_404(self.agency.terms),
            "people": directory.people_in(self.agency),
        }
        return render(request, "office/terms_check.html", context)

    def post(self, request: HttpRequest, ref: str) -> HttpResponse:
        draft = _draft_or_404(self.agency.terms)
        try:
            publish(draft=draft, version=version_in(request.POST), by=self.person)
        except StaleRecord:
            messages.warning(request, CHANGED)
            return redirect("office:terms_check", ref=ref)
        except Refused as why:
            messages.error(request, why.sentence)
            return redirect("office:terms_check", ref=ref)
        messages.success(request, f"Version {draft.number} is published. Everyone is asked from its first day.")
        return redirect("office:agreements", ref=ref)


class PledgeWrite(PartnershipForm, _Words):
    permission = Permission.KEEP_PARTNERSHIP
    kind = PLEDGE_FORM

    def get_record(self) -> Pledge | None:
        return self.partnership.pledges.drafted().first()

    def about_ref(self) -> str:
        return self.partnership.ref

    def beginning(self) -> str:
        newest = self.partnership.pledges.published().newest_first().first()
        return newest.text if newest else STANDARD_PLEDGE

    def perform(self, form: WordsForm) -> str:
        draft = self.get_record()
        if draft is None:
            draft_pledge(partnership=self.partnership, **form.cleaned_data, by=self.person)
        else:
            change_draft(draft=draft, version=self.opened_version, **form.cleaned_data, by=self.person)
        return reverse("office:pledge_check", args=[self.partnership.ref])

    def page_context(self) -> dict[str, Any]:
        return {
            "heading": "Pledge",
            "caption": self.partnership.name,
            "button": "Save and look at it",
            "back": overview_of(self.partnership),
        }


class PledgeCheck(OfPartnership):
    permission = Permission.KEEP_PARTNERSHIP

    def get(self, request: HttpRequest, ref: str) -> HttpResponse:
        context = {
            "partnership": self.partnership,
            "draft": _draft_or_404(self.partnership.pledges),
            "agencies": self.partnership.agencies.open().count(),
            "back": overview_of(self.partnership),
        }
        return render(request, "office/pledge_check.html", context)

    def post(self, request: HttpRequest, ref: str) -> HttpResponse:
        draft = _draft_or_404(self.partnership.pledges)
        try:
            publish_pledge(draft=draft, version=version_in(request.POST), by=self.person)
        except StaleRecord:
            messages.warning(request, CHANGED)
            return redirect("office:pledge_check", ref=ref)
        except Refused as why:
            messages.error(request, why.sentence)
            return redirect("office:pledge_check", ref=ref)
        messages.success(request, f"Version {draft.number} is published. Each agency finds it among its work.")
        return redirect(overview_of(self.partnership))


class PledgeSigners(OfPartnership):
    permission = Permission.KEEP_PARTNERSHIP

    def get(self, request: HttpRequest, ref: str) -> HttpResponse:
        page = signers_page(self.partnership, request.GET.get("page", ""))
        context = {"page": page, "back": overview_of(self.partnership)}
        return render(request, "office/pledge_signers.html", context)


class PledgeSign(OfAgency):
    """Read by the agency's own people; signed by one of those who answer for it."""

    permission = Permission.SIGN_FOR_AGENCY

    def may_open(self, person: User) -> bool:
        return charge.signs_for(person, self.agency) is not None

    def get(self, request: HttpRequest, ref: str) -> HttpResponse:
        pledge = agreed.pledge_to_sign(self.agency)
        context = {"agency": self.agency, "pledge": pledge, "signature": agreed.signature_of(self.agency, pledge)}
        return render(request, "office/pledge_sign.html", context)

    def post(self, request: HttpRequest, ref: str) -> HttpResponse:
        """What was read is what is signed: the page names its version."""
        pledge = self.agency.partnership.pledges.published().filter(ref=request.POST.get("pledge", "")).first()
        if pledge is None:
            raise Http404
        try:
            sign_pledge(agency=self.agency, pledge=pledge, by=self.person)
        except Refused as why:
            messages.warning(request, why.sentence)
            return redirect("office:pledge_sign", ref=ref)
        messages.success(request, f"Signed: the pledge, version {pledge.number}, for {self.agency.name}.")
        return redirect("office:agreements", ref=ref)


class AcceptTerms(Guarded):
    """Stands before everything else until a person has accepted; then they go on to where they were going."""

    permission = Permission.OWN_WORK
    asks_for_terms = False

    def get(self, request: HttpRequest) -> HttpResponse:
        return self._next(_wanted(request.GET.get("next", ""), request))

    def post(self, request: HttpRequest) -> HttpResponse:
        wanted = _wanted(request.POST.get("next", ""), request)
        owed = {one.ref: one for one in agreed.terms_owed(self.person)}
        terms = owed.get(request.POST.get("terms", ""))
        if terms is None:
            return redirect(f"{reverse('office:accept_terms')}?{urlencode({'next': wanted})}")
        if request.POST.get("accepted") != "yes":
            return self._next(wanted, error="Tick that you accept these terms, or sign out")
        try:
            accept_terms(terms=terms, by=self.person)
        except Refused as why:
            messages.warning(request, why.sentence)
        return redirect(f"{reverse('office:accept_terms')}?{urlencode({'next': wanted})}")

    def _next(self, wanted: str, *, error: str = "") -> HttpResponse:
        owed = agreed.terms_owed(self.person)
        if not owed:
            return redirect(wanted)
        ask = directory.speakers([owed[0].agency]).get(owed[0].agency_id, [])
        context = {"terms": owed[0], "others": len(owed) - 1, "next": wanted, "error": error, "ask": ask}
        return render(self.request, "office/accept_terms.html", context)


def _wanted(path: str, request: HttpRequest) -> str:
    """A page of ours, or My work."""
    is_ours = path.startswith("/") and url_has_allowed_host_and_scheme(path, {request.get_host()}, request.is_secure())
    return path if is_ours else reverse("home")


def _draft_or_404(versions: Any) -> Any:
    draft = versions.drafted().first()
    if draft is None:
        raise Http404
    return draft
