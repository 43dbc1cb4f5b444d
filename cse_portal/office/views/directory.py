"""Looking up: agencies, who leads what, and what each role can do."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from cse_portal.agencies import access, directory
from cse_portal.agencies.guards import Guarded
from cse_portal.agencies.models import Partnership
from cse_portal.agencies.roles import Permission
from cse_portal.desk.actions import jobs
from cse_portal.office.downloads import LEADS_PDF
from cse_portal.office.forms.agencies import DirectoryForm
from cse_portal.office.presenters.agencies import Wanted, directory_page
from cse_portal.office.presenters.leads import leads_page
from cse_portal.office.presenters.roles import roles_page


class SeeOther(HttpResponseRedirect):
    """After a form: the browser fetches the next page, and reloading it sends nothing twice."""

    status_code = 303


class LookUp(Guarded):
    """About one partnership of the person's: the first hat's, or the one that they chose."""

    permission = Permission.READ_ORGANISATION

    def partnership(self) -> Partnership:
        asked = self.request.GET.get("partnership") or self.request.POST.get("partnership")
        own = access.acting_in(self.person)[0].agency.partnership
        return next((one for one in self.partnerships() if one.ref == asked), own)

    def partnerships(self) -> list[Partnership]:
        return directory.partnerships(self.person)


class Directory(LookUp):
    def get(self, request: HttpRequest) -> HttpResponse:
        form = DirectoryForm(request.GET)
        wanted = Wanted(closed=request.GET.get("closed") == "yes")
        if form.is_valid():
            words = " ".join(str(form.cleaned_data["q"]).split())
            wanted = Wanted(words=words, group=form.cleaned_data["group"], closed=wanted.closed)
        page = directory_page(self.person, wanted, self.partnership(), request.GET.get("page", ""))
        return render(request, "office/directory.html", {"page": page, "form": form})


class Leads(LookUp):
    def get(self, request: HttpRequest) -> HttpResponse:
        context = {"page": leads_page(self.partnership()), "partnerships": self.partnerships()}
        return render(request, "office/leads.html", context)

    def post(self, request: HttpRequest) -> HttpResponse:
        """The same as a PDF, made in the background."""
        job = jobs.ask_for(kind=LEADS_PDF, parameters={"partnership": self.partnership().ref}, by=self.person)
        return SeeOther(reverse("desk:job", args=[job.ref]))


class Roles(LookUp):
    def get(self, request: HttpRequest) -> HttpResponse:
        page = roles_page(self.partnership(), access.roles(self.person))
        return render(request, "office/roles.html", {"page": page})
