"""Who works a case: the page of people, and the deeds by which a case is shared out."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from cse_portal.agencies import access
from cse_portal.agencies.roles import Permission
from cse_portal.cases import actions, form_names, queries
from cse_portal.cases import team_queries as teams
from cse_portal.cases.forms.team import AllocateForm, EndMemberForm, HandOverForm, MemberForm
from cse_portal.cases.guards import CaseChange, CaseDeed, CaseGuarded
from cse_portal.cases.presenters.people import people_of
from cse_portal.cases.team import SEES_IT_STILL_FOR_DAYS, Part
from cse_portal.core import clock


class CasePeople(CaseGuarded):
    tab = "people"

    def get(self, request: HttpRequest, ref: str) -> HttpResponse:
        self.note_look("case.people_looked_at")
        context = {**self.case_context(), "page": people_of(self.seen)}
        return render(request, "cases/case_people.html", context)


class NoteRead(CaseGuarded):
    """The worker has read the case that was allocated to them."""

    def post(self, request: HttpRequest, ref: str) -> HttpResponse:
        actions.note_read(case=self.case, by=self.person)
        messages.success(request, "Noted: you have read this case.")
        return redirect("cases:record", ref=ref)


class TeamDeed(CaseDeed):
    permission = Permission.ALLOCATE_CASES
    leads_back = "cases:people"


class ShareOut(CaseChange):
    permission = Permission.ALLOCATE_CASES
    leads_back = "cases:people"

    def form_kwargs(self) -> dict[str, Any]:
        return {"workers": teams.can_carry(self.case)}


class Allocate(ShareOut):
    kind = form_names.ALLOCATE
    form_class = AllocateForm

    def perform(self, form: AllocateForm) -> str:
        found = form.cleaned_data
        terms = {"until": found["until"], "why": found["why"], "version": self.opened_version}
        actions.allocate_case(case=self.case, worker=form.membership, **terms, by=self.person)
        messages.success(self.request, f"The case is allocated to {form.membership.user.name}. They are told.")
        return self.back()

    def not_now(self) -> str:
        return actions.HELD_ALREADY if self.seen.worker else ""

    def words(self) -> dict[str, Any]:
        return {"heading": "Allocate this case", "button": "Allocate the case"}


class HandOver(ShareOut):
    kind = form_names.HAND_OVER
    form_class = HandOverForm

    def initial(self) -> dict[str, Any]:
        return {"both_until": clock.today() + timedelta(days=SEES_IT_STILL_FOR_DAYS)}

    def form_kwargs(self) -> dict[str, Any]:
        held = self.seen.worker
        workers = teams.can_carry(self.case)
        return {"workers": workers.exclude(pk=held.membership_id) if held else workers}

    def perform(self, form: HandOverForm) -> str:
        found = form.cleaned_data
        terms = {"words": found["words"], "both_until": found["both_until"], "version": self.opened_version}
        actions.hand_over_case(case=self.case, to=form.membership, **terms, by=self.person)
        messages.success(self.request, f"The case is handed over to {form.membership.user.name}. Both are told.")
        return self.back()

    def not_now(self) -> str:
        return "" if self.seen.worker else actions.NOT_ALLOCATED

    def words(self) -> dict[str, Any]:
        return {
            "heading": "Hand this case over",
            "button": "Hand it over",
            "form_before": "cases/before_hand_over.html",
            "allocated": self.seen.worker,
        }


class MemberAdd(TeamDeed):
    kind = form_names.ADD_MEMBER
    form_class = MemberForm

    def form_kwargs(self) -> dict[str, Any]:
        return {"find": lambda words: queries.people_to_name(self.case, words)}

    def perform(self, form: MemberForm) -> str:
        found = form.cleaned_data
        said = {name: found[name] for name in ("part", "part_words", "until", "why")}
        actions.add_member(case=self.case, membership=form.membership, **said, by=self.person)
        messages.success(self.request, f"{form.membership.user.name} has a part in this case now, and is told.")
        return self.back()

    def words(self) -> dict[str, Any]:
        return {"heading": "Give somebody a part in this case", "button": "Add them"}


class MemberEnd(TeamDeed):
    kind = form_names.END_MEMBER
    form_class = EndMemberForm

    def form_kwargs(self) -> dict[str, Any]:
        current = [one for one in teams.team(self.case) if one.is_current and one.part != Part.ALLOCATED]
        return {"members": current}

    def initial(self) -> dict[str, Any]:
        return {"who": self.request.GET.get("who", "")}

    def perform(self, form: EndMemberForm) -> str:
        actions.end_member(member=form.member, why=form.cleaned_data["why"], by=self.person)
        messages.success(self.request, "Their part has ended, and with it the access that it gave.")
        return self.back() if access.can_see(self.person, self.case) else "/cases/"

    def words(self) -> dict[str, Any]:
        return {"heading": "End somebody’s part", "button": "End their part", "is_warning": True}
