"""Anchoring the trail outside, and keeping what each check of it found."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from django.db import connection, transaction

from cse_portal.audit.actions.events import record
from cse_portal.audit.anchor_files import Top, Writing, name_it
from cse_portal.audit.models import AuditAnchor, AuditCheck
from cse_portal.audit.verifying import Report, Scope
from cse_portal.core import clock, wall
from cse_portal.core.actor import System

# One at a time: two would take the same number.
LOCK = "select pg_advisory_xact_lock(hashtext('audit anchor'))"
# Asked before the heads are read: whatever is under way then is looked at again by the next anchor.
NOW = """
    select pg_snapshot_xmin(pg_current_snapshot())::text::bigint, pg_current_xact_id()::text::bigint,
        (select count(*) from audit_audithead), (select coalesce(sum(seq), 0)::bigint from audit_audithead)
"""
MOVED = """
    copy (select encode(sha256(convert_to(chain, 'UTF8')), 'hex'), seq, hash
    from audit_audithead where tx >= {since} order by 1) to stdout
"""
FINDINGS_KEPT = 200


@transaction.atomic
def take_anchor(*, folder: Path, by: System) -> AuditAnchor:
    """The heads that moved since the last one. The file gets its name once the database knows of it."""
    last, now = _last_named(folder), clock.now()
    with wall.as_system(by.purpose), connection.cursor() as cursor:
        cursor.execute(LOCK)
        cursor.execute(NOW)
        horizon, this_tx, chains, entries = cursor.fetchone()
        top = Top(
            number=last.number + 1 if last else 1,
            day=clock.today().isoformat(),
            taken_at=now.isoformat(),
            horizon=horizon,
            chains=chains,
            entries=entries,
            previous=last.digest if last else "",
        )
        writing = Writing(folder, top)
        # a cluster that was restored counts its transactions anew: then all heads are taken
        since = last.horizon if last and last.horizon <= this_tx else 0
        cursor.copy_expert(MOVED.format(since=since), _Rows(writing))
    anchor = AuditAnchor.objects.create(
        number=top.number,
        day=clock.today(),
        taken_at=now,
        horizon=horizon,
        chains=chains,
        entries=entries,
        moved=writing.heads,
        previous=top.previous,
        digest=writing.end(),
        file_name=top.file_name,
    )
    record("audit.anchored", detail={"number": anchor.number, "digest": anchor.digest}, by=by)
    transaction.on_commit(lambda: _name(folder, anchor))
    return anchor


def _last_named(folder: Path) -> AuditAnchor | None:
    """The last one; should the portal have died between the database and the disk, its file gets its name now."""
    last = AuditAnchor.objects.first()
    if last:
        name_it(folder, last.file_name)
    return last


def _name(folder: Path, anchor: AuditAnchor) -> None:
    name_it(folder, anchor.file_name)


class _Rows:
    """A file to psycopg2, which hands over one row at a time."""

    def __init__(self, writing: Writing) -> None:
        self.write = writing.head


@transaction.atomic
def record_check(*, scope: Scope, report: Report, started_at: datetime, by: System) -> AuditCheck:
    check = AuditCheck.objects.create(
        started_at=started_at,
        finished_at=max(clock.now(), started_at),
        is_whole=scope.is_whole,
        with_anchors=report.anchors > 0,
        entries=report.entries,
        chains=report.chains,
        broken=len(report.findings),
        findings=[finding.as_json() for finding in report.findings[:FINDINGS_KEPT]],
    )
    found = {"entries": check.entries, "chains": check.chains, "broken": check.broken}
    record("audit.checked", detail=found, by=by)
    return check
