"""Pages that need nobody signed in: help, accessibility, privacy, and the partnership's colour."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from cse_portal.ui.contrast import brand_shades

A_MONTH = 30 * 24 * 60 * 60


@transaction.non_atomic_requests
@login_not_required
def brand(request: HttpRequest, colour: str) -> HttpResponse:
    """A partnership's colour as a style sheet: inline styles are refused by the content security policy."""
    shades = "".join(f"{name}:{shade};" for name, shade in brand_shades(colour).items())
    kept = {"Cache-Control": f"public, max-age={A_MONTH}, immutable"}
    return HttpResponse(f":root{{{shades}}}\n", content_type="text/css; charset=utf-8", headers=kept)


@login_not_required
def help_now(request: HttpRequest) -> HttpResponse:
    return render(request, "pages/help_now.html")


@login_not_required
def help_page(request: HttpRequest) -> HttpResponse:
    return render(request, "pages/help.html")


@login_not_required
def accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "pages/accessibility.html")


@login_not_required
def privacy(request: HttpRequest) -> HttpResponse:
    return render(request, "pages/privacy.html")
