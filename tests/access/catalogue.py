"""What the matrix covers of all there is: tables, fields and addresses, and why the rest stays outside it."""

from __future__ import annotations

from django.apps import apps
from django.db import models

from cse_portal.core.hardening import policies
from tests.access.matrix import HELD, PAGES, THINGS

WALLED: frozenset[str] = frozenset(policy.table for policy in policies())
ROOTS = {"cases.case", "cases.child"}

# ── Models with a case or a child behind them that no policy guards ──────────────────────────────────────────────
BEHIND_NO_WALL: dict[str, str] = {
    "cases.casegroupgrant": "guardian's view of the grants, whose table is behind the wall",
    "cases.caseusergrant": "guardian's view of the grants, whose table is behind the wall",
}

# ── Fields that are private and hold no canary ───────────────────────────────────────────────────────────────────
KEY = "a number that leads to a row, which is judged by itself"
BESIDE = "stands in the same row as a canary, and is shown with it or not at all"
OWN = "a person's own desk: what is about a case there holds references, and words of theirs alone"
TRAIL = "the trail: references and codes, read by whom the trail's own tests say"
FIELDS_WITHOUT_CANARY: dict[str, str] = {
    "cases.case.child": KEY,
    "cases.case.lead_agency": KEY,
    "cases.case.opened_on": BESIDE,
    "cases.case.closed_on": BESIDE,
    "cases.case.risk": BESIDE,
    "cases.case.is_restricted": BESIDE,
    "cases.case.rank": BESIDE,
    "cases.entry.case": KEY,
    "cases.entry.agency": KEY,
    "cases.entry.written_by": KEY,
    "cases.entry.happened_on": BESIDE,
    "cases.entry.handling": BESIDE,
    "cases.entry.named_agencies": KEY,
    "cases.casegrant.content_object": KEY,
    "cases.casegrant.membership": KEY,
    "cases.casegrant.reason": BESIDE,
    "cases.casegrant.granted_by": KEY,
    "cases.casegrant.user": KEY,
    "cases.casegrant.principal": KEY,
    "cases.casegrant.sort_rank": BESIDE,
    "desk.draft.about_ref": OWN,
    "desk.draft.opened": OWN,
    "desk.submission.digest": OWN,
    "desk.submission.outcome": OWN,
    "desk.backgroundjob.parameters": OWN,
    "desk.backgroundjob.file_name": BESIDE,
    "worklist.dueitem.detail": BESIDE,
    "worklist.dueitem.url": OWN,
    "worklist.dueitem.source_ref": OWN,
    "audit.auditevent.object_ref": TRAIL,
    "audit.auditevent.case_ref": TRAIL,
    "audit.auditevent.child_ref": TRAIL,
    "audit.auditevent.detail": TRAIL,
    "audit.auditevent.reason": TRAIL,
    "audit.auditseal.chain": TRAIL,
    "audit.auditseal.canonical": TRAIL,
    "audit.audithead.chain": TRAIL,
    "audit.auditcheck.findings": TRAIL,
    "people.handedover.key": "the reference of a piece of work that changed hands",
}

# Rooms whose every private field is judged by tests of their own.
ROOMS_WITHOUT_CANARY: dict[str, str] = {
    "demo": "invented people for trying the portal out, never in production",
    "operations": "retention and holds: the information governance lead's alone, by the table of addresses",
}

# ── Addresses ────────────────────────────────────────────────────────────────────────────────────────────────────
# Rooms below the cases: their code may not know a case, which the layers check; each page is still searched for
# canaries by test_other_pages.py.
BELOW_CASES = "its room stands below the cases and cannot know one"
ROOMS_BELOW: dict[str, str] = {
    "people": BELOW_CASES,
    "retention": BELOW_CASES,
    "account": "one's own account, and helping others to sign in",
    "mfa": "one's own second step",
    "demo": "invented people for trying the portal out, never in production",
}
WITHOUT_CASE: dict[str, str] = {
    "find": "searched by name and by reference in test_other_pages.py",
    "operations": "the health of the service",
    "health_live": "the health of the service",
    "health_ready": "the health of the service",
    "metrics": "numbers about the service",
    "brand": "a colour",
    "help": "words for everyone",
    "help_now": "words for everyone",
    "page_accessibility": "words for everyone",
    "page_privacy": "words for everyone",
    "invitation_link": "an invited person's way in",
    "take_up_invitation": "an invited person's way in",
    "desk:job": OWN,
    "desk:job_progress": OWN,
    "desk:job_file": OWN,
    "desk:job_cancel": OWN,
    "desk:job_again": OWN,
    "desk:job_remove": OWN,
    "desk:draft_save": OWN,
    "desk:draft_session": OWN,
    "desk:draft_set_aside": OWN,
    "desk:draft_take_up": OWN,
    "desk:signed_in_again": "says only that one is signed in",
    "desk:language_table": "counts of phrases, without anybody's words",
}


def covered_addresses() -> set[str]:
    return {page.url_name for page in PAGES} | {held.url_name for held in HELD} | set(WITHOUT_CASE)


def room_of(url_name: str) -> str:
    head, colon, _ = url_name.partition(":")
    return head if colon else head.split("_")[0]


def covered_fields() -> set[str]:
    return {name for one in (*THINGS, *HELD) for name in one.fields} | set(FIELDS_WITHOUT_CANARY)


def with_a_case_behind() -> set[str]:
    """Every model from which foreign keys lead to a case or a child, however far."""
    found, before = set(ROOTS), set[str]()
    while found != before:
        before = set(found)
        for model in apps.get_models(include_auto_created=True):
            if any(_leads_to(field, found) for field in model._meta.concrete_fields):
                found.add(model._meta.label_lower)
    return found


def _leads_to(field: models.Field, found: set[str]) -> bool:  # type: ignore[type-arg]
    other = field.related_model
    return isinstance(other, type) and other._meta.label_lower in found
