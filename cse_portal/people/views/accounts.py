"""Accounts, for system administrators."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from cse_portal.agencies.guards import Guarded
from cse_portal.agencies.roles import Permission
from cse_portal.people.forms.listing import SearchForm
from cse_portal.people.presenters.accounts import accounts_page


class Accounts(Guarded):
    permission = Permission.SEE_ACCOUNTS

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.show(SearchForm())

    def post(self, request: HttpRequest) -> HttpResponse:
        form = SearchForm(request.POST)
        return self.show(form, form.cleaned_data["q"] if form.is_valid() else "")

    def show(self, form: SearchForm, words: str = "") -> HttpResponse:
        page = accounts_page(self.person, words, self.request.GET.get("page"))
        return render(self.request, "people/accounts.html", {"page": page, "form": form})
