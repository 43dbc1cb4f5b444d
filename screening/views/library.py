"""The library: what to remember, what is so, who can help, and what to read."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from cse_portal.agencies import access, charge
from cse_portal.agencies.guards import Guarded
from cse_portal.agencies.models import Partnership
from cse_portal.agencies.roles import Permission
from cse_portal.office.guards import PartnershipForm
from screening import actions, form_names
from screening.forms.editions import LinksForm, links_form
from screening.guidance.loading import library
from screening.library import field_of, links_of
from screening.presenters.library import library_page

SAVED = "The links are saved. People open them in the library."


class LibraryPage(Guarded):
    """In the partnership of the post in which somebody works now."""

    permission = Permission.READ_LIBRARY

    def get(self, request: HttpRequest) -> HttpResponse:
        here = self._here()
        may_link = access.can(self.person, Permission.KEEP_TOOLS) and charge.keeps_partnership(self.person, here.pk)
        return render(request, "screening/library.html", {"page": library_page(here), "may_link": may_link})

    def _here(self) -> Partnership:
        hat = access.hat_of(self.person) or access.memberships(self.person)[0]
        return hat.agency.partnership


class Links(PartnershipForm):
    permission = Permission.KEEP_TOOLS
    kind = form_names.LINKS
    template_name = "screening/partnership_form.html"

    @cached_property
    def form_class(self) -> type[LinksForm]:  # type: ignore[override]
        return links_form()

    def get_record(self) -> Partnership:
        return Partnership.objects.get(pk=self.partnership.pk)

    def initial_of(self, record: Any) -> dict[str, Any]:
        links = links_of(self.partnership)
        return {field_of(one): links.get((one.code, one.version), "") for one in library().documents}

    def perform(self, form: LinksForm) -> str:
        actions.set_document_links(
            partnership=self.partnership, version=self.opened_version, links=form.links, by=self.person
        )
        messages.success(self.request, SAVED)
        return reverse("screening:library")

    def page_context(self) -> dict[str, Any]:
        return {
            "heading": "Links to documents",
            "lede": "Where each document lies for your agencies. The portal shows the link, and never opens it.",
            "button": "Save links",
            "back": reverse("screening:library"),
        }
