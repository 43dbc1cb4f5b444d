"""A form that loses nothing: drafts, one sending however often it is sent, and both sides when two people edit."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property
from typing import Any, ClassVar

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from cse_portal.agencies.guards import Guarded
from cse_portal.core import clock
from cse_portal.core.models import Record, StaleRecord
from cse_portal.core.references import tidy
from cse_portal.core.refusals import Refused
from cse_portal.desk.actions.drafts import DraftTooLarge, FormAlreadySent, keep_draft
from cse_portal.desk.actions.submissions import Outcome, SentWithOtherWords, send_once
from cse_portal.desk.actions.wording import count_wording
from cse_portal.desk.form_kinds import FormKind
from cse_portal.desk.guards.conflict import Conflict, conflict_between, fields_of, sides, with_choices
from cse_portal.desk.guards.keys import Keys, Opened, new_keys, read_keys, unsealed
from cse_portal.desk.merging import digests_of
from cse_portal.desk.models import Draft
from cse_portal.desk.posted import Controls, typed
from cse_portal.desk.queries import LastSave, drafts_of_form, last_save_of
from cse_portal.ui.language import prompts
from cse_portal.ui.narrative import NarrativeTextarea

SAVED_BEFORE = "This was saved already, so nothing was saved twice."


class SafeFormView(Guarded):
    """A stage names the form and fills three hooks; everything that protects the words is here."""

    kind: ClassVar[FormKind]
    form_class: ClassVar[type[forms.BaseForm]]
    template_name: ClassVar[str] = "desk/safe_form.html"

    # --- hooks -----------------------------------------------------------------------------------------------

    def get_record(self) -> Record | None:
        """The record to edit, loaded through `.visible_to(person)` or 404; None for a form that makes a new one."""
        return None

    def initial_of(self, record: Record) -> dict[str, Any]:
        """The record's values by form field."""
        return {}

    def perform(self, form: Any) -> str:
        """Call one action, with `self.opened_version` for an edited record; return where to go next."""
        raise NotImplementedError

    def form_kwargs(self) -> dict[str, Any]:
        return {}

    def page_context(self) -> dict[str, Any]:
        """What the template wants besides the form: a heading, words for the button, the way back."""
        return {}

    def about_ref(self) -> str:
        """What the form is about; a new record's form about a child or a case names that one."""
        return self.record.ref if self.record else ""

    def describe_last_save(self, record: Record) -> LastSave:
        return last_save_of(record)

    # --- the form is opened ----------------------------------------------------------------------------------

    @cached_property
    def record(self) -> Record | None:
        return self.get_record()

    @property
    def opened_version(self) -> int:
        return self._opened.version

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        restored = self._asked_draft(tidy(request.GET.get("draft", "")))
        form = self._form_with(restored.fields) if restored else self._make_form(initial=self._initial())
        keys = new_keys(self.person, opened=self._seal_now(), restored=restored)
        offers = [offer for offer in self._offers() if restored is None or offer.ref != restored.ref]
        return self._show(form, keys, offers=offers, restored=restored, changed_since=self._changed_since(restored))

    def _changed_since(self, restored: Draft | None) -> LastSave | None:
        """Someone saved the record after this draft was begun: said at once, merged when the form is sent."""
        if restored is None or self.record is None:
            return None
        is_changed = unsealed(restored.opened, self.record).version != self.record.version
        return self.describe_last_save(self.record) if is_changed else None

    def _asked_draft(self, ref: str) -> Draft | None:
        drafts = Draft.objects.visible_to(self.person).live().of_form(self.kind.code, self.about_ref())
        return drafts.filter(ref=ref).first() if ref else None

    def _offers(self) -> list[Any]:
        return drafts_of_form(self.person, self.kind.code, self.about_ref())

    def _make_form(self, data: QueryDict | None = None, **kwargs: Any) -> forms.BaseForm:
        return self.form_class(data, **{**self.form_kwargs(), **kwargs})

    def _form_with(self, fields: Controls) -> forms.BaseForm:
        """Filled with what was typed, and not yet judged."""
        data = _query_dict(fields)
        form = self._make_form()
        initial = {b.name: b.field.widget.value_from_datadict(data, {}, b.html_name) for b in form}
        return self._make_form(initial=initial)

    def _initial(self) -> dict[str, Any]:
        return self.initial_of(self.record) if self.record else {}

    def _seal_now(self) -> str:
        if self.record is None:
            return ""
        digests = digests_of(fields_of(self._make_form(initial=self._initial())))
        return Opened(self.record.ref, self.record.version, digests).sealed()

    # --- the form is sent ------------------------------------------------------------------------------------

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        keys, data = read_keys(request.POST), _query_dict(dict(_all_typed(request.POST)))
        if keys is None:
            return self._ask_to_send_again(data)
        if keys.owner and keys.owner != self.person.ref:
            return render(request, "desk/someone_elses_form.html", status=409)
        self._opened = unsealed(keys.opened, self.record) if self.record else Opened()
        if "_save_draft" in request.POST:
            return self._come_back_later(keys, data)
        if "_check_wording" in request.POST:
            keys = self._keep(keys, data)
            form = self._form_with(dict(data.lists()))
            number = sum(len(prompts(data.get(form[name].html_name, ""))) for name in narrative_names(form))
            return self._show(form, keys, checked=True, number_of_prompts=number)
        if "_seen" in request.POST:
            return self._merge(keys, data)
        return self._send(keys, data)

    def _send(self, keys: Keys, data: QueryDict) -> HttpResponse:
        form = self._make_form(data)
        if not form.is_valid():
            return self._show(form, self._keep(keys, data))
        try:
            outcome = self._deed(form, keys, data)
        except StaleRecord:
            self._forget_record()
            return self._show_conflict(self._keep(keys, data), data)
        except Refused as why:
            form.add_error(None, why.sentence)
            return self._show(form, self._keep(keys, data))
        except SentWithOtherWords as before:
            return self._sent_with_other_words(before.sent.outcome, data, opened=keys.opened)
        if outcome.was_sent_before:
            messages.info(self.request, SAVED_BEFORE)
        return redirect(outcome.url)

    @transaction.atomic
    def _deed(self, form: Any, keys: Keys, data: QueryDict) -> Outcome:
        page = keys.page(self.kind.code, self.about_ref())
        fields = dict(data.lists())
        outcome = send_once(page=page, fields=fields, deed=lambda: self.perform(form), by=self.person)
        if not outcome.was_sent_before:
            count_wording(texts=_narratives(form), by=self.person)
        return outcome

    def _keep(self, keys: Keys, data: QueryDict) -> Keys:
        """What could not be saved as it is stays on the desk, with or without JavaScript."""
        page = keys.page(self.kind.code, self.about_ref())
        try:
            draft = keep_draft(page=page, fields=dict(data.lists()), by=self.person)
        except (DraftTooLarge, FormAlreadySent):
            return keys
        return replace(keys, draft=draft.ref, draft_version=draft.version, turn=draft.turn)

    def _come_back_later(self, keys: Keys, data: QueryDict) -> HttpResponse:
        page = keys.page(self.kind.code, self.about_ref())
        try:
            keep_draft(page=page, fields=dict(data.lists()), by=self.person)
        except DraftTooLarge:
            return self._show(self._form_with(dict(data.lists())), keys, too_large=True, status=413)
        except FormAlreadySent:
            messages.info(self.request, SAVED_BEFORE)
        else:
            messages.success(self.request, "Your draft is saved. Only you can see it.")
        return redirect(reverse("desk:drafts"))

    # --- someone else saved meanwhile ------------------------------------------------------------------------

    def _merge(self, keys: Keys, data: QueryDict) -> HttpResponse:
        posted, record = self.request.POST, self._edited()
        seen = unsealed(posted.get("_seen", ""), record)
        if seen.version != record.version:
            return self._show_conflict(keys, data)
        both = sides(self._make_form, posted=posted, initial=self._initial())
        decided = with_choices(both, opened=self._opened.digests or {}, posted=posted)
        if decided is None:
            return self._show_conflict(keys, data, asks_again=True)
        self._opened = seen
        return self._send(replace(keys, opened=seen.sealed()), _query_dict(dict(_all_typed(decided))))

    def _show_conflict(self, keys: Keys, data: QueryDict, *, asks_again: bool = False) -> HttpResponse:
        record = self._edited()
        opened = unsealed(keys.opened, record).digests or {}
        both = sides(self._make_form, posted=data, initial=self._initial())
        last_save = self.describe_last_save(record)
        conflict: Conflict = conflict_between(both, opened=opened, posted=self.request.POST, asks_again=asks_again)
        context = {
            "conflict": conflict,
            "last_save": last_save,
            "is_today": timezone.localdate(last_save.at) == clock.today(),
            "keys": keys,
            "seen": self._seal_now(),
            "typed": list(data.lists()),
            "kind": self.kind,
            **self.page_context(),
        }
        return render(self.request, "desk/conflict.html", context, status=409)

    def _edited(self) -> Record:
        """Only an edited record has two sides; a crafted form for a new one finds nothing."""
        if self.record is None:
            raise Http404
        return self.record

    def _forget_record(self) -> None:
        """The next look loads the record as it now stands, and asks again whether this person may see it."""
        del self.record

    # --- what is shown ---------------------------------------------------------------------------------------

    def _show(self, form: forms.BaseForm, keys: Keys, *, status: int = 200, **more: Any) -> HttpResponse:
        context = {
            "form": form,
            "keys": keys,
            "kind": self.kind,
            "about_ref": self.about_ref(),
            "has_narrative": any(True for _ in narrative_names(form)),
            **self.page_context(),
            **more,
        }
        return render(self.request, self.template_name, context, status=status)

    def _ask_to_send_again(self, data: QueryDict) -> HttpResponse:
        keys = new_keys(self.person, opened=self.request.POST.get("_opened", ""), restored=None)
        return self._show(self._form_with(dict(data.lists())), keys, has_no_token=True, status=400)

    def _sent_with_other_words(self, outcome: str, data: QueryDict, *, opened: str) -> HttpResponse:
        """The draft keeps what the page was opened on: whatever was saved since is shown before it is replaced."""
        keys = self._keep(new_keys(self.person, opened=opened, restored=None), data)
        context = {"outcome": outcome, "draft_ref": keys.draft, "kind": self.kind, **self.page_context()}
        return render(self.request, "desk/sent_with_other_words.html", context, status=409)


def _all_typed(posted: QueryDict) -> list[tuple[str, list[str]]]:
    return list(typed(posted.lists()).items())


def _query_dict(fields: Controls) -> QueryDict:
    data = QueryDict(mutable=True)
    for name, values in fields.items():
        data.setlist(name, values)
    return data


def narrative_names(form: forms.BaseForm) -> Iterator[str]:
    return (name for name, field in form.fields.items() if isinstance(field.widget, NarrativeTextarea))


def _narratives(form: Any) -> list[str]:
    return [str(form.cleaned_data.get(name) or "") for name in narrative_names(form)]
