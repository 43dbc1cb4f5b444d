"""A record is begun in two steps: whom it is about, then what was seen, beside whatever record there is already."""

from __future__ import annotations

from datetime import datetime
from functools import cached_property
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from cse_portal.agencies import access
from cse_portal.agencies.roles import Permission
from cse_portal.audit.actions import record_look
from cse_portal.cases import form_names
from cse_portal.cases import search_queries as queries
from cse_portal.cases.access import marks_for
from cse_portal.cases.actions import beginning as actions
from cse_portal.cases.forms.beginning import BeginForm, WhomForm
from cse_portal.cases.handling import Handling
from cse_portal.cases.models import ChildSearch
from cse_portal.cases.presenters.beginning import FoundPage, found_page
from cse_portal.core import clock
from cse_portal.core.references import tidy
from cse_portal.desk.guards import SafeFormView

BEGUN = "The record is begun, and you are named on it. Your agency leads it until another takes it over."


class LookFirst(SafeFormView):
    permission = Permission.BEGIN_RECORD
    kind, form_class = form_names.LOOK_FIRST, WhomForm
    template_name = "cases/begin.html"

    def perform(self, form: WhomForm) -> str:
        search = actions.look_for_child(values=form.values, by=self.person)
        return reverse("cases:begin_found", kwargs={"ref": search.ref})

    def is_undone(self, form: WhomForm, since: datetime) -> bool:
        """A look changes nothing: the same words look again."""
        return True

    def page_context(self) -> dict[str, Any]:
        return {"heading": "Whom are you worried about?", "button": "Look first", "back": reverse("cases:list")}


class Found(SafeFormView):
    """What one sees that may be the child’s record; none of these, or none at all, and one is begun."""

    permission = Permission.BEGIN_RECORD
    kind, form_class = form_names.BEGIN, BeginForm
    template_name = "cases/begin_found.html"
    search: ChildSearch

    def look_up(self, **kwargs: Any) -> None:
        if not self.request.user.is_authenticated:
            return
        found = queries.own_search(self.person, tidy(kwargs["ref"]))
        if found is None:
            raise Http404
        self.search = found

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Where a record was begun it leads there, unless words wait here that were sent once too often."""
        begun = self.search.led_to
        if begun is not None and "draft" not in request.GET and access.can_see(self.person, begun):
            return redirect("cases:record", ref=begun.ref)
        record_look(
            "child_search.looked_at", about=self.search, detail={"shown": len(self.page.lines)}, by=self.person
        )
        return super().get(request, **kwargs)

    @cached_property
    def page(self) -> FoundPage:
        return found_page(self.search, queries.alike(self.search, self.person))

    def about_ref(self) -> str:
        return self.search.ref

    def form_kwargs(self) -> dict[str, Any]:
        marks = [mark for mark in marks_for(self.person) if mark is not Handling.NAMED_AGENCIES]
        return {"marks": marks, "asks_whether_other": self.page.is_very_alike}

    def initial(self) -> dict[str, Any]:
        return {"happened_on": clock.today()}

    def perform(self, form: BeginForm) -> str:
        case = actions.begin_record(search=self.search, **form.values, by=self.person)
        messages.success(self.request, BEGUN)
        return reverse("cases:record", kwargs={"ref": case.ref})

    def page_context(self) -> dict[str, Any]:
        back = reverse("cases:begin")
        return {
            "heading": "Is there a record already?",
            "button": "Begin a new record",
            "page": self.page,
            "back": back,
        }
