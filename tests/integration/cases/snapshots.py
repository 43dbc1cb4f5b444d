"""Every row about every child, as it stands: what a merge and its taking apart must leave alike."""

from __future__ import annotations

from typing import Any

from cse_portal.cases.actions.merge_log import links_to_children
from cse_portal.cases.models import Case, Child
from cse_portal.core import wall

# Counts of savings and when the last one was: they say that something happened, not what stands there.
PASSING = frozenset({"version", "updated_at", "compared_at"})


def snapshot() -> dict[str, list[dict[str, Any]]]:
    models = {Child, Case, *(model for model, _ in links_to_children())}
    with wall.as_system("test"):
        return {
            model._meta.label_lower: [
                {name: value for name, value in row.items() if name not in PASSING}
                for row in model._default_manager.order_by("pk").values()
            ]
            for model in models
        }
