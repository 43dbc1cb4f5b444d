"""How private each field of the service's own records is."""

from __future__ import annotations

from cse_portal.core.classification import Classes, Privacy

FIELDS: Classes = {
    "operations.serviceheartbeat": dict.fromkeys(("id", "name", "at", "detail"), Privacy.OPEN),
    "operations.jobrun": dict.fromkeys(
        ("id", "name", "started_at", "finished_at", "outcome", "count", "error_kind"), Privacy.OPEN
    ),
}
