"""What MASH asks of an agency, answered there or typed in from the phone; and what a team finished."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.urls import reverse

from cse_portal.agencies.roles import Permission
from cse_portal.cases.access import marks_for
from cse_portal.cases.handling import Handling
from cse_portal.cases.queries import agencies_to_open_to
from referrals import actions, form_names, queries
from referrals.forms.checks import AnswerForm, EndForm, GiveForm
from referrals.forms.triage import BecauseForm
from referrals.guards import CheckDeed, EnquiryDeed
from referrals.presenters.triage import Column
from referrals.refused import CHECK_OVER, ENDED
from referrals.workflow import CheckState


class AnswerCheck(CheckDeed):
    """The question, who the child is, and the answer; once it is given, what is known later is added."""

    kind, form_class = form_names.CHECK, AnswerForm
    template_name = "referrals/check.html"

    def initial_of(self, record: Any) -> dict[str, Any]:
        return {"handling": Handling.NETWORK.value}

    def form_kwargs(self) -> dict[str, Any]:
        agencies = agencies_to_open_to(self.check.case)
        return {"is_typed_in": self.is_typed_in, "marks": marks_for(self.person), "agencies": agencies}

    def perform(self, form: AnswerForm) -> str:
        actions.answer_check(check=self.check, version=self.opened_version, answer=form.answer, by=self.person)
        messages.success(self.request, "Thank you. MASH has the answer.")
        return self.back()

    def not_now(self) -> str:
        return CHECK_OVER if self.check.state == CheckState.WITHDRAWN.value else ""

    def words(self) -> dict[str, Any]:
        return {
            "heading": "What does your agency know?" if not self.is_typed_in else f"Answer of {self.check.agency}",
            "title": "A question of MASH",
            "button": "Send to MASH" if self.check.is_open else "Add to the answer",
            "column": Column(self.check, queries.answers_to(self.person, self.check)),
            "child": self.check.case.child,
            "not_now": self.not_now(),
            "may_give": self.check.is_open
            and bool(queries.colleagues(self.check, but=self.person))
            and not self.is_typed_in,
        }


class GiveCheck(CheckDeed):
    kind, form_class = form_names.GIVE, GiveForm

    def form_kwargs(self) -> dict[str, Any]:
        return {"people": queries.colleagues(self.check, but=self.person)}

    def perform(self, form: GiveForm) -> str:
        to = form.chosen
        actions.delegate_check(check=self.check, version=self.opened_version, to=to, by=self.person)
        messages.success(self.request, f"{to.user.name} is asked to answer it.")
        return reverse("referrals:mine")

    def words(self) -> dict[str, Any]:
        why = "" if self.check.is_open else CHECK_OVER
        return {"heading": "Give the question to a colleague", "button": "Give it", "not_now": why}


class WithdrawCheck(CheckDeed):
    permission = Permission.TRIAGE
    kind, form_class = form_names.NOT_NEEDED, BecauseForm

    def perform(self, form: BecauseForm) -> str:
        because = form.cleaned_data["because"]
        actions.withdraw_check(check=self.check, version=self.opened_version, because=because, by=self.person)
        messages.success(self.request, "The agency is not asked any more.")
        return reverse("referrals:triage", kwargs={"ref": self.check.referred.ref})

    def words(self) -> dict[str, Any]:
        why = "" if self.check.is_open else CHECK_OVER
        return {"heading": "This check is not needed any more", "button": "Save", "not_now": why}


class EndEnquiry(EnquiryDeed):
    kind, form_class = form_names.END, EndForm

    def perform(self, form: EndForm) -> str:
        said = form.cleaned_data
        actions.end_enquiry(
            enquiry=self.enquiry,
            version=self.opened_version,
            finding=form.found,
            words=said["words"],
            lead=said["lead"],
            on=said["on"],
            by=self.person,
        )
        messages.success(self.request, "What came of it stands in the chronology.")
        return self.back()

    def not_now(self) -> str:
        return ENDED if self.enquiry.ended_on else ""

    def words(self) -> dict[str, Any]:
        return {"heading": f"Finish: {self.enquiry.get_kind_display().lower()}", "button": "Save"}
