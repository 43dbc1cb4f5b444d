"""Finding: the words are posted, so that they stand in no address, history or log."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from cse_portal.agencies.find import MOST_OF_A_KIND, find, may_be_more, providers_for
from cse_portal.agencies.guards import Guarded
from cse_portal.agencies.roles import Permission
from cse_portal.desk.actions.searches import note_search
from cse_portal.desk.forms import FindForm


class Find(Guarded):
    permission = Permission.OWN_WORK

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.show(FindForm())

    def post(self, request: HttpRequest) -> HttpResponse:
        form = FindForm(request.POST)
        if not form.is_valid():
            return self.show(form)
        words = form.cleaned_data["q"]
        found = find(self.person, words)
        hits = [one.ref for one in found if one.ref]
        note_search(length=len(words), number=len(found), hits=hits, by=self.person)
        more = {"may_be_more": may_be_more(found), "most": MOST_OF_A_KIND}
        return self.show(form, found=found, has_searched=True, **more)

    def show(self, form: FindForm, **more: Any) -> HttpResponse:
        providers = providers_for(self.person)
        finds_children = any(provider.is_about_children for provider in providers)
        page = {"form": form, "providers": providers, "finds_children": finds_children, **more}
        return render(self.request, "desk/find.html", page)
