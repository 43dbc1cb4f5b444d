"""Emergency access: asked for, ended, listed, and reviewed."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from cse_portal.agencies import access
from cse_portal.agencies.guards import EACH_TIME, Guarded, StepUp
from cse_portal.agencies.roles import Permission
from cse_portal.audit.actions import record_look
from cse_portal.cases import actions, form_names
from cse_portal.cases.emergency_queries import has_ended_since, listed_for
from cse_portal.cases.forms.emergency import EmergencyForm, ReviewForm
from cse_portal.cases.models import EmergencyAccess
from cse_portal.cases.presenters.emergency import emergency_page
from cse_portal.desk.guards import SafeFormView
from cse_portal.ui.paging import leaf_of

EMERGENCIES_A_PAGE = 50


class OpenInEmergency(StepUp, SafeFormView):
    """Asks again who it is when it is sent, each time."""

    permission = Permission.OPEN_IN_EMERGENCY
    fresh_within = EACH_TIME
    asked_on: ClassVar[frozenset[str]] = frozenset({"POST"})
    kind = form_names.EMERGENCY
    form_class = EmergencyForm
    template_name = "cases/open_in_emergency.html"

    def perform(self, form: EmergencyForm) -> str:
        found = form.cleaned_data
        case = actions.open_in_emergency(
            details=form.details(), why=found["why"], words=found["words"], by=self.person
        )
        return reverse("cases:record", kwargs={"ref": case.ref})

    def is_undone(self, form: EmergencyForm, since: datetime) -> bool:
        return has_ended_since(self.person, since)

    def page_context(self) -> dict[str, Any]:
        return {
            "heading": "Open a case in an emergency",
            "button": "Open the case for 60 minutes",
            "is_warning": True,
            "back": reverse("home"),
        }


class Emergencies(Guarded):
    """One’s own, and those that one reviews or is told of."""

    permission = Permission.OWN_WORK

    def get(self, request: HttpRequest) -> HttpResponse:
        leaf = leaf_of(listed_for(self.person), request.GET.get("page", ""), size=EMERGENCIES_A_PAGE)
        return render(request, "cases/emergencies.html", {"leaf": leaf})


class Emergency(SafeFormView):
    """What was looked at in that hour; with the form for whoever may review it."""

    permission = Permission.OWN_WORK
    kind = form_names.REVIEW_EMERGENCY
    form_class = ReviewForm
    template_name = "cases/emergency_review.html"

    def get_record(self) -> EmergencyAccess:
        seen = EmergencyAccess.objects.visible_to(self.person)
        return get_object_or_404(
            seen.select_related("opened_by", "agency", "lead_agency", "membership__agency", "reviewed_by"),
            ref=self.kwargs["ref"],
        )

    @property
    def emergency(self) -> EmergencyAccess:
        record = self.record
        assert isinstance(record, EmergencyAccess)  # noqa: S101 - `get_record` says so
        return record

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        record_look("emergency.looked_at", about=self.emergency, by=self.person)
        page = emergency_page(self.person, self.emergency)
        if page.may_review:
            return super().get(request, **kwargs)
        return render(request, "cases/emergency.html", {"page": page})

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        self.get_record()
        access.require(self.person, Permission.REVIEW_EMERGENCIES)
        return super().post(request, **kwargs)

    def perform(self, form: ReviewForm) -> str:
        actions.review_emergency(
            emergency=self.emergency, **form.cleaned_data, version=self.opened_version, by=self.person
        )
        messages.success(self.request, "Reviewed. The person is told; what you wrote cannot be changed.")
        return reverse("cases:emergency", kwargs={"ref": self.emergency.ref})

    def page_context(self) -> dict[str, Any]:
        return {
            "page": emergency_page(self.person, self.emergency),
            "heading": "Review an emergency access",
            "button": "Record the review",
            "back": reverse("cases:emergencies"),
        }


class EmergencyEnd(Guarded):
    permission = Permission.OWN_WORK

    def post(self, request: HttpRequest, ref: str) -> HttpResponse:
        found = EmergencyAccess.objects.visible_to(self.person).filter(ref=ref).first()
        if found is None:
            raise Http404
        actions.end_emergency(emergency=found, by=self.person)
        messages.success(request, "The emergency access has ended.")
        return redirect("cases:emergency", ref=ref)
