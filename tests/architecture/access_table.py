"""Who gets what at every address: the whole portal as one table.

A row is an address by its URL name, with what it answers (to a GET, unless it says POST) to each role:
first for people to whom the thing belongs or whose agency takes part
(`own`), then for others of the same agency (`colleague`), then for another agency (`outside`). Whoever
is outside gets 404 and never learns that there is something; whoever is inside without the role gets
403. For a page that is about nothing in particular the three are the same. `of` names the maker, in
objects.py, of the thing that the address is about.
"""

from __future__ import annotations

from cse_portal.agencies.roles import MAY, Permission, Role
from cse_portal.agencies.sight import READS_COVERT, READS_PLACES, SEES
from tests.architecture import (
    document_objects,
    entry_objects,
    meeting_objects,
    message_objects,
    missing_objects,
    network_objects,
    notice_objects,
    order_objects,
    referral_objects,
    screening_objects,
)
from tests.architecture.answers import (
    ADMINISTRATOR,
    CONTACTS,
    EVERYONE,
    GONE,
    GOVERNANCE,
    HIDDEN,
    INCOMPLETE,
    LEADS,
    MANAGERS,
    POST_ONLY,
    REDIRECTED,
    REFUSED,
    SEE_OTHER,
    SIGN_IN,
    SIGNED_OUT,
    Row,
    as_group,
    by_group,
    every,
    may_do,
    only,
)
from tests.architecture.case_rows import CASE_ROWS

GROUPS = as_group(ways={role: (MAY[role], SEES[role], role in READS_COVERT, role in READS_PLACES) for role in Role})

ONLY_GOVERNANCE = only(GOVERNANCE)
ONLY_ADMINISTRATORS = only(ADMINISTRATOR)
# Whoever keeps an agency's people: its point of contact, and the partnership's manager in every agency.
KEEPERS = by_group(403, 200, 403, 200, 403, 403)
KEEPERS_ELSEWHERE = by_group(403, 404, 403, 200, 403, 403)
# Whoever keeps people or their accounts helps them to sign in.
HELPERS = by_group(403, 200, 403, 200, 403, 200)
HELPERS_ELSEWHERE = by_group(403, 404, 403, 200, 403, 200)
HELPERS_THEMSELVES = by_group(403, 404, 403, 404, 403, 404)
# After a form, back to a page.
KEEPERS_DO = by_group(403, 302, 403, 302, 403, 403)
KEEPERS_DO_ELSEWHERE = by_group(403, 404, 403, 302, 403, 403)
# The partnership's own office, and whoever may sign for an agency.
ONLY_OFFICE = only(*MANAGERS)
SIGNERS = only(*CONTACTS, *LEADS, *MANAGERS)

# The trail is read by governance and by points of contact.
READ_TRAIL = by_group(403, 200, 403, 403, 200, 403)
READ_TRAIL_ELSEWHERE = by_group(403, 404, 403, 403, 200, 403)
READ_OTHERS = by_group(403, 404, 403, 403, 404, 403)
# An alarm comes to MASH's manager and heads of service only while there is no governance lead.
IN_LINE = (Role.MASH_MANAGER, Role.HEAD_OF_SERVICE)
ALARMS = READ_TRAIL | dict.fromkeys(IN_LINE, 200)
AN_ALARM = READ_TRAIL | dict.fromkeys(IN_LINE, 404)
AN_ALARM_ELSEWHERE = READ_TRAIL_ELSEWHERE | dict.fromkeys(IN_LINE, 404)


