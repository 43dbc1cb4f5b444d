"""A child’s missing episodes: listed, reported, put right, ended, and what was learnt of each."""

from __future__ import annotations

from functools import partial
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
from cse_portal.cases import missing_queries as queries
from cse_portal.cases import missing_rules as rules
from cse_portal.cases.access import marks_for
from cse_portal.cases.forms.meetings import NO, YES, WhyForm
from cse_portal.cases.forms.missing import (
    FollowUpForm,
    InterviewForm,
    LearntForm,
    NewReportForm,
    ReportForm,
    ReturnForm,
    StepForm,
)
from cse_portal.cases.guards import CaseDeed, CaseGuarded
from cse_portal.cases.models import Case, Learnt, MissingEpisode
from cse_portal.cases.presenters.missing import abouts_for, episode_page, missing_list
from cse_portal.cases.queries import agencies_to_open_to
from cse_portal.cases.told_here import told_here
from cse_portal.core import clock
from cse_portal.core.models import Record

KEEP = Permission.KEEP_RECORD


class Missing(CaseGuarded):
    tab = "missing"

    def get(self, request: HttpRequest, ref: str) -> HttpResponse:
        self.note_look("missing.list_looked_at")
        return render(request, "cases/missing.html", {**self.case_context(), "page": missing_list(self.seen)})


class OfEpisode(CaseGuarded):
    """About one episode, found by its own reference, in a case that the person sees."""

    episode: MissingEpisode

    def look_up(self, **kwargs: Any) -> None:
        if not self.request.user.is_authenticated:
            return
        episode = queries.episode_by_ref(kwargs["ref"])
        if episode is None:
            raise Http404
        self.episode, self.case = episode, self.seen_case(pk=episode.case_id)

    def refused(self, refused: PermissionDenied | Http404) -> None:
        about = queries.whose(self.kwargs["ref"])
        record_refusal("case.refused", about=about, detail={"page": self.address_name}, by=self.person)


class Episode(OfEpisode):
    tab = "missing"

    def get(self, request: HttpRequest, ref: str) -> HttpResponse:
        self.note_look("missing.looked_at", self.episode)
        told = told_here(self.person, self.case, self.episode.ref)
        context = {**self.case_context(), "page": episode_page(self.seen, self.episode), "told_here": told}
        return render(request, "cases/missing_episode.html", context)


class ReportMissing(CaseDeed):
    permission = KEEP
    kind, form_class = form_names.REPORT_MISSING, NewReportForm

    def form_kwargs(self) -> dict[str, Any]:
        return {"check": partial(trouble, self.case, None)}

    def initial(self) -> dict[str, Any]:
        return {"began_at": clock.now(), "is_over": NO}

    def perform(self, form: NewReportForm) -> str:
        made = actions.report_missing(case=self.case, values=form.values, by=self.person)
        messages.success(self.request, "The report is saved. Add what becomes known, and record the return here.")
        return reverse("cases:missing_episode", kwargs={"ref": made.ref})

    def back(self) -> str:
        return reverse("cases:missing", kwargs={"ref": self.case.ref})

    def not_now(self) -> str:
        return (
            "This child is reported missing now. Record that return first, unless this was earlier."
            if self._is_missing()
            else ""
        )

    def _is_missing(self) -> bool:
        return queries.missing_now(self.case) is not None

    def words(self) -> dict[str, Any]:
        return {
            "heading": "Report that a child is missing",
            "button": "Save the report",
            "form_before": "cases/before_missing.html",
        }


def trouble(case: Case, episode: MissingEpisode | None, span: rules.Span) -> str:
    spans = [one.span for one in queries.others(case, episode)]
    if episode is not None and span.ended is None:
        span = rules.Span(span.began, episode.ended_at)  # putting the report right leaves the return as it is
    return rules.trouble_with(span, now=clock.now(), born_on=case.child.born_on, others=spans)


class EpisodeDeed(OfEpisode, CaseDeed):
    permission = KEEP
    heading: str
    button = "Save"
    done = "Saved."

    def note_look_of_form(self) -> None:
        self.note_look("missing.looked_at", self.episode)

    def about_ref(self) -> str:
        return str(self.episode.ref)

    def back(self) -> str:
        return reverse("cases:missing_episode", kwargs={"ref": self.episode.ref})

    def saved(self) -> str:
        messages.success(self.request, self.done)
        return self.back()

    def words(self) -> dict[str, Any]:
        return {"heading": self.heading, "button": self.button}


class ChangesEpisode(EpisodeDeed):
    """What two people may have open at once."""

    def get_record(self) -> MissingEpisode:
        episode = queries.episode_by_ref(self.episode.ref)
        if episode is None:
            raise Http404
        return episode


class ChangeMissing(ChangesEpisode):
    kind, form_class = form_names.CHANGE_MISSING, ReportForm
    heading = "Put right or add to the report"

    def form_kwargs(self) -> dict[str, Any]:
        return {"check": partial(trouble, self.case, self.episode)}

    def initial_of(self, record: Record) -> dict[str, Any]:
        return {name: getattr(record, name) for name in ReportForm.base_fields}

    def perform(self, form: ReportForm) -> str:
        actions.change_missing(episode=self.episode, version=self.opened_version, values=form.values, by=self.person)
        return self.saved()


