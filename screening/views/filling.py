"""The draft: its sections one by one or all on one page, and the answers before the decision."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from cse_portal.agencies.roles import Permission
from cse_portal.desk.queries import LastSave
from screening import actions, attached, form_names, queries
from screening.forms.drawn_items import drawn
from screening.forms.section import SectionForm, form_for, initial_from
from screening.guards import SectionDeed, ToolDeed, ToolGuarded
from screening.instruments import shape
from screening.instruments.loading import edition
from screening.instruments.shape import Instrument
from screening.models import Tool, ToolSection
from screening.presence import here
from screening.presenters.assessing import waiting_page
from screening.presenters.filling import Draft, parts_of
from screening.presenters.known import known_for
from screening.presenters.result import answers_page, result_page
from screening.workflow import Deed, ToolStatus


class ToolPage(ToolGuarded):
    """The list of sections while it is filled in; afterwards what was decided, and on what."""

    permission = Permission.SEE_CASES

    def get(self, request: HttpRequest, ref: str) -> HttpResponse:
        self.note_look("screening.looked_at", self.tool)
        sections = queries.sections_of(self.tool)
        may = self.seen.decides(Permission.SCREEN)
        context = {**self.case_context(), "tool": self.tool, "may_screen": may}
        context["advices"] = queries.advices_of(self.tool)
        context["attached"] = attached.attached_to(self.person, self.tool, self.reasons)
        context["may_attach"] = may and self.tool.is_draft
        context["parts_asked"] = parts_of(self.tool)
        if self.tool.is_waiting:
            context |= {"page": waiting_page(self.tool, sections, queries.score_before(self.tool)), **self._who_may()}
            return render(request, "screening/waiting.html", context)
        if self.tool.is_complete:
            return render(request, "screening/complete.html", {**context, "page": result_page(self.tool, sections)})
        context |= {"page": Draft(self.tool, sections), "here": here(self.person, self.tool)}
        return render(request, "screening/draft.html", context)

    def _who_may(self) -> dict[str, bool]:
        asked, is_signing = self.tool.countersigner, self.tool.status == ToolStatus.SIGNING.value
        wrote = self.person.pk in queries.authors_of(self.tool) | {self.tool.decided_by_id}
        signs = is_signing and not wrote and self.seen.decides(Permission.SIGN_OFF)
        counters = not is_signing and asked is not None and asked.user_id == self.person.pk
        sends_back = not is_signing and not wrote and self.seen.decides(Permission.SIGN_OFF)
        return {"may_sign": signs, "may_countersign": counters, "may_send_back": sends_back}


class CheckAnswers(ToolGuarded):
    permission = Permission.SEE_CASES

    def get(self, request: HttpRequest, ref: str) -> HttpResponse:
        self.note_look("screening.looked_at", self.tool)
        draft = Draft(self.tool, queries.sections_of(self.tool))
        may = self.seen.decides(Permission.SCREEN) and self.tool.is_draft
        context = {**self.case_context(), "tool": self.tool, "page": draft, "may_screen": may}
        context["parts"] = answers_page(draft.whole, draft.tasks)
        context["attached"] = attached.attached_to(self.person, self.tool, self.reasons)
        return render(request, "screening/check.html", context)


class Filling:
    """What both forms share: made from the edition, saved as it is, and never refused for being unfinished."""

    tool: Tool

    @cached_property
    def instrument(self) -> Instrument:
        return edition(self.tool.instrument, self.tool.edition)

    def not_now(self) -> str:
        """Part of a deed about the tool."""
        return cast(ToolDeed, self).why_not(Deed.SAVE)


@dataclass(frozen=True)
class Shown:
    """A section as the form draws it."""

    part: shape.Section
    items: list[str]
    asked: list[Any]


def shown(form: SectionForm, known: Mapping[str, Any]) -> list[Shown]:
    return [
        Shown(part, [drawn(form, row, known.get(row.item.code)) for row in form.rows(part)], form.asked(part))
        for part in form.parts
    ]


class Section(Filling, SectionDeed):
    kind = form_names.SECTION
    template_name = "screening/section.html"

    @property
    def form_class(self) -> type[SectionForm]:  # type: ignore[override]
        return form_for(self.instrument, self.section.code)

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        if not self.tool.is_draft and "draft" not in request.GET:
            return redirect("screening:tool", ref=self.tool.ref)
        return super().get(request, **kwargs)

    def show(self, form: Any, keys: Any, *, status: int = 200, **more: Any) -> HttpResponse:
        return super().show(form, keys, status=status, parts=shown(form, self.known.by_item), **more)

    def initial_of(self, record: Any) -> dict[str, Any]:
        return initial_from(self.instrument, self.form_class.parts, record.answers)

    def describe_last_save(self, record: Any) -> LastSave:
        return LastSave(record.saved_by.name if record.saved_by else "", record.saved_at or record.updated_at)

    def perform(self, form: SectionForm) -> str:
        part = form.parts[0]
        answers = self.known.used(form.answers_of(part), self.request.POST.get("_use", ""))
        actions.save_sections(
            tool=self.tool,
            version=self.opened_version,
            section=self.section,
            answers={part.code: answers},
            by=self.person,
        )
        return self._next()

    def _next(self) -> str:
        if used := self.request.POST.get("_use"):
            return f"{self.request.path}#item-{used}" if used in self.known.by_item else self.request.path
        if "_later" in self.request.POST:
            return reverse("screening:tool", kwargs={"ref": self.tool.ref})
        if self.own_part is not None:
            return reverse("screening:part", kwargs={"ref": self.own_part.ref})
        after = self.draft.after(self.section.code)
        return after.url if after else reverse("screening:check", kwargs={"ref": self.tool.ref})

    @cached_property
    def known(self) -> Any:
        return known_for(self.person, self.tool, self.form_class.parts[0])

    @cached_property
    def draft(self) -> Draft:
        return Draft(self.tool, queries.sections_of(self.tool), here=self.section.code)

    def back(self) -> str:
        if self.own_part is not None:
            return reverse("screening:part", kwargs={"ref": self.own_part.ref})
        return reverse("screening:tool", kwargs={"ref": self.tool.ref})

    def words(self) -> dict[str, Any]:
        part = self.form_class.parts[0]
        return {
            "heading": part.title,
            "title": f"{part.title}, screening of {self.case.child.initials}",
            "button": "Save and continue",
            "tool": self.tool,
            "part": part,
            "page": self.draft,
            "known": self.known,
            "previous": self.draft.before(self.section.code),
            "instrument": self.instrument,
            "own_part": self.own_part,
            "here": here(self.person, self.tool, self.section.code, only=self.sees_only()),
            "here_in": self.section.code,
        }


class AllSections(Filling, ToolDeed):
    """For those who prefer it: every question on one page, saved at once."""

    kind = form_names.ALL
    template_name = "screening/all.html"

    @property
    def form_class(self) -> type[SectionForm]:  # type: ignore[override]
        return form_for(self.instrument, "")

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        if not self.tool.is_draft and "draft" not in request.GET:
            return redirect("screening:tool", ref=self.tool.ref)
        return super().get(request, **kwargs)

    def show(self, form: Any, keys: Any, *, status: int = 200, **more: Any) -> HttpResponse:
        return super().show(form, keys, status=status, parts=shown(form, {}), **more)

    @cached_property
    def sections(self) -> list[ToolSection]:
        return queries.sections_of(self.tool)

    def initial_of(self, record: Any) -> dict[str, Any]:
        answers = {code: value for one in self.sections for code, value in one.answers.items()}
        return initial_from(self.instrument, self.instrument.sections, answers)

    def perform(self, form: SectionForm) -> str:
        answers = {part.code: form.answers_of(part) for part in form.parts}
        actions.save_sections(tool=self.tool, version=self.opened_version, answers=answers, by=self.person)
        place = "screening:tool" if "_later" in self.request.POST else "screening:check"
        return reverse(place, kwargs={"ref": self.tool.ref})

    def words(self) -> dict[str, Any]:
        return {
            "heading": self.instrument.title,
            "title": f"Screening of {self.case.child.initials}, all on one page",
            "button": "Save and check answers",
            "tool": self.tool,
            "page": Draft(self.tool, self.sections),
            "instrument": self.instrument,
        }
