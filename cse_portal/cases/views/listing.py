"""The list of cases: narrowed, ordered, kept as a view, copied, and shared out."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from cse_portal.agencies.guards import Guarded
from cse_portal.agencies.roles import Permission
from cse_portal.audit.actions import record_look
from cse_portal.cases import form_names
from cse_portal.cases import list_queries as queries
from cse_portal.cases.actions import listing as actions
from cse_portal.cases.forms.listing import AllocateManyForm, KeepViewForm, NarrowForm, SpreadsheetForm
from cse_portal.cases.list_kinds import MOST_ALLOCATED, MOST_IN_FILE, TOO_MANY_AT_ONCE, TOO_MANY_TO_COPY
from cse_portal.cases.listing import Wanted
from cse_portal.cases.models import Case, ListView
from cse_portal.cases.presenters.listing import address_of, case_list, in_words
from cse_portal.desk.guards import SafeFormView
from cse_portal.desk.guards.keys import Keys

SHOWN = 25


class CaseList(Guarded):
    permission = Permission.SEE_CASES

    def get(self, request: HttpRequest) -> HttpResponse:
        form = NarrowForm(request.GET, choices=queries.Choices())
        if form.is_read_by_choices:
            form.offer(queries.choices_for(self.person))
        page = case_list(self.person, form, request.GET.get("after", ""))
        if page.opens_with and not request.GET:
            return redirect(f"{reverse('cases:list')}?{page.opens_with}")
        record_look("case.list_looked_at", by=self.person)
        return render(request, "cases/case_list.html", {"page": page})


class Views(Guarded):
    """Those that a person keeps, and those removed today."""

    permission = Permission.SEE_CASES

    def get(self, request: HttpRequest) -> HttpResponse:
        kept, removed = queries.views_of(self.person), queries.views_removed_today(self.person)
        return render(request, "cases/list_views.html", {"kept": kept, "removed": removed})


class _OwnView(Guarded):
    permission = Permission.SEE_CASES

    def view(self, ref: str) -> ListView:
        return get_object_or_404(ListView.objects.visible_to(self.person), ref=ref)


class ViewRemove(_OwnView):
    def post(self, request: HttpRequest, ref: str) -> HttpResponse:
        view = self.view(ref)
        actions.remove_view(view=view, by=self.person)
        messages.success(request, f"“{view.name}” is removed. The cases in it are not touched.")
        return redirect("cases:views")


class ViewOpensFirst(_OwnView):
    def post(self, request: HttpRequest, ref: str) -> HttpResponse:
        view, opens = self.view(ref), "opens" in request.POST
        actions.open_first(view=view, opens=opens, by=self.person)
        now = f"Cases opens with “{view.name}” now." if opens else "Cases opens with everything you see now."
        messages.success(request, now)
        return redirect("cases:views")


class _OfList(SafeFormView):
    """A form that carries along which list it began at, also when it comes back with an error."""

    template_name = "cases/list_deed.html"

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """What cannot be done with this list is said on the list itself."""
        wanted = self.read(request.GET)
        if "draft" not in request.GET and (not_now := self.not_now(wanted)):
            messages.warning(request, not_now)
            return redirect(address_of(wanted))
        return super().get(request, **kwargs)

    def not_now(self, wanted: Wanted) -> str:
        return ""

    def initial(self) -> dict[str, Any]:
        return {"query": self.read(self.request.GET).query}

    def read(self, query: QueryDict) -> Wanted:
        return NarrowForm(query, choices=queries.choices_for(self.person)).wanted

    def read_back(self, form: Any) -> Wanted:
        return self.read(QueryDict(str(form["query"].value() or "")))

    def show(self, form: Any, keys: Keys, *, status: int = 200, **more: Any) -> HttpResponse:
        wanted = self.read_back(form)
        about = {"back": address_of(wanted), **self.about(form, wanted)}
        return super().show(form, keys, status=status, **{**about, **more})

    def about(self, form: Any, wanted: Wanted) -> dict[str, Any]:
        """What the page says of the cases that the form is about."""
        return {}

    def page_context(self) -> dict[str, Any]:
        return {"back": reverse("cases:list"), **self.words()}

    def words(self) -> dict[str, Any]:
        raise NotImplementedError


class ViewKeep(_OfList):
    permission = Permission.SEE_CASES
    kind = form_names.KEEP_VIEW
    form_class = KeepViewForm

    def perform(self, form: KeepViewForm) -> str:
        said, wanted = form.cleaned_data, self.read_back(form)
        view = actions.keep_view(
            name=said["name"], query=wanted.query, opens_first=said["opens_first"], by=self.person
        )
        messages.success(self.request, f"Kept as “{view.name}”.")
        return address_of(wanted)

    def is_undone(self, form: KeepViewForm, since: datetime) -> bool:
        """Removed meanwhile, it is kept anew by the same words."""
        name = form.cleaned_data["name"]
        return not ListView.objects.visible_to(self.person).filter(name=name).exists()

    def words(self) -> dict[str, Any]:
        return {"heading": "Keep this view of the list", "button": "Keep it"}


class Spreadsheet(_OfList):
    permission = Permission.EXPORT_LISTS
    kind = form_names.LIST_CSV
    form_class = SpreadsheetForm

    def perform(self, form: SpreadsheetForm) -> str:
        wanted = self.read_back(form)
        refs = [case.ref for case in queries.loaded(self.numbers(wanted))]
        job = actions.ask_for_list(wanted=wanted, refs=refs, why=form.cleaned_data["why"], by=self.person)
        return reverse("desk:job", kwargs={"ref": job.ref})

    def about(self, form: Any, wanted: Wanted) -> dict[str, Any]:
        return {"number": in_words(len(self.numbers(wanted)))}

    def numbers(self, wanted: Wanted) -> list[int]:
        return queries.every_number(self.person, wanted, at_most=MOST_IN_FILE)

    def not_now(self, wanted: Wanted) -> str:
        number = len(self.numbers(wanted))
        if number > MOST_IN_FILE:
            return TOO_MANY_TO_COPY
        return "" if number else "No case fits, so there is nothing to copy."

    def words(self) -> dict[str, Any]:
        before = "cases/before_spreadsheet.html"
        return {"heading": "Make a spreadsheet of this list", "button": "Make the file", "form_before": before}


class AllocateMany(_OfList):
    """Those that were ticked, or all that the list showed, on every page of it."""

    permission = Permission.ALLOCATE_CASES
    kind = form_names.ALLOCATE_MANY
    form_class = AllocateManyForm

    def form_kwargs(self) -> dict[str, Any]:
        return {"workers": queries.workers_to_choose(self.person)}

    def initial(self) -> dict[str, Any]:
        ticked = [] if "all" in self.request.GET else self.request.GET.getlist("case")
        return {**super().initial(), "cases": ",".join(ticked), "is_all": "yes" if "all" in self.request.GET else ""}

    def perform(self, form: AllocateManyForm) -> str:
        refs = [case.ref for case in self.chosen(form)]
        job = actions.allocate_many(refs=refs, worker=form.membership, by=self.person)
        return reverse("desk:job", kwargs={"ref": job.ref})

    def chosen(self, form: Any) -> list[Case]:
        if form["is_all"].value():
            wanted = self.read_back(form)
            return queries.loaded(queries.every_number(self.person, wanted, at_most=MOST_ALLOCATED))
        ticked = str(form["cases"].value() or "")
        return queries.by_refs(self.person, ticked.split(",")[: MOST_ALLOCATED + 1])

    def about(self, form: Any, wanted: Wanted) -> dict[str, Any]:
        cases = self.chosen(form)
        return {
            "heading": f"Allocate {in_words(len(cases))}",
            "cases": cases[:SHOWN],
            "more": max(0, len(cases) - SHOWN),
        }

    def not_now(self, wanted: Wanted) -> str:
        number = len(self.chosen(self.make_form(initial=self.initial())))
        if number > MOST_ALLOCATED:
            return TOO_MANY_AT_ONCE
        return "" if number else "Tick the cases to allocate first."

    def words(self) -> dict[str, Any]:
        before = "cases/before_allocate_many.html"
        return {"heading": "Allocate cases", "button": "Allocate them", "form_before": before}
