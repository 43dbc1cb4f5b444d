"""What lies on a person's desk, and who last saved what they are editing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.urls import reverse
from django.utils.timezone import localdate, localtime

from cse_portal.agencies import access
from cse_portal.agencies.find import Found
from cse_portal.agencies.models import User
from cse_portal.audit.models import AuditEvent, Sort
from cse_portal.core import clock, wall
from cse_portal.core.models import Record
from cse_portal.core.queues import QueueState
from cse_portal.core.references import tidy
from cse_portal.desk.form_kinds import FormKind, form_kind, may_go_on
from cse_portal.desk.models import BackgroundJob, Draft, DraftQuerySet, Submission

MOST_SHOWN = 50


@dataclass(frozen=True)
class DraftOnDesk:
    """A draft as it is listed: what it is, where to go on with it, how long it stays."""

    draft: Draft
    label: str
    url: str

    @property
    def ref(self) -> str:
        return self.draft.ref

    @property
    def name(self) -> str:
        """The form and the writer's own first words: shown to the writer, on the page, and nowhere else."""
        return f"{self.label} \N{EN DASH} {self.draft.first_words}" if self.draft.first_words else self.label

    @property
    def is_of_today(self) -> bool:
        return localdate(self.saved_at) == clock.today()

    @property
    def saved_at(self) -> datetime:
        return self.draft.saved_at

    @property
    def expires_at(self) -> datetime:
        return self.draft.expires_at


def live_drafts_of(user: User) -> list[DraftOnDesk]:
    """Unfinished forms, latest first; one whose form the person may no longer open is kept but not shown."""
    return _on_desk(user, Draft.objects.visible_to(user).live())


def set_aside_by(user: User) -> list[DraftOnDesk]:
    return _on_desk(user, Draft.objects.visible_to(user).set_aside())


def find_drafts(user: User, words: str) -> list[Found]:
    """By the form's name or the reference of what it is about; the words inside are not searched."""
    ref, plain = tidy(words), words.casefold()
    return [
        Found("Draft", item.name, item.url, f"Saved {localtime(item.saved_at):%-d %B %Y}")
        for item in live_drafts_of(user)
        if plain in item.label.casefold() or (ref and ref in (item.ref, item.draft.about_ref))
    ]


def state_of_work() -> QueueState:
    """How much waits, whoever's it is: numbers only."""
    with wall.as_system("count the background work that waits"):
        return BackgroundJob.objects.all().state()


def drafts_of_form(user: User, kind: str, about_ref: str) -> list[DraftOnDesk]:
    return _on_desk(user, Draft.objects.visible_to(user).live().of_form(kind, about_ref))


def number_of_drafts(user: User) -> int:
    return Draft.objects.visible_to(user).live().count()


def sent_from(user: User, draft: Draft) -> Submission | None:
    """What became of a draft that was sent."""
    return Submission.objects.visible_to(user).filter(token=draft.key).first()


def sent_with(user: User, token: UUID, digest: str) -> Submission | None:
    """The very words of this page, where they were saved already."""
    return Submission.objects.visible_to(user).filter(token=token, digest=digest).exclude(outcome="").first()


def sent_form(user: User, ref: str) -> Submission | None:
    return Submission.objects.visible_to(user).filter(ref=ref).first()


def on_desk(user: User, draft: Draft) -> DraftOnDesk | None:
    kind = form_kind(draft.kind)
    if kind is None or not access.can(user, kind.permission) or not may_go_on(kind, user, draft.about_ref):
        return None
    return DraftOnDesk(draft, kind.label, f"{address_of_form(kind, draft.about_ref)}?draft={draft.ref}")


def address_of_form(kind: FormKind, about_ref: str) -> str:
    return reverse(kind.edit, kwargs={"ref": about_ref}) if about_ref else reverse(kind.begin)


def _on_desk(user: User, drafts: DraftQuerySet) -> list[DraftOnDesk]:
    listed = drafts.defer("fields", "opened").order_by("-saved_at", "-pk")[:MOST_SHOWN]
    return [item for draft in listed if (item := on_desk(user, draft))]


@dataclass(frozen=True)
class LastSave:
    by: str
    at: datetime

    @property
    def first_name(self) -> str:
        return self.by.split()[0] if self.by else ""


def last_save_of(record: Record) -> LastSave:
    """Who changed it last; that somebody looked at it later says nothing about it."""
    events = AuditEvent.objects.filter(object_kind=record._meta.label_lower, object_ref=record.ref)
    with wall.with_case(getattr(record, "case_ref", "")):
        event = events.filter(sort=Sort.CHANGE).order_by("-id").first()
    person = User.objects.filter(pk=event.actor_id).first() if event and event.actor_id else None
    return LastSave(person.name if person else "", record.updated_at)
