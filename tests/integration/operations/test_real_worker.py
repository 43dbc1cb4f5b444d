"""A task sent through a real Redis is done by a real worker, in a process of its own."""

from __future__ import annotations

from pathlib import Path

import pytest
from house.processes import wait_until

from cse_portal.operations.models import ServiceHeartbeat
from cse_portal.operations.tasks import heartbeat

pytestmark = pytest.mark.django_db(transaction=True)


def test_task_is_carried_by_redis_and_done_by_the_worker(real_worker: Path) -> None:
    heartbeat.delay()
    assert wait_until(lambda: ServiceHeartbeat.objects.filter(name="worker").exists(), 20, every=0.05)
    assert wait_until(lambda: "task=operations.heartbeat outcome=done" in real_worker.read_text(), 5, every=0.05)
