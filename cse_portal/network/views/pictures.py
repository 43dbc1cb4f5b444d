"""Pictures of the network as files, and the map of its places."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from cse_portal.agencies.guards import Guarded
from cse_portal.agencies.roles import Permission
from cse_portal.audit.actions import record_look
from cse_portal.cases.guards import CaseGuarded
from cse_portal.desk.actions.jobs import ask_for
from cse_portal.network.downloads import PICTURE_PDF
from cse_portal.network.forms.pictures import PictureForm
from cse_portal.network.guards import ItemGuarded
from cse_portal.network.place_queries import MOST_PLACES, places
from cse_portal.network.presenters.places import map_places


class CasePicturePdf(CaseGuarded):
    permission = Permission.SEE_NETWORK

    def post(self, request: HttpRequest, ref: str) -> HttpResponse:
        self.note_look("network.case_printed")
        return asked(request, self.person, {"case": self.case.ref})


class ItemPicturePdf(ItemGuarded):
    def post(self, request: HttpRequest, ref: str) -> HttpResponse:
        record_look("network.item_printed", about=self.item, by=self.person)
        return asked(request, self.person, {"item": self.item.ref})


def asked(request: HttpRequest, person: Any, about: dict[str, str]) -> HttpResponse:
    """What the page shows is sent along; whatever of it cannot be is the usual."""
    wanted = PictureForm(request.POST).wanted
    job = ask_for(kind=PICTURE_PDF, parameters={**about, **wanted.kept()}, by=person)
    return redirect("desk:job", ref=job.ref)


class PlacesMap(Guarded):
    permission = Permission.SEE_NETWORK

    def get(self, request: HttpRequest) -> HttpResponse:
        found = places(self.person)
        record_look("network.map_looked_at", detail={"places": len(found[:MOST_PLACES])}, by=self.person)
        page = {
            "places": map_places(found[:MOST_PLACES]),
            "is_cut": len(found) > MOST_PLACES,
            "most": MOST_PLACES,
        }
        return render(request, "network/places_map.html", page)
