"""The component gallery: every part of the design language in every state, for whoever builds a page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.decorators import method_decorator
from django.views.generic import TemplateView, View

from cse_portal.demo import gallery
from cse_portal.demo.forms.gallery import FILLED, WRONG, PointForm, SampleFilter, SampleForm
from cse_portal.desk.middleware import form_expired
from cse_portal.ui import errors

PAGES: dict[str, Callable[[HttpRequest], HttpResponse]] = {
    "bad-request": errors.bad_request,
    "no-permission": errors.permission_denied,
    "form-not-sent": form_expired,
    "not-found": errors.not_found,
    "conflict": errors.conflict,
    "too-large": errors.too_large,
    "too-many-attempts": errors.too_many_requests,
    "fault": errors.server_error,
    "away": errors.unavailable,
}


@method_decorator(login_not_required, name="dispatch")
class Components(TemplateView):
    template_name = "demo/components/index.html"
    extra_context = {"sections": gallery.SECTIONS, "error_pages": gallery.ERROR_PAGES}


@method_decorator(login_not_required, name="dispatch")
class ComponentSection(TemplateView):
    def get_template_names(self) -> list[str]:
        return [f"demo/components/{self.kwargs['section'].replace('-', '_')}.html"]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        if kwargs["section"] not in gallery.SAMPLES:
            raise Http404
        if kwargs["section"] == "messages":
            messages.success(self.request, "Referral sent to MASH. Dominic Reyes was told.")
            messages.warning(self.request, "Two agencies have not answered yet.")
            messages.error(self.request, "The file could not be read.")
            messages.info(self.request, "The panel meets on Thursday.")
        if kwargs["section"] == "network":
            kwargs["point"] = PointForm(initial={"latitude": 51.5143, "longitude": -0.0931})
        return super().get_context_data(**kwargs) | gallery.SAMPLES[kwargs["section"]]()


@method_decorator(login_not_required, name="dispatch")
class FormStates(View):
    """A form empty, filled and with errors; sending it shows real validation."""

    def get(self, request: HttpRequest, state: str) -> HttpResponse:
        states: dict[str, Callable[[], SampleForm]] = {
            "empty": SampleForm,
            "filled": lambda: SampleForm(initial=FILLED),
            "errors": lambda: SampleForm(WRONG),
        }
        if state not in states:
            raise Http404
        return self._page(request, states[state](), state)

    def post(self, request: HttpRequest, state: str) -> HttpResponse:
        form = SampleForm(request.POST, request.FILES)
        if form.is_valid():
            messages.success(request, "Every answer was in order. The gallery saves nothing.")
        return self._page(request, form, "sent")

    def _page(self, request: HttpRequest, form: SampleForm, state: str) -> HttpResponse:
        context = {"form": form, "state": state, "filter": SampleFilter(request.GET or None)}
        return render(request, "demo/components/forms.html", context)


@method_decorator(login_not_required, name="dispatch")
class ErrorPage(View):
    """An error page to look at: it says what the real one says, but arrives in good order."""

    def get(self, request: HttpRequest, page: str) -> HttpResponse:
        if page not in PAGES:
            raise Http404
        response = PAGES[page](request)
        response.status_code = 200
        return response
