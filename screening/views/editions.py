"""Whoever keeps the tools reads and compares editions, and decides from when one is in force."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from cse_portal.agencies import charge
from cse_portal.agencies.guards import Guarded
from cse_portal.agencies.models import Partnership
from cse_portal.agencies.roles import Permission
from cse_portal.office.guards import PartnershipForm
from cse_portal.ui.dates import in_words
from screening import actions, editions, form_names
from screening.forms.editions import InForceForm
from screening.presenters.compared import compared_page
from screening.presenters.editions import editions_page, preview_page, waiting


class Editions(Guarded):
    """Somebody who keeps several partnerships chooses one; the first comes first."""

    permission = Permission.KEEP_TOOLS

    def get(self, request: HttpRequest) -> HttpResponse:
        kept = charge.partnerships_kept_by(self.person)
        chosen = next((one for one in kept if one.ref == request.GET.get("of")), kept[0])
        return render(request, "screening/editions.html", {"page": editions_page(chosen), "kept": kept})


class Preview(Guarded):
    permission = Permission.KEEP_TOOLS

    def get(self, request: HttpRequest, edition: str) -> HttpResponse:
        found = editions.find(edition)
        if found is None:
            raise Http404
        return render(request, "screening/edition.html", {"page": preview_page(found)})


class Compare(Guarded):
    permission = Permission.KEEP_TOOLS

    def get(self, request: HttpRequest) -> HttpResponse:
        older, newer = (editions.find(request.GET.get(name, "")) for name in ("older", "newer"))
        return render(request, "screening/compare.html", {"page": compared_page(older, newer)})


class PutInForce(PartnershipForm):
    """Nobody decides on what they were not shown: where somebody decided meanwhile, it is read again."""

    permission = Permission.KEEP_TOOLS
    kind, form_class = form_names.EDITION, InForceForm
    template_name = "screening/put_in_force.html"
    decides_by = ("edition",)

    def get_record(self) -> Partnership:
        return Partnership.objects.get(pk=self.partnership.pk)

    def form_kwargs(self) -> dict[str, Any]:
        return {"offered": editions.offered()}

    def perform(self, form: InForceForm) -> str:
        made = actions.put_in_force(
            partnership=self.partnership, version=self.opened_version, **form.values, by=self.person
        )
        title = form.values["instrument"].title
        messages.success(self.request, f"{title}, edition {made.edition}, is in force from {in_words(made.since)}.")
        return self._list()

    def _list(self) -> str:
        return f"{reverse('screening:editions')}?of={self.partnership.ref}"

    def page_context(self) -> dict[str, Any]:
        return {
            "heading": "Decide from when an edition is in force",
            "button": "Put in force",
            "back": self._list(),
            "waiting": waiting(self.partnership),
        }
