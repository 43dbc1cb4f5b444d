"""The form as it is opened, and as it comes back: with errors, with both sides, or saved already.

Whatever comes back is kept as a draft first and then shown by its own address, so that Back and reload never ask
whether to send a form again. The address names the draft, which only its writer can open.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils import timezone

from cse_portal.core import clock
from cse_portal.core.references import tidy
from cse_portal.desk.guards.conflict import conflict_between, sides
from cse_portal.desk.guards.form_page import FormPage, narrative_names, query_dict
from cse_portal.desk.guards.keys import Keys, new_keys, unsealed
from cse_portal.desk.guards.refused import why_refused
from cse_portal.desk.models import Draft, Submission
from cse_portal.desk.posted import typed
from cse_portal.desk.queries import DraftOnDesk, LastSave, drafts_of_form, sent_form, sent_from
from cse_portal.ui.language import prompts


class Look(StrEnum):
    """How a form comes back, as its address says it."""

    ERRORS = "errors"
    WORDING = "wording"
    CONFLICT = "conflict"
    CHOICES = "choices"
    OTHER_WORDS = "other-words"
    SAME_WORDS = "same-words"


ABOUT_WHAT_WAS_SENT = frozenset({Look.OTHER_WORDS, Look.SAME_WORDS})
TWO_SIDED = frozenset({Look.CONFLICT, Look.CHOICES})


class OpenedForm(FormPage):
    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        ref = tidy(request.GET.get("draft", ""))
        draft = self._own_draft(ref)
        if draft is not None and draft.is_sent:
            return self._show_sent(draft)
        restored = draft if draft is not None and draft.is_live else None
        look = self._asked_look(restored)
        sent = sent_form(self.person, tidy(request.GET.get("sent", ""))) if look in ABOUT_WHAT_WAS_SENT else None
        if restored is not None and look is not None and (sent or look not in ABOUT_WHAT_WAS_SENT):
            keys = new_keys(self.person, opened=self.seal_now(), restored=restored)
            return self.look(look, keys, query_dict(restored.fields), sent=sent)
        return self._show_open(restored, is_gone=bool(ref) and restored is None)

    def _show_open(self, restored: Draft | None, *, is_gone: bool) -> HttpResponse:
        form = self.form_with(query_dict(restored.fields)) if restored else self.make_form(initial=self.initial())
        keys = new_keys(self.person, opened=self.seal_now(None if restored else form), restored=restored)
        return self.show(
            form,
            keys,
            offers=self._offers(keys),
            restored=restored,
            changed_since=self._changed_since(keys),
            draft_is_gone=is_gone,
        )

    def _own_draft(self, ref: str) -> Draft | None:
        drafts = Draft.objects.visible_to(self.person).unexpired().of_form(self.kind.code, self.about_ref())
        return drafts.filter(ref=ref).first() if ref else None

    def _offers(self, keys: Keys) -> list[DraftOnDesk]:
        offers = drafts_of_form(self.person, self.kind.code, self.about_ref())
        return [offer for offer in offers if offer.ref != keys.draft]

    def _changed_since(self, keys: Keys) -> LastSave | None:
        """Someone saved the record after this draft was begun: said at once, merged when the form is sent."""
        return self.describe_last_save(self.record) if self.record and self._is_old(keys) else None

    def _is_old(self, keys: Keys) -> bool:
        return self.record is not None and unsealed(keys.opened, self.record).version != self.record.version

    def _asked_look(self, restored: Draft | None) -> Look | None:
        asked = self.request.GET.get("look", "")
        look = Look(asked) if restored and asked in frozenset(Look) else None
        if look in TWO_SIDED and not self._is_old(new_keys(self.person, opened="", restored=restored)):
            return None  # put together meanwhile
        return look

    # --- how it comes back -----------------------------------------------------------------------------------

    def look(
        self, look: Look, keys: Keys, data: QueryDict, *, sent: Submission | None = None, status: int = 200
    ) -> HttpResponse:
        if look in TWO_SIDED:
            return self._show_conflict(keys, data, asks_again=look == Look.CHOICES, status=status)
        if look in ABOUT_WHAT_WAS_SENT:
            template = f"desk/sent_with_{look.value.replace('-', '_')}.html"
            return self.show_page(template, keys, sent=sent, typed=_lists(data), status=status)
        if look == Look.WORDING:
            form = self.form_with(data)
            number = sum(len(prompts(data.get(form[name].html_name, ""))) for name in narrative_names(form))
            return self.show(form, keys, checked=True, number_of_prompts=number)
        form = self.make_form(data)
        why = why_refused(self.request, keys)
        if form.is_valid() and why:
            form.add_error(None, why)
        return self.show(form, keys, changed_since=self._changed_since(keys))

    def address_of_look(self, look: Look, draft: Draft, sent: Submission | None = None) -> str:
        asked = {"draft": draft.ref, "look": look.value} | ({"sent": sent.ref} if sent else {})
        return f"{self.request.path}?{urlencode(asked)}"

    def _show_sent(self, draft: Draft) -> HttpResponse:
        """Back, after the form was saved: what it became, instead of an empty form or the words once more."""
        keys = new_keys(self.person, opened="")
        return self.show_page("desk/sent_already.html", keys, sent=sent_from(self.person, draft), draft=draft)

    def _show_conflict(self, keys: Keys, data: QueryDict, *, asks_again: bool, status: int) -> HttpResponse:
        record = self.edited()
        opened = unsealed(keys.opened, record).digests or {}
        both = sides(self.make_form, posted=data, initial=self.initial())
        last_save = self.describe_last_save(record)
        return self.show_page(
            "desk/conflict.html",
            keys,
            conflict=conflict_between(both, opened=opened, posted=data, asks_again=asks_again),
            last_save=last_save,
            is_today=timezone.localdate(last_save.at) == clock.today(),
            seen=self.seal_now(),
            typed=_lists(data),
            draft=self._own_draft(keys.draft),
            status=status,
        )


def _lists(data: QueryDict) -> list[tuple[str, list[str]]]:
    return list(typed(data.lists()).items())
