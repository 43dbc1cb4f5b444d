"""Links between two cases: those that nobody has talked about yet, and what came of each."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from cse_portal.agencies import access
from cse_portal.agencies.guards import Guarded
from cse_portal.agencies.roles import Permission
from cse_portal.audit.actions import record_look
from cse_portal.core.models import Record
from cse_portal.desk.guards import SafeFormView
from cse_portal.network import actions, form_names, queries
from cse_portal.network.alert_states import STATES, AlertState
from cse_portal.network.forms.deciding import DecideForm
from cse_portal.network.guards import AlertGuarded
from cse_portal.network.presenters.alerts import Told, told_of


class Alerts(Guarded):
    permission = Permission.SEE_NETWORK

    def get(self, request: HttpRequest) -> HttpResponse:
        asked = request.GET.get("which", "")
        state = asked if asked in STATES else AlertState.OPEN.value
        told = told_of(self.person, queries.alerts_for(self.person, state))
        record_look("network.alerts_looked_at", detail={"alerts": len(told)}, by=self.person)
        tabs = [(one.value, words, one.value == state) for one, words in STATES.items()]
        return render(request, "network/alerts.html", {"told": told, "tabs": tabs, "state": state})


class OneAlert(AlertGuarded):
    def get(self, request: HttpRequest, ref: str) -> HttpResponse:
        self.note_look()
        may = any(access.decides(self.person, case, Permission.KEEP_RECORD) for case in self.cases)
        context = {"told": self.told(), "alert": self.alert, "may_decide": may}
        return render(request, "network/alert.html", context)

    def told(self) -> Told | None:
        return next(iter(told_of(self.person, [self.alert])), None)


class DecideAlert(AlertGuarded, SafeFormView):
    permission = Permission.KEEP_RECORD
    kind, form_class = form_names.DECIDE, DecideForm
    template_name = "network/deed.html"

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        self.note_look()
        return super().get(request, **kwargs)

    def get_record(self) -> Record | None:
        return self.load(self.kwargs["ref"])

    def about_ref(self) -> str:
        return str(self.alert.ref)

    def perform(self, form: DecideForm) -> str:
        said = form.cleaned_data
        actions.decide_alert(
            alert=self.alert,
            version=self.opened_version,
            state=AlertState(said["state"]),
            why=said["why"],
            by=self.person,
        )
        messages.success(self.request, "Saved. The other case’s worker can read it, too.")
        return self.back()

    def back(self) -> str:
        return reverse("network:alert", kwargs={"ref": self.alert.ref})

    def page_context(self) -> dict[str, Any]:
        return {"back": self.back(), "heading": "What came of this link", "button": "Save"}
