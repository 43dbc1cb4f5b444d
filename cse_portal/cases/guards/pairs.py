"""The shared front half of every page about two records: one sees a case of both, or they are not there."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse

from cse_portal.agencies import access
from cse_portal.agencies.guards import Guarded
from cse_portal.agencies.roles import Permission
from cse_portal.audit.actions import record_look, record_refusal
from cse_portal.cases import pair_queries as queries
from cse_portal.cases.guards import asking
from cse_portal.cases.models import Case, CaseGrant, LikelyPair
from cse_portal.cases.pairing import Step
from cse_portal.cases.parts import must_say_why
from cse_portal.desk.guards import SafeFormView


class PairGuarded(Guarded):
    """Whoever has no part in either child’s case says first why they look, as on every page of a case."""

    permission = Permission.MERGE_CHILDREN
    pair: LikelyPair
    cases: list[Case]

    def look_up(self, **kwargs: Any) -> None:
        if self.request.user.is_authenticated:
            pair = queries.pair_by_ref(self.person, kwargs["ref"])
            if pair is None:
                raise Http404
            self.pair, self.cases = pair, queries.cases_of(self.person, pair)

    def ask_first(self) -> HttpResponseBase | None:
        asked = (asking.ask_first(self.request, self.person, *one) for one in self._to_ask())
        return super().ask_first() or next((answer for answer in asked if answer), None)

    def _to_ask(self) -> list[tuple[Case, list[CaseGrant]]]:
        """One case of each child, where the person has no part in any of that child’s; each with how they see it."""
        seen = {case: access.granted(self.person, case) for case in self.cases}
        asks = {case for case, grants in seen.items() if must_say_why(self.person, case, grants)}
        found = [cases[0] for cases in self.by_child() if asks.issuperset(cases)]
        return [(case, seen[case]) for case in found or self.cases[:1]]

    def by_child(self) -> Iterator[list[Case]]:
        ordered = sorted(self.cases, key=lambda case: case.child_id)
        return (list(cases) for _, cases in groupby(ordered, key=lambda case: case.child_id))

    def refused(self, refused: PermissionDenied | Http404) -> None:
        for case in queries.whose_pair(self.kwargs["ref"]):
            record_refusal("likely_pair.refused", about=case, detail={"page": self.address_name}, by=self.person)

    def note_look(self) -> None:
        """In the trail of both children."""
        for cases in self.by_child():
            record_look("likely_pair.looked_at", about=self.pair, case=cases[0], child=cases[0].child, by=self.person)


class PairDeed(PairGuarded, SafeFormView):
    """A form that says something of two records, while their state allows it."""

    template_name = "cases/pair_deed.html"
    step: Step

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        self._require()
        self.note_look()
        return super().get(request, **kwargs)

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        self._require()
        return super().post(request, **kwargs)

    def _require(self) -> None:
        access.require(self.person, self.permission)

    def get_record(self) -> LikelyPair:
        pair = queries.pair_by_ref(self.person, self.pair.ref)
        if pair is None:
            raise Http404
        return pair

    def back(self) -> str:
        return reverse("cases:likely_pair", kwargs={"ref": self.pair.ref})

    def page_context(self) -> dict[str, Any]:
        return {"pair": self.pair, "back": self.back(), **self.words()}

    def words(self) -> dict[str, Any]:
        raise NotImplementedError


def version_of(request: HttpRequest) -> int:
    """The one that the page showed; anything odd is none."""
    said = request.POST.get("version", "")
    return int(said) if said.isascii() and said.isdigit() and len(said) < 9 else 0
