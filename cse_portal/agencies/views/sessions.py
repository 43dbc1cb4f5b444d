"""Where a person is signed in, and ending that from here."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.generic import View

from cse_portal.agencies import actions
from cse_portal.agencies import sign_in_queries as queries
from cse_portal.agencies.guards import Confirmed
from cse_portal.agencies.models import User


class Sessions(View):
    def get(self, request: HttpRequest) -> HttpResponse:
        user = cast(User, request.user)
        here = request.session.session_key
        rows = [{"session": one, "is_here": one.session_key == here} for one in queries.sessions_of(user)]
        return render(request, "account/sessions.html", {"rows": rows, "others": len(rows) - 1})


class EndSession(Confirmed):
    """With one press; signing in again is the way back."""

    asked_on = frozenset({"POST"})

    def post(self, request: HttpRequest, ref: str) -> HttpResponse:
        user = cast(User, request.user)
        session = get_object_or_404(queries.sessions_of(user), ref=ref)
        actions.sign_out_of(session=session, by=user)
        messages.success(request, f"Signed out: {session.device or 'a device without a name'}.")
        return redirect("account_sessions")


class EndOtherSessions(Confirmed):
    asked_on = frozenset({"POST"})

    def post(self, request: HttpRequest) -> HttpResponse:
        user = cast(User, request.user)
        number = actions.sign_out_elsewhere(user=user, keep=request.session.session_key or "", by=user)
        places = "1 other place" if number == 1 else f"{number} other places"
        messages.success(request, f"You are signed out in {places}. Here you stay signed in.")
        return redirect("account_sessions")
