"""Figures for monitoring: how many, how long, how old. By view and task, never by address or person."""

from __future__ import annotations

import os
from collections.abc import Iterator

from prometheus_client import REGISTRY, CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector

from cse_portal.core import clock
from cse_portal.core.queues import all_queues
from cse_portal.operations.models import ServiceHeartbeat

REQUESTS = Counter("portal_requests", "Requests answered", ["view", "status"])
SECONDS = Histogram(
    "portal_request_seconds",
    "Time to answer",
    ["view"],
    buckets=(0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10),
)
QUERIES = Histogram(
    "portal_request_queries", "Database queries of one answer", ["view"], buckets=(0, 2, 5, 10, 15, 20, 30, 50, 100)
)


def observe(*, view: str, status: int, seconds: float, queries: int) -> None:
    REQUESTS.labels(view, f"{status // 100}xx").inc()
    SECONDS.labels(view).observe(seconds)
    QUERIES.labels(view).observe(queries)


class FromTheDatabase(Collector):
    """What all processes share is read from Postgres when asked for."""

    def collect(self) -> Iterator[Metric]:
        jobs = GaugeMetricFamily("portal_queue", "Things in a queue", labels=["queue", "status"])
        oldest = GaugeMetricFamily("portal_queue_oldest_seconds", "Age of the oldest that waits", labels=["queue"])
        now = clock.now()
        for queue in all_queues():
            state = queue.read()
            for status, count in state.counts.items():
                jobs.add_metric([queue.name, status], count)
            age = (now - state.oldest_waiting_at).total_seconds() if state.oldest_waiting_at else 0
            oldest.add_metric([queue.name], max(age, 0))
        beats = GaugeMetricFamily("portal_heartbeat_age_seconds", "Since the last sign of life", labels=["part"])
        for beat in ServiceHeartbeat.objects.all():
            beats.add_metric([beat.name], beat.age().total_seconds())
        yield from (jobs, oldest, beats)


def text() -> bytes:
    registry = CollectorRegistry()
    registry.register(FromTheDatabase())
    if os.environ.get("PROMETHEUS_MULTIPROC_DIR"):
        MultiProcessCollector(registry)
        return generate_latest(registry)
    return generate_latest(registry) + generate_latest(REGISTRY)
