"""Signing in as one of the cast with one press; absent wherever real records may be."""

from __future__ import annotations

from typing import cast

from allauth.account.internal.flows.login import record_authentication
from allauth.account.utils import get_next_redirect_url, perform_login
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_POST

from cse_portal.agencies.models import User
from cse_portal.demo.cast import CAST


@login_not_required
@require_POST
def sign_in_as(request: HttpRequest) -> HttpResponse:
    """Spares typing the demo's password; the second step and everything after are as for anyone."""
    member = next((one for one in CAST if one.key == request.POST.get("key")), None)
    if member is None:
        raise Http404
    user = get_object_or_404(User, email=member.email, is_active=True)
    record_authentication(request, user, method="password")
    return cast(HttpResponse, perform_login(request, user, redirect_url=get_next_redirect_url(request)))
