"""What the progress page says, for the page itself and for its script alike."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass

from cse_portal.core import clock
from cse_portal.desk import workflow
from cse_portal.desk.models import BackgroundJob
from cse_portal.desk.workflow import JobStatus

LONG_WAIT_SECONDS = 60


@dataclass(frozen=True)
class JobState:
    """All of it may be sent to the browser; none of it is about a child."""

    status: str
    words: str
    note: str
    done: int
    total: int
    percent: int
    is_under_way: bool

    @property
    def etag(self) -> str:
        text = json.dumps(asdict(self), sort_keys=True)
        return '"' + hashlib.sha256(text.encode()).hexdigest()[:20] + '"'


def job_state(job: BackgroundJob) -> JobState:
    return JobState(
        status=job.status,
        words=_words(job),
        note=_note(job),
        done=job.done,
        total=job.total,
        percent=100 if job.status == JobStatus.DONE else job.percent,
        is_under_way=job.is_under_way,
    )


def _words(job: BackgroundJob) -> str:
    if job.is_cancelling:
        return "Stopping"
    if job.status == JobStatus.RUNNING and job.total:
        return f"Building: {job.done:,} of {job.total:,}"
    if job.status == JobStatus.DONE and not job.is_ready:
        return "No longer kept"
    return workflow.TITLES[job.get_status()]


def _note(job: BackgroundJob) -> str:
    if job.status == JobStatus.FAILED:
        return job.failure
    if job.status != JobStatus.WAITING:
        return job.message
    if job.attempts:
        return "It stumbled and will be tried again by itself."
    waited = (clock.now() - job.requested_at).total_seconds()
    return "It takes longer than usual to start. It is not lost." if waited > LONG_WAIT_SECONDS else ""


def kind_of_file(content_type: str) -> str:
    return {"application/pdf": "PDF", "text/csv": "CSV"}.get(content_type.partition(";")[0], "File")
