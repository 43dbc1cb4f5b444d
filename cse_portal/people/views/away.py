"""When somebody is away: who stands in, said by themself or by whoever keeps the agency's people."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from cse_portal.agencies import access
from cse_portal.agencies.actions import delegate_work, end_delegation
from cse_portal.agencies.guards import Guarded
from cse_portal.agencies.models import Delegation, Membership
from cse_portal.agencies.roles import Permission
from cse_portal.agencies.standing import NotAllowedNow
from cse_portal.core import clock
from cse_portal.core.models import Record, StaleRecord
from cse_portal.people.form_names import AWAY_FOR
from cse_portal.people.forms.leaving import AwayForm
from cse_portal.people.guards import AboutMembership
from cse_portal.people.queries import colleagues, own_delegations, own_or_kept
from cse_portal.people.views.joining import CHANGED
from cse_portal.ui.dates import without_year


class Away(Guarded):
    """Mine: where I work, and who stands in for me there."""

    permission = Permission.OWN_WORK

    def get(self, request: HttpRequest) -> HttpResponse:
        mine = own_delegations(self.person)
        places = [
            (held, [one for one in mine if one.membership_id == held.pk]) for held in access.memberships(self.person)
        ]
        return render(request, "people/away.html", {"places": places, "for_others": access.stands_in_for(self.person)})


class AwayFor(AboutMembership):
    permission = Permission.OWN_WORK
    kind = AWAY_FOR
    form_class = AwayForm

    def memberships(self) -> QuerySet[Membership]:
        return own_or_kept(self.person).filter(pk__in=Membership.objects.live().values("pk"))

    def form_kwargs(self) -> dict[str, Any]:
        return {"colleagues": colleagues(self.membership)}

    def initial_of(self, record: Record) -> dict[str, Any]:
        return {"starts_on": clock.today()}

    def perform(self, form: AwayForm) -> str:
        days = {name: form.cleaned_data[name] for name in ("starts_on", "ends_on", "reason")}
        made = delegate_work(membership=self.membership, delegate=form.stands_in, **days, by=self.person)
        messages.success(
            self.request,
            f"{made.delegate.user.name} stands in from {without_year(made.starts_on)} until "
            f"{without_year(made.ends_on)}.",
        )
        return self.back()

    def back(self) -> str:
        return reverse("people:away") if self.is_own else super().back()

    @property
    def is_own(self) -> bool:
        return self.membership.user_id == self.person.pk

    def words(self) -> dict[str, Any]:
        name = self.membership.user.name
        return {
            "heading": "Who stands in for you?" if self.is_own else f"Who stands in for {name}?",
            "button": "Save",
            "form_before": "people/before_away.html",
            "is_own": self.is_own,
            "has_colleagues": bool(self.form_kwargs()["colleagues"]),
        }


class AwayEnd(Guarded):
    """Back earlier: one press."""

    permission = Permission.OWN_WORK

    def post(self, request: HttpRequest, ref: str) -> HttpResponse:
        visible = Delegation.objects.filter(membership__in=own_or_kept(self.person))
        found = get_object_or_404(visible.select_related("membership__agency"), ref=ref)
        typed = request.POST.get("version", "")
        version = int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 10 else 0
        try:
            end_delegation(delegation=found, version=version, by=self.person)
        except StaleRecord:
            messages.warning(request, CHANGED)
        except NotAllowedNow as refusal:
            messages.error(request, refusal.sentence)
        else:
            messages.success(request, "Nobody stands in any more.")
        if found.membership.user_id == self.person.pk:
            return redirect("people:away")
        return redirect("people:person", ref=found.membership.ref)
