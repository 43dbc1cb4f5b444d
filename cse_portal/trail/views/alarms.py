"""Alarms about looking, and the planted records that raise some."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from cse_portal.agencies.guards import Guarded, StepUp
from cse_portal.agencies.roles import Permission
from cse_portal.audit.actions import record_look
from cse_portal.trail.actions import alarms as actions
from cse_portal.trail.form_names import ALARM, PLANT, RETIRE
from cse_portal.trail.forms.alarms import FindingForm, PlantForm, RetireForm
from cse_portal.trail.guards import Deed
from cse_portal.trail.models import Alarm, Canary
from cse_portal.trail.presenters.alarms import alarm_page, alarms_page
from cse_portal.trail.queries.alarms import planted_in
from cse_portal.trail.queries.scope import agencies_for, post_of


class Alarms(Guarded):
    permission = Permission.LOOK_INTO_ALARMS

    def get(self, request: HttpRequest) -> HttpResponse:
        return render(request, "trail/alarms.html", {"page": alarms_page(self.person, request.GET.get("page", ""))})


class OneAlarm(Deed):
    """The alarm with its looks; and, until it is closed, the form for what was found."""

    permission = Permission.LOOK_INTO_ALARMS
    kind = ALARM
    form_class = FindingForm
    template_name = "trail/alarm.html"

    def get_record(self) -> Alarm:
        visible = Alarm.objects.visible_to(self.person).select_related("person", "agency")
        return get_object_or_404(visible, ref=self.kwargs["ref"])

    @property
    def alarm(self) -> Alarm:
        record = self.record
        assert isinstance(record, Alarm)  # noqa: S101 - `get_record` says so
        return record

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        record_look("alarm.looked_at", about=self.alarm, by=self.person)
        if self.alarm.closed_at is not None:
            return render(request, "trail/alarm_closed.html", self.page_context())
        return super().get(request, **kwargs)

    def perform(self, form: FindingForm) -> str:
        said = form.cleaned_data
        actions.say_finding(
            alarm=self.alarm,
            outcome=said["outcome"],
            words=said["words"],
            version=self.opened_version,
            by=self.person,
        )
        messages.success(self.request, "Saved. What you found is kept with the alarm.")
        return reverse("trail:alarms")

    def page_context(self) -> dict[str, Any]:
        page = alarm_page(self.alarm, self.person, self.request.GET.get("after", ""))
        button = "Close the alarm" if page.closes else "Send what you found"
        return {"page": page, "heading": page.title, "button": button, "back": reverse("trail:alarms")}


class Planted(Guarded):
    permission = Permission.PLANT_RECORDS

    def get(self, request: HttpRequest) -> HttpResponse:
        planted = planted_in(post_of(self.person).agency.partnership_id)
        record_look("canary.looked_at", by=self.person)
        return render(request, "trail/planted.html", {"planted": planted})


class Plant(StepUp, Deed):
    permission = Permission.PLANT_RECORDS
    kind = PLANT
    form_class = PlantForm

    def form_kwargs(self) -> dict[str, Any]:
        return {"agencies": agencies_for(post_of(self.person))}

    def perform(self, form: PlantForm) -> str:
        actions.plant(**form.cleaned_data, by=self.person)
        messages.success(self.request, "Planted. A look at it or a search that meets it raises an alarm.")
        return reverse("trail:planted")

    def page_context(self) -> dict[str, Any]:
        return {
            "heading": "Plant a record",
            "button": "Plant it",
            "back": reverse("trail:planted"),
            "before": "trail/before_plant.html",
        }


class Retire(StepUp, Deed):
    permission = Permission.PLANT_RECORDS
    kind = RETIRE
    form_class = RetireForm

    def canary(self) -> Canary:
        """Not a record of the form's: nobody but the portal reads its table."""
        planted = planted_in(post_of(self.person).agency.partnership_id)
        found = [one for one in planted if one.ref == self.kwargs["ref"] and one.retired_at is None]
        if not found:
            raise Http404
        return found[0]

    def about_ref(self) -> str:
        return self.canary().ref

    def perform(self, form: RetireForm) -> str:
        actions.retire(ref=self.kwargs["ref"], why=form.cleaned_data["why"], by=self.person)
        messages.success(self.request, "It raises no more alarms.")
        return reverse("trail:planted")

    def page_context(self) -> dict[str, Any]:
        return {
            "heading": "Stop the alarms of a planted record",
            "button": "Stop them",
            "back": reverse("trail:planted"),
            "before": "trail/before_retire.html",
            "canary": self.canary(),
        }
