"""When a child is assessed again: the schedule of a case, and what a manager says about it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from cse_portal.agencies.roles import Permission
from cse_portal.cases.guards import CaseChange, CaseGuarded
from cse_portal.ui.dates import in_words
from screening import actions, form_names
from screening.forms.assessing import NotNeededForm, PutOffForm
from screening.presenters.reviewing import review_page
from screening.refused import NO_REVIEW, NOT_AT_THIS_SCORE
from screening.reviews import ONLY_WITH_A_REASON


class Review(CaseGuarded):
    tab = "screening"

    def get(self, request: HttpRequest, ref: str) -> HttpResponse:
        self.note_look("review.looked_at")
        page = review_page(self.seen)
        return render(request, "screening/review.html", {**self.case_context(), "page": page})


class OfReview(CaseChange):
    permission = Permission.SIGN_OFF
    leads_back = "screening:review"
    template_name = "screening/deed.html"

    def initial_of(self, record: Any) -> dict[str, Any]:
        return {}

    def not_now(self) -> str:
        return "" if self.case.review_on else NO_REVIEW

    @staticmethod
    def said(what_then: str) -> dict[str, Any]:
        return {"form_before": "screening/review_due.html", "what_then": what_then}

    def page(self) -> str:
        return reverse("screening:review", kwargs={"ref": self.case.ref})


class PutOff(OfReview):
    kind, form_class = form_names.PUT_OFF, PutOffForm

    def form_kwargs(self) -> dict[str, Any]:
        return {"due_on": self.case.review_on}

    def perform(self, form: PutOffForm) -> str:
        until = form.cleaned_data["until"]
        actions.put_off_review(
            case=self.case,
            version=self.opened_version,
            until=until,
            because=form.cleaned_data["because"],
            by=self.person,
        )
        messages.success(self.request, f"The review is put off to {in_words(until)}. Reminders go on from there.")
        return self.page()

    def words(self) -> dict[str, Any]:
        what_then = "The day that you choose must be later. Both stay on record, with your name and the reason."
        return {"heading": "Put the review off", "button": "Put off", **self.said(what_then)}


class NotNeeded(OfReview):
    kind, form_class = form_names.NOT_NEEDED, NotNeededForm

    def perform(self, form: NotNeededForm) -> str:
        because = form.cleaned_data["because"]
        actions.excuse_review(case=self.case, version=self.opened_version, because=because, by=self.person)
        messages.success(self.request, "No review is due while the score is 1. It comes back with the next score.")
        return self.page()

    def not_now(self) -> str:
        return super().not_now() or ("" if self.case.risk == ONLY_WITH_A_REASON else NOT_AT_THIS_SCORE)

    def words(self) -> dict[str, Any]:
        what_then = "It goes from the list, and comes back with the next score. Your reason stays on record."
        return {"heading": "No review while the score is 1", "button": "Save", **self.said(what_then)}
