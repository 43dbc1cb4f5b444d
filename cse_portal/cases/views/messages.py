"""Messages about a case: what was said, begun, answered, marked as significant and struck through."""

from __future__ import annotations

from functools import cached_property, partial
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from cse_portal.agencies import access
from cse_portal.agencies.models import Agency
from cse_portal.agencies.roles import Permission
from cse_portal.audit.actions import record_refusal
from cse_portal.cases import actions, form_names
from cse_portal.cases import message_queries as queries
from cse_portal.cases.access import agency_of, marks_for
from cse_portal.cases.actions import Begun, Written
from cse_portal.cases.case_files import THREAD_PDF
from cse_portal.cases.entry_queries import reader_of
from cse_portal.cases.forms.chronology import StrikeForm
from cse_portal.cases.forms.messages import ReplyForm, Room, Tells, ThreadForm
from cse_portal.cases.guards import CaseDeed, CaseGuarded
from cse_portal.cases.models import CaseMessage, Thread
from cse_portal.cases.presenters.messages import Suggested, ThreadView, suggestions, thread_list, thread_view
from cse_portal.cases.queries import agencies_to_open_to, live_seers
from cse_portal.cases.telling import Hat, Mark
from cse_portal.core.models import Record
from cse_portal.desk.actions.jobs import ask_for

KEEP = Permission.KEEP_RECORD
SENT = "Sent."


class Messages(CaseGuarded):
    tab = "messages"

    def get(self, request: HttpRequest, ref: str) -> HttpResponse:
        self.note_look("thread.list_looked_at")
        page = thread_list(self.seen, request.GET.get("page", ""))
        return render(request, "cases/messages.html", {**self.case_context(), "page": page})


class Sends(CaseDeed):
    """Whoever keeps the record writes, in the name of their agency, and says whom to tell."""

    permission = KEEP
    template_name = "cases/write_message.html"

    def mark(self) -> Mark | None:
        return None

    @cached_property
    def hats(self) -> list[Hat]:
        return queries.hats_of(self.case, live_seers(self.case))

    @cached_property
    def own_agency(self) -> Agency:
        agency = agency_of(self.person)
        if agency is None:
            raise PermissionDenied
        return agency

    def form_kwargs(self) -> dict[str, Any]:
        others = partial(queries.others_called, self.case)
        return {"room": Room(self.hats, self.person.pk, self.own_agency.pk, others, self.mark())}

    def written(self, form: Tells) -> Written:
        said = form.cleaned_data
        return Written(said["words"], form.told_people, form.told_agencies, said["is_significant"])

    def suggested(self) -> list[Suggested]:
        return suggestions(self.hats, by=self.person.pk, agency=self.own_agency.pk, mark=self.mark())

    def sent(self, message: CaseMessage) -> str:
        messages.success(self.request, SENT)
        return at(message)


def at(message: CaseMessage) -> str:
    return f"{reverse('cases:message', kwargs={'ref': message.ref})}#{message.ref}"


class BeginThread(Sends):
    kind, form_class = form_names.BEGIN_THREAD, ThreadForm
    leads_back = "cases:messages"

    def form_kwargs(self) -> dict[str, Any]:
        return {
            **super().form_kwargs(),
            "agencies": agencies_to_open_to(self.case),
            "marks": marks_for(self.person),
        }

    def perform(self, form: ThreadForm) -> str:
        begun = Begun(form.cleaned_data["subject"], form.mark, form.named_agencies)
        message = actions.begin_thread(case=self.case, begun=begun, first=self.written(form), by=self.person)
        return self.sent(message)

    def words(self) -> dict[str, Any]:
        return {"heading": "Begin a conversation", "button": "Send", "suggested": self.suggested()}


class OfThread(CaseGuarded):
    """About one conversation, found by its own reference or by that of a message, in a case that the person sees."""

    thread: Thread
    model: type[Thread] | type[CaseMessage] = Thread

    def look_up(self, **kwargs: Any) -> None:
        if not self.request.user.is_authenticated:
            return
        thread = self.find(kwargs["ref"])
        if thread is None:
            raise Http404
        self.thread, self.case = thread, self.seen_case(pk=thread.case_id)
        if not thread.is_readable_by(reader_of(self.person, self.reasons)):
            raise Http404

    def find(self, ref: str) -> Thread | None:
        return queries.thread_by_ref(ref)

    def refused(self, refused: PermissionDenied | Http404) -> None:
        about = queries.whose(self.model, self.kwargs["ref"])
        record_refusal("case.refused", about=about, detail={"page": self.address_name}, by=self.person)


