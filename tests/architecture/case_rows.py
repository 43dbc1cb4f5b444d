"""Who gets what at the addresses of cases and children."""

from __future__ import annotations

from cse_portal.agencies.roles import MAY, Permission, Role
from cse_portal.agencies.sight import SEES, Sight, roles_with
from cse_portal.cases.fact_kinds import KINDS
from tests.architecture.answers import (
    CONTACTS,
    EVERYONE,
    GOVERNANCE,
    LEADS,
    REDIRECTED,
    REFUSED,
    SIGN_IN,
    Answers,
    Row,
    every,
    may_do,
    only,
)

WITHOUT_CASES = tuple(role for role in Role if not SEES[role])
# A case is led by the agency; of its people one is named on it, where their role sees cases at all.
NAMED_ON_IT = only(*roles_with(Sight.NAMED), others=404)
ITS_AGENCY = only(*roles_with(Sight.AGENCY), *roles_with(Sight.CSE), others=404)
OVERSEES = only(*roles_with(Sight.CSE), others=404)


SEES_SOME = only(*(set(Role) - set(WITHOUT_CASES)))
NOT_ONES_OWN = only(*(set(Role) - set(WITHOUT_CASES)), status=404)


def found(answers: Answers) -> Answers:
    """The same, where the answer leads on to another page."""
    return {role: 302 if status == 200 else status for role, status in answers.items()}


OVERSEES_ASKED = found(OVERSEES) | {Role.SSPL: 200}

# Deciding who sees it: those who see it, by the table of roles.
DECIDES = tuple(role for role in Role if Permission.RESTRICT_CASES in MAY[role])
GIVE_WHEN_NAMED = NAMED_ON_IT | only(*roles_with(Sight.NAMED), status=403, others=404)
GIVE_WHEN_NAMED |= dict.fromkeys((*DECIDES, Role.SOCIAL_WORKER), 200)
RESTRICT_WHEN_NAMED = GIVE_WHEN_NAMED | {Role.SOCIAL_WORKER: 403}
GIVE_BY_AGENCY = only(*roles_with(Sight.AGENCY), status=403, others=404) | dict.fromkeys(DECIDES, 200)
GIVE_OVERSEEING = only(Role.SSPL, others=404)
# Sharing it out: managers, but for MASH's, which carries no cases.
ENDING = ("restrict", "lift_restriction", "close", "reopen")
SHARING_OUT = ("allocate", "hand_over", "member_add", "member_end", "ask_to_lead", "withdraw_transfer")
SHARE_OUT_WHEN_NAMED = RESTRICT_WHEN_NAMED | {Role.MASH_MANAGER: 403}
SHARE_OUT_BY_AGENCY = GIVE_BY_AGENCY | {Role.MASH_MANAGER: 403}
SHARERS = only(*(role for role in DECIDES if role is not Role.MASH_MANAGER))
SHARERS_ELSEWHERE = {role: 404 if status == 200 else status for role, status in SHARERS.items()}
KEEPING = ("involve", "involvement_end", "service_add", "service_end", "police_add", "facts")
KEEP_WHEN_NAMED = GIVE_WHEN_NAMED | {Role.MASH_OFFICER: 200, Role.POLICE_CSE_SPOC: 200}
KEEP_BY_AGENCY = GIVE_BY_AGENCY | {Role.MASH_OFFICER: 200, Role.POLICE_CSE_SPOC: 200}
KEEPS_WHEN_NAMED = NAMED_ON_IT | {Role.AUDITOR: 403, Role.MASE_GUEST: 403}
OF_FACTS = tuple(kind.code for kind in KINDS)
# Two records that may be of one child: for those who see both, where their role may say whether they are.
MERGES = tuple(role for role in Role if Permission.MERGE_CHILDREN in MAY[role])
MERGES_WHEN_NAMED = NAMED_ON_IT | only(*roles_with(Sight.NAMED), status=403, others=404) | dict.fromkeys(MERGES, 200)
MERGES_BY_AGENCY = GIVE_BY_AGENCY | {Role.MASH_OFFICER: 200}
CONFIRMS_WHEN_NAMED = MERGES_WHEN_NAMED | {Role.MASH_OFFICER: 403}
OPENS_IN_EMERGENCY = tuple(role for role in Role if Permission.OPEN_IN_EMERGENCY in MAY[role])
REVIEWS = (GOVERNANCE, Role.MASH_MANAGER, Role.HEAD_OF_SERVICE)
TOLD = only(*REVIEWS, *CONTACTS, Role.CSC_TEAM_MANAGER, others=404)
TOLD_ELSEWHERE = only(*REVIEWS, others=404)
TOLD_DO = only(*REVIEWS, *CONTACTS, Role.CSC_TEAM_MANAGER, status=302, others=404)
TOLD_DO_ELSEWHERE = only(*REVIEWS, status=302, others=404)
# A case that nobody sees: the lead agency's managers take it on, else MASH and heads of service anywhere.
TAKES_ON = only(*LEADS) | {Role.SSPL: 404}
TAKES_ON_ELSEWHERE = TAKES_ON | {Role.CSC_TEAM_MANAGER: 404}

