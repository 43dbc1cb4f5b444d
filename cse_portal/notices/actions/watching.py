"""Scheduled work that fails, hangs or does not come: whoever runs the service is told, and when it is over."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction
from django.urls import reverse

from cse_portal.audit.actions import record
from cse_portal.core import clock
from cse_portal.core.actor import System
from cse_portal.notices.actions.news import post_news
from cse_portal.notices.models import ServiceTrouble
from cse_portal.notices.news_kinds import SERVICE_TROUBLE, SERVICE_WELL
from cse_portal.notices.queries import who_runs_the_service
from cse_portal.operations.actions import mark_alive
from cse_portal.operations.jobs import WATCH, awake_since, in_trouble


@transaction.atomic
def watch_over_jobs(*, by: System) -> int:
    """How much is in trouble. One message for all that began since the last look, and one for all that is over."""
    since = awake_since()
    mark_alive(name=WATCH, detail={"since": since.isoformat()}, by=by)
    now_ill = in_trouble(since)
    known = {one.name: one for one in ServiceTrouble.objects.select_for_update().filter(ended_at__isnull=True)}
    over = [one for name, one in known.items() if name not in now_ill]
    new = [ServiceTrouble(name=name, ail=ail.value) for name, ail in now_ill.items() if name not in known]
    _end(over, by)
    for one in new:
        one.save()
        record("service.trouble_began", about=one, detail={"of": one.name, "how": one.ail}, by=by)
    people = list(who_runs_the_service()) if new or over else []
    if new:
        post_news(news=SERVICE_TROUBLE, to=people, url=reverse("operations"))
    if over:
        post_news(news=SERVICE_WELL, to=people, url=reverse("operations"))
    return len(now_ill)


def _end(troubles: Iterable[ServiceTrouble], by: System) -> None:
    for one in troubles:
        one.ended_at = clock.now()
        one.save(update_fields=["ended_at"])
        record("service.trouble_ended", about=one, detail={"of": one.name}, by=by)
