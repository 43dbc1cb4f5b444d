"""Support for a young person who harms others: read by few, recorded, put right, struck through."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from cse_portal.agencies import access
from cse_portal.agencies.guards import Guarded
from cse_portal.agencies.roles import Permission
from cse_portal.audit.actions import record_look, record_refusal
from cse_portal.core import clock
from cse_portal.core.models import Record
from cse_portal.desk.guards import SafeFormView
from cse_portal.network import actions, form_names, support_queries
from cse_portal.network.forms.links import WhyForm
from cse_portal.network.forms.support import FIELDS, SupportForm
from cse_portal.network.guards import ItemDeed
from cse_portal.network.item_kinds import ItemKind
from cse_portal.network.models import HarmSupport

SAVED = "Saved. Only those who are named, practice leads and heads of service read it."


class AddSupport(ItemDeed):
    kind, form_class = form_names.ADD_SUPPORT, SupportForm

    def look_up(self, **kwargs: Any) -> None:
        super().look_up(**kwargs)
        if self.request.user.is_authenticated and self.item.kind != ItemKind.PERSON:
            raise Http404

    def get_record(self) -> None:
        return None

    def form_kwargs(self) -> dict[str, Any]:
        return {"find": support_queries.by_addresses}

    def initial(self) -> dict[str, Any]:
        return {"since": clock.today()}

    def perform(self, form: SupportForm) -> str:
        made = actions.add_support(item=self.item, values=form.values, named=form.named, by=self.person)
        messages.success(self.request, SAVED)
        return reverse("network:support", kwargs={"ref": made.ref})

    def words(self) -> dict[str, Any]:
        return {"heading": "Support for a young person who harms others", "button": "Save", "caption": self.item.label}


class SupportGuarded(Guarded):
    permission = Permission.SEE_NETWORK
    support: HarmSupport

    def look_up(self, **kwargs: Any) -> None:
        if self.request.user.is_authenticated:
            self.support = self.load(kwargs["ref"])

    def load(self, ref: str) -> HarmSupport:
        found = support_queries.by_ref(self.person, ref)
        if found is None:
            raise Http404
        return found

    def refused(self, refused: PermissionDenied | Http404) -> None:
        about = support_queries.whose_support(self.kwargs["ref"])
        record_refusal("support.refused", about=about, detail={"page": self.address_name}, by=self.person)

    def note_look(self) -> None:
        record_look("support.looked_at", about=self.support, by=self.person)


class SupportRecord(SupportGuarded):
    def get(self, request: HttpRequest, ref: str) -> HttpResponse:
        self.note_look()
        context = {
            "support": self.support,
            "item": self.support.item.merged_into or self.support.item,
            "named": support_queries.named_on(self.support),
            "may_keep": self.support.struck_at is None and access.can(self.person, Permission.KEEP_RECORD),
        }
        return render(request, "network/support.html", context)


class SupportDeed(SupportGuarded, SafeFormView):
    permission = Permission.KEEP_RECORD
    template_name = "network/deed.html"

    def look_up(self, **kwargs: Any) -> None:
        super().look_up(**kwargs)
        access.require(self.request.user, Permission.SEE_NETWORK)

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        self.note_look()
        return super().get(request, **kwargs)

    def get_record(self) -> Record | None:
        return self.load(self.kwargs["ref"])

    def back(self) -> str:
        return reverse("network:support", kwargs={"ref": self.support.ref})

    def page_context(self) -> dict[str, Any]:
        return {"back": self.back(), **self.words()}

    def words(self) -> dict[str, Any]:
        raise NotImplementedError


class ChangeSupport(SupportDeed):
    kind, form_class = form_names.CHANGE_SUPPORT, SupportForm

    def form_kwargs(self) -> dict[str, Any]:
        return {"find": support_queries.by_addresses}

    def initial_of(self, record: Record) -> dict[str, Any]:
        row: Any = record
        readers = "\n".join(one.user.email for one in support_queries.named_on(row))
        return {**{name: getattr(row, name) for name in FIELDS}, "readers": readers}

    def perform(self, form: SupportForm) -> str:
        version = self.opened_version
        actions.change_support(
            support=self.support, version=version, values=form.values, named=form.named, by=self.person
        )
        messages.success(self.request, SAVED)
        return self.back()

    def words(self) -> dict[str, Any]:
        return {"heading": "Support: put right or add", "button": "Save"}


class StrikeSupport(SupportDeed):
    kind, form_class = form_names.STRIKE_SUPPORT, WhyForm

    def perform(self, form: WhyForm) -> str:
        why = form.cleaned_data["why"]
        actions.strike_support(support=self.support, version=self.opened_version, why=why, by=self.person)
        messages.success(self.request, "Struck through. It can still be read by the same few.")
        return self.back()

    def words(self) -> dict[str, Any]:
        return {"heading": "Recorded in error", "button": "Strike it through", "is_warning": True}
