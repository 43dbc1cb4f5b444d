"""Time-driven work that keeps the service watching itself."""

from __future__ import annotations

from celery import shared_task


@shared_task(name="operations.heartbeat")
def heartbeat() -> int:
    return 1
