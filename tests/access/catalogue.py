"""What the matrix covers of all there is: tables, fields and addresses, and why the rest stays outside it."""

from __future__ import annotations

from collections.abc import Iterable

from django.apps import apps
from django.db import models
from house.docs.addresses import Address
from house.docs.fields import classes_of_all_fields

from cse_portal.core.classification import Privacy
from cse_portal.core.hardening import policies
from tests.access.matrix import (
    ADULT_MOVE,
    GIVEN,
    KNOWN,
    LADO,
    LEARNT,
    MESSAGES,
    OF_MISSING,
    OF_PLANS,
    ORDERED,
    PAPERS,
    QUESTION,
    SUPPORT,
    THINGS,
    TOOLS,
)
from tests.access.matrix import (
    OF_MEETINGS as MEETING_THINGS,
)
from tests.access.places import ASKED_IN_STEPS, HELD, LISTS, PAGES

WALLED: frozenset[str] = frozenset(policy.table for policy in policies())
ROOTS = {"cases.case", "cases.child"}
HISTORY = "history"  # ends the name of the table of what a row was

# ── Models with a case or a child behind them that no policy guards ──────────────────────────────────────────────
BEHIND_NO_WALL: dict[str, str] = {
    "cases.casegroupgrant": "guardian's view of the grants, whose table is behind the wall",
    "cases.caseusergrant": "guardian's view of the grants, whose table is behind the wall",
}

