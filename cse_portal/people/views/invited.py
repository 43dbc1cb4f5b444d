"""What the invited person sees: the link is taken up once, and its key never stays in an address."""

from __future__ import annotations

from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views.generic import View

from cse_portal.agencies import access
from cse_portal.agencies.models import User
from cse_portal.agencies.standing import NotAllowedNow
from cse_portal.audit.actions import record_refusal
from cse_portal.core import clock
from cse_portal.people.actions.invitations import TAKES_UP, take_up, take_up_with_password
from cse_portal.people.forms.joining import FirstPasswordForm
from cse_portal.people.invitation_keys import digest_of
from cse_portal.people.models import Invitation
from cse_portal.people.queries import usable_invitation
from cse_portal.ui.dates import in_words

KEY = "invitation_key"


def gone(request: HttpRequest) -> HttpResponse:
    """Expired, taken up, withdrawn, never made: the same words."""
    request.session.pop(KEY, None)
    return render(request, "people/invitation_gone.html", status=410)


@method_decorator(login_not_required, name="dispatch")
class InvitationLink(View):
    def get(self, request: HttpRequest, key: str) -> HttpResponse:
        if usable_invitation(digest_of(key)) is None:
            return gone(request)
        request.session[KEY] = key
        return redirect("take_up_invitation")


@method_decorator(login_not_required, name="dispatch")
class InvitationTakeUp(View):
    """A new person chooses a password; somebody with an account signs in and says yes."""

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.answer()

    def post(self, request: HttpRequest) -> HttpResponse:
        return self.answer()

    def answer(self) -> HttpResponse:
        key = self.request.session.get(KEY, "")
        invitation = usable_invitation(digest_of(key)) if key else None
        if invitation is None:
            return gone(self.request)
        if self.request.user.is_authenticated:
            return self._as_signed_in(invitation, cast(User, self.request.user))
        known = User.objects.filter(email__iexact=invitation.email).first()
        if known is not None and access.memberships(known):
            return self._show(invitation, "sign_in")
        if known is not None and not known.is_active:
            return gone(self.request)
        return self._with_password(invitation, known)

    def _as_signed_in(self, invitation: Invitation, person: User) -> HttpResponse:
        if person.email.lower() != invitation.email:
            record_refusal("page.refused", detail={"page": "take_up_invitation"}, by=person)
            return self._show(invitation, "someone_else", status=403)
        if self.request.method != "POST":
            return self._show(invitation, "confirm")
        try:
            take_up(invitation=invitation, by=person)
        except NotAllowedNow:
            return gone(self.request)
        self.request.session.pop(KEY, None)
        messages.success(self.request, f"You now work in {invitation.agency.name} too{_from(invitation)}.")
        return redirect("home")

    def _with_password(self, invitation: Invitation, known: User | None) -> HttpResponse:
        person = known or User(email=invitation.email, name=invitation.name)
        form = FirstPasswordForm(self.request.POST or None, person=person)
        if self.request.method != "POST" or not form.is_valid():
            return self._show(invitation, "password", form=form, is_known=known is not None)
        try:
            take_up_with_password(invitation=invitation, password=form.cleaned_data["password1"], by=TAKES_UP)
        except NotAllowedNow:
            return gone(self.request)
        self.request.session.pop(KEY, None)
        messages.success(self.request, f"Your account is ready{_from(invitation)}. Sign in with your new password.")
        return redirect(reverse("account_login"))

    def _show(self, invitation: Invitation, step: str, *, status: int = 200, **more: Any) -> HttpResponse:
        context = {"invitation": invitation, "step": step, **more}
        return render(self.request, "people/invited.html", context, status=status)


def _from(invitation: Invitation) -> str:
    return f", from {in_words(invitation.starts_on)}" if invitation.starts_on > clock.today() else ""
