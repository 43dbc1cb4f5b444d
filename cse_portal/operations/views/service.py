"""Health for load balancers, figures for monitoring, and the page of whoever operates the portal."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from cse_portal.agencies.guards import Guarded
from cse_portal.agencies.roles import Permission
from cse_portal.operations import health, metrics
from cse_portal.operations.presenters import operations_page

LOOPBACK = {"127.0.0.1", "::1"}
FORWARDED = ("X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "Forwarded", "X-Real-Ip")


@transaction.non_atomic_requests
@login_not_required
def health_live(request: HttpRequest) -> JsonResponse:
    """The process answers. It asks nothing else, so that a database in trouble restarts no web server."""
    return JsonResponse({"status": "ok"})


@transaction.non_atomic_requests
@login_not_required
def health_ready(request: HttpRequest) -> JsonResponse:
    """200 while pages work; with ?strict=1, for deploys, only while everything does."""
    found = health.look()
    is_strict = request.GET.get("strict") == "1"
    is_fine = found.status == "ok" or (found.status == "degraded" and not is_strict)
    parts = {part.name: {"ok": part.is_well, "words": part.problem or "Fine"} for part in found.parts}
    return JsonResponse({"status": found.status, "parts": parts}, status=200 if is_fine else 503)


@transaction.non_atomic_requests
@login_not_required
def metrics_page(request: HttpRequest) -> HttpResponse:
    """Only for a collector on this machine: through a proxy there is no such page."""
    is_forwarded = any(header in request.headers for header in FORWARDED)
    if request.META.get("REMOTE_ADDR") not in LOOPBACK or is_forwarded:
        raise Http404
    return HttpResponse(metrics.text(), content_type="text/plain; version=0.0.4; charset=utf-8")


class Operations(Guarded):
    permission = Permission.SEE_OPERATIONS

    def get(self, request: HttpRequest) -> HttpResponse:
        return render(request, "operations/operations.html", {"page": operations_page()})
