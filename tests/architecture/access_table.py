"""Who gets what at every address: the whole portal as one table.

A row is an address by its URL name, with what it answers (to a GET, unless it says POST) to each role:
first for people to whom the thing belongs or whose agency takes part
(`own`), then for others of the same agency (`colleague`), then for another agency (`outside`). Whoever
is outside gets 404 and never learns that there is something; whoever is inside without the role gets
403. For a page that is about nothing in particular the three are the same. `of` names the maker, in
objects.py, of the thing that the address is about.
"""

from __future__ import annotations

from dataclasses import dataclass

from cse_portal.agencies.roles import MAY, Role
from cse_portal.agencies.sight import READS_COVERT, SEES, Sight, roles_with


class Answers(dict[Role, int]):
    """What each role gets; made by the functions below, so that none is forgotten."""


def every(status: int) -> Answers:
    return Answers(dict.fromkeys(Role, status))


def only(*roles: Role, status: int = 200, others: int = 403) -> Answers:
    return Answers({role: status if role in roles else others for role in Role})


def as_group(*, ways: dict[Role, object]) -> dict[str, frozenset[Role]]:
    """Roles that may do and see exactly the same are asked for once, by the first of them."""
    groups: dict[object, list[Role]] = {}
    for role in sorted(Role):
        groups.setdefault(ways[role], []).append(role)
    return {roles[0].value: frozenset(roles) for roles in groups.values()}


GROUPS = as_group(ways={role: (MAY[role], SEES[role], role in READS_COVERT) for role in Role})

GOVERNANCE, ADMINISTRATOR = Role.INFORMATION_GOVERNANCE_LEAD, Role.SYSTEM_ADMINISTRATOR
WITHOUT_CASES = tuple(role for role in Role if not SEES[role])

SIGN_IN = 302  # a stranger is sent to sign in
REFUSED = 403  # a stranger's form is answered with its own words and the way to sign in
SIGNED_OUT = 401  # a script is told, and asks the person

EVERYONE = every(200)
REDIRECTED = every(302)
SEE_OTHER = every(303)
POST_ONLY = every(405)
GONE = every(410)
INCOMPLETE = every(400)
HIDDEN = every(404)
ONLY_GOVERNANCE = only(GOVERNANCE)
ONLY_ADMINISTRATORS = only(ADMINISTRATOR)
# A case is led by the agency; of its people one is named on it, where their role sees cases at all.
NAMED_ON_IT = only(*roles_with(Sight.NAMED), others=404)
ITS_AGENCY = only(*roles_with(Sight.AGENCY), *roles_with(Sight.CSE), others=404)
OVERSEES = only(*roles_with(Sight.CSE), others=404)


@dataclass(frozen=True)
class Row:
    name: str
    stranger: int
    own: Answers
    colleague: Answers | None = None
    outside: Answers | None = None
    of: str = ""
    method: str = "get"

    def answers(self, relation: str) -> Answers:
        """A page that is about nothing in particular answers everyone of a group alike."""
        said: Answers | None = getattr(self, relation)
        return said or self.own


ROWS: tuple[Row, ...] = (
    # My work, and the service itself.
    Row("home", SIGN_IN, EVERYONE),
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
    # Cases: there for whoever has a reason to see them.
    Row("cases:list", SIGN_IN, only(*(set(Role) - set(WITHOUT_CASES)))),
    Row("cases:record", SIGN_IN, NAMED_ON_IT, ITS_AGENCY, OVERSEES, of="case"),
    Row("cases:who_sees", SIGN_IN, NAMED_ON_IT, ITS_AGENCY, OVERSEES, of="case"),
    # What everyone may read.
    Row("brand", 200, EVERYONE, of="colour"),
    Row("help", 200, EVERYONE),
    Row("help_now", 200, EVERYONE),
    Row("page_accessibility", 200, EVERYONE),
    Row("page_privacy", 200, EVERYONE),
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
    # One's own account.
    Row("account_change_password", SIGN_IN, EVERYONE),
    Row("account_set_password", SIGN_IN, REDIRECTED),
    Row("account_reauthenticate", SIGN_IN, EVERYONE),
    Row("mfa_index", SIGN_IN, EVERYONE),
    Row("mfa_reauthenticate", SIGN_IN, REDIRECTED),
    Row("mfa_activate_totp", SIGN_IN, REDIRECTED),
    Row("mfa_deactivate_totp", SIGN_IN, HIDDEN),
    Row("mfa_view_recovery_codes", SIGN_IN, HIDDEN),
    Row("mfa_generate_recovery_codes", SIGN_IN, REDIRECTED),
    Row("mfa_download_recovery_codes", SIGN_IN, HIDDEN),
)
