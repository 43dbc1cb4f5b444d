"""The quarterly access review: decided and signed by whoever keeps the people, overseen by governance."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from cse_portal.agencies.guards import Guarded
from cse_portal.agencies.roles import Permission
from cse_portal.core.models import Record
from cse_portal.desk.actions.jobs import ask_for
from cse_portal.people.actions.reviews import decide_lines, sign_review
from cse_portal.people.downloads import REVIEW_PDF
from cse_portal.people.form_names import REVIEW, SIGN
from cse_portal.people.forms.reviews import DecideForm, SignForm, field_of
from cse_portal.people.guards import Deed
from cse_portal.people.models import AccessReview, ReviewLine
from cse_portal.people.presenters.overview import review_rows
from cse_portal.people.presenters.review import ReviewPage, lines_of, review_page


class OfReview(Deed):
    """One agency's review, as long as it is open."""

    def get_record(self) -> AccessReview:
        kept = AccessReview.objects.kept_by(self.person).select_related("agency__partnership", "signed_by")
        return get_object_or_404(kept, ref=self.kwargs["ref"])

    @property
    def review(self) -> AccessReview:
        record = self.record
        assert isinstance(record, AccessReview)  # noqa: S101 - `get_record` says so
        return record

    def here(self) -> str:
        return reverse("people:review", kwargs={"ref": self.review.ref})


class Review(OfReview):
    """The lines to decide; or, once it is signed, the record."""

    kind = REVIEW
    form_class = DecideForm
    template_name = "people/review.html"

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        if self.review.is_signed:
            return show_record(request, self.review, pdf="people:review_pdf")
        return super().get(request, **kwargs)

    def form_kwargs(self) -> dict[str, Any]:
        return {"lines": self.lines}

    @cached_property
    def lines(self) -> list[ReviewLine]:
        return lines_of(self.review)

    def initial_of(self, record: Record) -> dict[str, Any]:
        return {field_of(line): line.decision for line in self.lines}

    def perform(self, form: DecideForm) -> str:
        decide_lines(review=self.review, decisions=form.decisions(), version=self.opened_version, by=self.person)
        del self.lines
        page = review_page(self.review)
        messages.success(self.request, f"Saved: {page.settled} of {len(page.lines)} settled.")
        return reverse("people:review_sign", kwargs=self.kwargs) if page.may_be_signed else self.here()

    def page_context(self) -> dict[str, Any]:
        page = review_page(self.review, self.lines)
        return {
            "page": page,
            "heading": f"Check who has access to {self.review.agency.name}",
            "button": "Save",
            "back": reverse("people:agency", kwargs={"ref": self.review.agency.ref}),
        }


class ReviewSign(OfReview):
    kind = SIGN
    form_class = SignForm

    def perform(self, form: SignForm) -> str:
        sign_review(review=self.review, note=form.cleaned_data["note"], version=self.opened_version, by=self.person)
        messages.success(self.request, "Signed. The record cannot be changed any more.")
        return self.here()

    def page_context(self) -> dict[str, Any]:
        page: ReviewPage = review_page(self.review)
        return {
            "page": page,
            "heading": f"Sign the access review, {self.review.quarter.title}",
            "button": "Sign",
            "back": self.here(),
            "form_before": "people/before_sign.html",
            "is_ready": page.may_be_signed,
        }


def show_record(request: HttpRequest, review: AccessReview, *, pdf: str) -> HttpResponse:
    return render(request, "people/record.html", {"page": review_page(review), "pdf": pdf})


class ReviewPdf(Guarded):
    permission = Permission.MANAGE_PEOPLE

    def post(self, request: HttpRequest, ref: str) -> HttpResponse:
        review = get_object_or_404(AccessReview.objects.visible_to(self.person).signed(), ref=ref)
        job = ask_for(kind=REVIEW_PDF, parameters={"review": review.ref}, by=self.person)
        return redirect("desk:job", ref=job.ref)


class RecordPdf(ReviewPdf):
    permission = Permission.SEE_ACCESS_REVIEWS


class Overview(Guarded):
    """Every agency of the partnership: overdue first."""

    permission = Permission.SEE_ACCESS_REVIEWS

    def get(self, request: HttpRequest) -> HttpResponse:
        return render(request, "people/reviews.html", {"page": review_rows(self.person, request.GET)})


class ReviewRecord(Guarded):
    permission = Permission.SEE_ACCESS_REVIEWS

    def get(self, request: HttpRequest, ref: str) -> HttpResponse:
        overseen = AccessReview.objects.overseen_by(self.person).select_related("agency__partnership")
        return show_record(request, get_object_or_404(overseen, ref=ref), pdf="people:record_pdf")
