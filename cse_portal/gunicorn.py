"""How gunicorn serves the portal: the same for the demo, for production and under measurement.

gunicorn --config python:cse_portal.gunicorn cse_portal.wsgi
"""

import os
from typing import Any

from cse_portal.operations.weblog import remove_figures

# Measured in docs/performance.md: threads wait for Postgres together, and keep their connections to it.
worker_class = "gthread"
workers = int(os.environ.get("WEB_CONCURRENCY", "2"))  # one for each processor that the portal may use
threads = 4
preload_app = True  # imported once and shared: a worker starts in milliseconds and takes half the memory

keepalive = 75  # longer than a proxy keeps its own end open, or it writes into a connection just closed
timeout = 60  # a worker that says nothing for so long is started again
graceful_timeout = 20  # what is under way is finished before a worker ends
max_requests = 20_000  # a worker makes room for a fresh one now and then: no leak grows for ever
max_requests_jitter = 2_000

logger_class = "cse_portal.operations.weblog.HarmlessLog"
accesslog = None  # the portal writes its own line for each request, without addresses that name anyone
control_socket_disable = True  # nothing listens that nobody asked for


def on_exit(server: Any) -> None:
    remove_figures()
