"""Hands work to Celery without ever making a page wait for Redis.

Redis is never the record: whoever calls this has a row in Postgres that a sweep finds again.
"""

from __future__ import annotations

import time
from typing import Any

import redis
from celery import current_app
from django.conf import settings
from kombu import Connection
from kombu.exceptions import KombuError
from redis.backoff import NoBackoff
from redis.retry import Retry

LOOK_AGAIN_SECONDS = 15.0
PING_SECONDS = 0.2
MESSAGE_LIVES_SECONDS = 120
# Kombu tries for ever by default; a page tries once.
ONCE = {"max_retries": 0, "retry_on_timeout": False, "socket_timeout": 1, "socket_connect_timeout": 1}
QUIETLY: dict[str, Any] = {"retry": False, "argsrepr": "(hidden)", "kwargsrepr": "(hidden)"}
UNREACHABLE = (OSError, KombuError, redis.RedisError)

_last_look: tuple[float, bool] | None = None


def ping(timeout: float = PING_SECONDS) -> bool:
    """Asks Redis itself, now."""
    if not settings.REDIS_URL:
        return str(current_app.conf.broker_url).startswith("filesystem:")
    client = redis.Redis.from_url(
        settings.REDIS_URL, socket_timeout=timeout, socket_connect_timeout=timeout, retry=Retry(NoBackoff(), 0)
    )
    try:
        return bool(client.ping())
    except UNREACHABLE:
        return False
    finally:
        client.close()


def is_reachable() -> bool:
    """What the last look saw; this process looks again after a quarter of a minute."""
    if _last_look is None or time.monotonic() - _last_look[0] > LOOK_AGAIN_SECONDS:
        remember(ping())
    return _last_look is not None and _last_look[1]


def remember(reachable: bool) -> None:
    global _last_look
    _last_look = (time.monotonic(), reachable)


def forget() -> None:
    """The next question looks for itself."""
    global _last_look
    _last_look = None


def hand_over(task: str, *args: Any) -> bool:
    """Named, not imported: a web process need not know the task. True when the broker has it.

    Never raises: without Redis the sweep hands it over later.
    """
    if not is_reachable():
        return False
    try:
        with _connection() as connection:
            current_app.send_task(task, args, connection=connection, expires=MESSAGE_LIVES_SECONDS, **QUIETLY)
    except UNREACHABLE:
        remember(False)
        return False
    return True


def _connection() -> Connection:
    conf = current_app.conf
    return Connection(
        conf.broker_url,
        connect_timeout=1,
        transport_options={**conf.broker_transport_options, **ONCE},
    )
