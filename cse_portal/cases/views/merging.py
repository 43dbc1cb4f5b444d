"""Merging two records and taking them apart again: proposed by one person, decided by a second."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from cse_portal.agencies.roles import Permission
from cse_portal.agencies.standing import NotAllowedNow
from cse_portal.cases import actions, form_names
from cse_portal.cases import pair_queries as queries
from cse_portal.cases.forms.pairs import VALUE, Asked, ProposeApartForm, ProposeMergeForm, SecondForm
from cse_portal.cases.guards import PairDeed, PairGuarded, version_of
from cse_portal.cases.merging import SIDES
from cse_portal.cases.pairing import Step
from cse_portal.cases.presenters import merges
from cse_portal.core.models import Record, StaleRecord


class _Undone(PairDeed):
    """The same words again count as said anew: each state is left by a deed of its own."""

    def is_undone(self, form: Any, since: datetime) -> bool:
        return self.pair.may(self.step)


class ProposeMerge(_Undone):
    step = Step.PROPOSE
    kind, form_class = form_names.PROPOSE_MERGE, ProposeMergeForm

    def form_kwargs(self) -> dict[str, Any]:
        pair = self.pair
        return {
            "records": [(one.name, f"Reference {one.ref}, age {one.age}") for one in (pair.first, pair.second)],
            "values": [Asked(*one) for one in merges.values_asked(pair)],
            "cases": [Asked(*one) for one in merges.cases_asked(self.cases)],
        }

    def initial_of(self, record: Record) -> dict[str, Any]:
        return {f"{VALUE}{part}": side for part, side in merges.offered_values(self.pair).items()}

    def perform(self, form: ProposeMergeForm) -> str:
        kept = dict(zip(SIDES, (self.pair.first, self.pair.second), strict=True))[form.cleaned_data["kept"]]
        actions.propose_merge(
            pair=self.pair,
            version=self.opened_version,
            kept=kept,
            values_from=form.values_from,
            closes=form.closes,
            why=form.cleaned_data["why"],
            by=self.person,
        )
        messages.success(
            self.request, "Proposed. Nothing is merged before a second person confirms it; they are told."
        )
        return self.back()

    def words(self) -> dict[str, Any]:
        return {"heading": "Propose to merge", "button": "Propose to merge", "form_before": "cases/before_merge.html"}


class ProposeApart(_Undone):
    step = Step.PROPOSE_APART
    kind, form_class = form_names.PROPOSE_APART, ProposeApartForm

    def perform(self, form: ProposeApartForm) -> str:
        actions.propose_taking_apart(
            pair=self.pair, version=self.opened_version, why=form.cleaned_data["why"], by=self.person
        )
        messages.success(self.request, "Proposed. Nothing changes before a second person confirms it; they are told.")
        return self.back()

    def words(self) -> dict[str, Any]:
        return {
            "heading": "Propose to take apart",
            "button": "Propose to take apart",
            "form_before": "cases/before_apart.html",
        }


class _Second(_Undone):
    """Never opened by the person who proposed it."""

    permission = Permission.CONFIRM_MERGES
    form_class = SecondForm
    yes, no, done, turned_down = "", "", "", ""

    def _require(self) -> None:
        super()._require()
        if self.pair.proposed_by_id == self.person.pk:
            raise PermissionDenied

    def form_kwargs(self) -> dict[str, Any]:
        return {"yes": self.yes, "no": self.no}

    def perform(self, form: SecondForm) -> str:
        deed = self.confirm if form.confirms else self.turn_down
        deed(pair=self.pair, version=self.opened_version, why=form.cleaned_data["why"], by=self.person)
        messages.success(self.request, self.done if form.confirms else self.turned_down)
        return self.back()

    def confirm(self, **terms: Any) -> Any:
        raise NotImplementedError

    def turn_down(self, **terms: Any) -> None:
        raise NotImplementedError


class ConfirmMerge(_Second):
    step = Step.CONFIRM
    kind = form_names.CONFIRM_MERGE
    yes, no = "They are one child: merge the records", "Do not merge them"
    done = "Merged. It can be taken apart again, with everything back where it was."
    turned_down = "Turned down. Nothing is changed; whoever proposed it is told."

    def confirm(self, **terms: Any) -> None:
        actions.confirm_merge(**terms)

    def turn_down(self, **terms: Any) -> None:
        actions.turn_down_merge(**terms)

    def words(self) -> dict[str, Any]:
        plan = merges.plan_of(self.pair, self.cases) if self.pair.may(self.step) else None
        return {
            "heading": "Merge two records?",
            "button": "Decide",
            "form_before": "cases/merge_plan.html",
            "plan": plan,
        }


class ConfirmApart(_Second):
    step = Step.CONFIRM_APART
    kind = form_names.CONFIRM_APART
    yes, no = "They are two children: take the record apart", "Leave it as one record"
    done = "Taken apart. Everything is back where it was; what was written since stands below, for you to sort."
    turned_down = "Turned down. It stays one record; whoever proposed it is told."

    def confirm(self, **terms: Any) -> None:
        left = actions.confirm_taking_apart(**terms)
        if left:
            messages.info(
                self.request, "Some of it was changed since the merge, and stays as it is now. Look at both."
            )

    def turn_down(self, **terms: Any) -> None:
        actions.turn_down_taking_apart(**terms)

    def words(self) -> dict[str, Any]:
        since = merges.added_since(self.pair, queries.merged_at(self.pair))
        return {
            "heading": "Take a merged record apart?",
            "button": "Decide",
            "form_before": "cases/apart_plan.html",
            "since": since,
        }


class TakeBackMerge(PairGuarded):
    def post(self, request: HttpRequest, ref: str) -> HttpResponse:
        try:
            actions.take_back_merge(pair=self.pair, version=version_of(request), by=self.person)
            messages.success(request, "Taken back. Nothing is changed.")
        except (NotAllowedNow, StaleRecord):
            messages.info(request, "Somebody has decided about these two records meanwhile.")
        return redirect(reverse("cases:likely_pair", kwargs={"ref": ref}))
