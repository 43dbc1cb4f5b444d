"""Background work: ask for it, watch it, cancel it; and the downloads that wait for their owner."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from cse_portal.agencies import access
from cse_portal.agencies.guards import Guarded
from cse_portal.agencies.roles import Permission
from cse_portal.core import clock
from cse_portal.desk import files, kinds, workflow
from cse_portal.desk.actions import jobs
from cse_portal.desk.models import BackgroundJob
from cse_portal.desk.presenters import job_state
from cse_portal.desk.workflow import NotAllowedNow


class SeeOther(HttpResponseRedirect):
    """After a form: the browser fetches the next page, and reloading it sends nothing twice."""

    status_code = 303


class OwnJob(Guarded):
    """Another person's job and no job at all are the same to whoever asks."""

    permission = Permission.OWN_DESK
    job: BackgroundJob

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.ref = kwargs["ref"]

    def look_up(self, **kwargs: Any) -> None:
        access.require(self.request.user, self.permission)
        self.job = get_object_or_404(BackgroundJob.objects.visible_to(self.person), ref=self.ref)
        super().look_up(**kwargs)

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Which job it is was looked up; the views take nothing more."""
        return super().dispatch(request)

    def page(self) -> SeeOther:
        return SeeOther(reverse("desk:job", args=[self.job.ref]))


class Downloads(Guarded):
    permission = Permission.OWN_DESK

    def get(self, request: HttpRequest) -> HttpResponse:
        own = BackgroundJob.objects.visible_to(self.person).listed(clock.now())[:50]
        rows = [(job, job_state(job)) for job in own]
        offers = [kind for kind in kinds.offered() if access.can(self.person, kind.permission)]
        return render(request, "desk/downloads.html", {"rows": rows, "offers": offers, "kept_for": workflow.KEPT_FOR})

    def post(self, request: HttpRequest) -> HttpResponse:
        offers = {kind.name for kind in kinds.offered()}
        if request.POST.get("kind") not in offers:
            raise Http404
        job = jobs.ask_for(kind=request.POST["kind"], by=self.person)
        return SeeOther(reverse("desk:job", args=[job.ref]))


class Job(OwnJob):
    def get(self, request: HttpRequest) -> HttpResponse:
        return render(request, "desk/job_page.html", {"job": self.job, "state": job_state(self.job)})


class JobProgress(OwnJob):
    """Asked every few seconds: 304 without a body while nothing has changed."""

    def get(self, request: HttpRequest) -> HttpResponse:
        state = job_state(self.job)
        response: HttpResponse = JsonResponse(
            {"words": state.words, "note": state.note, "percent": state.percent, "is_under_way": state.is_under_way}
        )
        if request.headers.get("If-None-Match") == state.etag:
            response = HttpResponse(status=304)
        response.headers["ETag"] = state.etag
        return response


class JobFile(OwnJob):
    """Streams the file to its owner, if they still may have it; every time is recorded."""

    def get(self, request: HttpRequest) -> HttpResponseBase:
        path = files.full_path(self.job.file) if self.job.is_ready else None
        if path is None or not path.is_file():
            return render(request, "desk/job_gone.html", {"job": self.job}, status=410)
        jobs.note_fetched(job=self.job, by=self.person)
        response = FileResponse(
            path.open("rb"), as_attachment=True, filename=self.job.file_name, content_type=self.job.content_type
        )
        response.headers["Cache-Control"] = "no-store"
        response.headers["X-Content-Type-Options"] = "nosniff"
        return response


class JobCancel(OwnJob):
    def post(self, request: HttpRequest) -> HttpResponse:
        with suppress(NotAllowedNow):  # it ended meanwhile: the page shows how
            jobs.cancel(job=self.job, by=self.person)
        return self.page()


class JobAgain(OwnJob):
    def post(self, request: HttpRequest) -> HttpResponse:
        with suppress(NotAllowedNow):  # it is under way already: the page shows it
            self.job = jobs.try_again(job=self.job, by=self.person)
        return self.page()


class JobRemove(OwnJob):
    def post(self, request: HttpRequest) -> HttpResponse:
        jobs.remove(job=self.job, by=self.person)
        return SeeOther(reverse("desk:downloads"))
