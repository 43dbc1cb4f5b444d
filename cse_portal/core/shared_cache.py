"""The cache in Postgres that every process shares: rate limits and the like."""

from __future__ import annotations

import base64
import pickle
from datetime import UTC, datetime
from typing import Any

from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django.core.cache.backends.db import DatabaseCache
from django.db import connections, router
from django.utils import timezone

KEEP = (
    "INSERT INTO {table} AS held (cache_key, value, expires) VALUES (%s, %s, %s)"
    " ON CONFLICT (cache_key) DO UPDATE SET value = EXCLUDED.value, expires = EXCLUDED.expires"
)
KEEP_IF_NONE_IS_HELD = KEEP + " WHERE held.expires < %s"
PROLONG = "UPDATE {table} SET expires = %s WHERE cache_key = %s AND expires >= %s"
FOR_EVER = datetime.max.replace(tzinfo=UTC)


class PostgresCache(DatabaseCache):
    """Each change is one statement; Django's, for any database, counts the table, looks, and then writes.

    Nothing is thrown out to make room, since that could be somebody's counter of failed attempts:
    what has run out is cleared away every hour.
    """

    _table: str  # Django's

    def _base_set(self, mode: str, key: str, value: Any, timeout: Any = DEFAULT_TIMEOUT) -> bool:
        ends = self.get_backend_timeout(timeout)
        expires = FOR_EVER if ends is None else datetime.fromtimestamp(ends, tz=UTC)
        now = timezone.now()
        if mode == "touch":
            return self._change(PROLONG, expires, key, now)
        kept = base64.b64encode(pickle.dumps(value, self.pickle_protocol)).decode("ascii")
        if mode == "add":
            return self._change(KEEP_IF_NONE_IS_HELD, key, kept, expires, now)
        return self._change(KEEP, key, kept, expires)

    def _change(self, statement: str, *values: Any) -> bool:
        connection = connections[router.db_for_write(self.cache_model_class)]
        with connection.cursor() as cursor:
            cursor.execute(statement.format(table=connection.ops.quote_name(self._table)), values)
            return bool(cursor.rowcount)
