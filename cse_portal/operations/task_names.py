"""What each part of the background work is called on a screen; the logs and figures keep the names in the code."""

from __future__ import annotations

from collections.abc import Mapping

TASKS: Mapping[str, str] = {
    "audit.check": "Check the audit trail",
    "audit.take_anchor": "Anchor the audit trail",
    "cases.compare_child": "Hold a record begun just now against the others",
    "cases.compare_children": "Find records that may be of one child",
    "cases.end_emergencies": "End emergency access to cases after its hour",
    "cases.escalate_reviews": "Pass on reviews of emergency access that are late",
    "cases.find_unseen": "Find open cases that nobody sees any more",
    "cases.look_again": "Put before somebody again that a child is still missing",
    "cases.open_by_calendar": "Open the work that a day begins",
    "cases.scan_documents": "Look through documents for viruses that came while the scanner was away",
    "cases.sweep_documents": "Clear away files that no document names",
    "cases.sweep_ended_grants": "Clear away access to cases that has ended",
    "desk.remove_expired_files": "Remove files from My downloads whose time is over",
    "desk.run_job": "Make a file that somebody asked for",
    "desk.sweep_drafts": "Forget drafts whose time is over",
    "desk.sweep_jobs": "Pass on work that waits",
    "network.remind_of_orders": "Remind whoever watches over an order that it ends",
    "notices.remind": "Tell people of what is due, and send what waits",
    "notices.watch": "Tell of background work that is in trouble",
    "operations.carry_out_disposals": "Carry out disposal lists that two people approved",
    "operations.forget_expired": "Forget sessions and counts whose time is over",
    "operations.forget_old_runs": "Shorten this list of runs",
    "operations.heartbeat": "Show that a worker is alive",
    "people.find_without_governance": "Find partnerships without an information governance lead",
    "people.lock_unused_accounts": "Lock accounts that nobody uses",
    "people.open_access_reviews": "Open the quarterly access reviews",
    "screening.begin_reviews": "Find children who are reviewed because a panel or a safety plan stands behind them",
    "trail.open_weeks": "List who looked at cases without a part in them last week",
    "trail.raise_alarms": "Raise alarms about looking at many cases, or at planted ones",
}
# Its own row says when it ran last; a run each time would only fill the table.
NOT_KEPT = frozenset({"operations.heartbeat"})
PARTS: Mapping[str, str] = {
    "beat": "the scheduler",
    "worker": "the background worker",
    "watch": "the watch over scheduled work",
}


def task_title(name: str) -> str:
    """A task that a later release no longer has keeps the name it ran under."""
    return TASKS.get(name, name)


def part_title(name: str) -> str:
    return PARTS.get(name, name)