CASE_ROWS: tuple[Row, ...] = (
    # Cases: there for whoever has a reason to see them.
    Row("cases:list", SIGN_IN, SEES_SOME),
    Row("cases:begin", SIGN_IN, only(*may_do(Permission.BEGIN_RECORD))),
    Row(
        "cases:begin_found",
        SIGN_IN,
        only(*may_do(Permission.BEGIN_RECORD)),
        every(404),
        every(404),
        of="child_search",
    ),
    Row("cases:views", SIGN_IN, SEES_SOME),
    Row("cases:view_keep", SIGN_IN, SEES_SOME),
    Row("cases:view_remove", REFUSED, found(SEES_SOME), NOT_ONES_OWN, NOT_ONES_OWN, of="list_view", method="post"),
    Row("cases:view_first", REFUSED, found(SEES_SOME), NOT_ONES_OWN, NOT_ONES_OWN, of="list_view", method="post"),
    # there is no case to copy or to allocate: whoever may is led back to the list
    Row("cases:list_csv", SIGN_IN, only(*may_do(Permission.EXPORT_LISTS), status=302)),
    Row("cases:allocate_many", SIGN_IN, only(*may_do(Permission.ALLOCATE_CASES), status=302)),
    Row("cases:record", SIGN_IN, NAMED_ON_IT, ITS_AGENCY, OVERSEES, of="case"),
    Row("cases:chronology", SIGN_IN, NAMED_ON_IT, ITS_AGENCY, OVERSEES, of="case"),
    Row("cases:people", SIGN_IN, NAMED_ON_IT, ITS_AGENCY, OVERSEES, of="case"),
    Row("cases:looks", SIGN_IN, NAMED_ON_IT, ITS_AGENCY, OVERSEES, of="case"),
    # whoever sees it for their role alone is asked first why they look
    Row("cases:looks_pdf", REFUSED, found(NAMED_ON_IT), ITS_AGENCY, OVERSEES_ASKED, "case", "post"),
    Row("cases:read", REFUSED, found(NAMED_ON_IT), ITS_AGENCY, OVERSEES_ASKED, "case", "post"),
    Row("cases:who_sees", SIGN_IN, NAMED_ON_IT, ITS_AGENCY, OVERSEES, of="case"),
    # Deciding who sees one: 404 to whoever does not see it, 403 to whoever does and may not decide.
    *(
        Row(f"cases:{name}", SIGN_IN, may, may_of_agency, may_overseeing, of="case")
        for names, may, may_of_agency, may_overseeing in (
            (("give", "end_access"), GIVE_WHEN_NAMED, GIVE_BY_AGENCY, GIVE_OVERSEEING),
            (ENDING, RESTRICT_WHEN_NAMED, GIVE_BY_AGENCY, GIVE_OVERSEEING),
            (SHARING_OUT, SHARE_OUT_WHEN_NAMED, SHARE_OUT_BY_AGENCY, GIVE_OVERSEEING),
            (KEEPING, KEEP_WHEN_NAMED, KEEP_BY_AGENCY, GIVE_OVERSEEING),
        )
        for name in names
    ),
    Row("cases:police", SIGN_IN, KEEP_WHEN_NAMED, KEEP_BY_AGENCY, GIVE_OVERSEEING, of="police_reference"),
    # Another agency is asked to lead it: one of its managers answers.
    Row("cases:transfer", SIGN_IN, SHARERS, SHARERS, SHARERS_ELSEWHERE, of="case_transfer"),
    # What is known about the child, which every agency around them keeps.
    Row("cases:child", SIGN_IN, NAMED_ON_IT, ITS_AGENCY, OVERSEES, of="case"),
    Row("cases:family", SIGN_IN, NAMED_ON_IT, ITS_AGENCY, OVERSEES, of="case"),
    Row("cases:family_pdf", REFUSED, found(NAMED_ON_IT), ITS_AGENCY, OVERSEES_ASKED, "case", "post"),
    *(
        Row(f"cases:{name}", SIGN_IN, KEEPS_WHEN_NAMED, ITS_AGENCY, OVERSEES, of="case")
        for name in (
            *("child_identity", "child_background", "child_needs", "child_ask"),
            *(f"add_{code}" for code in OF_FACTS),
        )
    ),
    *(
        Row(f"cases:{deed}_{code}", SIGN_IN, KEEPS_WHEN_NAMED, ITS_AGENCY, OVERSEES, of=f"fact_{code}")
        for deed in ("change", "withdraw")
        for code in OF_FACTS
    ),
    # Opening one in an emergency: told to the point of contact, to the lead agency's managers and to governance.
    Row("cases:likely_pairs", SIGN_IN, only(*MERGES)),
    *(
        Row(f"cases:{name}", SIGN_IN, MERGES_WHEN_NAMED, MERGES_BY_AGENCY, GIVE_OVERSEEING, of="likely_pair")
        for name in ("likely_pair", "not_the_same", "propose_merge", "propose_apart")
    ),
    *(
        Row(f"cases:{name}", SIGN_IN, CONFIRMS_WHEN_NAMED, GIVE_BY_AGENCY, GIVE_OVERSEEING, of=of)
        for name, of in (("confirm_merge", "pair_proposed"), ("confirm_apart", "pair_apart_proposed"))
    ),
    *(
        Row(
            f"cases:{name}", REFUSED, found(MERGES_WHEN_NAMED), MERGES_BY_AGENCY, GIVE_OVERSEEING, of=of, method="post"
        )
        for name, of in (("look_again", "likely_pair"), ("take_back_merge", "likely_pair"))
    ),
    Row("cases:open_in_emergency", SIGN_IN, only(*OPENS_IN_EMERGENCY)),
    Row("cases:emergencies", SIGN_IN, EVERYONE),
    Row("cases:emergency", SIGN_IN, EVERYONE, TOLD, TOLD_ELSEWHERE, of="emergency"),
    Row("cases:emergency_end", REFUSED, REDIRECTED, TOLD_DO, TOLD_DO_ELSEWHERE, of="emergency", method="post"),
    Row("cases:unseen", SIGN_IN, TAKES_ON, TAKES_ON, TAKES_ON_ELSEWHERE, of="case_unseen"),
)
