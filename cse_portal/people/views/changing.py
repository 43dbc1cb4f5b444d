"""What is done about one person here: role, suspension, lock, leaving, handing over, bringing back."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from cse_portal.agencies import handover, reach
from cse_portal.agencies.actions import change_role, let_back_in, lift_suspension
from cse_portal.agencies.guards import Guarded
from cse_portal.agencies.models import Membership
from cse_portal.agencies.roles import TITLES, Permission
from cse_portal.agencies.standing import NotAllowedNow
from cse_portal.core import clock
from cse_portal.core.models import Record, StaleRecord
from cse_portal.people import form_names
from cse_portal.people.actions import leaving
from cse_portal.people.actions.addresses import put_address_right
from cse_portal.people.actions.governance import suspend
from cse_portal.people.forms.joining import AddressForm, ChangeRoleForm, ReasonForm
from cse_portal.people.forms.leaving import EndForm, HandOverForm
from cse_portal.people.guards import AboutMembership
from cse_portal.people.queries import colleagues, is_last_hat, memberships_kept_by
from cse_portal.people.views.joining import CHANGED
from cse_portal.ui.dates import in_words


class OfCurrent(AboutMembership):
    """Only while the membership is not over."""

    def memberships(self) -> QuerySet[Membership]:
        return super().memberships().not_over()  # type: ignore[attr-defined]


class ChangeRole(OfCurrent):
    kind = form_names.CHANGE_ROLE
    form_class = ChangeRoleForm

    def form_kwargs(self) -> dict[str, Any]:
        held = self.membership
        return {"roles": [one for one in reach.givable(self.person, held.agency) if one != held.get_role()]}

    def initial_of(self, record: Record) -> dict[str, Any]:
        return {"from_day": clock.today()}

    def perform(self, form: ChangeRoleForm) -> str:
        after = change_role(
            membership=self.membership, **form.cleaned_data, version=self.opened_version, by=self.person
        )
        messages.success(
            self.request,
            f"{after.user.name} is {TITLES[after.get_role()]} from {in_words(after.starts_on)}. "
            "You can undo this today.",
        )
        return reverse("people:person", kwargs={"ref": after.ref})

    def words(self) -> dict[str, Any]:
        held = self.membership
        return {
            "heading": f"Change the role of {held.user.name}",
            "button": "Change the role",
            "form_before": "people/before_change.html",
        }


class Suspend(OfCurrent):
    kind = form_names.SUSPEND
    form_class = ReasonForm

    def perform(self, form: ReasonForm) -> str:
        held = suspend(membership=self.membership, **form.cleaned_data, version=self.opened_version, by=self.person)
        messages.success(self.request, f"{held.user.name} is suspended. Their next click is refused.")
        return self.back()

    def words(self) -> dict[str, Any]:
        name = self.membership.user.name
        return {
            "heading": f"Suspend {name}",
            "button": "Suspend access",
            "is_warning": True,
            "form_before": "people/before_suspend.html",
        }


class Lift(OfCurrent):
    kind = form_names.LIFT
    form_class = ReasonForm

    def perform(self, form: ReasonForm) -> str:
        held = lift_suspension(
            membership=self.membership, **form.cleaned_data, version=self.opened_version, by=self.person
        )
        messages.success(self.request, f"The suspension is lifted. {held.user.name} can sign in again.")
        return self.back()

    def words(self) -> dict[str, Any]:
        return {
            "heading": f"Lift the suspension of {self.membership.user.name}",
            "button": "Lift the suspension",
            "form_before": "people/before_lift.html",
        }


class LetBackIn(OfCurrent):
    kind = form_names.LET_BACK_IN
    form_class = ReasonForm

    def perform(self, form: ReasonForm) -> str:
        user = let_back_in(user=self.membership.user, **form.cleaned_data, by=self.person)
        messages.success(self.request, f"{user.name} can sign in again.")
        return self.back()

    def words(self) -> dict[str, Any]:
        return {
            "heading": f"Let {self.membership.user.name} back in",
            "button": "Let back in",
            "form_before": "people/before_let_back_in.html",
        }


class Address(OfCurrent):
    kind = form_names.ADDRESS
    form_class = AddressForm

    def perform(self, form: AddressForm) -> str:
        user = put_address_right(membership=self.membership, **form.cleaned_data, by=self.person)
        messages.success(
            self.request, f"E-mails to {user.name} go to the new address. What the old one refused is sent again."
        )
        return self.back()

    def words(self) -> dict[str, Any]:
        return {
            "heading": f"Put the e-mail address of {self.membership.user.name} right",
            "title": "Put an e-mail address right",
            "name": self.membership.user.name,
            "on_record": self.membership.user.email,
            "button": "Put it right",
            "form_before": "people/before_address.html",
        }


class HandOver(AboutMembership):
    kind = form_names.HAND_OVER
    form_class = HandOverForm

    def form_kwargs(self) -> dict[str, Any]:
        held = self.membership
        return {"work": handover.open_work(held.user, held.agency), "colleagues": colleagues(held)}

    def perform(self, form: HandOverForm) -> str:
        moved = leaving.hand_over_work(membership=self.membership, takers=form.takers(), by=self.person)
        messages.success(self.request, f"{moved} thing{'' if moved == 1 else 's'} handed over.")
        return self.back()

    def words(self) -> dict[str, Any]:
        return {
            "heading": f"Hand over the work of {self.membership.user.name}",
            "button": "Hand over",
            "form_before": "people/before_hand_over.html",
            "has_work": bool(handover.open_work(self.membership.user, self.membership.agency)),
        }


class End(OfCurrent):
    kind = form_names.END
    form_class = EndForm

    def form_kwargs(self) -> dict[str, Any]:
        held, is_last = self.membership, is_last_hat(self.membership)
        work = handover.open_work(held.user, held.agency) if is_last else []
        return {"work": work, "colleagues": colleagues(held), "is_last_hat": is_last}

    def perform(self, form: EndForm) -> str:
        held = leaving.let_leave(
            membership=self.membership,
            last_day=form.cleaned_data["last_day"],
            reason=form.cleaned_data["reason"],
            takers=form.takers(),
            version=self.opened_version,
            by=self.person,
        )
        said = "has ended" if held.stopped_at else f"ends with {in_words(held.ends_on or clock.today())}"
        messages.success(self.request, f"The access of {held.user.name} {said}. You can undo this today.")
        if held.user_id == self.person.pk:
            return reverse("home")
        return self.back()

    def words(self) -> dict[str, Any]:
        held = self.membership
        return {
            "heading": f"End the access of {held.user.name}",
            "button": "End access",
            "is_warning": True,
            "form_before": "people/before_end.html",
            "work": handover.open_work(held.user, held.agency),
        }


class BringBack(Guarded):
    """Undo: one press on the page of the person."""

    permission = Permission.MANAGE_PEOPLE

    def post(self, request: HttpRequest, ref: str) -> HttpResponse:
        held = get_object_or_404(memberships_kept_by(self.person), ref=ref)
        typed = request.POST.get("version", "")
        version = int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 10 else 0
        try:
            leaving.restore(membership=held, version=version, by=self.person)
        except StaleRecord:
            messages.warning(request, CHANGED)
        except NotAllowedNow as refusal:
            messages.error(request, refusal.sentence)
        else:
            messages.success(request, f"{held.user.name} is back, as before.")
        return redirect("people:person", ref=ref)
