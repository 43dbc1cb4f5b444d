"""One agency: looked up by everyone, kept by its point of contact and the partnership's office."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from cse_portal.agencies import directory
from cse_portal.agencies.actions import change_agency, change_contacts, close_agency, name_lead, reopen_agency
from cse_portal.agencies.models import Agency, Membership
from cse_portal.agencies.roles import Permission
from cse_portal.core.models import Record
from cse_portal.core.refusals import Refused
from cse_portal.desk.guards import SafeFormView
from cse_portal.office.actions import add_agency
from cse_portal.office.forms.agencies import (
    AgencyAddForm,
    AgencyContactsForm,
    AgencyDetailsForm,
    CloseForm,
    LeadForm,
)
from cse_portal.office.guards import AgencyOfOffice, KeptAgency, OfAgency, PartnershipForm, visible_agency
from cse_portal.office.paperwork import AGENCY_ADD, AGENCY_FORM, CONTACTS_FORM, LEAD_FORM
from cse_portal.office.presenters.agencies import agency_page
from cse_portal.ui.paging import leaf_of

PEOPLE_A_PAGE = 100
WHAT = ("name", "kind", "parent")


class AgencyPage(OfAgency):
    permission = Permission.READ_ORGANISATION

    def get(self, request: HttpRequest, ref: str) -> HttpResponse:
        return render(request, "office/agency.html", {"page": agency_page(self.person, self.agency)})


class AgencyAdd(PartnershipForm):
    permission = Permission.KEEP_PARTNERSHIP
    kind, form_class = AGENCY_ADD, AgencyAddForm
    template_name = "office/plain_form.html"

    def about_ref(self) -> str:
        return self.partnership.ref

    def form_kwargs(self) -> dict[str, Any]:
        return {"partnership": self.partnership}

    def perform(self, form: AgencyAddForm) -> str:
        what = {name: form.cleaned_data[name] for name in WHAT}
        agency = add_agency(partnership=self.partnership, contacts=form.contacts, **what, by=self.person)
        messages.success(self.request, f"{agency.name} is added. Invite its single point of contact next.")
        return reverse("office:agency", args=[agency.ref])

    def page_context(self) -> dict[str, Any]:
        return {"heading": "Add an agency", "button": "Add agency", "back": reverse("office:directory")}


class _AgencyForm(SafeFormView):
    """Back to the agency's page, whatever the form."""

    template_name = "office/plain_form.html"
    agency: Agency
    heading: str

    def get_record(self) -> Agency:
        return Agency.objects.select_related("partnership", "parent").get(pk=self.agency.pk)

    def saved(self) -> str:
        messages.success(self.request, "Saved.")
        return reverse("office:agency", args=[self.agency.ref])

    def page_context(self) -> dict[str, Any]:
        back = reverse("office:agency", args=[self.agency.ref])
        return {"heading": self.heading, "caption": self.agency.name, "button": "Save", "back": back}


class AgencyContacts(KeptAgency, _AgencyForm):
    permission = Permission.KEEP_AGENCY
    kind, form_class = CONTACTS_FORM, AgencyContactsForm
    heading = "Contacts"

    def initial_of(self, record: Record) -> dict[str, Any]:
        return {name: getattr(record, name) for name in AgencyContactsForm.base_fields}

    def perform(self, form: AgencyContactsForm) -> str:
        change_contacts(agency=self.agency, version=self.opened_version, contacts=form.contacts, by=self.person)
        return self.saved()


class AgencyDetails(AgencyOfOffice, _AgencyForm):
    permission = Permission.KEEP_PARTNERSHIP
    kind, form_class = AGENCY_FORM, AgencyDetailsForm
    heading = "Name, type and place"

    def initial_of(self, record: Record) -> dict[str, Any]:
        agency = self.get_record()
        return {name: getattr(agency, name) for name in WHAT} | {"serves": directory.serving_refs(agency)}

    def form_kwargs(self) -> dict[str, Any]:
        return {"partnership": self.agency.partnership, "agency": self.agency}

    def perform(self, form: AgencyDetailsForm) -> str:
        what = {name: form.cleaned_data[name] for name in WHAT}
        serves = form.cleaned_data.get("serves", [])
        change_agency(agency=self.agency, version=self.opened_version, serves=serves, **what, by=self.person)
        return self.saved()


class AgencyClose(AgencyOfOffice):
    permission = Permission.KEEP_PARTNERSHIP

    def get(self, request: HttpRequest, ref: str) -> HttpResponse:
        return self._show(CloseForm())

    def post(self, request: HttpRequest, ref: str) -> HttpResponse:
        form = CloseForm(request.POST)
        if not form.is_valid():
            return self._show(form)
        try:
            close_agency(agency=self.agency, reason=form.cleaned_data["reason"], by=self.person)
        except Refused as why:
            form.add_error(None, why.sentence)
            return self._show(form)
        messages.success(request, f"{self.agency.name} is closed. You can open it again from its page.")
        return redirect("office:agency", ref=ref)

    def _show(self, form: CloseForm) -> HttpResponse:
        if not self.agency.is_open:
            return redirect("office:agency", ref=self.agency.ref)
        return render(self.request, "office/agency_close.html", {"form": form, "agency": self.agency})


class AgencyReopen(AgencyOfOffice):
    permission = Permission.KEEP_PARTNERSHIP

    def post(self, request: HttpRequest, ref: str) -> HttpResponse:
        reopen_agency(agency=self.agency, by=self.person)
        messages.success(request, f"{self.agency.name} is open again.")
        return redirect("office:agency", ref=ref)


class AgencyLeads(KeptAgency):
    """Who of the agency's people leads what."""

    permission = Permission.KEEP_AGENCY

    def get(self, request: HttpRequest, ref: str) -> HttpResponse:
        people = (
            Membership.objects.live()
            .filter(agency=self.agency)
            .select_related("user", "agency__partnership")
            .order_by("user__name", "pk")
        )
        leaf = leaf_of(people, request.GET.get("page", ""), size=PEOPLE_A_PAGE)
        return render(request, "office/agency_leads.html", {"agency": self.agency, "leaf": leaf})


class LeadName(KeptAgency, SafeFormView):
    """One membership of the agency: what that person leads."""

    permission = Permission.KEEP_AGENCY
    kind, form_class = LEAD_FORM, LeadForm
    template_name = "office/plain_form.html"

    def find_agency(self, ref: str) -> Agency:
        self.membership = get_object_or_404(Membership.objects.select_related("agency", "user"), ref=ref)
        return visible_agency(self.person, self.membership.agency.ref)

    def get_record(self) -> Membership:
        if self.membership.is_over:
            raise Http404
        return Membership.objects.get(pk=self.membership.pk)

    def initial_of(self, record: Record) -> dict[str, Any]:
        return {name: getattr(record, name) for name in LeadForm.base_fields}

    def perform(self, form: LeadForm) -> str:
        title, phone = form.cleaned_data["lead_title"], form.cleaned_data["lead_phone"]
        name_lead(membership=self.membership, version=self.opened_version, title=title, phone=phone, by=self.person)
        messages.success(self.request, "Saved. The page of lead arrangements shows it now.")
        return reverse("office:agency_leads", args=[self.agency.ref])

    def page_context(self) -> dict[str, Any]:
        title = self.agency.partnership.title_of(self.membership.get_role())
        return {
            "heading": self.membership.user.name,
            "caption": f"{title}, {self.agency.name}",
            "button": "Save",
            "title": "What somebody leads",
            "back": reverse("office:agency_leads", args=[self.agency.ref]),
        }
