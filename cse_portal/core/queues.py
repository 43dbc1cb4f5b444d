"""Queues that rooms keep in Postgres, made known to whoever watches over the service."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True)
class QueueState:
    """How much waits and since when; never what or for whom."""

    counts: Mapping[str, int] = field(default_factory=dict)
    oldest_waiting_at: datetime | None = None


@dataclass(frozen=True)
class Queue:
    name: str
    title: str
    read: Callable[[], QueueState]


_queues: dict[str, Queue] = {}


def add_queue(queue: Queue) -> None:
    """Called from an app's `ready()`; adding the same queue twice changes nothing."""
    _queues[queue.name] = queue


def all_queues() -> list[Queue]:
    return sorted(_queues.values(), key=lambda queue: queue.title)
