"""Intelligence given to the police: recorded about an item or a child, put right and struck through."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from cse_portal.agencies import access
from cse_portal.agencies.roles import Permission
from cse_portal.audit.actions import record_look, record_refusal
from cse_portal.cases.access import marks_for
from cse_portal.cases.guards import CaseDeed
from cse_portal.core import clock
from cse_portal.core.models import Record
from cse_portal.desk.guards import SafeFormView
from cse_portal.network import actions, order_names, queries, submission_queries
from cse_portal.network.actions.writing import own_agency
from cse_portal.network.forms.links import WhyForm
from cse_portal.network.forms.submissions import FIELDS, SubmissionForm
from cse_portal.network.guards import ItemDeed
from cse_portal.network.models import Submission
from cse_portal.ui.dates import in_words

SAVED = "Saved. Ask the police whether they recorded it as CSE, if that is not known yet."


def first_said(person: Any) -> dict[str, Any]:
    return {"sent_on": clock.today(), "sent_by": f"{person.name}, {own_agency(person)}", "handling": "network"}


class SubmitOfItem(ItemDeed):
    kind, form_class = order_names.SUBMIT_OF_ITEM, SubmissionForm

    def get_record(self) -> None:
        return None

    def form_kwargs(self) -> dict[str, Any]:
        return {"agencies": queries.agencies_there(self.item.partnership_id), "marks": marks_for(self.person)}

    def initial(self) -> dict[str, Any]:
        return {**first_said(self.person), "handling": self.item.handling}

    def perform(self, form: SubmissionForm) -> str:
        actions.add_submission(item=self.item, values=form.values, under=form.under, by=self.person)
        messages.success(self.request, SAVED)
        return self.back()

    def words(self) -> dict[str, Any]:
        return {"heading": "Intelligence given to the police", "button": "Save", "caption": self.item.label}


class SubmitOfCase(CaseDeed):
    permission = Permission.KEEP_RECORD
    kind, form_class = order_names.SUBMIT_OF_CASE, SubmissionForm
    leads_back = "network:around_case"

    def form_kwargs(self) -> dict[str, Any]:
        return {"agencies": queries.agencies_there(self.case.partnership_id), "marks": marks_for(self.person)}

    def initial(self) -> dict[str, Any]:
        return first_said(self.person)

    def perform(self, form: SubmissionForm) -> str:
        actions.add_submission(case=self.case, values=form.values, under=form.under, by=self.person)
        messages.success(self.request, SAVED)
        return self.back()

    def words(self) -> dict[str, Any]:
        return {"heading": "Intelligence given to the police", "button": "Save"}


class SubmissionDeed(SafeFormView):
    """About one that is on record, for whoever keeps records."""

    permission = Permission.KEEP_RECORD
    template_name = "network/deed.html"
    submission: Submission

    def look_up(self, **kwargs: Any) -> None:
        if self.request.user.is_authenticated:
            self.submission = self.load()
            access.require(self.request.user, Permission.SEE_NETWORK)

    def load(self) -> Submission:
        found = submission_queries.by_ref(self.person, self.kwargs["ref"])
        if found is None:
            raise Http404
        return found

    def refused(self, refused: PermissionDenied | Http404) -> None:
        about = submission_queries.whose_submission(self.kwargs["ref"])
        record_refusal("submission.refused", about=about, detail={"page": self.address_name}, by=self.person)

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        record_look("submission.looked_at", about=self.submission, case=self.submission.case, by=self.person)
        return super().get(request, **kwargs)

    def get_record(self) -> Submission:
        return self.load()

    def about_ref(self) -> str:
        return str(self.submission.ref)

    def back(self) -> str:
        item, case = self.submission.item, self.submission.case
        if case is not None:
            return reverse("network:around_case", kwargs={"ref": case.ref})
        return reverse("network:item", kwargs={"ref": (item.merged_into or item).ref}) if item else "/"


class ChangeSubmission(SubmissionDeed):
    kind, form_class = order_names.CHANGE_SUBMISSION, SubmissionForm

    def form_kwargs(self) -> dict[str, Any]:
        there = queries.agencies_there(self.submission.partnership_id)
        return {"agencies": there, "marks": marks_for(self.person)}

    def initial_of(self, record: Record) -> dict[str, Any]:
        row: Any = record
        named = [one.ref for one in queries.agencies_there(row.partnership_id) if one.pk in row.named_agencies]
        return {**{name: getattr(row, name) for name in FIELDS}, "handling": row.handling, "named": named}

    def perform(self, form: SubmissionForm) -> str:
        actions.change_submission(
            submission=self.submission,
            version=self.opened_version,
            values=form.values,
            under=form.under,
            by=self.person,
        )
        messages.success(self.request, "Saved.")
        return self.back()

    def page_context(self) -> dict[str, Any]:
        return {"heading": "Intelligence given to the police", "button": "Save", "back": self.back()}


class StrikeSubmission(SubmissionDeed):
    kind, form_class = order_names.STRIKE_SUBMISSION, WhyForm

    def perform(self, form: WhyForm) -> str:
        why = form.cleaned_data["why"]
        actions.strike_submission(submission=self.submission, version=self.opened_version, why=why, by=self.person)
        messages.success(self.request, "Struck through. It can still be read, with your reason.")
        return self.back()

    def page_context(self) -> dict[str, Any]:
        given = f"Given to the police on {in_words(self.submission.sent_on)}"
        said = {"heading": "Recorded in error", "button": "Strike it through", "is_warning": True}
        return {**said, "caption": given, "back": self.back()}
