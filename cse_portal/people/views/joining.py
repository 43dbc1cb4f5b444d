"""Inviting, giving another role, and what becomes of an invitation."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from cse_portal.agencies import reach
from cse_portal.agencies.actions import give_role
from cse_portal.agencies.guards import Guarded
from cse_portal.agencies.models import Agency, Membership
from cse_portal.agencies.reach import agencies_kept_by
from cse_portal.agencies.roles import TITLES, Permission
from cse_portal.agencies.standing import NotAllowedNow
from cse_portal.core import clock
from cse_portal.core.models import Record, StaleRecord
from cse_portal.people.actions import invitations
from cse_portal.people.actions.invitations import Sent
from cse_portal.people.form_names import ADD_ROLE, INVITE
from cse_portal.people.forms.joining import AddRoleForm, InviteForm
from cse_portal.people.guards import AboutMembership, Deed
from cse_portal.people.mail import send_invitation
from cse_portal.people.models import Invitation

CHANGED = "Someone else changed this meanwhile. This is how it is now."


class Invite(Deed):
    kind = INVITE
    form_class = InviteForm

    @cached_property
    def agency(self) -> Agency:
        return get_object_or_404(agencies_kept_by(self.person), ref=self.kwargs["ref"])

    def about_ref(self) -> str:
        return str(self.agency.ref)

    def form_kwargs(self) -> dict[str, Any]:
        return {"roles": reach.givable(self.person, self.agency)}

    def initial(self) -> dict[str, Any]:
        return {"starts_on": clock.today()}

    def perform(self, form: InviteForm) -> str:
        sent = invitations.invite(agency=self.agency, **form.cleaned_data, by=self.person)
        post_it(self.request, sent, self.person)
        return reverse("people:agency", kwargs={"ref": self.agency.ref})

    def page_context(self) -> dict[str, Any]:
        return {
            "agency": self.agency,
            "heading": f"Invite someone to {self.agency.name}",
            "button": "Send the invitation",
            "back": reverse("people:agency", kwargs={"ref": self.agency.ref}),
            "form_before": "people/before_invite.html",
        }


def post_it(request: HttpRequest, sent: Sent, person: Any) -> None:
    """The invitation stands whether or not the mail server takes it; the page says which."""
    if send_invitation(sent.invitation, sent.key):
        invitations.note_mailed(invitation=sent.invitation, by=person)
        messages.success(
            request, f"The invitation is on its way. Its link works once, until {sent.invitation.expires_at:%-d %B}."
        )
    else:
        messages.error(request, "The invitation is made, but the e-mail could not be sent. Send it again in a while.")


class AddRole(AboutMembership):
    kind = ADD_ROLE
    form_class = AddRoleForm

    def memberships(self) -> QuerySet[Membership]:
        return super().memberships().not_over()  # type: ignore[attr-defined]

    def form_kwargs(self) -> dict[str, Any]:
        return {"roles": reach.givable(self.person, self.membership.agency)}

    def initial_of(self, record: Record) -> dict[str, Any]:
        return {"starts_on": clock.today()}

    def perform(self, form: AddRoleForm) -> str:
        held = self.membership
        given = give_role(user=held.user, agency=held.agency, **form.cleaned_data, by=self.person)
        messages.success(self.request, f"{held.user.name} is {TITLES[given.get_role()]} as well.")
        return self.back()

    def words(self) -> dict[str, Any]:
        return {"heading": f"Give {self.membership.user.name} another role", "button": "Give the role"}


class OneInvitation(Guarded):
    """The shared half of an invitation's pages."""

    permission = Permission.MANAGE_PEOPLE

    def load(self) -> Invitation:
        found = Invitation.objects.visible_to(self.person).open().select_related("agency", "invited_by")
        return get_object_or_404(found, ref=self.kwargs["ref"])

    def seen_version(self) -> int:
        typed = self.request.POST.get("version", "")
        return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 10 else 0

    def back(self, invitation: Invitation) -> HttpResponse:
        return redirect("people:agency", ref=invitation.agency.ref)


class InvitationPage(OneInvitation):
    def get(self, request: HttpRequest, ref: str) -> HttpResponse:
        found = self.load()
        may_send = reach.can_give(self.person, found.get_role(), found.agency)
        return render(request, "people/invitation.html", {"invitation": found, "may_send": may_send})


class InvitationSendAgain(OneInvitation):
    def post(self, request: HttpRequest, ref: str) -> HttpResponse:
        found = self.load()
        try:
            sent = invitations.send_again(invitation=found, version=self.seen_version(), by=self.person)
        except StaleRecord:
            messages.warning(request, CHANGED)
            return redirect("people:invitation", ref=ref)
        except NotAllowedNow as refusal:
            messages.error(request, refusal.sentence)
            return redirect("people:invitation", ref=ref)
        post_it(request, sent, self.person)
        return self.back(found)


class InvitationWithdraw(OneInvitation):
    def post(self, request: HttpRequest, ref: str) -> HttpResponse:
        found = self.load()
        try:
            invitations.withdraw(invitation=found, version=self.seen_version(), by=self.person)
        except StaleRecord:
            messages.warning(request, CHANGED)
            return redirect("people:invitation", ref=ref)
        messages.success(request, "The invitation is withdrawn. Its link no longer works.")
        return self.back(found)
