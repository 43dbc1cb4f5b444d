"""Who works here: the list, one person, and those who left."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from cse_portal.agencies import reach
from cse_portal.agencies.guards import Guarded
from cse_portal.agencies.reach import agencies_kept_by
from cse_portal.agencies.roles import Permission
from cse_portal.people.forms.listing import NarrowForm, SearchForm
from cse_portal.people.guards import OfAgency
from cse_portal.people.presenters.agencies import agency_rows
from cse_portal.people.presenters.listing import leavers, people_page, read_wanted
from cse_portal.people.presenters.person import person_page
from cse_portal.people.queries import memberships_kept_by


class Home(Guarded):
    """Straight to the only agency; else the choice of them, those that wait for something first."""

    permission = Permission.MANAGE_PEOPLE

    def get(self, request: HttpRequest) -> HttpResponse:
        kept = list(agencies_kept_by(self.person).order_by("name", "pk")[:2])
        if len(kept) == 1:
            return redirect("people:agency", ref=kept[0].ref)
        return render(request, "people/agencies.html", {"rows": agency_rows(self.person)})


class AgencyPeople(OfAgency):
    def get(self, request: HttpRequest, ref: str) -> HttpResponse:
        return self.show(SearchForm())

    def post(self, request: HttpRequest, ref: str) -> HttpResponse:
        """A search: the name that is looked for stays out of the address and the logs."""
        form = SearchForm(request.POST)
        return self.show(form, form.cleaned_data["q"] if form.is_valid() else "")

    def show(self, form: SearchForm, words: str = "") -> HttpResponse:
        query = self.request.GET
        wanted = read_wanted(query, words)
        page = people_page(self.person, self.agency, wanted, may_invite=bool(reach.givable(self.person, self.agency)))
        narrow = NarrowForm({"role": wanted.role or "", "state": wanted.state or ""})
        context: dict[str, Any] = {"page": page, "form": form, "narrow": narrow}
        return render(self.request, "people/agency.html", context)


class Left(OfAgency):
    def get(self, request: HttpRequest, ref: str) -> HttpResponse:
        leaf = leavers(self.agency, request.GET.get("page", ""))
        return render(request, "people/left.html", {"agency": self.agency, "leaf": leaf})


class PersonHere(Guarded):
    permission = Permission.MANAGE_PEOPLE

    def get(self, request: HttpRequest, ref: str) -> HttpResponse:
        membership = get_object_or_404(memberships_kept_by(self.person), ref=ref)
        return render(request, "people/person.html", {"page": person_page(membership, self.person)})
