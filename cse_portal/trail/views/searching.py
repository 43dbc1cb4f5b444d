"""Searching the trail: what is looked for is posted and kept, and only the search's reference stands in addresses."""

from __future__ import annotations

from functools import cached_property

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from cse_portal.agencies.guards import Guarded
from cse_portal.agencies.models import Membership
from cse_portal.agencies.roles import Permission
from cse_portal.trail import actions
from cse_portal.trail.forms.searching import SearchForm
from cse_portal.trail.models import TrailSearch
from cse_portal.trail.presenters.lines import asked, entry, results, unsealed
from cse_portal.trail.queries.events import one
from cse_portal.trail.queries.scope import agencies_for, people_for, post_of, reach_of
from cse_portal.trail.queries.subjects import earlier_searches
from cse_portal.trail.reach import TrailReach


class Search(Guarded):
    permission = Permission.SEARCH_TRAIL

    @cached_property
    def post_worn(self) -> Membership:
        return post_of(self.person)

    def get(self, request: HttpRequest) -> HttpResponse:
        again = TrailSearch.objects.visible_to(self.person).filter(ref=request.GET.get("again", "")).first()
        return self.show(self.form(initial=_as_typed(again) if again else None))

    def post(self, request: HttpRequest) -> HttpResponse:
        form = self.form(data=request.POST)
        if not form.is_valid():
            return self.show(form)
        search = actions.make_search(wanted=form.wanted(), why=form.cleaned_data["why"], by=self.person)
        return redirect("trail:results", ref=search.ref)

    def form(self, **filled: object) -> SearchForm:
        post = self.post_worn
        return SearchForm(people=people_for(post), agencies=agencies_for(post), is_for_one=self.is_for_one, **filled)

    @property
    def is_for_one(self) -> bool:
        return reach_of(self.post_worn) == TrailReach.OWN_PEOPLE

    def show(self, form: SearchForm) -> HttpResponse:
        earlier = [(search, asked(search)) for search in earlier_searches(self.person)]
        context = {"form": form, "earlier": earlier, "is_for_one": self.is_for_one, "agency": self.post_worn.agency}
        return render(self.request, "trail/search.html", context)


def _as_typed(search: TrailSearch) -> dict[str, object]:
    """A search begun from an earlier one; its reason is asked anew."""
    return {
        "who": search.who.email if search.who else "",
        "about": search.about_ref,
        "agency": search.agency_id,
        "group": search.group,
        "since": search.since,
        "until": search.until,
    }


class OfSearch(Guarded):
    """A search that is somebody else's is not there."""

    permission = Permission.SEARCH_TRAIL

    @cached_property
    def search(self) -> TrailSearch:
        made = TrailSearch.objects.visible_to(self.person)
        made = made.select_related("membership__agency", "membership__user", "who", "agency")
        return get_object_or_404(made, ref=self.kwargs["ref"])


class Results(OfSearch):
    def get(self, request: HttpRequest, ref: str) -> HttpResponse:
        page = results(self.search, request.GET.get("after", ""))
        actions.note_results_read(search=self.search, is_first=page.is_first, by=self.person)
        return render(request, "trail/results.html", {"page": page})


class Entry(OfSearch):
    def get(self, request: HttpRequest, ref: str, key: str) -> HttpResponse:
        number = unsealed(key)
        event = one(self.search, number) if number is not None else None
        if event is None:
            raise Http404
        page = entry(self.search, event)
        actions.note_entry_read(search=self.search, event=event, by=self.person)
        return render(request, "trail/entry.html", {"page": page})


class Export(OfSearch):
    def post(self, request: HttpRequest, ref: str) -> HttpResponse:
        job = actions.ask_for_spreadsheet(search=self.search, by=self.person)
        return redirect("desk:job", ref=job.ref)