# ── Fields that are private and hold no canary ───────────────────────────────────────────────────────────────────
KEY = "a number that leads to a row, which is judged by itself"
BESIDE = "stands in the same row as a canary, and is shown with it or not at all"
OWN = "a person's own desk: what is about a case there holds references, and words of theirs alone"
TRAIL = "the trail: references and codes, in the same line as a reason that holds a canary"
SEALED = "the seals of the trail, its checks, and who changed a row: shown on no page"
GOVERNANCE = "what governance writes about the looks of people, and about which records are planted: about no child"
RETENTION = "why records are kept or disposed of, by reference: governance's alone"
PRACTICE = "the practice room: invented words of one's own agency"
FACT_TABLES = tuple(dict.fromkeys((*(one.model for one in KNOWN), "question")))
PLANTED = {field for thing in (*KNOWN, QUESTION) for field in thing.fields}
BESIDE_FACTS = {
    f"cases.{model}.{name}"
    for model in FACT_TABLES
    for name, privacy in classes_of_all_fields()[f"cases.{model}"].items()
    if privacy is not Privacy.OPEN
} - PLANTED
OF_MEETINGS = (
    "meeting",
    "invitee",
    "contribution",
    "decision",
    "agreedaction",
    "minutes",
    "plan",
    "planrow",
    "adultmove",
)
OF_EPISODES = ("missingepisode", "interviewstep", "learnt", "followup", "schoolabsence")
OF_DOCUMENTS = ("document", "documentversion", "childphoto")
OF_MESSAGES = ("thread", "casemessage", "receipt")
WITHOUT_HISTORY = ("minutes", "documentversion", "receipt")
HELD_THINGS = (*MEETING_THINGS, *OF_PLANS, ADULT_MOVE, *OF_MISSING, *LEARNT, *PAPERS, *MESSAGES)
HELD_MEETINGS = {field for thing in HELD_THINGS for field in thing.fields}
BESIDE_MEETINGS = {
    f"cases.{model}.{name}"
    for model in (*OF_MEETINGS, *OF_EPISODES, *OF_DOCUMENTS, *OF_MESSAGES)
    for name, privacy in classes_of_all_fields()[f"cases.{model}"].items()
    if privacy is not Privacy.OPEN
} - HELD_MEETINGS
FOLLOWED = {field for thing in (*ORDERED, *GIVEN, LADO, SUPPORT) for field in thing.fields}
OF_ORDERS = {
    f"network.{model}.{name}": BESIDE
    for model in ("order", "orderstep", "orderbreach", "ladonotice", "submission", "harmsupport")
    for name, privacy in classes_of_all_fields()[f"network.{model}"].items()
    if privacy is not Privacy.OPEN and f"network.{model}.{name}" not in FOLLOWED
} | {f"network.{model}history.pgh_context": SEALED for model in ("order", "orderbreach", "submission", "harmsupport")}
OF_THE_CHILD = ("born_is", "sex", "gender", "ethnicity", "nationality", "language", "needs_interpreter")
NETWORK = ("item", "link", "linkalert")
OF_NETWORK = {
    f"network.{model}.{name}": BESIDE
    for model in NETWORK
    for name, privacy in classes_of_all_fields()[f"network.{model}"].items()
    if privacy is not Privacy.OPEN and f"{model}.{name}" != "item.label"
} | {f"network.{model}history.pgh_context": SEALED for model in NETWORK}
KEPT_OF_TOOLS = ("tool", "toolsection", "advice", "askedpart", "attacheddocument")
SCREENED = {
    f"screening.{model}.{name}": "tests/integration/screening/test_who_reads.py asks it of each mark and of drafts"
    for model in (*KEPT_OF_TOOLS, "reviewsaid")
    for name, privacy in classes_of_all_fields()[f"screening.{model}"].items()
    if privacy is not Privacy.OPEN and f"screening.{model}.{name}" not in TOOLS[0].fields
} | {f"screening.{model}history.pgh_context": SEALED for model in KEPT_OF_TOOLS}
KEPT_OF_REFERRALS = ("referral", "referredchild", "clockpause", "askedcheck", "enquiry")
REFERRED = {
    f"referrals.{model}.{name}": "tests/integration/referrals/test_who_reads.py asks it of each mark and agency"
    for model in (*KEPT_OF_REFERRALS, "ratingsaid", "checkanswer", "consultation")
    for name, privacy in classes_of_all_fields()[f"referrals.{model}"].items()
    if privacy is not Privacy.OPEN
} | {f"referrals.{model}history.pgh_context": SEALED for model in KEPT_OF_REFERRALS}
FIELDS_WITHOUT_CANARY: dict[str, str] = {
    **dict.fromkeys((f"cases.child.{one}" for one in (*OF_THE_CHILD, "religion", "disabilities", "sen")), BESIDE),
    **dict.fromkeys(
        ("cases.child.other_names", "cases.child.numbers"), "copies of rows that hold canaries, shown nowhere"
    ),
    **dict.fromkeys(("cases.child.interpreter_language", "cases.child.what_helps"), BESIDE),
    **dict.fromkeys(BESIDE_FACTS, BESIDE),
    **dict.fromkeys(BESIDE_MEETINGS, BESIDE),
    **OF_NETWORK,
    **SCREENED,
    **REFERRED,
    **OF_ORDERS,
    **dict.fromkeys(("cases.case.child", "cases.case.lead_agency"), KEY),
    **dict.fromkeys(
        (
            *("cases.case.stage", "cases.stagestep.stage", "cases.stagestep.at", "cases.stagestep.closing"),
            *(f"cases.casemember.{one}" for one in ("part", "since", "until", "ended_at")),
            *(f"cases.casetransfer.{one}" for one in ("status", "asked_at", "answered_at")),
            *("cases.case.is_cse_presenting_need", "cases.case.models_of_cse"),
            *(f"cases.involvement.{one}" for one in ("since", "until", "ended_at", "basis", "asked", "sees_case")),
            *(f"cases.servicearound.{one}" for one in ("since", "until", "ended_at")),
            *(f"cases.policereference.{one}" for one in ("level", "is_flagged", "outcome", "recorded_on")),
            *("cases.case.opened_on", "cases.case.closed_on", "cases.case.risk", "cases.case.is_restricted"),
            *("cases.case.rank", "cases.entry.happened_on", "cases.entry.handling"),
            *(f"cases.entry.{one}" for one in ("happened_at", "until_on", "headline", "kind", "impact", "known_from")),
            *(f"cases.entry.{one}" for one in ("childs_part", "is_significant", "tone", "struck_because")),
            *("cases.entrypart.handling", "cases.entrypart.struck_because"),
            *("cases.casegrant.reason", "cases.casegrant.sort_rank", "cases.casegrant.is_restricted"),
            "cases.statedreason.choice",
            *(f"cases.likelypair.{one}" for one in ("whys", "score", "state", "values_from", "closes")),
            *("cases.likelypair.proposed_why", "cases.likelypair.decided_why"),
            *("cases.mergestep.before", "cases.mergestep.after"),
            *("cases.emergencyaccess.case_code", "cases.emergencyaccess.child_code", "cases.emergencyaccess.why"),
            *("cases.emergencyaccess.outcome", "desk.backgroundjob.file_name", "trail.weekline.case_ref"),
        ),
        BESIDE,
    ),
    **dict.fromkeys(
        (
            *("cases.entry.case", "cases.entry.agency", "cases.entry.written_by", "cases.entry.named_agencies"),
            *("cases.entry.struck_by", "cases.entry.corrects", "cases.entrypart.entry", "cases.entrypart.agency"),
            *(f"cases.entrypart.{one}" for one in ("written_by", "named_agencies", "struck_by")),
            *("cases.casegrant.content_object", "cases.casegrant.membership", "cases.casegrant.granted_by"),
            *("cases.casegrant.user", "cases.casegrant.principal"),
            *(f"cases.casemember.{one}" for one in ("case", "membership", "added_by")),
            *(f"cases.casetransfer.{one}" for one in ("case", "from_agency", "to_agency", "asked_by", "answered_by")),
            *(f"cases.involvement.{one}" for one in ("case", "agency", "added_by")),
            *(f"cases.{one}.{name}" for one in ("servicearound", "policereference") for name in ("case", "added_by")),
            "cases.case.best_relationship_with",
            *("cases.stagestep.case", "cases.stagestep.moved_by", "cases.stagestep.agency"),
            *("cases.statedreason.case", "cases.statedreason.person"),
            *(f"cases.likelypair.{one}" for one in ("first", "second", "kept", "proposed_by", "decided_by")),
            *("cases.child.merged_into", "cases.mergestep.pair", "cases.mergestep.row"),
            *("cases.emergencyaccess.case", "cases.emergencyaccess.lead_agency", "cases.emergencyaccess.opened_by"),
            *("cases.emergencyaccess.membership", "cases.emergencyaccess.reviewed_by"),
            *("trail.canary.case", "trail.canary.planted_by"),
        ),
        KEY,
    ),
    **dict.fromkeys(
        (
            *("desk.draft.about_ref", "desk.draft.opened", "desk.submission.digest", "desk.submission.outcome"),
            *("desk.backgroundjob.parameters", "worklist.dueitem.url", "worklist.dueitem.source_ref"),
            *("worklist.dueitem.case_ref", "notices.notice.reference", "notices.notice.url"),
            *(
                "notices.notice.item",
                "notices.notice.letter",
                "notices.notice.text",
                "notices.letter.subject",
                "notices.letter.body",
            ),
            *("worklist.snooze.item", "worklist.snooze.reason"),
            *("worklist.passedon.item", "worklist.passedon.reason"),
        ),
        OWN,
    ),
    **dict.fromkeys(
        (
            *("audit.auditevent.object_ref", "audit.auditevent.case_ref", "audit.auditevent.child_ref"),
            "audit.auditevent.detail",
        ),
        TRAIL,
    ),
    **dict.fromkeys(
        (
            *("audit.auditseal.chain", "audit.auditseal.canonical", "audit.audithead.chain"),
            *("audit.auditcheck.findings", "pghistory.events.pgh_data", "pghistory.events.pgh_diff"),
            *("pghistory.events.pgh_context", "pghistory.middlewareevents.url"),
            *(f"pghistory.middlewareevents.pgh_{one}" for one in ("data", "diff", "context")),
            *(
                f"cases.{one}history.pgh_context"
                for one in (*OF_MEETINGS, *OF_DOCUMENTS, *OF_MESSAGES)
                if one not in WITHOUT_HISTORY
            ),
            *(
                f"cases.{one}history.pgh_context"
                for one in ("case", "child", "entry", "entrypart", "casegrant", "likelypair", *FACT_TABLES)
            ),
            *(f"cases.{one}history.pgh_context" for one in ("casemember", "casetransfer", "missingepisode")),
            "cases.schoolabsencehistory.pgh_context",
            *(f"cases.{one}history.pgh_context" for one in ("involvement", "servicearound", "policereference")),
        ),
        SEALED,
    ),
    **dict.fromkeys(
        (
            *("trail.alarm.case_ref", "trail.finding.words", "trail.canary.why", "trail.week.note"),
            *("trail.trailsearch.about_ref", "trail.trailsearch.why"),
        ),
        GOVERNANCE,
    ),
    **dict.fromkeys(
        (
            *(f"operations.legalhold.{one}" for one in ("object_ref", "authority", "reason", "lift_reason")),
            *("operations.disposallist.end_reason", "operations.disposalline.object_ref"),
            "operations.disposalline.reason",
        ),
        RETENTION,
    ),
    **dict.fromkeys(
        (
            f"demo.practicenote.{one}"
            for one in ("title", "happened_on", "child_said", "what_happened", "worry", "what_next")
        ),
        PRACTICE,
    ),
    **dict.fromkeys(
        (
            f"cases.childsearch.{one}"
            for one in (
                *("asked_by", "given_names", "family_name", "known_as", "born_is", "born_on"),
                *("number_kind", "number", "led_to"),
            )
        ),
        OWN,
    ),
    "people.handedover.key": "the reference of a piece of work that changed hands",
}

