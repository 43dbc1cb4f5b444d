"""The chronology of a case: read, narrowed, written into, and put right without anything being erased."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from cse_portal.agencies import access
from cse_portal.agencies.roles import Permission
from cse_portal.audit.actions import record_refusal
from cse_portal.cases import actions, form_names
from cse_portal.cases import entry_queries as queries
from cse_portal.cases.access import agency_of, marks_for
from cse_portal.cases.actions import About, Concerned, Said
from cse_portal.cases.case_files import CHRONOLOGY_PDF, CHRONOLOGY_WORD
from cse_portal.cases.forms.chronology import AskForm, CorrectForm, EntryForm, PartForm, SeveralForm, StrikeForm
from cse_portal.cases.guards import CaseDeed, CaseGuarded
from cse_portal.cases.models import Case, Entry, EntryPart
from cse_portal.cases.presenters.chronology import entry_page, record_of
from cse_portal.cases.queries import agencies_to_open_to
from cse_portal.core.models import Record
from cse_portal.desk.actions.jobs import ask_for

KINDS = {"pdf": CHRONOLOGY_PDF, "word": CHRONOLOGY_WORD}


class CaseChronology(CaseGuarded):
    """What was asked for may be a name: it is sent in the body, and never stands in an address."""

    tab = "chronology"

    def get(self, request: HttpRequest, ref: str) -> HttpResponse:
        return self.show(AskForm(agencies=self.agencies), request.GET.get("after", ""))

    def post(self, request: HttpRequest, ref: str) -> HttpResponse:
        return self.show(AskForm(request.POST, agencies=self.agencies), request.POST.get("after", ""))

    def show(self, form: AskForm, after: str) -> HttpResponse:
        self.note_look("case.chronology_looked_at")
        context = {**self.case_context(), "form": form, "page": record_of(self.seen, form.asked, after)}
        return render(self.request, "cases/case_chronology.html", context)

    @cached_property
    def agencies(self) -> list[tuple[str, str]]:
        return queries.agencies_in(self.case)


class ChronologyFile(CaseChronology):
    """Of what the page shows, as a file that is made in the background."""

    def get(self, request: HttpRequest, ref: str) -> HttpResponse:
        return redirect("cases:chronology", ref=ref)

    def post(self, request: HttpRequest, ref: str) -> HttpResponse:
        asked = AskForm(request.POST, agencies=self.agencies).asked
        kind = KINDS.get(request.POST.get("file", ""), CHRONOLOGY_PDF)
        self.note_look("case.chronology_printed")
        job = ask_for(kind=kind, parameters={"case": self.case.ref, "asked": asked.kept()}, by=self.person)
        return redirect("desk:job", ref=job.ref)


class OfEntry(CaseGuarded):
    """About one entry, found by its own reference, in a case that the person sees."""

    entry: Entry

    def look_up(self, **kwargs: Any) -> None:
        if not self.request.user.is_authenticated:
            return
        entry = self.find(kwargs["ref"])
        if entry is None:
            raise Http404
        self.entry, self.case = entry, self.seen_case(pk=entry.case_id)
        if not entry.is_readable_by(queries.reader_of(self.person, self.reasons)):
            raise Http404

    def find(self, ref: str) -> Entry | None:
        return queries.entry_by_ref(ref)

    def refused(self, refused: PermissionDenied | Http404) -> None:
        about = queries.whose(Entry, self.kwargs["ref"])
        record_refusal("case.refused", about=about, detail={"page": self.address_name}, by=self.person)


class EntryRecord(OfEntry):
    tab = "chronology"

    def get(self, request: HttpRequest, ref: str) -> HttpResponse:
        self.note_look("entry.looked_at", self.entry)
        page = entry_page(self.seen, self.entry, decides=self.seen.decides(Permission.KEEP_RECORD))
        return render(request, "cases/entry.html", {**self.case_context(), "page": page})


class Writes(CaseDeed):
    """Whoever keeps the record, in the name of their agency and under a mark that they may read themselves."""

    permission = Permission.KEEP_RECORD
    leads_back = "cases:chronology"
    heading: str
    button = "Save"
    done = "Saved. It stands in the chronology."

    def form_kwargs(self) -> dict[str, Any]:
        return {"agencies": agencies_to_open_to(self.case), "marks": marks_for(self.person)}

    def said(self, form: EntryForm) -> Said:
        said = form.cleaned_data
        about = About(**form.about)
        return Said(said["happened_on"], said["words"], about, form.mark, form.named_agencies)

    def saved(self, entry: Entry) -> str:
        messages.success(self.request, self.done)
        return reverse("cases:entry", kwargs={"ref": entry.ref})

    def own_agency(self) -> Any:
        agency = agency_of(self.person)
        if agency is None:
            raise PermissionDenied
        return agency

    def words(self) -> dict[str, Any]:
        return {"heading": self.heading, "button": self.button}


class WriteEntry(Writes):
    kind, form_class = form_names.WRITE_ENTRY, EntryForm
    heading = "Add an entry"

    def perform(self, form: EntryForm) -> str:
        said, agency = self.said(form), self.own_agency()
        concerned = [Concerned(self.case)]
        [entry] = actions.write_for_several(children=concerned, said=said, agency=agency, by=self.person)
        return self.saved(entry)

    def words(self) -> dict[str, Any]:
        return {**super().words(), "form_before": "cases/before_entry.html"}


class WriteForSeveral(Writes):
    kind, form_class = form_names.WRITE_FOR_SEVERAL, SeveralForm
    heading = "Add an entry for several children"
    done = "Saved. It stands in the chronology of each child."

    def form_kwargs(self) -> dict[str, Any]:
        return {**super().form_kwargs(), "find": self.writable, "own": self.case.ref}

    def writable(self, ref: str) -> Case | None:
        case = Case.objects.visible_to(self.person).select_related("child").filter(ref=ref).first()
        return case if case and case.closed_on is None and access.may_write(self.person, case) else None

    def perform(self, form: SeveralForm) -> str:
        first = Concerned(self.case, form.cleaned_data["part"])
        children = [first, *(Concerned(case, part) for case, part in form.others)]
        made = actions.write_for_several(
            children=children, said=self.said(form), agency=self.own_agency(), by=self.person
        )
        return self.saved(made[0])

    def words(self) -> dict[str, Any]:
        own = [one for one in access.page(self.person, Case.objects.select_related("child")).cases]
        choices = [one for one in own if one.pk != self.case.pk and one.closed_on is None]
        return {**super().words(), "form_before": "cases/before_several.html", "choices": choices}


class EntryDeed(OfEntry, Writes):
    """About an entry that stands."""

    def note_look_of_form(self) -> None:
        self.note_look("entry.looked_at", self.entry)

    def about_ref(self) -> str:
        return str(self.entry.ref)

    def back(self) -> str:
        return reverse("cases:entry", kwargs={"ref": self.entry.ref})

    def get_record(self) -> Record:
        entry = queries.entry_by_ref(self.entry.ref)
        if entry is None:
            raise Http404
        return entry


class OwnEntryDeed(EntryDeed):
    def _require(self) -> None:
        super()._require()
        if self.entry.agency_id not in access.reader(self.person).agencies:
            raise PermissionDenied

    def not_now(self) -> str:
        if self.entry.is_the_portals:
            return "The portal wrote this line. Put it right where the thing itself stands."
        return "This entry is struck through already." if self.entry.struck_at else ""


class CorrectEntry(OwnEntryDeed):
    kind, form_class = form_names.CORRECT_ENTRY, CorrectForm
    heading, button = "Put an entry right", "Save the right entry"
    done = "Saved. The entry as it stood is struck through, and stays to be read."

    def initial_of(self, record: Record) -> dict[str, Any]:
        entry = self.entry
        refs = {one.pk: one.ref for one in agencies_to_open_to(self.case)}
        same = ("kind", "happened_on", "happened_at", "until_on", "words", "impact", "known_from", "is_significant")
        return {
            **{name: getattr(entry, name) for name in same},
            "headline": entry.title,
            "tone": entry.tone or "neither",
            "handling": entry.handling,
            "named": [refs[pk] for pk in entry.named_agencies if pk in refs],
        }

    def perform(self, form: CorrectForm) -> str:
        right = actions.correct_entry(
            entry=self.entry,
            version=self.opened_version,
            why=form.cleaned_data["why"],
            said=self.said(form),
            by=self.person,
        )
        return self.saved(right)


class StrikeEntry(OwnEntryDeed):
    kind, form_class = form_names.STRIKE_ENTRY, StrikeForm
    heading, button = "Strike an entry through", "Strike it through"
    done = "Struck through. It stays to be read, with your reason."

    def form_kwargs(self) -> dict[str, Any]:
        return {}

    def initial_of(self, record: Record) -> dict[str, Any]:
        return {}

    def perform(self, form: StrikeForm) -> str:
        why = form.cleaned_data["why"]
        actions.strike_entry(entry=self.entry, version=self.opened_version, why=why, by=self.person)
        return self.saved(self.entry)

    def words(self) -> dict[str, Any]:
        return {**super().words(), "form_before": "cases/before_strike.html", "about": self.entry}


class AddPart(EntryDeed):
    kind, form_class = form_names.ADD_PART, PartForm
    heading, done = "Add to an entry", "Saved. It stands under the entry."

    def get_record(self) -> Any:
        return None

    def perform(self, form: PartForm) -> str:
        said = {"words": form.cleaned_data["words"], "handling": form.mark, "named_agencies": form.named_agencies}
        actions.add_part(entry=self.entry, **said, by=self.person)
        return self.saved(self.entry)

    def words(self) -> dict[str, Any]:
        return {**super().words(), "form_before": "cases/before_strike.html", "about": self.entry}


class StrikePart(EntryDeed):
    kind, form_class = form_names.STRIKE_PART, StrikeForm
    heading, button = "Strike through what your agency added", "Strike it through"
    done = "Struck through. It stays to be read, with your reason."
    part: EntryPart

    def find(self, ref: str) -> Entry | None:
        part = queries.part_by_ref(ref)
        if part is None or not part.is_readable_by(access.reader(self.person)):
            return None
        self.part = part
        return part.entry

    def refused(self, refused: PermissionDenied | Http404) -> None:
        about = queries.whose(EntryPart, self.kwargs["ref"])
        record_refusal("case.refused", about=about, detail={"page": self.address_name}, by=self.person)

    def about_ref(self) -> str:
        return str(self.part.ref)

    def get_record(self) -> Record:
        part = queries.part_by_ref(self.part.ref)
        if part is None:
            raise Http404
        return part

    def initial_of(self, record: Record) -> dict[str, Any]:
        return {}

    def form_kwargs(self) -> dict[str, Any]:
        return {}

    def _require(self) -> None:
        super()._require()
        if self.part.agency_id not in access.reader(self.person).agencies:
            raise PermissionDenied

    def not_now(self) -> str:
        return "This is struck through already." if self.part.struck_at else ""

    def perform(self, form: StrikeForm) -> str:
        why = form.cleaned_data["why"]
        actions.strike_part(part=self.part, version=self.opened_version, why=why, by=self.person)
        return self.saved(self.entry)

    def words(self) -> dict[str, Any]:
        return {**super().words(), "form_before": "cases/before_strike.html", "about": self.part}
