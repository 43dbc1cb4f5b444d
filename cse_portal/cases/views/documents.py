"""The documents of a case: listed, added, looked at, downloaded, replaced and withdrawn."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse

from cse_portal.agencies.roles import Permission
from cse_portal.audit.actions import record_refusal
from cse_portal.cases import actions, form_names
from cse_portal.cases import document_queries as queries
from cse_portal.cases.access import marks_for
from cse_portal.cases.document_kinds import DocumentRefused, Sort
from cse_portal.cases.files import TAKEN
from cse_portal.cases.forms.documents import (
    AGAIN,
    AddDocumentForm,
    ChangeDocumentForm,
    NarrowDocumentsForm,
    NewVersionForm,
    WithdrawDocumentForm,
)
from cse_portal.cases.guards import CaseDeed, CaseGuarded
from cse_portal.cases.models import Document, DocumentVersion
from cse_portal.cases.presenters.documents import document_list, document_page, may_download, opened
from cse_portal.cases.queries import agencies_to_open_to
from cse_portal.core.models import Record
from cse_portal.desk.guards.keys import Keys
from cse_portal.desk.guards.looks import Look
from cse_portal.desk.guards.refused import remember_why, why_refused
from cse_portal.desk.guards.safe_form import Sent
from cse_portal.desk.models import Submission

# What is handed out is kept, not shown: whatever is in it, no browser runs it in the portal's name.
HANDED_OUT = {
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'none'; sandbox",
}


class Documents(CaseGuarded):
    tab = "documents"

    def get(self, request: HttpRequest, ref: str) -> HttpResponse:
        self.note_look("document.list_looked_at")
        agencies = [(one.ref, one.name) for one in queries.agencies_with_documents(self.case)]
        form = NarrowDocumentsForm(request.GET, agencies=agencies)
        form.is_valid()
        said = {name: str(form.cleaned_data.get(name) or "") for name in ("kind", "agency")}
        sort = Sort(form.cleaned_data.get("sort") or Sort.NEWEST)
        page = document_list(self.seen, request.GET.get("page", ""), sort=sort, **said)
        return render(request, "cases/documents.html", {**self.case_context(), "page": page, "form": form})


class OfDocument(CaseGuarded):
    """About one document, found by its own reference, in a case that the person sees."""

    document: Document

    def look_up(self, **kwargs: Any) -> None:
        if not self.request.user.is_authenticated:
            return
        document = self.find(kwargs["ref"])
        if document is None:
            raise Http404
        self.document, self.case = document, self.seen_case(pk=document.case_id)
        if not queries.may_open(self.person, document, self.reasons):
            raise Http404

    def find(self, ref: str) -> Document | None:
        return queries.document_by_ref(ref)

    def refused(self, refused: PermissionDenied | Http404) -> None:
        about = queries.whose(Document, self.kwargs["ref"])
        record_refusal("case.refused", about=about, detail={"page": self.address_name}, by=self.person)


class DocumentRecord(OfDocument):
    tab = "documents"

    def get(self, request: HttpRequest, ref: str) -> HttpResponse:
        self.note_look("document.looked_at", self.document)
        page = document_page(self.seen, self.document)
        return render(request, "cases/document.html", {**self.case_context(), "page": page})


class OfVersion(OfDocument):
    row: DocumentVersion

    def find(self, ref: str) -> Document | None:
        found = queries.version_by_ref(ref)
        if found is None:
            return None
        self.row = found
        return found.document

    def refused(self, refused: PermissionDenied | Http404) -> None:
        about = queries.whose(DocumentVersion, self.kwargs["ref"])
        record_refusal("case.refused", about=about, detail={"page": self.address_name}, by=self.person)


class DocumentOpened(OfVersion):
    """Made by the portal to be looked at: the file itself does not leave."""

    tab = "documents"

    def get(self, request: HttpRequest, ref: str) -> HttpResponse:
        self.note_look("document.opened", self.row)
        page = opened(self.seen, self.row, request.GET.get("page", ""))
        return render(request, "cases/document_opened.html", {**self.case_context(), "page": page})


class DocumentDownload(OfVersion):
    def post(self, request: HttpRequest, ref: str) -> HttpResponse:
        if not may_download(self.seen):
            raise PermissionDenied
        try:
            content = self._content()
        except DocumentRefused as wrong:
            page = {"why_not": wrong.sentence, "version": self.row, "title": TAKEN[self.row.get_file_kind()].title}
            return render(request, "cases/document_opened.html", {**self.case_context(), "page": page}, status=410)
        self.note_look("document.downloaded", self.row)
        kind = TAKEN[self.row.get_file_kind()].content_type
        answer = HttpResponse(content, content_type=kind, headers=HANDED_OUT)
        answer.headers["Content-Disposition"] = f'attachment; filename="{self.row.file_name}"'
        return answer

    def _content(self) -> bytes:
        if self.row.why_closed:
            raise DocumentRefused(self.row.why_closed)
        return queries.content_of(self.row)


class SendsFile(CaseDeed):
    """A form with a file, which no draft and no browser keeps: when the form comes back it says what was wrong."""

    permission = Permission.KEEP_RECORD
    why_again = ""
    sent_form: Any = None

    def form_kwargs(self) -> dict[str, Any]:
        return {"why_again": self.why_again}

    def make_form(self, data: QueryDict | None = None, **kwargs: Any) -> Any:
        files = self.request.FILES if data is not None and self.request.method == "POST" else None
        made = super().make_form(data, **kwargs, **({"files": files} if files is not None else {}))
        if files is not None:
            self.sent_form = made
        return made

    def _deed(self, form: Any, sent: Sent) -> Any:
        """The same words with another file are another document."""
        told = sent.data.copy()
        told["file"] = form.fingerprint
        return super()._deed(form, Sent(sent.keys, told))

    def _come_back(self, look: Look, sent: Sent, before: Submission | None = None) -> HttpResponse:
        form = self.sent_form
        if form is not None and not form.is_valid():
            remember_why(self.request, sent.keys, ". ".join(form.errors.get("file", [AGAIN])))
        elif not why_refused(self.request, sent.keys):
            remember_why(self.request, sent.keys, AGAIN)
        return super()._come_back(look, sent, before)

    def look(self, look: Look, keys: Keys, data: QueryDict, **kwargs: Any) -> HttpResponse:
        self.why_again = why_refused(self.request, keys)
        return super().look(look, keys, data, **kwargs)


class AddDocument(SendsFile):
    kind, form_class = form_names.ADD_DOCUMENT, AddDocumentForm
    leads_back = "cases:documents"

    def form_kwargs(self) -> dict[str, Any]:
        own = {"agencies": agencies_to_open_to(self.case), "marks": marks_for(self.person)}
        return {**super().form_kwargs(), **own}

    def perform(self, form: AddDocumentForm) -> str:
        added = actions.add_documents(
            case=self.case,
            values=form.values,
            handling=form.mark,
            named_agencies=form.named_agencies,
            files=form.chosen.taken,
            by=self.person,
        )
        for why in (*form.chosen.refused, *added.refused):
            messages.warning(self.request, f"Not added. {why.rstrip('.')}.")
        if len(added.documents) == 1:
            messages.success(self.request, "The document is added. Its line stands in the chronology, too.")
            return reverse("cases:document", kwargs={"ref": added.documents[0].ref})
        number = len(added.documents)
        messages.success(self.request, f"{number} documents are added. Each has its line in the chronology, too.")
        return self.back()

    def words(self) -> dict[str, Any]:
        return {"heading": "Add a document", "button": "Add the document"}


class ChangesDocument(OfDocument, CaseDeed):
    """A form about a document, which two people may have open at once."""

    permission = Permission.KEEP_RECORD
    done: str
    heading: str
    button = "Save"

    def _require(self) -> None:
        super()._require()
        if not queries.may_change(self.person, self.document):
            raise PermissionDenied

    def note_look_of_form(self) -> None:
        self.note_look("document.looked_at", self.document)

    def get_record(self) -> Document:
        document = queries.document_by_ref(self.document.ref)
        if document is None:
            raise Http404
        return document

    def about_ref(self) -> str:
        return str(self.document.ref)

    def back(self) -> str:
        return reverse("cases:document", kwargs={"ref": self.document.ref})

    def saved(self) -> str:
        messages.success(self.request, self.done)
        return self.back()

    def not_now(self) -> str:
        return "It was withdrawn, so nothing about it can be changed any more." if self.document.is_withdrawn else ""

    def words(self) -> dict[str, Any]:
        return {"heading": self.heading, "button": self.button}


class ChangeDocument(ChangesDocument):
    kind, form_class = form_names.CHANGE_DOCUMENT, ChangeDocumentForm
    heading, done = "Put right what is said about the document", "Saved. What it said before stays in the history."

    def form_kwargs(self) -> dict[str, Any]:
        agencies = agencies_to_open_to(self.case)
        is_own = queries.is_own(self.person, self.document)
        return {"agencies": agencies, "marks": marks_for(self.person), "may_mark": is_own}

    def initial_of(self, record: Record) -> dict[str, Any]:
        document: Any = record
        same = ("title", "kind", "dated_on", "description", "handling")
        named = queries.named_in(document, agencies_to_open_to(self.case))
        return {**{name: getattr(document, name) for name in same}, "named": named}

    def perform(self, form: ChangeDocumentForm) -> str:
        actions.change_document(
            document=self.document, version=self.opened_version, values=form.values, **form.marked, by=self.person
        )
        return self.saved()


class NewDocumentVersion(SendsFile, ChangesDocument):
    kind, form_class = form_names.NEW_DOCUMENT_VERSION, NewVersionForm
    decides_by = ()
    heading, button = "Add a new version", "Add the new version"
    done = "The new version is added. The earlier ones stay below it."

    def perform(self, form: NewVersionForm) -> str:
        actions.add_document_version(
            document=self.document,
            version=self.opened_version,
            file=form.checked,
            what_changed=form.cleaned_data["what_changed"],
            by=self.person,
        )
        return self.saved()


class WithdrawDocument(ChangesDocument):
    kind, form_class = form_names.WITHDRAW_DOCUMENT, WithdrawDocumentForm
    decides_by = ()
    heading, button = "Withdraw the document", "Withdraw the document"
    done = "The document is withdrawn. It stays in the list, struck through, and nobody can open it."

    def perform(self, form: WithdrawDocumentForm) -> str:
        actions.withdraw_document(
            document=self.document, version=self.opened_version, why=form.cleaned_data["why"], by=self.person
        )
        return self.saved()

    def words(self) -> dict[str, Any]:
        return {**super().words(), "is_warning": True, "form_before": "cases/before_withdraw_document.html"}
