"""Where people are signed in: Django's sessions, with whose each one is, so that it can be listed and ended."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, Self

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as DatabaseSessions
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models

from cse_portal.agencies import session_rules
from cse_portal.agencies.models.people import User
from cse_portal.core import clock
from cse_portal.core.references import new_reference


class SessionQuerySet(models.QuerySet["PortalSession"]):
    def of(self, person: User) -> Self:
        """Those that still work."""
        return self.filter(user=person, expire_date__gt=clock.now())

    def newest_first(self) -> Self:
        return self.order_by(models.F("seen_at").desc(nulls_last=True), "ref")


class PortalSession(AbstractBaseSession):
    """The columns repeat what the session itself holds; they are for looking through, never for deciding."""

    ref = models.CharField(max_length=20, unique=True, editable=False, default=new_reference)
    user = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="sessions", editable=False)
    started_at = models.DateTimeField(null=True, editable=False)
    seen_at = models.DateTimeField(null=True, editable=False)
    device = models.CharField(max_length=80, blank=True, editable=False)
    address = models.GenericIPAddressField(null=True, editable=False)

    objects = SessionQuerySet.as_manager()  # type: ignore[assignment, misc]

    class Meta(AbstractBaseSession.Meta):
        abstract = False
        verbose_name = "session"
        verbose_name_plural = "sessions"

    def __str__(self) -> str:
        return self.ref

    @classmethod
    def get_session_store_class(cls) -> type[SessionStore]:
        return SessionStore


class SessionStore(DatabaseSessions):
    """For SESSION_ENGINE."""

    @classmethod
    def get_model_class(cls) -> type[PortalSession]:
        return PortalSession

    def cycle_key(self) -> None:
        """The row before goes only after the new one is there, so each needs a reference of its own."""
        if session_rules.REF in self:
            self[session_rules.REF] = new_reference()
        super().cycle_key()

    def create_model_instance(self, data: dict[str, Any]) -> Any:
        row: Any = super().create_model_instance(data)
        row.ref = data.get(session_rules.REF) or new_reference()
        row.user_id = data.get(SESSION_KEY)
        row.started_at, row.seen_at = _at(data, session_rules.STARTED_AT), _at(data, session_rules.SEEN_AT)
        row.device, row.address = data.get(session_rules.DEVICE, ""), data.get(session_rules.ADDRESS)
        return row


def _at(data: dict[str, Any], name: str) -> datetime | None:
    return datetime.fromtimestamp(data[name], tz=UTC) if name in data else None
