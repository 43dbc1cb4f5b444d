"""Another agency is asked to lead a case, and answers."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from cse_portal.agencies.roles import Permission
from cse_portal.audit.actions import record_look
from cse_portal.cases import actions, form_names
from cse_portal.cases import team_queries as teams
from cse_portal.cases.forms.access import WhyForm
from cse_portal.cases.forms.team import ACCEPT, AnswerForm, AskToLeadForm
from cse_portal.cases.guards import CaseChange
from cse_portal.cases.models import CaseTransfer
from cse_portal.cases.views.team import TeamDeed
from cse_portal.desk.guards import SafeFormView


class AskToLead(CaseChange):
    permission = Permission.ALLOCATE_CASES
    leads_back = "cases:people"
    kind = form_names.ASK_TO_LEAD
    form_class = AskToLeadForm

    def form_kwargs(self) -> dict[str, Any]:
        return {"agencies": teams.could_lead(self.case)}

    def perform(self, form: AskToLeadForm) -> str:
        terms = {"why": form.cleaned_data["why"], "version": self.opened_version}
        actions.ask_to_lead(case=self.case, agency=form.chosen_agency, **terms, by=self.person)
        messages.success(self.request, f"{form.chosen_agency} is asked. Until they accept, nothing changes.")
        return self.back()

    def words(self) -> dict[str, Any]:
        return {"heading": "Ask another agency to lead", "button": "Ask them"}


class WithdrawTransfer(TeamDeed):
    kind = form_names.WITHDRAW
    form_class = WhyForm

    def perform(self, form: WhyForm) -> str:
        actions.withdraw_transfer(case=self.case, why=form.cleaned_data["why"], by=self.person)
        messages.success(self.request, "The request is withdrawn. Your agency goes on leading.")
        return self.back()

    def words(self) -> dict[str, Any]:
        return {"heading": "Withdraw the request", "button": "Withdraw it"}


class Transfer(SafeFormView):
    """For a manager of the agency that is asked, who does not see the case before they take it."""

    permission = Permission.ALLOCATE_CASES
    kind = form_names.ANSWER
    form_class = AnswerForm
    template_name = "cases/transfer.html"

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        record_look("case.transfer_looked_at", about=self.get_record(), by=self.person)
        return super().get(request, **kwargs)

    def get_record(self) -> CaseTransfer:
        found = teams.transfer_to_answer(self.person, self.kwargs["ref"])
        if found is None:
            raise Http404
        return found

    def page_context(self) -> dict[str, Any]:
        return {
            "transfer": self.get_record(),
            "heading": "A case for your agency to lead",
            "button": "Send your answer",
            "back": reverse("home"),
        }

    def perform(self, form: AnswerForm) -> str:
        transfer, words = self.get_record(), form.cleaned_data["words"]
        terms = {"transfer": transfer, "words": words, "version": self.opened_version}
        if form.cleaned_data["answer"] == ACCEPT:
            case = actions.accept_transfer(**terms, by=self.person)
            messages.success(self.request, "Your agency leads this case now. Allocate it to a worker.")
            return reverse("cases:record", kwargs={"ref": case.ref})
        actions.decline_transfer(**terms, by=self.person)
        messages.success(self.request, "You declined. Whoever asked is told why.")
        return reverse("home")
