"""Closing a case, and opening it again."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib import messages

from cse_portal.agencies.roles import Permission
from cse_portal.cases import actions, form_names
from cse_portal.cases.forms.stages import CloseForm, ReopenForm
from cse_portal.cases.guards import CaseChange
from cse_portal.cases.workflow import Stage, deed_between, why_not


class StageDeed(CaseChange):
    permission = Permission.CLOSE_CASES
    leads_back = "cases:record"
    to: ClassVar[Stage]

    def not_now(self) -> str:
        here = self.case.get_stage()
        return "" if deed_between(here, self.to) else why_not(here, self.to)


class Close(StageDeed):
    kind = form_names.CLOSE
    form_class = CloseForm
    to = Stage.CLOSED

    def perform(self, form: CloseForm) -> str:
        actions.close_case(
            case=self.case,
            farewell=form.farewell(),
            why=form.cleaned_data["why"],
            version=self.opened_version,
            by=self.person,
        )
        messages.success(self.request, "The case is closed. Everything in it is kept, and it can be opened again.")
        return self.back()

    def words(self) -> dict[str, Any]:
        return {"heading": "Close this case", "button": "Close the case", "form_before": "cases/before_close.html"}


class Reopen(StageDeed):
    kind = form_names.REOPEN
    form_class = ReopenForm
    to = Stage.REOPENED

    def perform(self, form: ReopenForm) -> str:
        why = form.cleaned_data["why"]
        actions.reopen_case(case=self.case, why=why, version=self.opened_version, by=self.person)
        messages.success(self.request, "The case is open again.")
        return self.back()

    def words(self) -> dict[str, Any]:
        return {"heading": "Open this case again", "button": "Reopen the case"}
