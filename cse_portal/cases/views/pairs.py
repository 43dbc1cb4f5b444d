"""Records that may be of one child: listed, compared, and said to be two."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from cse_portal.agencies.guards import Guarded
from cse_portal.agencies.roles import Permission
from cse_portal.agencies.standing import NotAllowedNow
from cse_portal.audit.actions import record_look
from cse_portal.cases import actions, form_names
from cse_portal.cases import pair_queries as queries
from cse_portal.cases.forms.pairs import NotTheSameForm
from cse_portal.cases.guards import PairDeed, PairGuarded, version_of
from cse_portal.cases.pairing import AS_ONE, TO_LOOK_AT, WAITING, PairState
from cse_portal.cases.presenters.pairs import pair_line, pair_page
from cse_portal.core.models import StaleRecord
from cse_portal.ui.paging import leaf_of

PAIRS_A_PAGE = 25
SHOWN = {
    "": ("To decide", TO_LOOK_AT | WAITING),
    "two": ("Not the same person", frozenset({PairState.NOT_THE_SAME})),
    "one": ("Merged", AS_ONE),
}


class LikelyPairs(Guarded):
    permission = Permission.MERGE_CHILDREN

    def get(self, request: HttpRequest) -> HttpResponse:
        record_look("likely_pair.list_looked_at", by=self.person)
        asked = request.GET.get("which", "")
        which = asked if asked in SHOWN else ""
        found = queries.pairs_for(self.person).filter(state__in=sorted(SHOWN[which][1]))
        leaf = leaf_of(found, request.GET.get("page", ""), size=PAIRS_A_PAGE, which=which)
        tabs = [(code, title, code == which) for code, (title, _) in SHOWN.items()]
        lines = [pair_line(pair) for pair in leaf.rows]
        return render(request, "cases/likely_pairs.html", {"leaf": leaf, "lines": lines, "tabs": tabs, "which": which})


class LikelyPairPage(PairGuarded):
    def get(self, request: HttpRequest, ref: str) -> HttpResponse:
        self.note_look()
        page = pair_page(self.person, self.pair, self.cases)
        return render(request, "cases/likely_pair.html", {"pair": self.pair, "page": page})


class NotTheSame(PairDeed):
    kind, form_class = form_names.NOT_THE_SAME, NotTheSameForm

    def perform(self, form: NotTheSameForm) -> str:
        actions.set_pair_aside(
            pair=self.pair, version=self.opened_version, why=form.cleaned_data["why"], by=self.person
        )
        messages.success(self.request, "They are two children. The portal does not suggest these two again.")
        return self.back()

    def is_undone(self, form: Any, since: datetime) -> bool:
        return self.pair.state != PairState.NOT_THE_SAME

    def words(self) -> dict[str, Any]:
        return {
            "heading": "These are two children",
            "button": "Not the same person",
            "form_before": "cases/before_not_the_same.html",
        }


class LookAgain(PairGuarded):
    def post(self, request: HttpRequest, ref: str) -> HttpResponse:
        try:
            actions.look_at_pair_again(pair=self.pair, version=version_of(request), by=self.person)
            messages.success(request, "They are among the likely pairs again.")
        except (NotAllowedNow, StaleRecord):
            messages.info(request, "Somebody has decided about these two records meanwhile.")
        return redirect(reverse("cases:likely_pair", kwargs={"ref": ref}))
