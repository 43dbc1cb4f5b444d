"""My work: what must I do now?"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from cse_portal.agencies.guards import Guarded
from cse_portal.agencies.roles import Permission
from cse_portal.worklist.presenters import my_work, read_filter


class MyWork(Guarded):
    permission = Permission.OWN_WORK

    def get(self, request: HttpRequest) -> HttpResponse:
        page = my_work(self.person, read_filter(request.GET), page=request.GET.get("page", ""))
        return render(request, "worklist/my_work.html", {"page": page})
