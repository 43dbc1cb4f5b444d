"""The Celery application: the tasks of every app, configured by Django's settings."""

import os
from typing import Any

from celery import Celery
from celery.signals import before_task_publish, setup_logging, worker_ready

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cse_portal.settings")

app = Celery("cse_portal", task_cls="cse_portal.operations.scheduled:RecordedTask")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@setup_logging.connect
def leave_logging_alone(**_: Any) -> None:
    """Django's settings have set it up: with a receiver here Celery adds no handler of its own."""


@before_task_publish.connect(sender="operations.heartbeat")
def beat_is_alive(**_: Any) -> None:
    """Beat is about to send its heartbeat: it says so in Postgres itself, with or without Redis and worker."""
    from cse_portal.operations.scheduled import mark_beat_alive

    mark_beat_alive()


@worker_ready.connect
def catch_up(**_: Any) -> None:
    """What belongs to each morning is done at each start, too, for mornings on which none ran; twice is no harm."""
    from cse_portal.core import broker

    broker.hand_over("cases.open_by_calendar")
