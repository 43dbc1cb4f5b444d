"""The engine's round: work is looked at, letters are written, letters leave. It may run twice at once."""

from __future__ import annotations

from celery import shared_task

from cse_portal.core.actor import System
from cse_portal.notices import actions
from cse_portal.notices.passing import REMIND
from cse_portal.notices.sending import ask_about_sent, send_waiting

TELL = System("tell people of what is due to them, and of what is late")
WATCH = System("tell whoever runs the service that background work is in trouble")


@shared_task(name=REMIND, purpose=TELL.purpose)
def remind() -> int:
    """Everything whose next step has come, then the letters of all whose time it is; how much was looked at."""
    looked_at = 0
    while number := actions.remind_batch(by=TELL):
        looked_at += number
    while actions.write_letters(by=TELL):
        pass
    while actions.write_texts(by=TELL):
        pass
    send_waiting(by=TELL)
    ask_about_sent(by=TELL)
    actions.end_troubles_of_leavers(by=TELL)
    return looked_at


@shared_task(name="notices.watch", purpose=WATCH.purpose)
def watch() -> int:
    return actions.watch_over_jobs(by=WATCH)
