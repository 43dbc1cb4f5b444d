"""Drafts: saved while a person types, listed on the desk, set aside and taken up again by their writer alone."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.decorators import method_decorator
from django.utils.timezone import localtime
from django.views.generic import View

from cse_portal.agencies import access
from cse_portal.agencies.guards import Guarded
from cse_portal.agencies.roles import Permission
from cse_portal.desk.actions import keep_draft, set_aside, take_up_again
from cse_portal.desk.actions.drafts import MOST_BYTES, DraftTooLarge, FormAlreadySent, Page
from cse_portal.desk.form_kinds import form_kind, may_go_on
from cse_portal.desk.guards.keys import Keys, read_keys
from cse_portal.desk.models import Draft
from cse_portal.desk.posted import merging, typed
from cse_portal.desk.queries import live_drafts_of, on_desk, set_aside_by
from cse_portal.ui.dates import time_in_words

TOO_LARGE = "There is more text than a draft can hold. Save the form, or move some of it into a document."


@method_decorator(login_not_required, name="dispatch")
class DraftSave(Guarded):
    """Called by the page while a person types: it answers in JSON, and never with a sign-in page."""

    permission = Permission.OWN_DESK

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return JsonResponse({"problem": "signed_out"}, status=401)
        if int(request.META.get("CONTENT_LENGTH") or 0) > 4 * MOST_BYTES:
            return JsonResponse({"problem": "too_large", "words": TOO_LARGE}, status=413)
        return super().dispatch(request, *args, **kwargs)

    def post(self, request: HttpRequest) -> JsonResponse:
        keys, kind = read_keys(request.POST), form_kind(request.POST.get("_kind", ""))
        about_ref = request.POST.get("_about", "")
        if keys is None or kind is None or not kind.has_form(about_ref):
            return JsonResponse({"problem": "not_a_form"}, status=400)
        if keys.owner != self.person.ref:
            return JsonResponse({"problem": "someone_else"}, status=409)
        access.require(self.person, kind.permission)
        if not may_go_on(kind, self.person, about_ref):
            raise PermissionDenied
        return self._keep(keys, keys.page(kind.code, about_ref))

    def _keep(self, keys: Keys, page: Page) -> JsonResponse:
        fields = merging(self.request.POST.lists()) | typed(self.request.POST.lists())
        try:
            draft = keep_draft(page=page, fields=fields, turn=keys.turn, by=self.person)
        except DraftTooLarge:
            return JsonResponse({"problem": "too_large", "words": TOO_LARGE}, status=413)
        except FormAlreadySent:
            return JsonResponse({"problem": "already_sent"}, status=409)
        return JsonResponse(
            {
                "draft": draft.ref,
                "draft_version": draft.version,
                "saved_at": time_in_words(localtime(draft.saved_at).time()),
                "is_apart": bool(keys.draft) and keys.draft != draft.ref,
            }
        )


@method_decorator(login_not_required, name="dispatch")
class DraftSession(View):
    """Who is signed in now: an open page asks this before it goes on saving after a sign-in elsewhere."""

    def get(self, request: HttpRequest) -> JsonResponse:
        if not request.user.is_authenticated:
            return JsonResponse({"person": ""})
        return JsonResponse({"person": request.user.ref, "key": get_token(request)})


class Drafts(Guarded):
    """Unfinished forms, and those set aside until their last day."""

    permission = Permission.OWN_DESK

    def get(self, request: HttpRequest) -> HttpResponse:
        context = {"live": live_drafts_of(self.person), "set_aside": set_aside_by(self.person)}
        return render(request, "desk/drafts.html", context)


class SignedInAgain(Guarded):
    """Where a sign-in in a second tab ends: the form waits in the first."""

    permission = Permission.OWN_DESK

    def get(self, request: HttpRequest) -> HttpResponse:
        return render(request, "desk/signed_in_again.html")


class DraftSetAside(Guarded):
    permission = Permission.OWN_DESK

    def post(self, request: HttpRequest, ref: str) -> HttpResponse:
        draft = get_object_or_404(Draft.objects.visible_to(self.person).live(), ref=ref)
        set_aside(draft=draft, by=self.person)
        messages.info(request, f"The draft is set aside until {localtime(draft.expires_at):%-d %B}.")
        listed = on_desk(self.person, draft)
        if "afresh" in request.POST and listed:
            return redirect(listed.url.partition("?")[0])
        return redirect("desk:drafts")


class DraftTakeUp(Guarded):
    permission = Permission.OWN_DESK

    def post(self, request: HttpRequest, ref: str) -> HttpResponse:
        draft = get_object_or_404(Draft.objects.visible_to(self.person).set_aside(), ref=ref)
        take_up_again(draft=draft, by=self.person)
        listed = on_desk(self.person, draft)
        return redirect(listed.url if listed else "desk:drafts")
