"""The portal's Celery application with one more kind of work: it goes on until a test lets it end."""

from __future__ import annotations

import os
import time
from pathlib import Path

from cse_portal.agencies.roles import Permission
from cse_portal.celery import app

__all__ = ["app"]
KIND = "test.waits_for_a_sign"
SIGN = "JOB_MAY_END"


@app.on_after_finalize.connect
def register(**_: object) -> None:
    from cse_portal.desk.building import Progress
    from cse_portal.desk.kinds import background
    from cse_portal.desk.models import BackgroundJob

    @background(kind=KIND, title="Waits for a sign", permission=Permission.OWN_DESK)
    def waits(job: BackgroundJob, progress: Progress) -> None:
        with progress.file("result.txt", "text/plain") as out:
            out.write(str(os.getpid()).encode())
        while not Path(os.environ[SIGN]).exists():
            progress.report(1, 2, str(os.getpid()))
            time.sleep(0.05)
        progress.report(2, 2)
