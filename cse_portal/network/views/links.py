"""One link: read, put right, struck through."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from cse_portal.agencies import access
from cse_portal.agencies.roles import Permission
from cse_portal.cases.access import marks_for
from cse_portal.core.models import Record
from cse_portal.network import actions, form_names, queries
from cse_portal.network.forms.links import LINK_FIELDS, LinkForm, WhyForm
from cse_portal.network.guards import LinkDeed, LinkGuarded
from cse_portal.network.presenters.rows import end_of, rows_of


class LinkRecord(LinkGuarded):
    def get(self, request: HttpRequest, ref: str) -> HttpResponse:
        self.note_look()
        may_keep = access.can(self.person, Permission.KEEP_RECORD) and all(
            access.decides(self.person, case, Permission.KEEP_RECORD) for case in self.link.cases
        )
        origin = self.link.origin_case
        context = {
            "link": self.link,
            "row": rows_of([self.link])[0],
            "may_keep": may_keep and self.link.struck_at is None,
            "sees_origin": origin is not None and access.can_see(self.person, origin),
        }
        return render(request, "network/link.html", context)


class ChangeLink(LinkDeed):
    kind, form_class = form_names.CHANGE_LINK, LinkForm

    def form_kwargs(self) -> dict[str, Any]:
        link = self.link
        return {
            "here": link.start_sort,
            "there": link.end_sort,
            "name": end_of(link.start_case or link.start_item).name,
            "agencies": queries.agencies_there(link.partnership_id),
            "marks": marks_for(self.person),
        }

    def initial_of(self, record: Record) -> dict[str, Any]:
        link: Any = record
        named = [one.ref for one in queries.agencies_there(link.partnership_id) if one.pk in link.named_agencies]
        said = {name: getattr(link, name) for name in LINK_FIELDS if name != "link"}
        return {**said, "link": link.kind, **LinkForm.graded_as(link), "named": named}

    def perform(self, form: LinkForm) -> str:
        actions.change_link(link=self.link, version=self.opened_version, said=form.said(), by=self.person)
        messages.success(self.request, "Saved.")
        return self.back()

    def words(self) -> dict[str, Any]:
        return {"heading": "Put the link right", "button": "Save"}


class StrikeLink(LinkDeed):
    kind, form_class = form_names.STRIKE_LINK, WhyForm

    def perform(self, form: WhyForm) -> str:
        why = form.cleaned_data["why"]
        actions.strike_link(link=self.link, version=self.opened_version, why=why, by=self.person)
        messages.success(self.request, "Struck through. It can still be read here, and stands in no picture.")
        return self.back()

    def words(self) -> dict[str, Any]:
        return {"heading": "This link is not true", "button": "Strike it through", "is_warning": True}
