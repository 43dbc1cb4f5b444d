"""The modules of the network and of the stages, by the level on which they stand."""

from __future__ import annotations

# A registry is filled by other apps; work carries out a job through actions; a tool knows the framework
# or the machine, but no record.
REGISTRY, WORK, TOOL, RULES = "queries", "work", "tools", "rules"

STAGES: dict[str, dict[str, str]] = {
    "cse_portal.network": {
        "alert_states": RULES,
        "classification": RULES,
        "downloads": "documents",
        "drawing": RULES,
        "drawn_links": RULES,
        "drawn_nodes": RULES,
        "finding": WORK,
        "follow_up_rules": RULES,
        "form_names": RULES,
        "grading": RULES,
        "item_keys": RULES,
        "item_kinds": RULES,
        "link_kinds": RULES,
        "making_room": RULES,
        "mapping": TOOL,
        "meetings": RULES,
        "near_policies": TOOL,
        "order_names": RULES,
        "order_policies": TOOL,
        "order_rules": RULES,
        "origins": RULES,
        "picturing": RULES,
        "queries": "access",  # how near something stands: what other questions build on
        "reading": TOOL,
        "refused": RULES,
        "springs": RULES,
        "submission_rules": RULES,
        "support_policies": TOOL,
        "support_rules": RULES,
        "wall": TOOL,
        "order_downloads": "documents",
        "work_kinds": RULES,
    },
    "screening": {
        "advice": RULES,
        "changes": RULES,
        "classification": RULES,
        "editions": "queries",
        "library": "queries",
        "filled": RULES,
        "form_names": RULES,
        "downloads": "tasks",
        "letters": RULES,
        "paper_kinds": RULES,
        "refused": RULES,
        "suggesting": "queries",
        "wall": TOOL,
        "work_kinds": RULES,
        "workflow": RULES,
        "guidance": RULES,
        "instruments": RULES,
        "reviews": RULES,
        "scoring": RULES,
        "tiles": RULES,
    },
}
