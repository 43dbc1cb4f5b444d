"""How much is due in each agency of the partnership, for those who look across: numbers, no names."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from cse_portal.agencies.guards import Guarded
from cse_portal.agencies.roles import Permission
from cse_portal.worklist import queries


class AcrossAgencies(Guarded):
    permission = Permission.SEE_WORK_ACROSS

    def get(self, request: HttpRequest) -> HttpResponse:
        rows = queries.work_by_agency()
        runs = set(queries.agencies_run_by(self.person))
        return render(request, "worklist/across.html", {"rows": rows, "runs": runs})
