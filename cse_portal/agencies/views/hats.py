"""Whoever holds several roles works in one at a time: what they see and may do, and what the trail says, is of it."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.generic import View

from cse_portal.agencies import access, actions, session_rules
from cse_portal.agencies.forms.hats import HatForm, in_words
from cse_portal.agencies.models import Membership, User


class ChangeHat(View):
    def get(self, request: HttpRequest) -> HttpResponse:
        worn = access.hat_of(request.user)
        return self._show(self._form(request, initial={"hat": worn.ref if worn else ""}))

    def post(self, request: HttpRequest) -> HttpResponse:
        form = self._form(request, data=request.POST)
        if not form.is_valid():
            return self._show(form)
        user = cast(User, request.user)
        chosen = next(one for one in access.memberships(user) if one.ref == form.cleaned_data["hat"])
        _put_on(request, user, chosen)
        messages.success(request, f"You now work as {in_words(chosen)}.")
        return redirect("home")

    def _form(self, request: HttpRequest, **kwargs: object) -> HatForm:
        return HatForm(held=access.memberships(request.user), **kwargs)

    def _show(self, form: HatForm) -> HttpResponse:
        held = access.memberships(self.request.user)
        return render(self.request, "account/hat.html", {"form": form, "has_several": len(held) > 1})


def _put_on(request: HttpRequest, user: User, chosen: Membership) -> None:
    """The trail keeps the change under the role that was left; from the next page on, all is done in the new one."""
    if chosen != access.hat_of(user):
        actions.change_hat(user=user, to=chosen, by=user)
        request.session[session_rules.HAT] = chosen.pk
