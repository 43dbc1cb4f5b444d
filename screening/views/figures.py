"""The board reads counts of screenings and assessments: no names, no small numbers, no way to a child."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from cse_portal.agencies import access
from cse_portal.agencies.guards import Guarded
from cse_portal.agencies.models import Partnership
from cse_portal.agencies.roles import Permission
from cse_portal.audit.actions import record_look
from cse_portal.core import clock
from cse_portal.desk.actions.jobs import ask_for
from cse_portal.ui.spreadsheets import csv_rows
from screening import figure_queries as queries
from screening.forms.figures import EVERY_ITEM, FiguresForm, Wanted
from screening.paper_kinds import FIGURES
from screening.presenters.figures import COLUMNS, FiguresPage, chips, figures_page, spreadsheet

MARKING = "OFFICIAL-SENSITIVE. Small numbers are left out"


class OfFigures(Guarded):
    """What the page and its spreadsheet share: whose figures, of what."""

    permission = Permission.READ_FIGURES
    form: FiguresForm
    partnership: Partnership

    def read(self) -> Wanted | None:
        hats = (one for one in access.acting_in(self.person) if access.membership_may(one, self.permission))
        hat = next(hats, None)
        if hat is None:
            raise Http404
        self.partnership = hat.agency.partnership
        self.agencies = queries.agencies_of(self.partnership)
        self.form = FiguresForm(self.request.GET, agencies=self.agencies, today=clock.today())
        return self.form.wanted

    def page_of(self, wanted: Wanted) -> FiguresPage:
        return figures_page(
            self.partnership,
            wanted.instrument,
            wanted.period,
            agencies=self.agencies,
            today=clock.today(),
            agency=wanted.agency,
            every_item=wanted.every_item,
        )

    def note(self, kind: str, wanted: Wanted | None) -> None:
        detail: dict[str, Any] = dict(wanted.said) if wanted else {}
        record_look(kind, detail=detail, by=self.person)


class Figures(OfFigures):
    def get(self, request: HttpRequest) -> HttpResponse:
        wanted = self.read()
        self.note("screening.figures_looked_at", wanted)
        said = wanted.said if wanted else {}
        context = {
            "form": self.form,
            "chips": chips(said, clock.today()),
            "page": self.page_of(wanted) if wanted else None,
            "query": urlencode(said),
            "every_item": urlencode({**said, "items": EVERY_ITEM}),
        }
        return render(request, "screening/figures.html", context)


class FiguresFile(OfFigures):
    """With every item, since nobody scrolls a spreadsheet for long."""

    def get(self, request: HttpRequest) -> HttpResponse:
        wanted = self.read()
        if wanted is None:
            return redirect(f"../?{request.GET.urlencode()}")
        self.note("screening.figures_downloaded", wanted)
        page = self.page_of(Wanted(wanted.instrument, wanted.period, wanted.agency, every_item=True))
        return _file(page, wanted)


class FiguresPdf(OfFigures):
    """The same as a PDF, made in the background."""

    def get(self, request: HttpRequest) -> HttpResponse:
        return redirect("screening:figures")

    def post(self, request: HttpRequest) -> HttpResponse:
        wanted = self.read()
        if wanted is None:
            return redirect(f"../?{request.GET.urlencode()}")
        self.note("screening.figures_downloaded", wanted)
        job = ask_for(kind=FIGURES, parameters=wanted.said, by=self.person)
        return redirect("desk:job", ref=job.ref)


def _file(page: FiguresPage, wanted: Wanted) -> HttpResponse:
    said = wanted.said
    answer = HttpResponse(content_type="text/csv; charset=utf-8")
    name = f"figures-{said['tool']}-{said['from']}-to-{said['to']}.csv"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    for line in csv_rows([*COLUMNS, MARKING], ((*row, "") for row in spreadsheet(page))):
        answer.write(line)
    return answer