class ThreadRecord(OfThread, Sends):
    """What was said, and under it the reply: whoever may read it opens it, whoever keeps the record answers."""

    permission = Permission.SEE_CASES
    tab = "messages"
    kind, form_class = form_names.REPLY, ReplyForm
    template_name = "cases/thread.html"

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        self.note_look("thread.looked_at", self.thread)
        page = self.page
        actions.note_messages_read(messages=[one.message for one in page.lines if one.is_unread], by=self.person)
        if not page.may_write:
            return render(request, self.template_name, {**self.case_context(), "page": page})
        return super(CaseDeed, self).get(request, **kwargs)

    def _require(self) -> None:
        access.require_decides(self.person, self.case, KEEP, given=self.grants)

    @cached_property
    def page(self) -> ThreadView:
        return thread_view(self.seen, self.thread, self.place())

    def place(self) -> int:
        asked = self.request.GET.get("at", "")
        return int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 8 else 0

    def about_ref(self) -> str:
        return str(self.thread.ref)

    def mark(self) -> Mark | None:
        return self.thread.mark

    def back(self) -> str:
        return reverse("cases:messages", kwargs={"ref": self.case.ref})

    def perform(self, form: ReplyForm) -> str:
        return self.sent(actions.reply(thread=self.thread, written=self.written(form), by=self.person))

    def page_context(self) -> dict[str, Any]:
        own = {"heading": "Reply in a conversation", "button": "Send", "suggested": self.suggested()}
        return {**self.case_context(), "back": self.back(), "not_now": "", "page": self.page, **own}


class OfMessage(OfThread):
    model = CaseMessage
    message: CaseMessage

    def find(self, ref: str) -> Thread | None:
        message = queries.message_by_ref(ref)
        if message is None:
            return None
        self.message = message
        return message.thread


class MessageRecord(OfMessage, ThreadRecord):
    """The conversation, on the page on which this message stands."""

    http_method_names = ["get", "head", "options"]

    def place(self) -> int:
        return self.message.number


class MarkMessage(OfMessage):
    """A press: it is significant from then on, however often it is pressed."""

    permission = KEEP

    def post(self, request: HttpRequest, ref: str) -> HttpResponse:
        actions.mark_significant(message=self.message, by=self.person)
        messages.success(request, "Marked as significant. It stands in the chronology, too.")
        return redirect(at(self.message))


class MessageDeed(OfMessage, CaseDeed):
    permission = KEEP
    form_class = StrikeForm

    def note_look_of_form(self) -> None:
        self.note_look("thread.looked_at", self.thread)

    def about_ref(self) -> str:
        return str(self.message.ref)

    def back(self) -> str:
        return at(self.message)

    def get_record(self) -> Record:
        message = queries.message_by_ref(self.message.ref)
        if message is None:
            raise Http404
        return message

    def about(self) -> dict[str, Any]:
        return {"form_before": "cases/before_strike.html", "about": self.message}


class UnmarkMessage(MessageDeed):
    kind = form_names.UNMARK_MESSAGE

    def not_now(self) -> str:
        return "" if self.message.is_significant else actions.NOT_SIGNIFICANT

    def perform(self, form: StrikeForm) -> str:
        said = {"version": self.opened_version, "why": form.cleaned_data["why"]}
        actions.unmark_significant(message=self.message, **said, by=self.person)
        messages.success(self.request, "It is not significant any more. Its line in the chronology is struck through.")
        return at(self.message)

    def words(self) -> dict[str, Any]:
        return {
            "heading": "Take the message out of the chronology",
            "button": "Strike its line through",
            **self.about(),
        }


class StrikeMessage(MessageDeed):
    kind = form_names.STRIKE_MESSAGE

    def _require(self) -> None:
        super()._require()
        if self.message.written_by_id != self.person.pk:
            raise PermissionDenied

    def not_now(self) -> str:
        return actions.MESSAGE_STRUCK if self.message.struck_at else ""

    def perform(self, form: StrikeForm) -> str:
        said = {"version": self.opened_version, "why": form.cleaned_data["why"]}
        actions.strike_message(message=self.message, **said, by=self.person)
        messages.success(self.request, "Struck through. It stays to be read, with your reason.")
        return at(self.message)

    def words(self) -> dict[str, Any]:
        return {"heading": "Strike a message through", "button": "Strike it through", **self.about()}


class ThreadFile(OfThread):
    """The whole conversation on paper, as far as this person may read it then."""

    def post(self, request: HttpRequest, ref: str) -> HttpResponse:
        self.note_look("thread.printed", self.thread)
        job = ask_for(kind=THREAD_PDF, parameters={"case": self.case.ref, "thread": self.thread.ref}, by=self.person)
        return redirect("desk:job", ref=job.ref)