class RecordReturn(ChangesEpisode):
    kind, form_class = form_names.RECORD_RETURN, ReturnForm
    heading, button = "Record the return", "Save the return"
    done = "Saved. The return home interview is due, and stands on My work."

    def form_kwargs(self) -> dict[str, Any]:
        return {"check": partial(trouble, self.case, self.episode), "began": self.episode.began_at}

    def initial_of(self, record: Record) -> dict[str, Any]:
        found = {name: getattr(record, name) for name in ReturnForm.base_fields}
        episode: Any = record
        is_back = episode.ended_at is not None
        was_harmed = (YES if episode.was_harmed else NO) if is_back else ""
        return {**found, "was_harmed": was_harmed}

    def perform(self, form: ReturnForm) -> str:
        actions.record_return(episode=self.episode, version=self.opened_version, values=form.values, by=self.person)
        return self.saved()


class StrikeMissing(ChangesEpisode):
    kind, form_class = form_names.STRIKE_MISSING, WhyForm
    heading, button, done = "Recorded in error", "Strike this episode", "The episode is struck. It can still be read."

    def perform(self, form: WhyForm) -> str:
        actions.strike_missing(
            episode=self.episode, version=self.opened_version, why=form.cleaned_data["why"], by=self.person
        )
        return self.saved()

    def words(self) -> dict[str, Any]:
        return {**super().words(), "is_warning": True, "form_before": "cases/before_missing_strike.html"}


class InterviewStep(EpisodeDeed):
    kind, form_class = form_names.INTERVIEW_STEP, StepForm
    heading = "The return home interview: offered or not"

    def initial(self) -> dict[str, Any]:
        return {"at": clock.now()}

    def perform(self, form: StepForm) -> str:
        actions.note_interview_step(episode=self.episode, **form.values, by=self.person)
        return self.saved()


class RecordInterview(ChangesEpisode):
    kind, form_class = form_names.RECORD_INTERVIEW, InterviewForm
    heading, button = "Record the return home interview", "Save the interview"
    done = "Saved. Each agency can now add what it learnt."

    def initial_of(self, record: Record) -> dict[str, Any]:
        found = {name: getattr(record, name) for name in InterviewForm.base_fields}
        said = found["is_independent"]
        return {**found, "is_independent": "" if said is None else YES if said else NO}

    def perform(self, form: InterviewForm) -> str:
        actions.record_interview(episode=self.episode, version=self.opened_version, values=form.values, by=self.person)
        return self.saved()


class AddLearnt(EpisodeDeed):
    kind, form_class = form_names.ADD_LEARNT, LearntForm
    heading, done = "What was learnt", "Saved. It stands with the episode."

    def form_kwargs(self) -> dict[str, Any]:
        return {"agencies": agencies_to_open_to(self.case), "marks": marks_for(self.person)}

    def perform(self, form: LearntForm) -> str:
        actions.add_learnt(
            episode=self.episode,
            words=form.cleaned_data["words"],
            handling=form.mark,
            named_agencies=form.named_agencies,
            by=self.person,
        )
        return self.saved()


class StrikeLearnt(ChangesEpisode):
    """By the agency that learnt it; whoever may not read it finds nothing."""

    kind, form_class = form_names.STRIKE_LEARNT, WhyForm
    heading, button = "Strike through what your agency learnt", "Strike it through"
    done = "Struck through. It stays to be read, with your reason."
    learnt: Learnt

    def look_up(self, **kwargs: Any) -> None:
        if not self.request.user.is_authenticated:
            return
        learnt = queries.learnt_by_ref(kwargs["ref"])
        if learnt is None or not learnt.is_readable_by(access.reader(self.person)):
            raise Http404
        self.learnt, self.episode = learnt, learnt.episode
        self.case = self.seen_case(pk=learnt.episode.case_id)

    def _require(self) -> None:
        super()._require()
        if self.learnt.agency_id not in access.reader(self.person).agencies:
            raise PermissionDenied

    def about_ref(self) -> str:
        return str(self.learnt.ref)

    def get_record(self) -> Any:
        learnt = queries.learnt_by_ref(self.learnt.ref)
        if learnt is None:
            raise Http404
        return learnt

    def not_now(self) -> str:
        return rules.LEARNT_STRUCK if self.learnt.struck_at else ""

    def perform(self, form: WhyForm) -> str:
        why = form.cleaned_data["why"]
        actions.strike_learnt(learnt=self.learnt, version=self.opened_version, why=why, by=self.person)
        return self.saved()

    def words(self) -> dict[str, Any]:
        return {**super().words(), "is_warning": True, "form_before": "cases/before_strike.html", "about": self.learnt}


class FollowUp(EpisodeDeed):
    kind, form_class = form_names.FOLLOW_UP, FollowUpForm
    heading, done = "What was done about it", "Saved. What was due because of it is no longer among the work to do."

    def form_kwargs(self) -> dict[str, Any]:
        return {"abouts": abouts_for(self.seen, self.episode)}

    def initial(self) -> dict[str, Any]:
        return {"done_on": clock.today()}

    def perform(self, form: FollowUpForm) -> str:
        actions.add_follow_up(episode=self.episode, **form.values, by=self.person)
        return self.saved()
