"""The shared front half of every page of a filled-in tool: one sees its case, and it, for a reason."""

from __future__ import annotations

from functools import cached_property
from typing import Any, ClassVar

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse

from cse_portal.agencies import access
from cse_portal.agencies.roles import Permission
from cse_portal.audit.actions import record_refusal
from cse_portal.cases.guards import CaseDeed, CaseGuarded
from cse_portal.cases.handling import Handling
from screening import editions, queries
from screening.guidance.loading import library
from screening.models import Advice, AskedPart, Tool, ToolSection
from screening.presenters.filling import Draft
from screening.workflow import WHY_NOT, Deed, allows


class ToolGuarded(CaseGuarded):
    """Loads the tool by its reference, for people who see its case and may read it."""

    tab = "screening"
    tool: Tool
    for_parts: ClassVar[bool] = False  # whether it is there for whoever writes a part, too

    def ask_first(self) -> HttpResponseBase | None:
        """Whoever was asked for a section of a draft is led to that, and sees no other."""
        found = super().ask_first()
        if found is None and not self.for_parts and (part := self.own_part) is not None:
            return redirect("screening:part", ref=part.ref)
        return found

    @cached_property
    def own_part(self) -> AskedPart | None:
        """Where it is all that this person sees of it."""
        if self.tool.is_complete or self.tool.agency_id in access.reader(self.person).agencies:
            return None
        return None if queries.is_adviser(self.person, self.tool) else queries.latest_part(self.person, self.tool)

    def sees_only(self) -> frozenset[str] | None:
        """The sections to which somebody who writes a part is led."""
        return frozenset(self.own_part.sections) if self.own_part is not None else None

    def look_up(self, **kwargs: Any) -> None:
        if self.request.user.is_authenticated:
            self.tool = self.load_tool(kwargs["ref"])
            self.case = self.tool.case = self.seen_case(pk=self.tool.case_id)

    def load_tool(self, ref: str) -> Tool:
        found = queries.tool_by_ref(self.person, ref)
        if found is None:
            raise Http404
        return found

    def case_context(self) -> dict[str, Any]:
        return {**super().case_context(), "edition_notes": editions.notes_on(self.tool, self.case.partnership)}

    def refused(self, refused: PermissionDenied | Http404) -> None:
        """The person never learns whether there is such a screening; the trail of the case learns who tried."""
        about = queries.whose(self.kwargs["ref"])
        record_refusal("case.refused", about=about, detail={"page": self.address_name}, by=self.person)


class ToolDeed(ToolGuarded, CaseDeed):
    """A form about it, for whoever screens."""

    permission = Permission.SCREEN
    template_name = "screening/deed.html"

    def get_record(self) -> Any:
        """What is only shown was loaded a moment ago; before anything is saved it is asked for anew."""
        return self.tool if self.request.method == "GET" else self.load_tool(self.tool.ref)

    def about_ref(self) -> str:
        return str(self.tool.ref)

    def back(self) -> str:
        return reverse("screening:tool", kwargs={"ref": self.tool.ref})

    def note_look_of_form(self) -> None:
        """Each of these forms shows something of the tool."""
        self.note_look("screening.looked_at", self.tool)

    @cached_property
    def draft(self) -> Draft:
        return Draft(self.tool, queries.sections_of(self.tool))

    def why_not(self, deed: Deed) -> str:
        """Said before anybody types."""
        status = self.tool.get_status()
        return "" if allows(status, deed) else WHY_NOT[status]

    def page_context(self) -> dict[str, Any]:
        notes = editions.notes_on(self.tool, self.case.partnership)
        return {"edition_notes": notes, "remember": library().remember, **super().page_context()}


class ResultDeed(ToolDeed):
    """Nobody decides on answers they were not shown: where somebody saved meanwhile, the suggestion is read again."""

    template_name = "screening/result.html"
    decides_by = ("value",)

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        if "draft" not in request.GET:
            if not self.tool.is_draft:
                return redirect("screening:tool", ref=self.tool.ref)
            if not self.draft.is_whole:
                return redirect("screening:check", ref=self.tool.ref)
        return super().get(request, **kwargs)

    def initial_of(self, record: Any) -> dict[str, Any]:
        return {"handling": Handling.NETWORK.value}

    def back(self) -> str:
        return reverse("screening:check", kwargs={"ref": self.tool.ref})


class SectionDeed(ToolDeed):
    """One section of it, found by its own reference."""

    section: ToolSection
    for_parts = True

    def look_up(self, **kwargs: Any) -> None:
        if self.request.user.is_authenticated:
            found = queries.section_by_ref(self.person, kwargs["ref"])
            if found is None:
                raise Http404
            self.section, self.tool = found, found.tool
            self.case = self.tool.case = self.seen_case(pk=self.tool.case_id)

    def get_record(self) -> ToolSection:
        if self.request.method == "GET":
            return self.section
        found = queries.section_by_ref(self.person, self.section.ref)
        if found is None:
            raise Http404
        return found

    def about_ref(self) -> str:
        return str(self.section.ref)


class AdviceDeed(ToolDeed):
    """For the one who was asked."""

    permission = Permission.ADVISE
    advice: Advice

    def look_up(self, **kwargs: Any) -> None:
        if self.request.user.is_authenticated:
            found = queries.advice_by_ref(self.person, kwargs["ref"])
            if found is None:
                raise Http404
            self.advice, self.tool = found, found.tool
            self.case = self.seen_case(pk=self.tool.case_id)
            if found.asked_of.user_id != self.person.pk:
                raise PermissionDenied

    def get_record(self) -> Advice:
        found = queries.advice_by_ref(self.person, self.advice.ref)
        if found is None:
            raise Http404
        return found

    def about_ref(self) -> str:
        return str(self.advice.ref)


class PartDeed(ToolDeed):
    """What somebody was asked to write: for the one who was asked."""

    part: AskedPart
    for_parts = True
    is_for_asker: ClassVar[bool] = False

    def look_up(self, **kwargs: Any) -> None:
        if self.request.user.is_authenticated:
            found = queries.part_by_ref(self.person, kwargs["ref"])
            if found is None:
                raise Http404
            self.part, self.tool = found, found.tool
            self.case = self.seen_case(pk=self.tool.case_id)
            is_asked = found.asked_of.user_id == self.person.pk
            if (self.is_for_asker and self.own_part is not None) or not (self.is_for_asker or is_asked):
                raise PermissionDenied

    def get_record(self) -> AskedPart:
        found = queries.part_by_ref(self.person, self.part.ref)
        if found is None:
            raise Http404
        return found

    def about_ref(self) -> str:
        return str(self.part.ref)
