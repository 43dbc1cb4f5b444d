"""Writing down how a young person moves to adult services."""

from __future__ import annotations

from typing import Any

from django.contrib import messages

from cse_portal.agencies.roles import Permission
from cse_portal.cases import actions, form_names
from cse_portal.cases.forms.adulthood import NEEDED, NONE, AdultMoveForm
from cse_portal.cases.guards import CaseDeed
from cse_portal.cases.models import AdultMove

STILL_OPEN = "The case stays open until somebody closes it: a birthday does not."


class MoveToAdultServices(CaseDeed):
    permission = Permission.KEEP_MEETINGS
    kind = form_names.ADULT_MOVE
    form_class = AdultMoveForm
    leads_back = "cases:plans"

    def get_record(self) -> AdultMove | None:
        return AdultMove.objects.filter(case=self.case).first()

    def initial_of(self, record: Any) -> dict[str, Any]:
        said = {name: getattr(record, name) for name in ("contact", "plan", "handed_over_on", "why_none")}
        return {**said, "is_needed": NEEDED if record.is_needed else NONE}

    def note_look_of_form(self) -> None:
        self.note_look("plan.list_looked_at")

    def perform(self, form: AdultMoveForm) -> str:
        version = self.opened_version if self.record else None
        actions.record_adult_move(case=self.case, version=version, values=form.cleaned_data, by=self.person)
        messages.success(self.request, f"The move to adult services is saved. {STILL_OPEN}")
        return self.back()

    def words(self) -> dict[str, Any]:
        return {"heading": "Moving to adult services", "button": "Save"}
