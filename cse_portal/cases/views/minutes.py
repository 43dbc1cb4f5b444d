"""The minutes of a meeting: written, approved by its chair, added to, and made into a PDF."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from cse_portal.agencies.roles import Permission
from cse_portal.cases import actions, form_names
from cse_portal.cases import meeting_queries as queries
from cse_portal.cases.downloads import MINUTES_PDF
from cse_portal.cases.forms.meetings import AddendumForm, ApproveForm, MinutesForm
from cse_portal.cases.views.meetings import ChangesMeeting, MeetingDeed, OfMeeting
from cse_portal.core.models import Record
from cse_portal.desk.actions.jobs import ask_for


class WriteMinutes(ChangesMeeting):
    kind, form_class = form_names.MINUTES, MinutesForm
    heading, button, done = "Minutes", "Save the minutes", "Saved as a version of the minutes."

    def initial_of(self, record: Record) -> dict[str, Any]:
        last = queries.last_minutes(self.meeting)
        return {"words": last.words if last else ""}

    def perform(self, form: MinutesForm) -> str:
        words = form.cleaned_data["words"]
        actions.write_minutes(meeting=self.meeting, version=self.opened_version, words=words, by=self.person)
        return self.saved()


class ApproveMinutes(ChangesMeeting):
    permission = Permission.KEEP_RECORD
    kind, form_class = form_names.APPROVE, ApproveForm
    decides_by = ("is_right",)
    heading, button = "Approve the minutes", "Approve the minutes"
    done = "The minutes are approved. From now on they are only added to."

    def _require(self) -> None:
        super()._require()
        if not queries.may_approve(self.meeting, self.person):
            raise PermissionDenied

    def perform(self, form: ApproveForm) -> str:
        actions.approve_minutes(meeting=self.meeting, version=self.opened_version, by=self.person)
        return self.saved()

    def words(self) -> dict[str, Any]:
        last = queries.last_minutes(self.meeting)
        more = {"form_before": "cases/before_approve.html", "minutes": last, "meeting": self.meeting}
        return {**super().words(), **more}


class AddToMinutes(MeetingDeed):
    kind, form_class = form_names.ADD_TO_MINUTES, AddendumForm
    heading, button, done = "Add to the minutes", "Add", "Added below the minutes."

    def perform(self, form: AddendumForm) -> str:
        actions.add_to_minutes(meeting=self.meeting, words=form.cleaned_data["words"], by=self.person)
        return self.saved()


class MinutesPdf(OfMeeting):
    def post(self, request: HttpRequest, ref: str) -> HttpResponse:
        self.note_look("meeting.minutes_printed", self.meeting)
        job = ask_for(kind=MINUTES_PDF, parameters={"meeting": self.meeting.ref}, by=self.person)
        return redirect("desk:job", ref=job.ref)
