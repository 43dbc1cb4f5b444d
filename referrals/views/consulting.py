"""Advice that MASH gave without a referral: the list, one of them, and a new one."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from cse_portal.agencies.guards import Guarded
from cse_portal.agencies.roles import Permission
from cse_portal.audit.actions import record_look
from cse_portal.desk.guards import SafeFormView
from referrals import actions, form_names, queries
from referrals.forms.consulting import ConsultationForm

KEPT = "The consultation is kept. If it becomes a referral, nothing has to be typed again."


class Consultations(Guarded):
    permission = Permission.TRIAGE

    def get(self, request: HttpRequest) -> HttpResponse:
        record_look("consultation.list_looked_at", by=self.person)
        found = queries.consultations(self.person)
        return render(request, "referrals/consultations.html", {"consultations": found})


class ConsultationPage(Guarded):
    permission = Permission.TRIAGE

    def get(self, request: HttpRequest, ref: str) -> HttpResponse:
        found = queries.consultation_by_ref(self.person, ref)
        if found is None:
            raise Http404
        record_look("consultation.looked_at", about=found, case=found.case, by=self.person)
        return render(request, "referrals/consultation.html", {"consultation": found, "case": found.case})


class AddConsultation(SafeFormView):
    permission = Permission.TRIAGE
    kind, form_class = form_names.CONSULTATION, ConsultationForm
    template_name = "referrals/check_deed.html"

    def form_kwargs(self) -> dict[str, Any]:
        mash = queries.mash_where(self.person)
        agencies = queries.agencies_beside(mash) if mash else []
        return {"agencies": agencies, "find": lambda ref: queries.case_to_name(self.person, ref)}

    def perform(self, form: ConsultationForm) -> str:
        made = actions.keep_consultation(values=form.values, case=form.case, by=self.person)
        messages.success(self.request, KEPT)
        return reverse("referrals:consultation", kwargs={"ref": made.ref})

    def page_context(self) -> dict[str, Any]:
        back = reverse("referrals:consultations")
        return {"heading": "Advice without a referral", "button": "Save", "back": back}