# ── Addresses ────────────────────────────────────────────────────────────────────────────────────────────────────
# Rooms whose code stands below the cases and cannot import one, which the layers check. Their pages need not be
# named one by one; each of them is opened all the same, and searched for canaries, in test_other_pages.py.
ROOMS_BELOW: dict[str, str] = {
    "cse_portal.agencies": "accounts, and helping others to sign in",
    "cse_portal.office": "agencies, lead arrangements, agreements and the partnership's settings",
    "cse_portal.notices": "what somebody was told: kinds, references and days",
    "cse_portal.people": "invitations, roles, absences and reviews of access",
    "cse_portal.operations": "the health of the service, and retention",
    "cse_portal.ui": "words and colours for everyone",
    "allauth": "signing in",
}
PRACTISED = "the practice room: notes of one's own agency, and no case"
GALLERY = "the gallery: invented people, shown to everyone"
WITHOUT_CASE: dict[str, str] = {
    **dict.fromkeys(
        ("worklist:put_off", "worklist:bring_back", "worklist:take", "worklist:give"),
        "work that My work shows to the same person, by the same rows: tests/integration/worklist asks who meets it",
    ),
    "worklist:across": "numbers of an agency, without a name",
    "desk:job": OWN,
    "desk:job_progress": OWN,
    "desk:job_cancel": OWN,
    "desk:job_again": OWN,
    "desk:job_remove": OWN,
    "desk:draft_save": OWN,
    "desk:draft_session": OWN,
    "desk:draft_set_aside": OWN,
    "desk:draft_take_up": OWN,
    "desk:signed_in_again": "says only that one is signed in",
    "desk:language_table": "counts of phrases, without anybody's words",
    "trail:week_sign": "numbers of the lines of a week",
    "trail:answer": "the looker's own look, by its reference",
    "trail:alarms": GOVERNANCE,
    "trail:alarm": "lines of the trail, by the rule of the trail's own",
    "trail:planted": GOVERNANCE,
    "trail:plant": GOVERNANCE,
    "trail:retire": GOVERNANCE,
    **dict.fromkeys(
        (f"screening:{one}" for one in ("editions", "edition", "compare_editions", "put_in_force")),
        "the tools themselves, and how often each was filled in: about no child",
    ),
    **dict.fromkeys(
        (f"screening:figures{one}" for one in ("", "_file", "_pdf")), "counts of tools, with small numbers left out"
    ),
    **dict.fromkeys(("screening:library", "screening:library_links"), "what everybody may read: about no child"),
    "demo:sign_in_as": "signs in as an invented person; never in production",
    "demo:practice": PRACTISED,
    "demo:practice_write": PRACTISED,
    "demo:practice_note": PRACTISED,
    "demo:practice_edit": PRACTISED,
    "demo:components": GALLERY,
    "demo:component": GALLERY,
    "demo:forms": GALLERY,
    "demo:error_page": GALLERY,
}


def named_addresses() -> set[str]:
    asked = {page.url_name for page in PAGES} | {one.url_name for one in LISTS} | {held.url_name for held in HELD}
    return asked | set(ASKED_IN_STEPS) | set(WITHOUT_CASE)


def outside(found: Iterable[Address]) -> set[str]:
    """Addresses that the matrix does not know: neither by name, nor by a room that cannot know a case."""
    return {one.name for one in found if not is_below(one.app)} - named_addresses()


def is_below(module: str) -> bool:
    return any(module == room or module.startswith(f"{room}.") for room in ROOMS_BELOW)


def covered_fields() -> set[str]:
    """A table of changes holds what the row held: the matrix reads it with a bare select."""
    held = {name for one in (*THINGS, *HELD) for name in one.fields} | set(FIELDS_WITHOUT_CANARY)
    before = {f"{model}{HISTORY}.{field}" for model, _, field in (name.rpartition(".") for name in held)}
    return held | before


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
