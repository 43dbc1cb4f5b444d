"""Where each kind of line lives: the levels inside an app, and which module stands on which.

A module imports, inside its own app, only from levels beneath it. Every module of every app is found
here; one that is not has no home yet.
"""

from __future__ import annotations

# Top to bottom. Names on one level do not import each other.
LEVELS: tuple[frozenset[str], ...] = (
    frozenset({"apps", "urls"}),
    frozenset({"views", "api", "tasks", "admin", "management", "middleware"}),
    frozenset({"guards", "forms", "documents", "templatetags"}),
    frozenset({"presenters"}),
    frozenset({"actions"}),
    frozenset({"queries"}),
    frozenset({"access"}),
    frozenset({"models"}),
    frozenset({"rules"}),
)

# Levels by the name of one module on each, for the table beneath.
REGISTRY, RULES = "queries", "rules"

# Modules of one app only, by the level on which they stand. `RULES` are plain Python: they import no
# framework, neither themselves nor through what they import.
OWN_MODULES: dict[str, dict[str, str]] = {
    "cse_portal.core": {
        "actor": RULES,
        "classification": RULES,
        "clock": "models",  # asks Django for the time zone
        "references": RULES,
        "request_id": RULES,
        "working_days": RULES,
    },
    "cse_portal.audit": {"classification": RULES},
    "cse_portal.ui": {"errors": "views", "rendering": "forms"},
    "cse_portal.agencies": {
        "classification": RULES,
        "navigation": REGISTRY,
        "roles": RULES,
        "sign_in": "views",  # allauth calls it as it calls its own views
    },
    "cse_portal.worklist": {"classification": RULES, "kinds": RULES, "urgency": RULES},
    "cse_portal.operations": {"logs": RULES},
    "cse_portal.demo": {"cast": RULES},
}

# Modules that other apps may not import: what an app shows is its own affair.
PRIVATE = frozenset({"urls", "views", "api", "forms", "presenters", "tasks", "admin", "management", "documents"})
# Wiring mounts views; nothing else reaches into another app's screens.
MAY_REACH_IN = frozenset({"cse_portal.urls"})

BANNED = frozenset({"utils", "helpers", "common", "misc", "services", "selectors", "signals", "managers"})

# What a rule may stand on beside Python itself and other rules.
PLAIN_LIBRARIES = frozenset({"holidays"})


def level_of(app: str, part: str) -> int | None:
    """The level's number, 0 at the top; None for a module without a home."""
    name = OWN_MODULES.get(app, {}).get(part, part)
    for number, names in enumerate(LEVELS):
        if name in names or any(name.endswith(f"_{ending}") for ending in names):
            return number
    return None


def is_rule(app: str, part: str) -> bool:
    return OWN_MODULES.get(app, {}).get(part) == RULES
