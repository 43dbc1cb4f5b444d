"""Clears away what has run out by itself: ended sessions and rows of the cache."""

from __future__ import annotations

from django.db import connection, transaction

from cse_portal.agencies.actions import forget_old_failures
from cse_portal.agencies.models import PortalSession
from cse_portal.audit.actions import record
from cse_portal.core import clock
from cse_portal.core.actor import System


@transaction.atomic
def forget_expired(*, by: System) -> int:
    """Nothing here can be used any more, and nothing else makes room."""
    now = clock.now()
    sessions = PortalSession.objects.filter(expire_date__lt=now).delete()[0]
    with connection.cursor() as cursor:
        cursor.execute("delete from portal_cache where expires < %s", [now])
        rows: int = cursor.rowcount
    if sessions or rows:
        record("expired.forgotten", detail={"sessions": sessions, "cache_rows": rows}, by=by)
    return sessions + rows + forget_old_failures(by=by)
