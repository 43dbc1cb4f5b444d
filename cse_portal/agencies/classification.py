"""How private each field of partnerships, agencies, people and their sign-in is."""

from __future__ import annotations

from cse_portal.core.classification import RECORD, Classes, Privacy, with_histories

OPEN, PERSONAL = Privacy.OPEN, Privacy.PERSONAL

STORED: Classes = {
    "agencies.partnership": RECORD
    | dict.fromkeys(
        ("name", "short_name", "brand_colour", "mash_phone", "mash_hours", "out_of_hours_phone", "mash_email"), OPEN
    ),
    "agencies.agency": RECORD | {"partnership": OPEN, "name": OPEN},
    "agencies.user": RECORD
    | {"email": PERSONAL, "name": PERSONAL, "password": PERSONAL, "last_login": PERSONAL, "is_active": OPEN},
    "agencies.membership": RECORD
    | {"user": PERSONAL, "agency": OPEN, "role": OPEN, "starts_on": OPEN, "ends_on": OPEN},
    "agencies.accessgroup": {"id": OPEN, "group": OPEN, "agency": OPEN, "partnership": OPEN, "sight": OPEN},
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
    "sessions.session": {"session_key": PERSONAL, "session_data": PERSONAL, "expire_date": OPEN},
    "auth.group": {"id": OPEN, "name": OPEN, "permissions": OPEN},
    "auth.group_permissions": {"id": OPEN, "group": OPEN, "permission": OPEN},
    "auth.permission": {"id": OPEN, "name": OPEN, "content_type": OPEN, "codename": OPEN},
    "contenttypes.contenttype": {"id": OPEN, "app_label": OPEN, "model": OPEN},
}

FIELDS: Classes = with_histories(
    STORED,
    {
        "agencies.agency": set(),
        "agencies.user": {"password", "last_login", "version", "updated_at"},
        "agencies.membership": set(),
    },
)
