"""The database's own judgement of referrals: of a case one sees, as far as the mark allows; always MASH and whoever
referred. An agency that is asked meets the question and its own answers, and not the case."""

from __future__ import annotations

from cse_portal.cases.policies import CASE, MARK, WRITABLE, of_case, of_history
from cse_portal.core.hardening import Policy, behind_wall
from cse_portal.core.wall import APP_ROLE, SYSTEM_ROLE

AGENCIES = "(select portal.agencies())::bigint[]"
OWN, AT_MASH = f"agency_id = any ({AGENCIES})", f"mash_id = any ({AGENCIES})"
REFERRED = "referrals_referredchild"
MARKED = MARK.replace("THE_CASE", f"{REFERRED}.case_id")
READ = f"{CASE.format(field=f'{REFERRED}.case_id')} and ({OWN} or {AT_MASH} or {MARKED})"
WRITE = f"{WRITABLE.format(field=f'{REFERRED}.case_id')} and "
OF_FORM = "exists (select from referrals_referredchild r where r.referral_id = referrals_referral.id)"
OF_REFERRED = "exists (select from referrals_referredchild r where r.id = {table}.referred_id)"
AT_MASH_OF = (
    "exists (select from referrals_referredchild r where r.id = {table}.referred_id"
    f" and r.mash_id = any ({AGENCIES}))"
)
ANSWER = "referrals_checkanswer"
READ_ANSWER = (
    f"{OWN} or ({CASE.format(field=f'{ANSWER}.case_id')} and"
    f" ({AT_MASH} or {MARK.replace('THE_CASE', f'{ANSWER}.case_id')}))"
)
READ_CHECK = f"{OWN} or {AT_MASH} or exists (select from {ANSWER} a where a.asked_id = referrals_askedcheck.id)"


def part(table: str) -> list[Policy]:
    """Of a referral: read with it, written at the MASH that has it."""
    writes = AT_MASH_OF.format(table=table)
    return behind_wall(table, read=OF_REFERRED.format(table=table), write=writes, change=writes)


POLICIES = [
    *behind_wall("referrals_referral", read=f"made_by_id = (select portal.person()) or {OF_FORM}", write=OWN),
    *of_history("referrals_referralhistory", of="referrals_referral"),
    *behind_wall(REFERRED, read=READ, write=f"{WRITE}{OWN}", change=f"{WRITE}({OWN} or {AT_MASH})"),
    *of_history("referrals_referredchildhistory", of=REFERRED),
    *part("referrals_ratingsaid"),
    *part("referrals_clockpause"),
    *of_history("referrals_clockpausehistory", of="referrals_clockpause"),
    *behind_wall("referrals_askedcheck", read=READ_CHECK, write=AT_MASH, change=f"{OWN} or {AT_MASH}"),
    *of_history("referrals_askedcheckhistory", of="referrals_askedcheck"),
    *behind_wall(ANSWER, read=READ_ANSWER, write=f"{OWN} or {AT_MASH}"),
    *behind_wall(
        "referrals_consultation",
        read=f"{AT_MASH} and (case_id is null or {CASE.format(field='referrals_consultation.case_id')})",
        write=AT_MASH,
    ),
    *of_case("referrals_enquiry"),
    *of_history("referrals_enquiryhistory", of="referrals_enquiry"),
]
ONCE = "referrals_ratingsaid, referrals_checkanswer, referrals_consultation"
KEPT = "referrals_referral, referrals_referredchild, referrals_clockpause, referrals_askedcheck, referrals_enquiry"
SQL = (
    f"revoke update, delete on {ONCE} from {APP_ROLE}, {SYSTEM_ROLE}",
    f"revoke delete on {KEPT} from {APP_ROLE}, {SYSTEM_ROLE}",
)
