"""Deciding who else sees a case: giving and ending access, restricting it to named people, and taking it on."""

from __future__ import annotations

from datetime import datetime
from functools import cached_property
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from cse_portal.agencies import access
from cse_portal.agencies.guards import Guarded
from cse_portal.agencies.roles import Permission
from cse_portal.agencies.sight import Sight
from cse_portal.agencies.standing import NotAllowedNow
from cse_portal.audit.actions import record_look
from cse_portal.cases import actions, form_names, queries
from cse_portal.cases.forms.access import AGENCY, PERSON, EndForm, GiveForm, RestrictForm, WhyForm
from cse_portal.cases.guards import CaseDeed
from cse_portal.cases.models import Case
from cse_portal.cases.presenters.pages import to_give_again
from cse_portal.core import clock


class Give(CaseDeed):
    permission = Permission.GIVE_ACCESS
    kind = form_names.GIVE
    form_class = GiveForm

    def form_kwargs(self) -> dict[str, Any]:
        return {
            "find": lambda words: queries.people_to_name(self.case, words),
            "agencies": queries.agencies_to_open_to(self.case),
            "is_restricted": self.case.is_restricted,
        }

    def initial(self) -> dict[str, Any]:
        return {"starts_on": clock.today(), **to_give_again(self.case, self.request.GET.get("again", ""))}

    def perform(self, form: GiveForm) -> str:
        whom = self._give(form)
        messages.success(self.request, f"{whom} can see this case now, or from the day you chose. They are told.")
        return self.back()

    def _give(self, form: GiveForm) -> str:
        case, terms = self.case, form.terms()
        if form.cleaned_data["to"] == PERSON:
            actions.grant_to_person(case=case, membership=form.membership, **terms, by=self.person)
            return str(form.membership.user.name)
        if form.cleaned_data["to"] == AGENCY:
            actions.grant_to_agency(case=case, agency=form.chosen_agency, **terms, by=self.person)
            return str(form.chosen_agency)
        actions.grant_to_oversight(case=case, sight=Sight.CSE, **terms, by=self.person)
        return "Whoever oversees every case"

    def is_undone(self, form: GiveForm, since: datetime) -> bool:
        if queries.has_happened(self.case, "case.restricted", since):
            return True
        if form.cleaned_data["to"] == PERSON:
            return queries.has_happened(self.case, "case.access_ended", since, membership=form.membership.ref)
        if form.cleaned_data["to"] == AGENCY:
            return queries.is_closed_to_agency(self.case, form.chosen_agency, since)
        return queries.is_closed_to_oversight(self.case, since)

    def words(self) -> dict[str, Any]:
        return {"heading": "Give somebody access", "button": "Give access"}


class End(CaseDeed):
    permission = Permission.GIVE_ACCESS
    kind = form_names.END
    form_class = EndForm

    def form_kwargs(self) -> dict[str, Any]:
        return {"grants": queries.open_grants(self.case)}

    def initial(self) -> dict[str, Any]:
        return {"who": self.request.GET.get("who", "")}

    def perform(self, form: EndForm) -> str:
        actions.revoke(grant=form.grant, why=form.cleaned_data["why"], by=self.person)
        messages.success(
            self.request, "The access has ended: their next click is refused. You can give it again below."
        )
        return self.back() if access.can_see(self.person, self.case) else reverse("cases:list")

    def is_undone(self, form: EndForm, since: datetime) -> bool:
        return form.grant.valid_from > since

    def words(self) -> dict[str, Any]:
        return {
            "heading": "End somebody’s access",
            "button": "End access",
            "is_warning": True,
            "form_before": "cases/before_end.html",
        }


class Restrict(CaseDeed):
    permission = Permission.RESTRICT_CASES
    proves_again = True
    kind = form_names.RESTRICT
    form_class = RestrictForm

    @cached_property
    def seers(self) -> queries.Offered:
        return queries.offered_to_keep(self.case)

    def form_kwargs(self) -> dict[str, Any]:
        return {"seers": self.seers.people, "lead": self.case.lead_agency_id}

    def initial(self) -> dict[str, Any]:
        named = {one.membership.ref for one in queries.open_grants(self.case) if one.membership}
        own = {one.ref for one in self.seers.people if one.user_id == self.person.pk}
        return {"keep": sorted(named | own)}

    def perform(self, form: RestrictForm) -> str:
        actions.restrict(case=self.case, why=form.cleaned_data["why"], keep=form.memberships, by=self.person)
        messages.success(self.request, "The case is restricted. Only the people you chose see it.")
        return self.back() if access.can_see(self.person, self.case) else reverse("cases:list")

    def is_undone(self, form: RestrictForm, since: datetime) -> bool:
        return queries.has_happened(self.case, "case.restriction_lifted", since)

    def words(self) -> dict[str, Any]:
        return {
            "heading": "Restrict this case to named people",
            "button": "Restrict the case",
            "is_warning": True,
            "form_before": "cases/before_restrict.html",
            "seers": self.seers,
        }


class Lift(CaseDeed):
    permission = Permission.RESTRICT_CASES
    proves_again = True
    kind = form_names.LIFT
    form_class = WhyForm

    def perform(self, form: WhyForm) -> str:
        actions.lift_restriction(case=self.case, why=form.cleaned_data["why"], by=self.person)
        messages.success(self.request, "The restriction is lifted.")
        return self.back()

    def is_undone(self, form: WhyForm, since: datetime) -> bool:
        return queries.has_happened(self.case, "case.restricted", since)

    def words(self) -> dict[str, Any]:
        return {
            "heading": "Lift the restriction",
            "button": "Lift the restriction",
            "form_before": "cases/before_lift.html",
        }


class Unseen(Guarded):
    """A case that nobody sees, without its name, for whoever it was put before."""

    permission = Permission.RESTRICT_CASES

    def load(self, ref: str) -> Case:
        found = queries.unseen_case(self.person, ref)
        if found is None:
            raise Http404
        return found

    def get(self, request: HttpRequest, ref: str) -> HttpResponse:
        case = self.load(ref)
        record_look("case.unseen_looked_at", about=case, by=self.person)
        return render(request, "cases/unseen.html", {"case": case})

    def post(self, request: HttpRequest, ref: str) -> HttpResponse:
        case = self.load(ref)
        try:
            actions.take_charge(case=case, by=self.person)
        except NotAllowedNow as refusal:
            messages.info(request, refusal.sentence)
            return redirect("home")
        messages.success(request, "You are named on this case now. Say who else is to see it.")
        return redirect("cases:who_sees", ref=ref)
