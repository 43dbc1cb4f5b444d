"""Everything that changes what the service knows about its own running."""

from cse_portal.operations.actions.expired import forget_expired
from cse_portal.operations.actions.runs import begin_run, end_run, forget_old_runs, mark_alive

__all__ = ["begin_run", "end_run", "forget_expired", "forget_old_runs", "mark_alive"]
