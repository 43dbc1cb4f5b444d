"""The MASH board and one referral on it: taken, rated, asked about, decided, told."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.dateparse import parse_datetime

from cse_portal.agencies.guards import Guarded
from cse_portal.agencies.roles import Permission
from cse_portal.audit.actions import record_look
from referrals import actions, form_names, queries
from referrals.forms.triage import (
    AskForm,
    DecisionForm,
    HandOverForm,
    PauseForm,
    RateForm,
    ResumeForm,
    SendBackForm,
    TakeForm,
    ToldForm,
)
from referrals.guards import MashDeed
from referrals.presenters.board import CHOICES, board_of
from referrals.presenters.triage import TriagePage, suggested
from referrals.refused import NOT_PAUSED, NOT_YOURS, RATE_FIRST
from referrals.sources import Basis
from referrals.workflow import OUTCOMES, Deed, Outcome, Status

SENT = "A manager has it now. Until they approve it nothing is decided."
DECIDED = "It is decided: {what}. Whoever referred reads it in the portal now. Tell them by phone, too."


class Board(Guarded):
    permission = Permission.TRIAGE

    def get(self, request: HttpRequest) -> HttpResponse:
        record_look("referral.board_looked_at", by=self.person)
        choice = request.GET.get("show", "")
        board = board_of(self.person, choice if choice in CHOICES else "")
        context = {"board": board, "choices": [(code, title, code == board.choice) for code, title in CHOICES.items()]}
        return render(request, "referrals/board.html", context)


class BoardNews(Guarded):
    """How much came in, and whether anything changed, since a board was opened: numbers and nothing else."""

    permission = Permission.TRIAGE

    def get(self, request: HttpRequest) -> HttpResponse:
        since = parse_datetime(request.GET.get("since", ""))
        if since is None or since.tzinfo is None:
            return JsonResponse({"arrived": 0, "changed": False})
        arrived, changed = queries.news_since(self.person, since)
        return JsonResponse({"arrived": arrived, "changed": changed})


class Triage(MashDeed):
    """Everything about it, and beside it the decision: proposed by an officer, taken by a manager."""

    kind, form_class = form_names.DECIDE, DecisionForm
    template_name = "referrals/triage.html"
    decides_by = ("outcome",)

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        if self.referred.get_status() is Status.WITHDRAWN:
            return redirect("referrals:referral", ref=self.referred.ref)
        return super().get(request, **kwargs)

    def note_look_of_form(self) -> None:
        self.note_look("referral.looked_at", self.referred)

    @cached_property
    def page(self) -> TriagePage:
        return TriagePage(self.referred, self.person, self.seen)

    def initial_of(self, record: Any) -> dict[str, Any]:
        """What an officer proposed, or what was sent back, is there to go on with."""
        named = ("outcome", "because", "feedback", "to_borough", "tells_police")
        team = {"team": str(self.referred.team.ref)} if self.referred.team else {}
        return {name: getattr(record, name) for name in named} | team

    def form_kwargs(self) -> dict[str, Any]:
        return {"teams": queries.teams_for(self.referred)}

    def perform(self, form: DecisionForm) -> str:
        deed = actions.decide_referral if self.page.is_manager else actions.propose_decision
        deed(referred=self.referred, version=self.opened_version, decision=form.decision, by=self.person)
        said = OUTCOMES[Outcome(form.decision.outcome)].title.lower()
        messages.success(self.request, DECIDED.format(what=said) if self.page.is_manager else SENT)
        return reverse("referrals:board")

    def back(self) -> str:
        return reverse("referrals:board")

    def not_now(self) -> str:
        return "" if self.page.may_decide else self.why_not(Deed.DECIDE if self.page.is_manager else Deed.PROPOSE)

    def words(self) -> dict[str, Any]:
        button = "Send for approval"
        if self.page.is_manager:
            button = "Approve and decide" if self.page.is_approval else "Decide"
        return {
            "heading": f"Referral of {self.case.child.name}",
            "title": f"Referral of {self.case.child.initials}",
            "button": button,
            "page": self.page,
        }


class Take(MashDeed):
    kind, form_class = form_names.TAKE, TakeForm

    def form_kwargs(self) -> dict[str, Any]:
        return {"is_taken": self.is_others}

    @property
    def is_others(self) -> bool:
        taken = self.referred.taken_by
        return taken is not None and taken.user_id != self.person.pk

    def perform(self, form: TakeForm) -> str:
        takes_over = bool(form.cleaned_data.get("takes_over"))
        actions.take_referral(
            referred=self.referred, version=self.opened_version, takes_over=takes_over, by=self.person
        )
        messages.success(self.request, "You have it now. Whoever referred sees that MASH looks into it.")
        return self.back()

    def not_now(self) -> str:
        if self.is_others and self.referred.taken_by:
            return f"{self.referred.taken_by.user.name} has it."
        return self.why_not(Deed.HAND_OVER if self.referred.get_status() is Status.APPROVAL else Deed.TAKE)

    def words(self) -> dict[str, Any]:
        heading = "Take the referral over" if self.is_others else "Take the referral"
        return {"heading": heading, "button": "Take it over" if self.is_others else "Take it"}


class HasIt(MashDeed):
    """For whoever has it: somebody else takes it over first."""

    deed: Deed

    def not_now(self) -> str:
        if why := self.why_not(self.deed):
            return why
        taken = self.referred.taken_by
        return "" if taken is not None and taken.user_id == self.person.pk else NOT_YOURS


class HandOver(HasIt):
    kind, form_class = form_names.HAND_OVER, HandOverForm
    deed = Deed.HAND_OVER

    def form_kwargs(self) -> dict[str, Any]:
        there = queries.at_mash(self.referred.mash)
        return {"people": [one for one in there if one.user_id != self.person.pk]}

    def perform(self, form: HandOverForm) -> str:
        to = form.chosen
        actions.hand_over_referral(referred=self.referred, version=self.opened_version, to=to, by=self.person)
        messages.success(self.request, f"{to.user.name} has it now.")
        return reverse("referrals:board")

    def words(self) -> dict[str, Any]:
        return {"heading": "Hand the referral over", "button": "Hand over"}


class Rate(HasIt):
    kind, form_class = form_names.RATE, RateForm
    deed = Deed.RATE

    def initial_of(self, record: Any) -> dict[str, Any]:
        return {"rating": record.rating}

    def form_kwargs(self) -> dict[str, Any]:
        return {"before": self.referred.rating}

    def perform(self, form: RateForm) -> str:
        actions.rate_referral(
            referred=self.referred,
            version=self.opened_version,
            rating=form.rated,
            because=form.cleaned_data["because"],
            by=self.person,
        )
        messages.success(self.request, "The rating is saved. What agencies are asked is due by it.")
        return self.back()

    def words(self) -> dict[str, Any]:
        return {"heading": "Rate the referral", "button": "Save the rating"}


class Pause(HasIt):
    kind, form_class = form_names.PAUSE, PauseForm
    deed = Deed.PAUSE

    def perform(self, form: PauseForm) -> str:
        actions.pause_clock(
            referred=self.referred,
            version=self.opened_version,
            until=form.cleaned_data["until"],
            because=form.cleaned_data["because"],
            by=self.person,
        )
        messages.success(self.request, "The clock stands still until then, and runs again by itself.")
        return self.back()

    def words(self) -> dict[str, Any]:
        return {"heading": "Stop the clock", "button": "Stop the clock"}


class Resume(HasIt):
    kind, form_class = form_names.RESUME, ResumeForm
    deed = Deed.PAUSE

    def perform(self, form: ResumeForm) -> str:
        actions.resume_clock(referred=self.referred, version=self.opened_version, by=self.person)
        messages.success(self.request, "The clock runs again.")
        return self.back()

    def not_now(self) -> str:
        return super().not_now() or ("" if queries.running_pause(self.referred) else NOT_PAUSED)

    def words(self) -> dict[str, Any]:
        return {"heading": "Start the clock again", "button": "Start the clock"}


class Ask(HasIt):
    kind, form_class = form_names.ASK, AskForm
    template_name = "referrals/ask.html"
    deed = Deed.ASK

    def initial_of(self, record: Any) -> dict[str, Any]:
        return {"basis": Basis.PUBLIC_TASK.value}

    def form_kwargs(self) -> dict[str, Any]:
        there = queries.could_be_asked(self.referred)
        return {"agencies": suggested(there, queries.works_with(self.case))}

    def perform(self, form: AskForm) -> str:
        made = actions.ask_agencies(
            referred=self.referred,
            version=self.opened_version,
            agencies=form.chosen,
            question=form.cleaned_data["question"],
            basis=form.ground,
            by=self.person,
        )
        number = len(made)
        messages.success(self.request, f"{number} agenc{'y is' if number == 1 else 'ies are'} asked.")
        return self.back()

    def not_now(self) -> str:
        return super().not_now() or ("" if self.referred.rating else RATE_FIRST)

    def words(self) -> dict[str, Any]:
        return {"heading": "Ask agencies what they know", "button": "Ask"}


class SendBack(MashDeed):
    permission = Permission.DECIDE_REFERRALS
    kind, form_class = form_names.SEND_BACK, SendBackForm

    def perform(self, form: SendBackForm) -> str:
        because = form.cleaned_data["because"]
        actions.send_back_decision(
            referred=self.referred, version=self.opened_version, because=because, by=self.person
        )
        messages.success(self.request, "It is sent back. Your words stand with the referral.")
        return reverse("referrals:board")

    def not_now(self) -> str:
        return self.why_not(Deed.SEND_BACK)

    def words(self) -> dict[str, Any]:
        return {"heading": "Send the decision back", "button": "Send back"}


class ToldThem(MashDeed):
    kind, form_class = form_names.TOLD, ToldForm

    def initial_of(self, record: Any) -> dict[str, Any]:
        return {"on": record.told_on, "words": record.told_words}

    def form_kwargs(self) -> dict[str, Any]:
        return {"is_transfer": self.referred.outcome == Outcome.TRANSFER.value}

    def perform(self, form: ToldForm) -> str:
        said = form.cleaned_data
        actions.note_told(
            referred=self.referred,
            version=self.opened_version,
            on=said["on"],
            words=said["words"],
            handed_to=said.get("handed_to", ""),
            by=self.person,
        )
        messages.success(self.request, "It is on record that they were told.")
        return reverse("referrals:board")

    def not_now(self) -> str:
        return self.why_not(Deed.TELL)

    def words(self) -> dict[str, Any]:
        return {"heading": "Whoever referred was told", "button": "Save"}
