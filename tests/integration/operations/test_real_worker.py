"""A task sent through a real Redis is done by a real worker, in a process of its own."""

from __future__ import annotations

from pathlib import Path

import pytest
from house.processes import wait_until

from cse_portal.operations.tasks import heartbeat

pytestmark = pytest.mark.django_db(transaction=True)


def test_task_is_carried_by_redis_and_done_by_the_worker(real_worker: Path) -> None:
    sent = heartbeat.delay()
    assert wait_until(lambda: f"[{sent.id}] succeeded" in real_worker.read_text(), 20, every=0.05)
