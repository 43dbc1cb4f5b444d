"""How private each field of children, cases and who may see them is."""

from __future__ import annotations

from cse_portal.core.classification import RECORD, Classes, Privacy, with_histories

OPEN, PERSONAL, CASE = Privacy.OPEN, Privacy.PERSONAL, Privacy.CASE_SENSITIVE

GRANT = {
    "id": OPEN,
    "content_object": CASE,
    "permission": OPEN,
    "membership": PERSONAL,
    "reason": CASE,
    "note": CASE,
    "valid_from": OPEN,
    "valid_until": OPEN,
    "granted_by": PERSONAL,
    "granted_for": OPEN,
}

AROUND = RECORD | dict.fromkeys(("case", "since", "until", "ended_at", "ended_why"), CASE) | {"added_by": PERSONAL}
FACT = RECORD | {
    "child": CASE,
    "since": CASE,
    "until": CASE,
    "note": PERSONAL,
    "told_by": CASE,
    "recorded_by": PERSONAL,
    "withdrawn_at": OPEN,
    "withdrawn_by": PERSONAL,
    "withdrawn_because": PERSONAL,
}
OF_MEETING = RECORD | {"meeting": CASE}
MEETINGS: Classes = {
    "cases.meeting": RECORD
    | dict.fromkeys(("case", "kind", "status", "planned_at", "by_video", "place", "took_place_at"), CASE)
    | dict.fromkeys(("chair", "chair_words", "called_by", "approved_by"), PERSONAL)
    | dict.fromkeys(("purpose", "child_invited", "child_why_not", "parents_invited", "parents_why_not"), CASE)
    | {"cancelled_because": CASE, "agency": CASE, "approved_at": OPEN},
    "cases.invitee": OF_MEETING | {"agency": CASE, "who": PERSONAL, "attendance": CASE},
    "cases.contribution": OF_MEETING
    | dict.fromkeys(("agency", "words", "handling", "named_agencies", "is_objection", "weighed"), CASE)
    | dict.fromkeys(("written_by", "weighed_by"), PERSONAL),
    "cases.decision": OF_MEETING | {"words": CASE, "made_by": PERSONAL, "recorded_by": PERSONAL},
    "cases.agreedaction": OF_MEETING
    | dict.fromkeys(("what", "agency", "outcome", "outcome_words"), CASE)
    | dict.fromkeys(("membership", "settled_by"), PERSONAL)
    | dict.fromkeys(("due_on", "settled_at"), OPEN),
    "cases.plan": RECORD
    | dict.fromkeys(("case", "meeting", "kind", "title", "number", "replaces", "status", "worries"), CASE)
    | dict.fromkeys(("shared_with", "review_on", "agency", "ended_because"), CASE)
    | dict.fromkeys(("written_by", "agreed_by", "agreed_with"), PERSONAL)
    | dict.fromkeys(("agreed_at", "ended_at"), OPEN),
    "cases.planrow": RECORD
    | dict.fromkeys(("plan", "copied_from", "worry", "what", "by_when", "child_view", "parents_part"), CASE)
    | {"who": PERSONAL, "in_emergency": CASE, "taken_out_because": CASE},
    "cases.minutes": OF_MEETING
    | {"number": OPEN, "is_addendum": OPEN, "words": CASE, "written_by": PERSONAL, "agency": CASE},
}
OF_EPISODE = RECORD | {"episode": CASE, "written_by": PERSONAL, "agency": CASE}
MISSING: Classes = {
    "cases.missingepisode": RECORD
    | dict.fromkeys(("case", "kind", "began_at", "is_about", "risk", "circumstances", "is_looked_after"), CASE)
    | dict.fromkeys(("reported_by", "told_whom", "last_with", "likely_places", "recorded_by"), PERSONAL)
    | dict.fromkeys(("police_told_at", "police_reference", "agency", "ended_at", "returned", "condition"), CASE)
    | dict.fromkeys(("found_where", "found_with", "checked_by", "interviewer", "struck_by"), PERSONAL)
    | dict.fromkeys(("was_harmed", "harm", "child_said", "indicators", "checked_at", "interview_due_at"), CASE)
    | dict.fromkeys(("interviewed_at", "interviewer_agency", "is_independent", "interview_said"), CASE)
    | {"interview_harm": CASE, "struck_because": CASE, "struck_at": OPEN},
    "cases.interviewstep": OF_EPISODE | dict.fromkeys(("step", "at", "why"), CASE) | {"by_whom": PERSONAL},
    "cases.learnt": OF_EPISODE
    | dict.fromkeys(("words", "handling", "named_agencies", "struck_because"), CASE)
    | {"struck_at": OPEN, "struck_by": PERSONAL},
    "cases.followup": OF_EPISODE | dict.fromkeys(("about", "words", "done_on"), CASE),
}
ATTENDANCE: Classes = {
    "cases.attendanceimport": RECORD
    | {"imported_by": PERSONAL, "agency": OPEN}
    | dict.fromkeys(("rows_read", "rows_wrong", "rows_present", "kept_for", "periods_added", "problems"), OPEN),
    "cases.schoolabsence": RECORD
    | dict.fromkeys(("case", "agency", "from_on", "to_on", "sessions", "possible", "code", "is_authorised"), CASE)
    | {"reason": CASE, "struck_because": CASE, "struck_by": PERSONAL}
    | dict.fromkeys(("imported", "row", "struck_at"), OPEN),
}
BESIDE: Classes = MEETINGS | MISSING | ATTENDANCE
FACTS = (
    *("childname", "identifier", "address", "phone", "schooling", "healthcontact"),
    *("carestatus", "placement", "knownelsewhere", "relation", "question"),
)