ROWS: tuple[Row, ...] = (
    # My work, and the service itself.
    Row("home", SIGN_IN, EVERYONE),
    Row("worklist:put_off", SIGN_IN, EVERYONE, HIDDEN, HIDDEN, of="work"),
    Row("worklist:across", SIGN_IN, only(*may_do(Permission.SEE_WORK_ACROSS))),
    Row("worklist:give", SIGN_IN, only(*may_do(Permission.AGENCY_WORK), status=302)),  # nothing was ticked
    Row("worklist:take", REFUSED, REDIRECTED, HIDDEN, HIDDEN, of="work_of_role", method="post"),
    Row("worklist:bring_back", REFUSED, REDIRECTED, HIDDEN, HIDDEN, of="work", method="post"),
    Row("find", SIGN_IN, EVERYONE),
    Row("health_live", 200, EVERYONE),
    Row("health_ready", 200, EVERYONE),
    Row("metrics", 200, EVERYONE),  # from this machine only: a proxy in front gets 404
    Row("operations", SIGN_IN, ONLY_ADMINISTRATORS),
    # Retention: the whole partnership's, so that the agency makes no difference.
    Row("retention:overview", SIGN_IN, ONLY_GOVERNANCE),
    Row("retention:period", SIGN_IN, ONLY_GOVERNANCE, of="retention_period"),
    Row("retention:holds", SIGN_IN, ONLY_GOVERNANCE),
    Row("retention:hold_place", SIGN_IN, ONLY_GOVERNANCE),
    Row("retention:hold_lift", SIGN_IN, ONLY_GOVERNANCE, of="legal_hold"),
    Row("retention:lists", SIGN_IN, ONLY_GOVERNANCE),
    Row("retention:list", SIGN_IN, ONLY_GOVERNANCE, of="disposal_list"),
    Row("retention:list_approve", REFUSED, ONLY_GOVERNANCE, of="disposal_list", method="post"),
    Row("retention:list_reject", SIGN_IN, ONLY_GOVERNANCE, of="disposal_list"),
    Row("retention:list_withdraw", SIGN_IN, ONLY_GOVERNANCE, of="disposal_list"),
    # The office: what everyone looks up.
    Row("office:directory", SIGN_IN, EVERYONE),
    Row("office:leads", SIGN_IN, EVERYONE),
    Row("office:leads", REFUSED, SEE_OTHER, method="post"),  # as a PDF
    Row("office:roles", SIGN_IN, EVERYONE),
    Row("office:agency", SIGN_IN, EVERYONE, of="agency"),
    # What an agency keeps itself; its agreements are for its own people.
    Row("office:agency_contacts", SIGN_IN, KEEPERS, KEEPERS, ONLY_OFFICE, of="agency"),
    Row("office:agency_leads", SIGN_IN, KEEPERS, KEEPERS, ONLY_OFFICE, of="agency"),
    Row("office:lead", SIGN_IN, KEEPERS, KEEPERS, ONLY_OFFICE, of="membership"),
    Row("office:agreements", SIGN_IN, EVERYONE, EVERYONE, ONLY_OFFICE, of="agency"),
    Row(
        "office:agreements_pdf",
        REFUSED,
        by_group(403, 303, 403, 303, 403, 403),
        by_group(403, 303, 403, 303, 403, 403),
        by_group(403, 403, 403, 303, 403, 403),
        of="agency",
        method="post",
    ),
    Row("office:accepted", SIGN_IN, KEEPERS, KEEPERS, ONLY_OFFICE, of="agency"),
    Row("office:terms_write", SIGN_IN, KEEPERS, KEEPERS, ONLY_OFFICE, of="agency"),
    Row("office:terms_check", SIGN_IN, KEEPERS, KEEPERS, ONLY_OFFICE, of="agency_with_draft"),
    Row("office:pledge_sign", SIGN_IN, SIGNERS, SIGNERS, every(403), of="agency"),
    Row("office:accept_terms", SIGN_IN, EVERYONE, EVERYONE, REDIRECTED, of="terms"),
    # What the partnership's office keeps.
    Row("office:agency_details", SIGN_IN, ONLY_OFFICE, of="agency"),
    Row("office:agency_close", SIGN_IN, ONLY_OFFICE, of="agency"),
    Row("office:agency_reopen", REFUSED, only(*MANAGERS, status=302), of="agency", method="post"),
    Row("office:agency_add", SIGN_IN, ONLY_OFFICE, of="partnership"),
    Row("office:partnership", SIGN_IN, ONLY_OFFICE),
    Row("office:history", SIGN_IN, ONLY_OFFICE, of="partnership"),
    Row("office:names", SIGN_IN, ONLY_OFFICE, of="partnership"),
    Row("office:contacts", SIGN_IN, ONLY_OFFICE, of="partnership"),
    Row("office:hours", SIGN_IN, ONLY_OFFICE, of="partnership"),
    Row("office:colour", SIGN_IN, ONLY_OFFICE, of="partnership"),
    Row("office:searching", SIGN_IN, ONLY_OFFICE, of="partnership"),
    Row("office:timescales_mash", SIGN_IN, ONLY_OFFICE, of="partnership"),
    Row("office:timescales_strategy", SIGN_IN, ONLY_OFFICE, of="partnership"),
    Row("office:timescales_assessment", SIGN_IN, ONLY_OFFICE, of="partnership"),
    Row("office:timescales_missing", SIGN_IN, ONLY_OFFICE, of="partnership"),
    Row("office:timescales_panel", SIGN_IN, ONLY_OFFICE, of="partnership"),
    Row("office:timescales_reminders", SIGN_IN, ONLY_OFFICE, of="partnership"),
    Row("office:timescales_escalation", SIGN_IN, ONLY_OFFICE, of="partnership"),
    Row("office:authority_add", SIGN_IN, ONLY_OFFICE, of="partnership"),
    Row("office:authority", SIGN_IN, ONLY_OFFICE, of="authority"),
    Row("office:panel_add", SIGN_IN, ONLY_OFFICE, of="partnership"),
    Row("office:panel", SIGN_IN, ONLY_OFFICE, of="panel"),
    Row("office:pledge_write", SIGN_IN, ONLY_OFFICE, of="partnership"),
    Row("office:pledge_check", SIGN_IN, ONLY_OFFICE, of="partnership_with_draft"),
    Row("office:pledge_signers", SIGN_IN, ONLY_OFFICE, of="partnership"),
    *CASE_ROWS,
    *meeting_objects.ROWS,
    *missing_objects.ROWS,
    *network_objects.ROWS,
    *order_objects.ROWS,
    *screening_objects.ROWS,
    *referral_objects.ROWS,
    *document_objects.ROWS,
    *entry_objects.ROWS,
    *message_objects.ROWS,
    # The audit trail: a search is whoever made it's alone.
    Row("trail:search", SIGN_IN, READ_TRAIL),
    Row("trail:results", SIGN_IN, READ_TRAIL, READ_OTHERS, READ_OTHERS, of="trail_search"),
    Row("trail:entry", SIGN_IN, READ_TRAIL, READ_OTHERS, READ_OTHERS, of="trail_entry"),
    Row(
        "trail:export",
        REFUSED,
        by_group(403, 302, 403, 403, 302, 403),
        READ_OTHERS,
        READ_OTHERS,
        of="trail_search",
        method="post",
    ),
    # The week's looks: the agency's contacts and governance; whoever is asked answers.
    Row("trail:weeks", SIGN_IN, READ_TRAIL),
    Row("trail:week", SIGN_IN, READ_TRAIL, READ_TRAIL, READ_TRAIL_ELSEWHERE, of="week_of_looks"),
    Row("trail:week_sign", SIGN_IN, READ_TRAIL, READ_TRAIL, READ_TRAIL_ELSEWHERE, of="week_of_looks"),
    # Alarms, and the planted records that raise some.
    Row("trail:alarms", SIGN_IN, ALARMS),
    Row("trail:alarm", SIGN_IN, AN_ALARM, AN_ALARM, AN_ALARM_ELSEWHERE, of="alarm"),
    Row("trail:planted", SIGN_IN, ONLY_GOVERNANCE),
    Row("trail:plant", SIGN_IN, ONLY_GOVERNANCE),
    Row("trail:retire", SIGN_IN, ONLY_GOVERNANCE, of="planted_record"),
    Row("trail:answer", SIGN_IN, EVERYONE, HIDDEN, HIDDEN, of="asked_look"),
    # An agency's people. The other agency is of the same partnership, so that its manager keeps it too.
    Row("people:home", SIGN_IN, by_group(403, 302, 403, 200, 403, 403)),
    *(
        Row(f"people:{name}", SIGN_IN, KEEPERS, KEEPERS, KEEPERS_ELSEWHERE, of=of)
        for name, of in (
            ("agency", "agency"),
            ("left", "agency"),
            ("invite", "agency"),
            ("invitation", "invitation"),
            ("person", "colleague"),
            ("add_role", "colleague"),
            ("change_role", "colleague"),
            ("suspend", "colleague"),
            ("lift", "colleague"),
            ("let_back_in", "colleague"),
            ("address", "colleague"),
            ("hand_over", "colleague"),
            ("end", "colleague"),
            ("review", "access_review"),
            ("review_sign", "access_review"),
        )
    ),
    *(
        Row(f"people:{name}", REFUSED, KEEPERS_DO, KEEPERS_DO, KEEPERS_DO_ELSEWHERE, of=of, method="post")
        for name, of in (
            ("invitation_send_again", "invitation"),
            ("invitation_withdraw", "invitation"),
            ("bring_back", "colleague"),
            ("review_pdf", "signed_review"),
        )
    ),
    Row("people:reviews", SIGN_IN, ONLY_GOVERNANCE),
    Row("people:record", SIGN_IN, ONLY_GOVERNANCE, of="access_review"),
    Row("people:record_pdf", REFUSED, by_group(403, 403, 403, 403, 302, 403), of="signed_review", method="post"),
    Row("people:accounts", SIGN_IN, ONLY_ADMINISTRATORS),
    # Who stands in: said by the person, or by whoever keeps them.
    Row("people:away", SIGN_IN, EVERYONE),
    Row(
        "people:away_for",
        SIGN_IN,
        EVERYONE,
        by_group(404, 200, 404, 200, 404, 404),
        by_group(404, 404, 404, 200, 404, 404),
        of="own_post",
    ),
    Row(
        "people:away_end",
        REFUSED,
        REDIRECTED,
        by_group(404, 302, 404, 302, 404, 404),
        by_group(404, 404, 404, 302, 404, 404),
        of="delegation",
        method="post",
    ),
    # An invitation, as the invited person opens it; nobody of these is that person.
    Row("invitation_link", 302, REDIRECTED, of="invitation_key"),
    Row("take_up_invitation", 410, GONE),
    # What everyone may read.
    Row("brand", 200, EVERYONE, of="colour"),
    Row("help", 200, EVERYONE),
    Row("help_now", 200, EVERYONE),
    Row("page_accessibility", 200, EVERYONE),
    Row("page_privacy", 200, EVERYONE),
    # What people are told is theirs alone; of work its agency’s, too.
    *notice_objects.ROWS,
    # The desk: what lies on it is its owner's alone, whatever a colleague's role.
    Row("desk:downloads", SIGN_IN, EVERYONE),
    Row("desk:job", SIGN_IN, EVERYONE, HIDDEN, HIDDEN, of="job"),
    Row("desk:job_progress", SIGN_IN, EVERYONE, HIDDEN, HIDDEN, of="job"),
    Row("desk:job_file", SIGN_IN, GONE, HIDDEN, HIDDEN, of="job"),  # nothing is made yet
    Row("desk:job_cancel", REFUSED, SEE_OTHER, HIDDEN, HIDDEN, of="job", method="post"),
    Row("desk:job_again", REFUSED, SEE_OTHER, HIDDEN, HIDDEN, of="job", method="post"),
    Row("desk:job_remove", REFUSED, SEE_OTHER, HIDDEN, HIDDEN, of="job", method="post"),
    Row("desk:drafts", SIGN_IN, EVERYONE),
    Row("desk:draft_save", SIGNED_OUT, INCOMPLETE, method="post"),
    Row("desk:draft_session", 200, EVERYONE),
    Row("desk:draft_set_aside", REFUSED, REDIRECTED, HIDDEN, HIDDEN, of="draft", method="post"),
    Row("desk:draft_take_up", REFUSED, REDIRECTED, HIDDEN, HIDDEN, of="draft_set_aside", method="post"),
    Row("desk:signed_in_again", SIGN_IN, EVERYONE),
    Row("desk:language_table", SIGN_IN, EVERYONE),
    # The demo: never in production.
    Row("demo:sign_in_as", 405, POST_ONLY),
    # The practice room: a note is its agency's.
    Row("demo:practice", SIGN_IN, EVERYONE),
    Row("demo:practice_write", SIGN_IN, EVERYONE),
    Row("demo:practice_note", SIGN_IN, EVERYONE, EVERYONE, HIDDEN, of="practice_note"),
    Row("demo:practice_edit", SIGN_IN, EVERYONE, EVERYONE, HIDDEN, of="practice_note"),
    # The component gallery, which shows invented people to everyone.
    Row("demo:components", 200, EVERYONE),
    Row("demo:component", 200, EVERYONE, of="gallery_section"),
    Row("demo:forms", 200, EVERYONE, of="gallery_form"),
    Row("demo:error_page", 200, EVERYONE, of="gallery_page"),
    # Signing in: someone signed in already is sent home.
    Row("account_login", 200, REDIRECTED),
    Row("account_logout", 302, EVERYONE),
    Row("account_still_here", SIGNED_OUT, EVERYONE),
    Row("demo:sign_in_as", 404, HIDDEN, method="post"),  # as nobody in particular
    Row("account_inactive", 200, EVERYONE),
    Row("account_reset_password", 200, EVERYONE),
    Row("account_reset_password_done", 200, EVERYONE),
    # On to an address without the key; whoever has signed in since has spent the link, and is told so.
    Row("account_reset_password_from_key", 302, EVERYONE, REDIRECTED, REDIRECTED, of="password_link"),
    Row("account_reset_password_from_key_done", 200, EVERYONE),
    Row("mfa_authenticate", 302, REDIRECTED),
    Row("mfa_login_webauthn", 302, REDIRECTED),
    # No provider is set up, so that none is there.
    Row("account_sso", 404, HIDDEN, of="provider", method="post"),
    Row("account_sso_back", 404, HIDDEN, of="provider"),
    # One's own account.
    Row("account_change_password", SIGN_IN, EVERYONE),
    Row("account_set_password", SIGN_IN, REDIRECTED),
    Row("account_reauthenticate", SIGN_IN, EVERYONE),
    Row("mfa_index", SIGN_IN, EVERYONE),
    Row("mfa_activate_totp", SIGN_IN, EVERYONE),
    Row("mfa_choose", SIGN_IN, EVERYONE),
    Row("mfa_add_webauthn", SIGN_IN, EVERYONE),
    Row("mfa_name_device", SIGN_IN, EVERYONE, HIDDEN, HIDDEN, of="device"),
    Row("mfa_remove_device", SIGN_IN, EVERYONE, HIDDEN, HIDDEN, of="device"),
    Row("account_hat", SIGN_IN, EVERYONE),
    Row("account_sessions", SIGN_IN, EVERYONE),
    Row("account_end_session", SIGN_IN, REDIRECTED, HIDDEN, HIDDEN, of="session", method="post"),
    Row("account_end_other_sessions", SIGN_IN, REDIRECTED, method="post"),
    # Helping somebody else to sign in: the other agency is of the same partnership. Oneself is not there.
    Row("account_help", SIGN_IN, HELPERS),
    *(
        Row(f"account_help_{name}", SIGN_IN, HELPERS_THEMSELVES, HELPERS, HELPERS_ELSEWHERE, of="oneself")
        for name in ("person", "release", "sign_out", "reset", "unlink")
    ),
    Row("mfa_view_recovery_codes", SIGN_IN, HIDDEN),
    Row("mfa_generate_recovery_codes", SIGN_IN, EVERYONE),
    Row("mfa_download_recovery_codes", SIGN_IN, HIDDEN),
)
