"""The meetings about a child: listed, called, held, and what stands in the record of each."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from cse_portal.agencies import access
from cse_portal.agencies.roles import Permission
from cse_portal.audit.actions import record_refusal
from cse_portal.cases import actions, form_names
from cse_portal.cases import meeting_queries as queries
from cse_portal.cases.forms.meetings import (
    NO,
    OUTSIDE,
    PERSON,
    PLACE,
    VIDEO,
    YES,
    HeldForm,
    InviteForm,
    MeetingForm,
    NoMeetingForm,
    WhyForm,
)
from cse_portal.cases.guards import CaseDeed, CaseGuarded
from cse_portal.cases.meeting_kinds import meeting_kind, meeting_kinds
from cse_portal.cases.models import Invitee, Meeting
from cse_portal.cases.presenters.meetings import meeting_list, meeting_page
from cse_portal.cases.queries import agencies_to_open_to, people_to_name
from cse_portal.cases.told_here import told_here
from cse_portal.core.models import Record


class Meetings(CaseGuarded):
    tab = "meetings"

    def get(self, request: HttpRequest, ref: str) -> HttpResponse:
        self.note_look("meeting.list_looked_at")
        context = {**self.case_context(), "page": meeting_list(self.seen)}
        return render(request, "cases/meetings.html", context)


class OfMeeting(CaseGuarded):
    """About one meeting, found by its own reference, in a case that the person sees."""

    meeting: Meeting

    def look_up(self, **kwargs: Any) -> None:
        if not self.request.user.is_authenticated:
            return
        meeting = self.find(kwargs["ref"])
        if meeting is None:
            raise Http404
        self.meeting, self.case = meeting, self.seen_case(pk=meeting.case_id)

    def find(self, ref: str) -> Meeting | None:
        return queries.meeting_by_ref(ref)

    def refused(self, refused: PermissionDenied | Http404) -> None:
        about = queries.whose(Meeting, self.kwargs["ref"])
        record_refusal("case.refused", about=about, detail={"page": self.address_name}, by=self.person)


class MeetingRecord(OfMeeting):
    tab = "meetings"

    def get(self, request: HttpRequest, ref: str) -> HttpResponse:
        self.note_look("meeting.looked_at", self.meeting)
        page, told = meeting_page(self.seen, self.meeting), told_here(self.person, self.case, self.meeting.ref)
        return render(request, "cases/meeting.html", {**self.case_context(), "page": page, "told_here": told})


class MeetingDeed(OfMeeting, CaseDeed):
    """One part of a meeting’s record, saved by itself."""

    permission = Permission.KEEP_MEETINGS
    heading: str
    button = "Save"
    done = "Saved."

    def note_look_of_form(self) -> None:
        self.note_look("meeting.looked_at", self.meeting)

    def about_ref(self) -> str:
        return str(self.meeting.ref)

    def back(self) -> str:
        return reverse("cases:meeting", kwargs={"ref": self.meeting.ref})

    def saved(self) -> str:
        messages.success(self.request, self.done)
        return self.back()

    def words(self) -> dict[str, Any]:
        return {"heading": self.heading, "button": self.button}


class ChangesMeeting(MeetingDeed):
    """A form about the meeting itself, which two people may have open at once."""

    def get_record(self) -> Meeting:
        meeting = queries.meeting_by_ref(self.meeting.ref)
        if meeting is None:
            raise Http404
        return meeting


class CallMeeting(CaseDeed):
    permission = Permission.KEEP_MEETINGS
    kind, form_class = form_names.CALL, MeetingForm

    def form_kwargs(self) -> dict[str, Any]:
        return {
            "find": lambda words: people_to_name(self.case, words),
            "kinds": meeting_kinds(access.roles(self.person)),
        }

    def initial(self) -> dict[str, Any]:
        return {"kind": self.request.GET.get("kind", "")}

    def perform(self, form: MeetingForm) -> str:
        meeting = actions.call_meeting(case=self.case, values=form.values, by=self.person)
        messages.success(self.request, "The meeting is planned. Now say who is invited.")
        return reverse("cases:meeting", kwargs={"ref": meeting.ref})

    def back(self) -> str:
        return reverse("cases:meetings", kwargs={"ref": self.case.ref})

    def words(self) -> dict[str, Any]:
        return {"heading": "Plan a meeting", "button": "Plan the meeting"}


class NoMeeting(CaseDeed):
    permission = Permission.KEEP_MEETINGS
    kind, form_class = form_names.NO_MEETING, NoMeetingForm

    def perform(self, form: NoMeetingForm) -> str:
        actions.excuse_meeting(case=self.case, why=form.cleaned_data["why"], by=self.person)
        messages.success(self.request, "The reason is in the chronology, and the meeting is no longer due.")
        return self.back()

    def back(self) -> str:
        return reverse("cases:meetings", kwargs={"ref": self.case.ref})

    def words(self) -> dict[str, Any]:
        return {"heading": "Say why there is no meeting", "button": "Save the reason"}


class ChangeMeeting(ChangesMeeting):
    kind, form_class = form_names.CHANGE_MEETING, MeetingForm
    heading = "Change the meeting"

    def form_kwargs(self) -> dict[str, Any]:
        kinds = {one.code: one for one in meeting_kinds(access.roles(self.person))}
        kinds.setdefault(self.meeting.kind, meeting_kind(self.meeting.kind))
        return {"find": lambda words: people_to_name(self.case, words), "kinds": list(kinds.values())}

    def initial_of(self, record: Record) -> dict[str, Any]:
        meeting: Any = record
        same = ("kind", "planned_at", "place", "purpose", "child_why_not", "parents_why_not", "chair_words")
        return {
            **{name: getattr(meeting, name) for name in same},
            "where": VIDEO if meeting.by_video else PLACE,
            "chair_is": PERSON if meeting.chair else OUTSIDE,
            "chair_name": meeting.chair.user.name if meeting.chair else "",
            "which": meeting.chair.ref if meeting.chair else "",
            "child_invited": YES if meeting.child_invited else NO,
            "parents_invited": YES if meeting.parents_invited else NO,
        }

    def perform(self, form: MeetingForm) -> str:
        actions.change_meeting(meeting=self.meeting, version=self.opened_version, values=form.values, by=self.person)
        return self.saved()


class CancelMeeting(ChangesMeeting):
    kind, form_class = form_names.CANCEL_MEETING, WhyForm
    heading, button, done = "Cancel the meeting", "Cancel the meeting", "The meeting is cancelled."

    def perform(self, form: WhyForm) -> str:
        actions.cancel_meeting(
            meeting=self.meeting, version=self.opened_version, why=form.cleaned_data["why"], by=self.person
        )
        return self.saved()

    def words(self) -> dict[str, Any]:
        return {**super().words(), "is_warning": True, "form_before": "cases/before_cancel_meeting.html"}


class Invite(MeetingDeed):
    kind, form_class = form_names.INVITE, InviteForm
    heading, button, done = "Invite somebody", "Put on the list", "They are on the list."

    def form_kwargs(self) -> dict[str, Any]:
        return {"agencies": agencies_to_open_to(self.case)}

    def perform(self, form: InviteForm) -> str:
        actions.invite_to_meeting(
            meeting=self.meeting, agency=form.chosen_agency, who=form.cleaned_data["who"], by=self.person
        )
        return self.saved()


class HoldMeeting(ChangesMeeting):
    kind, form_class = form_names.HOLD, HeldForm
    heading, done = "Record that the meeting was held", "Saved. Now write down what was decided, and who does what."

    def _invitees(self) -> list[Invitee]:
        return list(Invitee.objects.filter(meeting=self.meeting).select_related("agency"))

    def form_kwargs(self) -> dict[str, Any]:
        return {"invitees": self._invitees()}

    def initial_of(self, record: Record) -> dict[str, Any]:
        meeting: Any = record
        came = {f"came_{number}": one.attendance for number, one in enumerate(self._invitees(), 1)}
        return {"took_place_at": meeting.took_place_at or meeting.planned_at, **came}

    def perform(self, form: HeldForm) -> str:
        actions.record_held(
            meeting=self.meeting,
            version=self.opened_version,
            took_place_at=form.cleaned_data["took_place_at"],
            attendance=form.attendance,
            by=self.person,
        )
        return self.saved()
