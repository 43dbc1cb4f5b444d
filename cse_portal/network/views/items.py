"""People of concern, places and things: listed, found, read, put right, and said to be one."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse

from cse_portal.agencies import access
from cse_portal.agencies.guards import Guarded
from cse_portal.agencies.roles import Permission
from cse_portal.audit.actions import record_look
from cse_portal.cases.access import marks_for
from cse_portal.core.models import Record
from cse_portal.network import actions, form_names, queries
from cse_portal.network.forms.deciding import MergeForm
from cse_portal.network.forms.items import ItemForm, NewItemForm, asked_as
from cse_portal.network.forms.links import WhyForm
from cse_portal.network.forms.lists import FindForm
from cse_portal.network.forms.pictures import PictureForm
from cse_portal.network.guards import ItemDeed, ItemGuarded
from cse_portal.network.item_kinds import TITLES, ItemKind, title
from cse_portal.network.list_queries import listed
from cse_portal.network.models import Item
from cse_portal.network.presenters.items import in_few_words, item_page
from cse_portal.network.presenters.pictures import picture_page
from cse_portal.network.presenters.rows import Row
from cse_portal.network.views.asking import AsksSort
from cse_portal.ui.paging import Leaf, query_of, read_number

LINKS_A_PAGE = 50
KINDS = {kind.value: several for kind, (_, several) in TITLES.items()}


class Items(Guarded):
    """Newest first; found by words that are sent in the body, since they may be a name."""

    permission = Permission.SEE_NETWORK

    def get(self, request: HttpRequest) -> HttpResponse:
        kind = request.GET.get("kind", "")
        kind = kind if kind in KINDS else ""
        after, before = (request.GET.get(side, "")[:20] for side in ("after", "before"))
        found = listed(self.person, kind, after=after, before=before)
        record_look("network.list_looked_at", detail={"items": len(found.rows)}, by=self.person)
        pages = {
            "newer_url": f"?{query_of(kind=kind, before=found.newer)}" if found.newer else "",
            "older_url": f"?{query_of(kind=kind, after=found.older)}" if found.older else "",
        }
        return self.show(FindForm(), rows=found.rows, which=kind, **pages)

    def post(self, request: HttpRequest) -> HttpResponse:
        form = FindForm(request.POST)
        found: list[Item] = []
        if form.is_valid():
            found = queries.find(self.person, form.cleaned_data["words"])
            detail = {"length": len(form.cleaned_data["words"]), "found": [one.ref for one in found]}
            record_look("network.searched", detail=detail, by=self.person)
        return self.show(form, rows=found, which="", has_searched=form.is_valid())

    def show(self, form: FindForm, *, rows: Any, **more: Any) -> HttpResponse:
        page = {
            "form": form,
            "lines": [(one, title(one.get_kind()), in_few_words(one)) for one in rows],
            "kinds": [("", "All"), *KINDS.items()],
            "may_add": _may_add(self.person),
            "alerts": len(queries.alerts_for(self.person)),
            **more,
        }
        return render(self.request, "network/items.html", page)


def _may_add(person: Any) -> bool:
    return access.can(person, Permission.SEE_WHOLE_NETWORK) and access.can(person, Permission.KEEP_RECORD)


class Suggest(Guarded):
    """While somebody types: whoever it may be among what they read anyway."""

    permission = Permission.SEE_NETWORK

    def post(self, request: HttpRequest) -> HttpResponse:
        words, kind = request.POST.get("words", "")[:200], request.POST.get("kind", "")
        kinds = [ItemKind(kind)] if kind in KINDS else []
        found = queries.find(self.person, words, kinds, most=8)
        record_look(
            "network.searched", detail={"length": len(words), "found": [one.ref for one in found]}, by=self.person
        )
        return JsonResponse(
            {"found": [{"ref": one.ref, "label": one.label, "detail": in_few_words(one)} for one in found]}
        )


class ItemRecord(ItemGuarded):
    def get(self, request: HttpRequest, ref: str) -> HttpResponse:
        self.note_look()
        page, shown = item_page(self.person, self.item), request.GET.copy()
        asked = "".join(shown.pop("links", [])[-1:])
        form = PictureForm(shown or None)
        drawn = picture_page(self.person, self.item, form.wanted) if page.rows and page.is_open else None
        context = {"page": page, "form": form, "drawn": drawn, "links": _links(page.rows, asked, shown.urlencode())}
        return render(request, "network/item.html", context)


def _links(rows: list[Row], asked: str, query: str) -> Leaf[Row]:
    """A place at which hundreds were seen shows them a page at a time; what the picture shows stays as it was."""
    number = read_number(asked, total=len(rows), size=LINKS_A_PAGE)
    shown = rows[(number - 1) * LINKS_A_PAGE : number * LINKS_A_PAGE]
    return Leaf(shown, number, len(rows), LINKS_A_PAGE, query, "links")


class AddItem(AsksSort):
    """For those who look across the network: intelligence may come before any case is known to be about it."""

    permission = Permission.SEE_WHOLE_NETWORK
    kind, form_class = form_names.ADD_ITEM, NewItemForm
    template_name = "network/deed.html"

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        access.require(self.person, Permission.KEEP_RECORD)
        return super().get(request, **kwargs)

    def initial(self) -> dict[str, Any]:
        return {"sort_code": self.sort}

    def form_kwargs(self) -> dict[str, Any]:
        there = queries.agencies_there(next(iter(access.acting_in(self.person))).agency.partnership_id)
        return {"kind": ItemKind(self.sort or ItemKind.PERSON), "agencies": there, "marks": marks_for(self.person)}

    def perform(self, form: NewItemForm) -> str:
        made = actions.add_item(kind=form.sort, values=form.item_values, grade=form.grade, by=self.person)
        messages.success(self.request, "Saved. Link it with whoever it has to do with.")
        return reverse("network:item", kwargs={"ref": made.ref})

    def page_context(self) -> dict[str, Any]:
        heading = f"Add: {title(ItemKind(self.sort)).lower()}" if self.sort else "Add a person, place or thing"
        return {"back": reverse("network:items"), "heading": heading, "button": "Save"}


class ChangeItem(ItemDeed):
    kind, form_class = form_names.CHANGE_ITEM, ItemForm

    def form_kwargs(self) -> dict[str, Any]:
        there = queries.agencies_there(self.item.partnership_id)
        return {"kind": self.item.get_kind(), "agencies": there, "marks": marks_for(self.person)}

    def initial_of(self, record: Record) -> dict[str, Any]:
        item: Any = record
        named = [one.ref for one in queries.agencies_there(item.partnership_id) if one.pk in item.named_agencies]
        return {**asked_as(item), **ItemForm.graded_as(item), "named": named}

    def perform(self, form: ItemForm) -> str:
        version = self.opened_version
        actions.change_item(item=self.item, version=version, values=form.item_values, grade=form.grade, by=self.person)
        messages.success(self.request, "Saved.")
        return self.back()

    def words(self) -> dict[str, Any]:
        return {"heading": "Put right or add", "button": "Save"}


class StrikeItem(ItemDeed):
    kind, form_class = form_names.STRIKE_ITEM, WhyForm

    def perform(self, form: WhyForm) -> str:
        why = form.cleaned_data["why"]
        actions.strike_item(item=self.item, version=self.opened_version, why=why, by=self.person)
        messages.success(self.request, "Struck through. It can still be read, and stands in no picture.")
        return self.back()

    def words(self) -> dict[str, Any]:
        return {"heading": "Recorded in error", "button": "Strike it through", "is_warning": True}


class MergeItems(ItemDeed):
    permission = Permission.SORT_NETWORK
    kind, form_class = form_names.MERGE, MergeForm

    def form_kwargs(self) -> dict[str, Any]:
        return {"others": queries.like(self.person, self.item.facts, but=self.item)}

    def perform(self, form: MergeForm) -> str:
        kept = actions.merge_items(
            kept=form.into,
            part=self.item,
            version=self.opened_version,
            why=form.cleaned_data["why"],
            by=self.person,
        )
        messages.success(self.request, "They are one record now. It can be taken apart again.")
        return reverse("network:item", kwargs={"ref": kept.ref})

    def words(self) -> dict[str, Any]:
        before = "network/before_merge.html"
        return {"heading": "Two records, one and the same", "button": "Make them one", "form_before": before}


class TakeApart(ItemDeed):
    permission = Permission.SORT_NETWORK
    kind, form_class = form_names.APART, WhyForm

    def perform(self, form: WhyForm) -> str:
        part = actions.take_apart(
            part=self.item, version=self.opened_version, why=form.cleaned_data["why"], by=self.person
        )
        messages.success(self.request, "They are two records again, each with its own links.")
        return reverse("network:item", kwargs={"ref": part.ref})

    def words(self) -> dict[str, Any]:
        return {"heading": "Take the two apart", "button": "Take them apart"}
