"""Where each kind of line lives: the levels inside an app, and which module stands on which.

A module imports, inside its own app, only from levels beneath it. Every module of every app is found
here; one that is not has no home yet.
"""

from __future__ import annotations

# Top to bottom. Names on one level do not import each other; tools and rules may, but never in a circle.
LEVELS: tuple[frozenset[str], ...] = (
    frozenset({"apps", "urls"}),
    frozenset({"views", "api", "tasks", "admin", "management", "middleware"}),
    frozenset({"guards", "forms", "documents", "templatetags"}),
    frozenset({"presenters"}),
    frozenset({"work"}),
    frozenset({"actions"}),
    frozenset({"queries"}),
    frozenset({"access"}),
    frozenset({"models"}),
    frozenset({"tools"}),
    frozenset({"rules"}),
)

# A registry is filled by other apps; work carries out a job through actions; a tool knows the framework
# or the machine, but no record.
REGISTRY, WORK, TOOL, RULES = "queries", "work", "tools", "rules"

# Modules of one app only, by the level on which they stand. `RULES` are plain Python: they import no
# framework, neither themselves nor through what they import.
OWN_MODULES: dict[str, dict[str, str]] = {
    "cse_portal.core": {
        "acting": RULES,
        "actor": RULES,
        "boxes": TOOL,
        "broker": TOOL,
        "database": TOOL,
        "hardening": TOOL,
        "kept_words": RULES,
        "classification": RULES,
        "client_address": TOOL,
        "clock": TOOL,
        "queues": RULES,
        "quick_states": TOOL,
        "references": RULES,
        "refusals": RULES,
        "request_id": RULES,
        "wall": TOOL,
        "shared_cache": TOOL,
        "working_days": RULES,
    },
    "cse_portal.audit": {
        "groups": RULES,
        "anchor_files": RULES,
        "checking": WORK,
        "sentences": RULES,
        "classification": RULES,
        "inserting": TOOL,
        "letters": WORK,
        "refusals": TOOL,
        "verifying": TOOL,
        "wall": TOOL,
    },
    "cse_portal.ui": {
        "asked": TOOL,
        "clock_words": RULES,
        "contrast": RULES,
        "dates": RULES,
        "errors": "documents",
        "fields": TOOL,
        "icons": TOOL,
        "language": RULES,
        "marks": "presenters",
        "narrative": TOOL,
        "notes": TOOL,
        "paging": RULES,
        "rendering": "forms",
        "spreadsheets": RULES,
        "wording": RULES,
    },
    "cse_portal.agencies": {
        "acting": "middleware",
        "agency_types": RULES,
        "agreed": "queries",
        "agreements": RULES,
        "charge": "queries",
        "crime_references": RULES,
        "classification": RULES,
        "devices": RULES,
        "directory": "queries",
        "entering": "presenters",  # what every way in shares: above the actions, beneath forms and views
        "entrance": WORK,
        "find": REGISTRY,
        "giving": RULES,
        "handover": REGISTRY,
        "home": REGISTRY,
        "keeping": TOOL,
        "lead_titles": RULES,
        "letters": TOOL,
        "lock_rules": RULES,
        "navigation": REGISTRY,
        "office_hours": RULES,
        "oversight": RULES,
        "partnership_settings": "queries",
        "partnership_words": RULES,
        "password_rules": RULES,
        "passwords": REGISTRY,  # asks which names stand around a person
        "providers": RULES,
        "reach": "queries",
        "reasons": RULES,
        "roles": RULES,
        "session_rules": RULES,
        "sight": RULES,
        "sign_in": "views",  # allauth calls it as it calls its own views
        "sign_in_queries": REGISTRY,
        "stages": "views",  # allauth calls it too
        "standing": RULES,
        "timescales": RULES,
        "titles": RULES,
        "transactions": "urls",  # over every view
        "vouching": TOOL,
        "wall": TOOL,
    },
    "cse_portal.trail": {
        "alarms": RULES,
        "classification": RULES,
        "downloads": "documents",
        "form_names": RULES,
        "mail": "work",
        "reach": RULES,
        "wall": TOOL,
        "weeks": RULES,
    },
    "cse_portal.cases": {
        "ages": RULES,
        "alike": RULES,
        "child_lists": RULES,
        "child_queries": "queries",
        "birth_dates": RULES,
        "classification": RULES,
        "completeness": RULES,
        "bucket": TOOL,
        "bucket_signing": RULES,
        "document_kinds": RULES,
        "document_policies": TOOL,
        "document_store": TOOL,
        "drawing": TOOL,
        "files": RULES,
        "scanning": TOOL,
        "drawn_people": RULES,
        "drawn_words": RULES,
        "ecomap": RULES,
        "genogram": RULES,
        "fact_kinds": "queries",
        "beginning": RULES,
        "identifiers": RULES,
        "photo_kinds": RULES,
        "plan_kinds": RULES,
        "policies": TOOL,
        "plan_workflow": RULES,
        "postcodes": RULES,
        "emergencies": RULES,
        "finding": "queries",
        "downloads": "documents",
        "form_names": RULES,
        "list_downloads": "documents",
        "list_kinds": RULES,
        "list_parts": RULES,
        "list_queries": "queries",
        "listing": RULES,
        "attendance": RULES,
        "attendance_downloads": "documents",
        "attendance_policies": TOOL,
        "attendance_queries": "queries",
        "screenings": REGISTRY,
        "unscreened": RULES,
        "unscreened_queries": WORK,
        "missing_downloads": "documents",
        "missing_policies": TOOL,
        "missing_queries": "queries",
        "missing_rules": RULES,
        "narrowing": RULES,
        "chronology": RULES,
        "case_files": WORK,
        "entry_downloads": "documents",
        "entry_policies": TOOL,
        "entry_queries": "queries",
        "handling": RULES,
        "line_kinds": RULES,
        "strip": RULES,
        "word_files": TOOL,
        "keys": RULES,
        "letter_kinds": RULES,
        "letters": TOOL,
        "looking": RULES,
        "marked_form": "presenters",  # what the forms of several rooms ask: beneath them
        "meeting_kinds": RULES,
        "meeting_policies": TOOL,
        "meeting_workflow": RULES,
        "merging": RULES,
        "names": RULES,
        "nicknames": RULES,
        "pairing": RULES,
        "pair_queries": "queries",
        "parts": REGISTRY,
        "sharing": RULES,
        "resembling": RULES,
        "search_queries": WORK,
        "staying": RULES,
        "wall": TOOL,
        "flags": WORK,
        "key_facts": WORK,
        "next_steps": WORK,
        "tabs": REGISTRY,
        "team": RULES,
        "workflow": RULES,
        "work_kinds": RULES,
    },
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
        "wall": TOOL,
        "order_downloads": "documents",
        "work_kinds": RULES,
    },
    "cse_portal.worklist": {"classification": RULES, "kinds": RULES, "urgency": RULES, "wall": TOOL},
    "cse_portal.desk": {
        "activity": "queries",
        "building": WORK,
        "classification": RULES,
        "differences": RULES,
        "downloads": "documents",
        "files": TOOL,
        "form_kinds": RULES,
        "interruptions": RULES,
        "kinds": RULES,
        "merging": RULES,
        "posted": RULES,
        "workflow": RULES,
        "wall": TOOL,
    },
    "cse_portal.operations": {
        "archive": TOOL,
        "backup": TOOL,
        "backup_records": WORK,
        "census": TOOL,
        "classification": RULES,
        "weblog": "apps",  # read by the web server before there is a portal
        "disposal": RULES,
        "health": "queries",
        "in_force": TOOL,
        "logs": TOOL,
        "metrics": "queries",
        "pg_tools": TOOL,
        "probes": RULES,
        "pruning": RULES,
        "recovery": TOOL,
        "restoring": TOOL,
        "retention": RULES,
        "scheduled": WORK,
        "scratch": TOOL,
        "sealing": TOOL,
        "task_names": RULES,
        "trouble": RULES,
        "wal": TOOL,
    },
    "cse_portal.office": {"downloads": "documents", "paperwork": RULES},
    "cse_portal.people": {
        "classification": RULES,
        "downloads": "documents",
        "form_names": RULES,
        "invitation_keys": RULES,
        "mail": "work",
        "quarters": RULES,
        "reviews": RULES,
    },
    "reporting": {"router": TOOL},
    "cse_portal.demo": {
        "children": RULES,
        "agreed_rows": RULES,
        "borough": RULES,
        "bulk": RULES,
        "cast": RULES,
        "casework": RULES,
        "classification": RULES,
        "comings": RULES,
        "copying": TOOL,
        "errands": RULES,
        "gallery": "presenters",
        "episodes": RULES,
        "gatherings": RULES,
        "links": RULES,
        "offices": RULES,
        "papers": RULES,
        "people": RULES,
        "pictured": RULES,
        "practice": RULES,
    },
}

