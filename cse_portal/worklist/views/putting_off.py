"""Putting one line off until another day, and bringing it back."""

from __future__ import annotations

from typing import Any, cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from cse_portal.agencies.guards import Guarded
from cse_portal.agencies.roles import Permission
from cse_portal.core import clock
from cse_portal.desk.guards import SafeFormView
from cse_portal.ui.dates import in_words
from cse_portal.worklist import actions, form_names
from cse_portal.worklist.forms import PutOffForm
from cse_portal.worklist.models import DueItem
from cse_portal.worklist.off_days import last_day_off


class PutOff(SafeFormView):
    """Mine alone: what is nobody's yet is taken first."""

    permission = Permission.OWN_WORK
    kind, form_class = form_names.PUT_OFF, PutOffForm
    template_name = "worklist/put_off.html"

    def get_record(self) -> DueItem:
        return get_object_or_404(DueItem.objects.open().filter(person=self.person), ref=self.kwargs["ref"])

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        if self.record and self.form_kwargs()["latest"] is None:
            messages.info(request, "It is due today, so it stays on your list.")
            return redirect("home")
        return super().get(request, **kwargs)

    def form_kwargs(self) -> dict[str, Any]:
        item = cast(DueItem, self.record)
        return {"latest": last_day_off(due_at=item.due_at, now=clock.now())}

    def page_context(self) -> dict[str, Any]:
        words = {"heading": "Put this off until another day", "button": "Put off", "back": reverse("home")}
        return {**words, "item": self.record, **self.form_kwargs()}

    def perform(self, form: PutOffForm) -> str:
        said = form.cleaned_data
        item = cast(DueItem, self.record)
        actions.put_off(item=item, until_on=said["until_on"], reason=said["reason"], by=self.person)
        day = in_words(said["until_on"])
        messages.success(self.request, f"It comes back to your list on {day}. The date it is due stays as it is.")
        return reverse("home")


class BringBack(Guarded):
    """One press."""

    permission = Permission.OWN_WORK

    def post(self, request: HttpRequest, ref: str) -> HttpResponse:
        item = get_object_or_404(DueItem.objects.open().filter(person=self.person), ref=ref)
        if actions.bring_back(item=item, by=self.person):
            messages.success(request, "It is on your list again.")
        return redirect("home")