DOCUMENTS: Classes = {
    "cases.document": RECORD
    | dict.fromkeys(("case", "agency", "kind", "dated_on", "handling", "named_agencies"), CASE)
    | dict.fromkeys(("added_by", "title", "description", "withdrawn_by", "withdrawn_because"), PERSONAL)
    | {"withdrawn_at": OPEN},
    "cases.documentversion": RECORD
    | dict.fromkeys(("document", "agency", "sha256"), CASE)
    | dict.fromkeys(("added_by", "what_changed"), PERSONAL)
    | dict.fromkeys(("number", "file_kind", "stored", "size", "scan", "scanned_at"), OPEN),
    "cases.childphoto": RECORD
    | dict.fromkeys(("child", "agency", "consent_by", "consented_on", "purpose", "sha256"), CASE)
    | dict.fromkeys(("added_by", "taken_back_by", "taken_back_because"), PERSONAL)
    | dict.fromkeys(("stored", "size", "taken_back_at"), OPEN),
}
OF_CASES = BESIDE | DOCUMENTS
STORED: Classes = OF_CASES | {
    "cases.child": RECORD
    | dict.fromkeys(("given_names", "family_name", "known_as", "born_on", "born_is", "sex", "gender"), PERSONAL)
    | dict.fromkeys(("ethnicity", "nationality", "language", "religion", "disabilities", "sen"), PERSONAL)
    | dict.fromkeys(("needs_interpreter", "interpreter_language", "what_helps", "keys"), PERSONAL)
    | dict.fromkeys(("other_names", "numbers"), PERSONAL)
    | {"merged_into": CASE, "compared_at": OPEN},
    "cases.likelypair": RECORD
    | dict.fromkeys(("first", "second", "whys", "score", "state", "kept", "values_from", "closes"), CASE)
    | dict.fromkeys(("proposed_by", "decided_by", "proposed_why", "decided_why"), PERSONAL)
    | dict.fromkeys(("found_on", "proposed_at", "decided_at"), OPEN),
    "cases.mergestep": dict.fromkeys(("id", "table", "fields", "made_at", "undone_at"), OPEN)
    | {"pair": CASE, "row": CASE, "before": PERSONAL, "after": PERSONAL},
    "cases.childname": FACT | dict.fromkeys(("kind", "name"), PERSONAL),
    "cases.identifier": FACT | dict.fromkeys(("kind", "value"), PERSONAL),
    "cases.address": FACT | dict.fromkeys(("kind", "lines", "postcode", "authority", "is_confidential"), PERSONAL),
    "cases.phone": FACT | dict.fromkeys(("kind", "number", "is_safe", "is_confidential"), PERSONAL),
    "cases.schooling": FACT
    | dict.fromkeys(("place", "status", "year_group", "attendance", "attendance_on", "is_confidential"), PERSONAL),
    "cases.healthcontact": FACT | dict.fromkeys(("kind", "name", "phone"), PERSONAL),
    "cases.carestatus": FACT | dict.fromkeys(("kind", "legal_status", "cp_category"), PERSONAL),
    "cases.placement": FACT
    | dict.fromkeys(("kind", "carer", "phone", "is_out_of_borough", "host_authority", "is_confidential"), PERSONAL),
    "cases.knownelsewhere": FACT | dict.fromkeys(("authority", "contact"), PERSONAL),
    "cases.relation": FACT
    | dict.fromkeys(("name", "kind", "born_on", "lives_with_child", "has_parental", "may_be_told", "phone"), PERSONAL)
    | dict.fromkeys(("sex", "closeness", "has_died"), PERSONAL),
    "cases.question": RECORD
    | {"child": CASE, "fact": CASE, "who_could_know": PERSONAL, "asked_by": PERSONAL}
    | dict.fromkeys(("ask_by", "agency", "settled_at"), OPEN),
    "cases.case": RECORD
    | {
        "child": CASE,
        "partnership": OPEN,
        "lead_agency": CASE,
        "opened_on": CASE,
        "stage": CASE,
        "is_cse_presenting_need": CASE,
        "models_of_cse": CASE,
        "best_relationship": CASE,
        "best_relationship_with": PERSONAL,
        "closed_on": CASE,
        "risk": CASE,
        "review_on": CASE,
        "is_restricted": CASE,
        "restricted_because": CASE,
        "rank": CASE,
    },
    "cases.entry": RECORD
    | {
        **dict.fromkeys(("case", "agency", "happened_on", "happened_at", "until_on", "words", "headline"), CASE),
        **dict.fromkeys(("handling", "named_agencies", "kind", "impact", "known_from", "childs_part"), CASE),
        **dict.fromkeys(("is_significant", "tone", "struck_because", "corrects"), CASE),
        **dict.fromkeys(("written_by", "struck_by"), PERSONAL),
        **dict.fromkeys(("struck_at", "source_ref", "event_ref"), OPEN),
    },
    "cases.entrypart": RECORD
    | dict.fromkeys(("entry", "agency", "words", "handling", "named_agencies", "struck_because"), CASE)
    | dict.fromkeys(("written_by", "struck_by"), PERSONAL)
    | {"struck_at": OPEN},
    "cases.thread": RECORD
    | dict.fromkeys(("case", "agency", "subject", "handling", "named_agencies", "length", "last_at"), CASE)
    | {"begun_by": PERSONAL},
    "cases.casemessage": RECORD
    | dict.fromkeys(("thread", "agency", "number", "words", "is_significant", "struck_because"), CASE)
    | dict.fromkeys(("written_by", "struck_by"), PERSONAL)
    | dict.fromkeys(("sent_at", "struck_at"), OPEN),
    "cases.receipt": RECORD
    | dict.fromkeys(("message", "agency", "told"), CASE)
    | {"person": PERSONAL, "read_at": OPEN},
    "cases.childsearch": RECORD
    | dict.fromkeys(("asked_by", "given_names", "family_name", "known_as"), PERSONAL)
    | dict.fromkeys(("born_is", "born_on", "number_kind", "number"), PERSONAL)
    | {"agency": OPEN, "led_to": CASE},
    "cases.listview": RECORD
    | dict.fromkeys(("owner", "name", "query"), PERSONAL)
    | dict.fromkeys(("opens_first", "removed_at"), OPEN),
    "cases.stagestep": RECORD
    | dict.fromkeys(("case", "stage", "at", "why", "closing", "goes_on", "goes_on_with"), CASE)
    | {"moved_by": PERSONAL, "agency": CASE},
    "cases.casemember": RECORD
    | dict.fromkeys(("case", "part", "part_words", "since", "until", "why", "ended_at", "ended_why"), CASE)
    | dict.fromkeys(("membership", "added_by"), PERSONAL),
    "cases.casetransfer": RECORD
    | dict.fromkeys(("case", "from_agency", "to_agency", "status", "why", "asked_at", "answer", "answered_at"), CASE)
    | dict.fromkeys(("asked_by", "answered_by"), PERSONAL),
    "cases.involvement": AROUND
    | dict.fromkeys(("agency", "purpose", "basis", "asked", "asked_words", "contact", "sees_case"), CASE),
    "cases.servicearound": AROUND | dict.fromkeys(("name", "service", "what_for", "phone"), CASE),
    "cases.policereference": RECORD
    | dict.fromkeys(("case", "reference", "level", "is_flagged", "outcome", "recorded_on"), CASE)
    | {"added_by": PERSONAL},
    "cases.adultmove": RECORD
    | dict.fromkeys(("case", "is_needed", "contact", "plan", "handed_over_on", "why_none", "agency"), CASE)
    | {"written_by": PERSONAL},
    "cases.statedreason": RECORD | {"case": CASE, "person": PERSONAL, "day": OPEN, "choice": CASE, "words": CASE},
    "cases.emergencyaccess": RECORD
    | dict.fromkeys(
        ("case", "case_code", "child_code", "lead_agency", "why", "words", "outcome", "review_words"), CASE
    )
    | dict.fromkeys(("opened_by", "membership", "reviewed_by"), PERSONAL)
    | dict.fromkeys(("partnership", "agency", "opened_at", "ends_at", "ended_at", "due_on", "escalated_at"), OPEN)
    | {"reviewed_at": OPEN},
    "cases.casegrant": GRANT
    | {"group": OPEN, "user": PERSONAL, "principal": PERSONAL}
    | dict.fromkeys(("sort_rank", "sort_review", "is_restricted"), CASE),
    "cases.casegroupgrant": GRANT | {"group": OPEN},
    "cases.caseusergrant": GRANT | {"user": PERSONAL},
    # guardian's own tables stay empty: grants have a table of their own.
    "guardian.groupobjectpermission": {
        "id": OPEN,
        "permission": OPEN,
        "content_type": OPEN,
        "object_pk": OPEN,
        "group": OPEN,
    },
    "guardian.userobjectpermission": {
        "id": OPEN,
        "permission": OPEN,
        "content_type": OPEN,
        "object_pk": OPEN,
        "user": PERSONAL,
    },
}

FIELDS: Classes = with_histories(
    STORED,
    {
        "cases.child": {"keys", "other_names", "numbers", "compared_at"},
        "cases.likelypair": set(),
        **{f"cases.{one}": set() for one in FACTS},
        "cases.missingepisode": set(),
        "cases.schoolabsence": set(),
        **{name: set() for name in MEETINGS if name != "cases.minutes"},
        "cases.case": {"rank"},
        "cases.entry": set(),
        "cases.document": set(),
        "cases.childphoto": set(),
        "cases.entrypart": set(),
        "cases.thread": set(),
        "cases.casemessage": set(),
        "cases.casemember": set(),
        "cases.involvement": set(),
        "cases.servicearound": set(),
        "cases.policereference": set(),
        "cases.adultmove": set(),
        "cases.casetransfer": set(),
        "cases.casegrant": {"principal", "sort_rank", "sort_review", "is_restricted"},
    },
)