# Modules that other apps may not import: what an app shows is its own affair.
PRIVATE = frozenset({"urls", "views", "api", "forms", "presenters", "tasks", "admin", "management", "documents"})
# Wiring mounts views; nothing else reaches into another app's screens.
MAY_REACH_IN = frozenset({"cse_portal.urls"})

BANNED = frozenset({"utils", "helpers", "common", "misc", "services", "selectors", "signals", "managers"})

# The design system lends its own: every form and every PDF begins from these.
LENT = frozenset({("cse_portal.ui", "forms"), ("cse_portal.ui", "documents")})

# What a rule may stand on beside Python itself and other rules.
PLAIN_LIBRARIES = frozenset({"PIL", "holidays", "olefile", "pypdfium2", "rapidfuzz", "stdnum"})


def level_of(app: str, part: str) -> int | None:
    """The level's number, 0 at the top; None for a module without a home."""
    name = OWN_MODULES.get(app, {}).get(part, part)
    for number, names in enumerate(LEVELS):
        if name in names or any(name.endswith(f"_{ending}") for ending in names):
            return number
    return None


def is_ground(app: str, part: str) -> bool:
    """Modules of an app's own that may build on each other."""
    return OWN_MODULES.get(app, {}).get(part) in {RULES, TOOL}


def is_rule(app: str, part: str) -> bool:
    return OWN_MODULES.get(app, {}).get(part) == RULES
