"""Giving work to a colleague, one piece or many, and taking what is addressed to one's role."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from cse_portal.agencies.guards import Guarded
from cse_portal.agencies.roles import Permission
from cse_portal.core.refusals import Refused
from cse_portal.desk.guards import SafeFormView
from cse_portal.worklist import actions, form_names, queries
from cse_portal.worklist.actions.sharing import MOST_GIVEN
from cse_portal.worklist.forms import GiveForm
from cse_portal.worklist.models import DueItem
from cse_portal.worklist.presenters import read_filter

TOO_MANY = f"Choose fewer: {MOST_GIVEN} pieces of work can be given at once. Narrow the list with the filter."


class Give(SafeFormView):
    """Those that were ticked, or all that the list showed, on every page of it."""

    permission = Permission.AGENCY_WORK
    kind, form_class = form_names.GIVE, GiveForm
    template_name = "worklist/give.html"

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        if "draft" not in request.GET:
            number = len(self._chosen(self.make_form(initial=self.initial())))
            if not 0 < number <= MOST_GIVEN:
                messages.info(request, TOO_MANY if number else "Tick the work to give to somebody first.")
                return redirect(f"{reverse('home')}?{self._query_back()}")
        return super().get(request, **kwargs)

    def form_kwargs(self) -> dict[str, Any]:
        return {"members": queries.members_to_choose(self.person)}

    def initial(self) -> dict[str, Any]:
        asked = self.request.GET
        is_all = "all" in asked
        ticked = [] if is_all else asked.getlist("item")
        return {"items": ",".join(ticked), "is_all": "yes" if is_all else "", "query": self._query_back()}

    def perform(self, form: GiveForm) -> str:
        refs = [item.ref for item in self._chosen(form)]
        number = actions.give(refs=refs, to=form.to, reason=form.cleaned_data["reason"], by=self.person)
        name = form.to.user.name
        messages.success(self.request, f"{_pieces(number)} given to {name}." if number else f"{name} has it already.")
        return f"{reverse('home')}?{form.cleaned_data['query'] or 'whose=agency'}"

    def page_context(self) -> dict[str, Any]:
        return {"heading": "Give to someone", "button": "Give it to them", "back": f"{reverse('home')}?whose=agency"}

    def show(self, form: Any, *args: Any, **more: Any) -> HttpResponse:
        return super().show(form, *args, items=self._chosen(form), **more)

    def _chosen(self, form: Any) -> list[DueItem]:
        if form["is_all"].value():
            wanted = read_filter(QueryDict(str(form["query"].value() or "")[:2000]))
            return queries.all_asked_for(self.person, wanted, at_most=MOST_GIVEN + 1)
        ticked = str(form["items"].value() or "").split(",")[: MOST_GIVEN + 1]
        return queries.to_give(self.person, ticked)

    def _query_back(self) -> str:
        kept = [(name, value) for name, values in self.request.GET.lists() if name not in ("item", "all", "draft")
                for value in values]  # fmt: skip
        return urlencode(kept)[:2000]


class Take(Guarded):
    """One press."""

    permission = Permission.OWN_WORK

    def post(self, request: HttpRequest, ref: str) -> HttpResponse:
        item = get_object_or_404(queries.open_to_take(self.person).select_related("person"), ref=ref)
        try:
            actions.take(item=item, by=self.person)
        except Refused as why:
            messages.info(request, why.sentence)
        else:
            messages.success(request, "It is on your own list now.")
        return redirect("home")


def _pieces(number: int) -> str:
    return "1 piece of work" if number == 1 else f"{number} pieces of work"
