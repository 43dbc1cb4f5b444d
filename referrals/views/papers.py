"""A referral is asked for as a file."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from cse_portal.desk.actions.jobs import ask_for
from referrals.guards import ReferredGuarded
from referrals.paper_kinds import PRODUCT


class ReferralFile(ReferredGuarded):
    """Whoever may read it may have it."""

    def get(self, request: HttpRequest, ref: str) -> HttpResponse:
        return redirect("referrals:referral", ref=ref)

    def post(self, request: HttpRequest, ref: str) -> HttpResponse:
        self.note_look("referral.printed", self.referred)
        job = ask_for(kind=PRODUCT, parameters={"referral": self.referred.ref}, by=self.person)
        return redirect("desk:job", ref=job.ref)
