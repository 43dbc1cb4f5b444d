"""A form that loses nothing: drafts, one sending however often it is sent, and both sides when two people edit."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, ClassVar, NamedTuple

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.timezone import localtime

from cse_portal.agencies import access
from cse_portal.core.models import StaleRecord
from cse_portal.core.refusals import Refused
from cse_portal.desk.actions.drafts import DraftTooLarge, FormAlreadySent, keep_draft, set_aside
from cse_portal.desk.actions.submissions import Outcome, SameWordsSent, SentWithOtherWords, send_once
from cse_portal.desk.actions.wording import count_wording
from cse_portal.desk.guards.conflict import Sides, last_written, sides, with_choices
from cse_portal.desk.guards.form_page import narrative_names, query_dict
from cse_portal.desk.guards.given_back import give_back, secret_names
from cse_portal.desk.guards.keys import Keys, Opened, hat_now, new_keys, read_keys, unsealed
from cse_portal.desk.guards.looks import Look, OpenedForm
from cse_portal.desk.guards.refused import remember_why
from cse_portal.desk.interruptions import Cause
from cse_portal.desk.models import Draft, Submission
from cse_portal.desk.posted import Controls, merging, typed
from cse_portal.desk.queries import sent_with

SAVED_BEFORE = "This was saved already, so nothing was saved twice."
CHANGED_MEANWHILE = "Somebody changed this meanwhile, so nothing was decided. Read it as it now stands, then decide."
IN_PLACE = {Look.ERRORS: 200, Look.WORDING: 200}


class Sent(NamedTuple):
    """A form as it arrived: its keys, and what was typed."""

    keys: Keys
    data: QueryDict


class SafeFormView(OpenedForm):
    """A stage names the form and fills three hooks; everything that protects the words is here."""

    # A form that decides about words outside its own fields: nobody decides on what they were not shown. Named are the
    # answers that are then asked for once more.
    decides_by: ClassVar[tuple[str, ...] | None] = None

    _opened = Opened()

    @property
    def opened_version(self) -> int:
        return self._opened.version

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        keys, data = read_keys(request.POST), query_dict(typed(request.POST.lists()))
        if keys is None:
            return self._ask_to_send_again(data)
        if keys.owner and keys.owner != self.person.ref:
            return give_back(request, Cause.SOMEONE_ELSE, status=409)
        if keys.hat and keys.hat != hat_now(self.person):
            return give_back(request, Cause.OTHER_ROLE, status=409, acting_as=str(access.hat_of(self.person) or ""))
        self._opened = unsealed(keys.opened, self.record) if self.record else Opened()
        return self._answer(Sent(keys, data))

    def _answer(self, sent: Sent) -> HttpResponse:
        posted = self.request.POST
        if "_save_draft" in posted:
            return self._come_back_later(sent)
        if "_check_wording" in posted:
            return self._come_back(Look.WORDING, sent)
        if "_leave" in posted:
            return self._leave(sent)
        return self._merge(sent) if "_seen" in posted else self._send(sent)

    def _send(self, sent: Sent) -> HttpResponse:
        form = self.make_form(sent.data)
        if not form.is_valid():
            return self._sent_before(sent) or self._come_back(Look.ERRORS, sent)
        try:
            outcome = self._deed(form, sent)
        except StaleRecord:
            del self.record  # the next look loads it as it now stands, and asks again whether this person may see it
            if self.decides_by is not None:
                return self._read_again(sent, self.decides_by)
            return self._come_back(Look.CONFLICT, sent)
        except Refused as why:
            remember_why(self.request, sent.keys, why.sentence)
            return self._come_back(Look.ERRORS, sent)
        except SentWithOtherWords as before:
            return self._come_back(Look.OTHER_WORDS, self._afresh(sent), before.sent)
        except SameWordsSent as before:
            return self._come_back(Look.SAME_WORDS, sent, before.sent)
        if outcome.was_sent_before:
            messages.info(self.request, SAVED_BEFORE)
        return redirect(outcome.url)

    def _sent_before(self, sent: Sent) -> HttpResponse | None:
        """What these words did may be why they will not do any more: a second click is led to what the first did."""
        page = sent.keys.page(self.kind.code, self.about_ref())
        before = sent_with(self.person, page.key, page.digest_of(_fields(sent.data)))
        if before is None:
            return None
        messages.info(self.request, SAVED_BEFORE)
        return redirect(before.outcome)

    @transaction.atomic
    def _deed(self, form: Any, sent: Sent) -> Outcome:
        outcome = send_once(
            page=sent.keys.page(self.kind.code, self.about_ref()),
            fields=_fields(sent.data),
            deed=lambda: self.perform(form),
            turn=sent.keys.turn,
            may_repeat=self.record is not None or "_repeat" in self.request.POST,
            is_undone=lambda since: self.is_undone(form, since),
            by=self.person,
        )
        if not outcome.was_sent_before:
            count_wording(texts=_narratives(form), by=self.person)
        return outcome

    # --- what cannot be saved as it is -----------------------------------------------------------------------

    def _come_back(self, look: Look, sent: Sent, before: Submission | None = None) -> HttpResponse:
        """Kept, then shown by GET. What no draft can hold is shown in place instead."""
        try:
            draft = self._keep(sent)
        except (DraftTooLarge, FormAlreadySent):
            return self.look(look, sent.keys, sent.data, sent=before, status=IN_PLACE.get(look, 409))
        return _see_other(self.address_of_look(look, draft, before))

    def _keep(self, sent: Sent) -> Draft:
        """With how far two texts had been put together, and without passwords."""
        fields = merging(self.request.POST.lists()) | _fields(sent.data)
        for name in secret_names(self.form_class):
            fields.pop(name, None)
        return keep_draft(page=sent.keys.page(self.kind.code, self.about_ref()), fields=fields, by=self.person)

    def _afresh(self, sent: Sent) -> Sent:
        """The draft keeps what the page was opened on: whatever was saved since is shown before it is replaced."""
        keys = new_keys(self.person, opened=sent.keys.opened)
        return Sent(replace(keys, draft=sent.keys.draft, draft_version=sent.keys.draft_version), sent.data)

    def _come_back_later(self, sent: Sent) -> HttpResponse:
        try:
            self._keep(sent)
        except DraftTooLarge:
            return self.show(self.form_with(sent.data), sent.keys, too_large=True, status=413)
        except FormAlreadySent:
            messages.info(self.request, SAVED_BEFORE)
        else:
            messages.success(self.request, "Your draft is saved. Only you can see it.")
        return redirect(reverse("desk:drafts"))

    def _ask_to_send_again(self, data: QueryDict) -> HttpResponse:
        keys = new_keys(self.person, opened=self.request.POST.get("_opened", ""))
        return self.show(self.form_with(data), keys, has_no_token=True, status=400)

    def _read_again(self, sent: Sent, asked_again: tuple[str, ...]) -> HttpResponse:
        """As it now stands, with the words that were typed."""
        data = sent.data.copy()
        for name in asked_again:
            data.pop(name, None)
        keys = new_keys(self.person, opened=self.seal_now())
        messages.warning(self.request, CHANGED_MEANWHILE)
        kept = replace(keys, draft=sent.keys.draft, draft_version=sent.keys.draft_version)
        return self._come_back(Look.ERRORS, Sent(kept, data))

    # --- someone else saved meanwhile ------------------------------------------------------------------------

    def _merge(self, sent: Sent) -> HttpResponse:
        posted, record = self.request.POST, self.edited()
        seen = unsealed(posted.get("_seen", ""), record)
        if seen.version != record.version:
            return self._come_back(Look.CONFLICT, sent)
        decided = with_choices(self._sides(), opened=self._opened.digests or {}, posted=posted)
        if decided is None:
            return self._come_back(Look.CHOICES, sent)
        self._opened = seen
        keys = replace(sent.keys, opened=seen.sealed())
        return self._send(Sent(keys, query_dict(typed(decided.lists()))))

    def _leave(self, sent: Sent) -> HttpResponse:
        """The other person's version stands; this person's words, as last written, wait until their last day."""
        last_save = self.describe_last_save(self.edited())
        words = last_written(self._sides(), posted=self.request.POST)
        try:
            draft = self._keep(Sent(sent.keys, query_dict(typed(words.lists()))))
        except (DraftTooLarge, FormAlreadySent):
            return self._come_back(Look.CONFLICT, sent)
        set_aside(draft=draft, by=self.person)
        until = f"{localtime(draft.expires_at):%-d %B}"
        whose = f"{last_save.by}’s version stays" if last_save.by else "The other person’s version stays"
        messages.success(self.request, f"{whose}. Your words are among your drafts, set aside, until {until}.")
        return redirect(self.page_context().get("back") or reverse("desk:drafts"))

    def _sides(self) -> Sides:
        return sides(self.make_form, posted=self.request.POST, initial=self.initial())


def _see_other(address: str) -> HttpResponse:
    response = HttpResponseRedirect(address)
    response.status_code = 303
    return response


def _fields(data: QueryDict) -> Controls:
    return dict(data.lists())


def _narratives(form: Any) -> list[str]:
    return [str(form.cleaned_data.get(name) or "") for name in narrative_names(form)]
