"""What happens to cases by the clock."""

from __future__ import annotations

from celery import shared_task

from cse_portal.cases.actions import SWEEP, sweep_ended_grants


@shared_task(name="cases.sweep_ended_grants", purpose=SWEEP.purpose)
def clear_ended_access() -> int:
    return sweep_ended_grants(by=SWEEP)
