"""What the portal has told somebody, and how they want to hear of it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import cached_property

from cse_portal.agencies.guards import Guarded
from cse_portal.agencies.roles import Permission
from cse_portal.audit.actions import record_look
from cse_portal.core.notify import carries_texts
from cse_portal.core.refusals import Refused
from cse_portal.desk.guards import SafeFormView
from cse_portal.notices import actions, form_names, queries
from cse_portal.notices.forms import CodeForm, MobileForm, WaysForm
from cse_portal.notices.models import Notice, Reaching
from cse_portal.notices.presenters import inbox_days, texts_page, who_will_be_told
from cse_portal.ui.paging import leaf_of
from cse_portal.worklist.models import DueItem

ROWS_A_PAGE = 50


class Inbox(Guarded):
    """Newest first; everything that was told stays here, read or not."""

    permission = Permission.OWN_WORK

    def get(self, request: HttpRequest) -> HttpResponse:
        is_unread = request.GET.get("show") == "unread"
        found = queries.inbox_of(self.person, unread_only=is_unread)
        leaf = leaf_of(found, request.GET.get("page", ""), size=ROWS_A_PAGE, show="unread" if is_unread else "")
        context = {
            "days": inbox_days(leaf.rows, self.person),
            "leaf": leaf,
            "is_unread": is_unread,
            "unread": queries.number_unread(self.person),
            "up_to": max((one.pk for one in leaf.rows), default=0),
        }
        return render(request, "notices/inbox.html", context)

    def post(self, request: HttpRequest) -> HttpResponse:
        up_to = request.POST.get("up_to", "")
        number = (
            actions.mark_all_read(up_to=int(up_to), by=self.person) if up_to.isdecimal() and len(up_to) < 19 else 0
        )
        messages.success(request, f"{number} marked as read." if number else "Nothing was unread.")
        return redirect("notices:inbox")


class NoticeOpened(Guarded):
    """Leads to what it is about, and is read from then on."""

    permission = Permission.OWN_WORK

    def get(self, request: HttpRequest, ref: str) -> HttpResponse:
        notice = Notice.objects.of(self.person).filter(ref=ref).first()
        if notice is None:
            raise Http404
        actions.mark_read(notice=notice, by=self.person)
        return HttpResponseRedirect(notice.url)


class Ways(SafeFormView):
    """By e-mail at once, once a day or not: for each kind, as far as it may be chosen."""

    permission = Permission.OWN_WORK
    kind, form_class = form_names.WAYS, WaysForm
    template_name = "notices/ways.html"

    def page_context(self) -> dict[str, Any]:
        said = {"heading": "How you hear of your work", "button": "Save", "back": reverse("notices:inbox")}
        return {**said, "texts": texts_page(self._reaching)}

    @cached_property
    def _reaching(self) -> Reaching | None:
        return queries.reaching_of(self.person)

    def form_kwargs(self) -> dict[str, Any]:
        held = self._reaching
        return {
            "chosen": queries.ways_chosen(self.person),
            "hours": queries.hours_of_partnership(self.person),
            "quiet": (held.quiet_from, held.quiet_until) if held and held.quiet_from is not None else None,
            "takes_texts": carries_texts() and held is not None and held.takes_texts,
        }

    def perform(self, form: WaysForm) -> str:
        actions.choose_ways(ways=form.ways, texts=form.texts, quiet=form.quiet, by=self.person)
        messages.success(self.request, "Saved. It counts from the next message on.")
        return reverse("notices:inbox")


class Mobile(Guarded):
    """The number for text messages: given, proved by a code, and taken away again, by its owner alone."""

    permission = Permission.OWN_WORK

    def get(self, request: HttpRequest) -> HttpResponse:
        return self._page(MobileForm(), CodeForm())

    def post(self, request: HttpRequest) -> HttpResponse:
        if not carries_texts():
            raise Http404
        deed = {"forget": self._forget, "confirm": self._confirm}.get(request.POST.get("do", ""), self._ask)
        try:
            return deed(request)
        except Refused as why:
            return self._page(MobileForm(), CodeForm(), problem=why.sentence)

    def _ask(self, request: HttpRequest) -> HttpResponse:
        form = MobileForm(request.POST)
        if not form.is_valid():
            return self._page(form, CodeForm(), error_form=form)
        actions.ask_for_code(mobile=form.cleaned_data["mobile"], by=self.person)
        messages.success(request, "A code is on its way to your phone.")
        return redirect("notices:mobile")

    def _confirm(self, request: HttpRequest) -> HttpResponse:
        form = CodeForm(request.POST)
        if form.is_valid() and not actions.confirm_code(code=form.cleaned_data["code"], by=self.person):
            form.add_error("code", "This is not the code. Check the newest text message and try again")
        if form.errors:
            return self._page(MobileForm(), form, error_form=form)
        messages.success(request, "Your number is confirmed. What cannot wait comes as a text message, too.")
        return redirect("notices:mobile")

    def _forget(self, request: HttpRequest) -> HttpResponse:
        actions.forget_mobile(by=self.person)
        messages.success(request, "Your number is deleted. No text message comes any more.")
        return redirect("notices:mobile")

    def _page(self, mobile: MobileForm, code: CodeForm, *, error_form: Any = None, problem: str = "") -> HttpResponse:
        texts = texts_page(queries.reaching_of(self.person))
        context = {"texts": texts, "mobile": mobile, "code": code, "form": error_form, "problem": problem}
        return render(self.request, "notices/mobile.html", context)


class WhoIsTold(Guarded):
    """Of a piece of work that one sees: who was told, and who will be."""

    permission = Permission.OWN_WORK

    def get(self, request: HttpRequest, ref: str) -> HttpResponse:
        item = DueItem.objects.filter(ref=ref).select_related("agency", "person").first()
        if item is None:
            raise Http404
        record_look("due_item.telling_looked_at", about=item, by=self.person)
        return render(request, "notices/who_is_told.html", {"item": item, "steps": who_will_be_told(item)})
