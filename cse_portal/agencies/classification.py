"""How private each field of partnerships, agencies, people and their sign-in is."""

from __future__ import annotations

from cse_portal.core.classification import RECORD, Classes, Privacy, with_histories

OPEN, PERSONAL = Privacy.OPEN, Privacy.PERSONAL

# Numbered words that are drafted, then published.
VERSION: dict[str, Privacy] = {
    **dict.fromkeys(("number", "text", "starts_on", "published_at"), OPEN),
    "published_by": PERSONAL,
}

STORED: Classes = {
    "agencies.partnership": RECORD
    | dict.fromkeys(
        (
            *("name", "short_name", "own_word", "manager_title", "brand_colour", "bank_holidays"),
            *(
                "mash_phone",
                "mash_hours",
                "out_of_hours_phone",
                "mash_email",
                "answers_unknown_like_known",
                "crime_reference_pattern",
            ),
        ),
        OPEN,
    ),
    "agencies.localauthority": RECORD | dict.fromkeys(("partnership", "name", "short_name", "code", "left_on"), OPEN),
    "agencies.panel": RECORD | dict.fromkeys(("partnership", "kind", "name", "authorities", "ended_on"), OPEN),
    "agencies.panelauthority": RECORD | dict.fromkeys(("panel", "authority"), OPEN),
    "agencies.officeday": RECORD | dict.fromkeys(("partnership", "weekday", "opens_at", "closes_at"), OPEN),
    "agencies.timescalesetting": RECORD | dict.fromkeys(("partnership", "code", "amount"), OPEN),
    "agencies.settingchange": RECORD
    | dict.fromkeys(("partnership", "section", "what", "before", "after", "reason", "changed_at"), OPEN)
    | {"changed_by": PERSONAL},
    "agencies.agency": RECORD
    | dict.fromkeys(("partnership", "name", "kind", "parent", "phone", "email", "address"), OPEN)
    | dict.fromkeys(("out_of_hours_phone", "closed_on", "closing_reason"), OPEN)
    | {"out_of_hours_who": PERSONAL},
    "agencies.agencypartnership": RECORD | dict.fromkeys(("agency", "partnership", "starts_on", "ends_on"), OPEN),
    "agencies.pledge": RECORD | VERSION | {"partnership": OPEN},
    "agencies.pledgesignature": RECORD
    | {"pledge": OPEN, "agency": OPEN, "signed_by": PERSONAL, "signed_as": OPEN, "signed_at": OPEN},
    "agencies.termsofuse": RECORD | VERSION | {"agency": OPEN},
    "agencies.termsacceptance": RECORD | {"terms": OPEN, "user": PERSONAL, "accepted_at": PERSONAL},
    "agencies.user": RECORD
    | {
        "email": PERSONAL,
        "name": PERSONAL,
        "password": PERSONAL,
        "last_login": PERSONAL,
        "is_active": OPEN,
        "locked_unused_at": OPEN,
        "let_back_in_at": OPEN,
        "second_step_reset_at": OPEN,
    },
    "agencies.membership": RECORD
    | dict.fromkeys(("agency", "role", "starts_on", "ends_on", "planned_end_on", "follows", "lead_title"), OPEN)
    | dict.fromkeys(("suspended_at", "ended_at", "stopped_at"), OPEN)
    | dict.fromkeys(("user", "lead_phone", "suspended_by", "suspension_reason", "ended_by", "end_reason"), PERSONAL),
    "agencies.accessgroup": {"id": OPEN, "group": OPEN, "agency": OPEN, "partnership": OPEN, "sight": OPEN},
    "agencies.delegation": RECORD
    | dict.fromkeys(("starts_on", "ends_on", "ended_at"), OPEN)
    | dict.fromkeys(("membership", "delegate", "reason", "made_by", "ended_by"), PERSONAL),
    # Sign-in machinery of the packages that we use.
    "account.emailaddress": {"id": OPEN, "user": PERSONAL, "email": PERSONAL, "verified": OPEN, "primary": OPEN},
    "account.emailconfirmation": {
        "id": OPEN,
        "email_address": PERSONAL,
        "created": OPEN,
        "sent": OPEN,
        "key": PERSONAL,
    },
    "mfa.authenticator": {
        "id": OPEN,
        "user": PERSONAL,
        "type": OPEN,
        "data": PERSONAL,
        "created_at": OPEN,
        "last_used_at": PERSONAL,
    },
    "agencies.portalsession": {
        "session_key": PERSONAL,
        "session_data": PERSONAL,
        "expire_date": OPEN,
        "ref": OPEN,
        "user": PERSONAL,
        "started_at": PERSONAL,
        "seen_at": PERSONAL,
        "device": PERSONAL,
        "address": PERSONAL,
    },
    "agencies.failedsignins": RECORD
    | {"digest": PERSONAL, "step": OPEN, "failures": OPEN, "last_at": OPEN, "locked_until": OPEN},
    "agencies.externalidentity": RECORD | {"user": PERSONAL, "issuer": OPEN, "subject": PERSONAL},
    "auth.group": {"id": OPEN, "name": OPEN, "permissions": OPEN},
    "auth.group_permissions": {"id": OPEN, "group": OPEN, "permission": OPEN},
    "auth.permission": {"id": OPEN, "name": OPEN, "content_type": OPEN, "codename": OPEN},
    "contenttypes.contenttype": {"id": OPEN, "app_label": OPEN, "model": OPEN},
}

FIELDS: Classes = with_histories(
    STORED,
    {
        "agencies.agency": set(),
        "agencies.delegation": set(),
        "agencies.user": {"password", "last_login", "version", "updated_at"},
        "agencies.membership": set(),
    },
)
