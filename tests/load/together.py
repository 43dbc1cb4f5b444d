"""Several jobs at once, as several clients ask."""

from __future__ import annotations

import threading
from collections.abc import Callable


def together(jobs: list[Callable[[], None]]) -> None:
    """All at once; the first failure is the caller's."""
    if len(jobs) == 1:
        return jobs[0]()
    failures: list[Exception] = []

    def run(job: Callable[[], None]) -> None:
        try:
            job()
        except Exception as error:  # noqa: BLE001 - carried to the caller's thread
            failures.append(error)

    threads = [threading.Thread(target=run, args=(job,)) for job in jobs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failures:
        raise failures[0]
