"""What stands in the record of a meeting, each part on a page of its own."""

from __future__ import annotations

from typing import Any, ClassVar, cast

from django.core.exceptions import PermissionDenied
from django.http import Http404

from cse_portal.agencies import access
from cse_portal.agencies.roles import Permission
from cse_portal.audit.actions import record_refusal
from cse_portal.cases import actions, form_names
from cse_portal.cases import meeting_queries as queries
from cse_portal.cases.access import marks_for
from cse_portal.cases.forms.meeting_parts import (
    ActionForm,
    ContributionChangeForm,
    ContributionForm,
    DecisionForm,
    SettleForm,
    WeighForm,
)
from cse_portal.cases.meeting_workflow import Outcome
from cse_portal.cases.models import AgreedAction, Contribution, Decision, Meeting
from cse_portal.cases.models import OfMeeting as Part
from cse_portal.cases.queries import agencies_to_open_to, live_seers
from cse_portal.cases.views.meetings import MeetingDeed
from cse_portal.core.models import Record


class Contribute(MeetingDeed):
    permission = Permission.KEEP_RECORD
    kind, form_class = form_names.CONTRIBUTE, ContributionForm
    heading, done = "What your agency brings", "Saved. It stands in the record of the meeting."

    def form_kwargs(self) -> dict[str, Any]:
        return {"agencies": agencies_to_open_to(self.case), "marks": marks_for(self.person)}

    def perform(self, form: ContributionForm) -> str:
        actions.contribute(
            meeting=self.meeting,
            words=form.cleaned_data["words"],
            handling=form.mark,
            named_agencies=form.named_agencies,
            is_objection=form.cleaned_data["is_objection"],
            by=self.person,
        )
        return self.saved()


class Decide(MeetingDeed):
    kind, form_class = form_names.DECIDE, DecisionForm
    heading = "Add a decision"

    def perform(self, form: DecisionForm) -> str:
        actions.record_decision(meeting=self.meeting, **form.cleaned_data, by=self.person)
        return self.saved()


class AgreeAction(MeetingDeed):
    kind, form_class = form_names.AGREE_ACTION, ActionForm
    heading, done = "Add an action", "Saved. It is among the work of whoever does it."

    def form_kwargs(self) -> dict[str, Any]:
        seers = live_seers(self.case)
        return {
            "find": lambda words: queries.people_among(seers, words),
            "agencies": queries.agencies_among(seers),
        }

    def perform(self, form: ActionForm) -> str:
        membership, agency = form.whose
        actions.agree_action(
            meeting=self.meeting,
            what=form.cleaned_data["what"],
            membership=membership,
            agency=agency,
            due_on=form.cleaned_data["due_on"],
            by=self.person,
        )
        return self.saved()


class OfPart(MeetingDeed):
    """About one row of a meeting, found by its own reference."""

    model: ClassVar[type[Part]]
    row: Any

    def find(self, ref: str) -> Meeting | None:
        self.row = queries.part_by_ref(self.model, ref)
        return self.row.meeting if self.row else None

    def refused(self, refused: PermissionDenied | Http404) -> None:
        about = queries.whose(self.model, self.kwargs["ref"])
        record_refusal("case.refused", about=about, detail={"page": self.address_name}, by=self.person)

    def about_ref(self) -> str:
        return str(self.row.ref)

    def get_record(self) -> Record:
        row = queries.part_by_ref(self.model, self.row.ref)
        if row is None:
            raise Http404
        return cast(Record, row)

    def initial_of(self, record: Record) -> dict[str, Any]:
        return {name: getattr(record, name, None) for name in cast(Any, self.form_class).base_fields}


class ChangeContribution(OfPart):
    permission = Permission.KEEP_RECORD
    model, kind, form_class = Contribution, form_names.CHANGE_CONTRIBUTION, ContributionChangeForm
    heading = "Change what your agency brings"

    def _require(self) -> None:
        super()._require()
        if self.row.agency_id not in access.reader(self.person).agencies:
            raise PermissionDenied

    def perform(self, form: ContributionChangeForm) -> str:
        actions.change_contribution(
            contribution=self.row, version=self.opened_version, words=form.cleaned_data["words"], by=self.person
        )
        return self.saved()


class Weigh(OfPart):
    model, kind, form_class = Contribution, form_names.WEIGH, WeighForm
    heading = "How the objection was weighed"
    decides_by = ()

    def perform(self, form: WeighForm) -> str:
        actions.weigh_objection(
            contribution=self.row, version=self.opened_version, weighed=form.cleaned_data["weighed"], by=self.person
        )
        return self.saved()

    def words(self) -> dict[str, Any]:
        return {**super().words(), "form_before": "cases/before_weigh.html", "row": self.row}


class ChangeDecision(OfPart):
    model, kind, form_class = Decision, form_names.CHANGE_DECISION, DecisionForm
    heading = "Change the decision"

    def perform(self, form: DecisionForm) -> str:
        actions.change_decision(decision=self.row, version=self.opened_version, **form.cleaned_data, by=self.person)
        return self.saved()


class SettleAction(OfPart):
    permission = Permission.KEEP_RECORD
    model, kind, form_class = AgreedAction, form_names.SETTLE_ACTION, SettleForm
    heading, done = "What became of the action", "Saved. It is no longer among the work to do."

    def _require(self) -> None:
        super()._require()
        is_own = self.row.agency_id in access.reader(self.person).agencies
        if not is_own and not access.can(self.person, Permission.KEEP_MEETINGS):
            raise PermissionDenied

    def initial_of(self, record: Record) -> dict[str, Any]:
        return {"outcome": self.row.outcome, "words": self.row.outcome_words}

    def perform(self, form: SettleForm) -> str:
        actions.settle_action(
            action=self.row,
            version=self.opened_version,
            outcome=Outcome(form.cleaned_data["outcome"]),
            words=form.cleaned_data["words"],
            by=self.person,
        )
        return self.saved()

    def words(self) -> dict[str, Any]:
        return {**super().words(), "form_before": "cases/before_settle.html", "row": self.row}
