"""Where a case is met, and what is done to it: pages, files, desks and deeds, with who gets what of each."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from cse_portal.agencies.roles import Role
from cse_portal.cases.fact_kinds import KINDS
from cse_portal.cases.listing import COLUMNS
from tests.access import gathered
from tests.access.matrix import (
    ADDED,
    AROUND,
    BORN,
    CHILD_REFERENCE,
    EMERGENCY_REVIEW,
    EMERGENCY_WORDS,
    ENTRIES,
    FAMILY_NAME,
    GIVEN,
    GIVEN_NAMES,
    INVOLVED_WORDS,
    KNOWN,
    KNOWN_AS,
    LOOKED,
    POLICE,
    QUESTION,
    REFERENCE,
    RESTRICTED_BECAUSE,
    REVIEW,
    SEER,
    SERVICE_WORDS,
    STAGE_WORDS,
    TEAM_WORDS,
    THINGS,
    TRANSFER_WORDS,
    TRUSTS,
    Thing,
    meets,
    people,
    reads,
)
from tests.access.relations import (
    ALL,
    ALSO,
    BY_NAME,
    CLOSES,
    CONTACTS,
    EACH_WAY,
    EMERGENCIES,
    GIVES,
    IN_THE_AGENCY,
    KEEPS,
    NOBODY,
    NOT_AT_WORK,
    RELATION,
    RELATIONS,
    RESTRICTS,
    RUNS_AN_AGENCY,
    SHARES_OUT,
    Relation,
    Roles,
    Standing,
    sees,
    told,
    writes,
)

FOUND, REFUSED, HIDDEN = 200, 403, 404


# ── What is done to a case ───────────────────────────────────────────────────────────────────────────────────────
@dataclass(frozen=True)
class Deed:
    """Done by whoever may change the case, where their role is among these."""

    name: str
    roles: Roles = ALL

    def may(self, role: Role, relation: Relation, standing: Standing = Standing.AT_WORK) -> bool:
        fits = self.roles == ALL or (role in self.roles and standing in IN_THE_AGENCY)
        return fits and writes(role, relation, standing)


# Roles that work cases, and say what a meeting agreed.
WORKS_CASES: Roles = GIVES | CONTACTS | {Role.SAFEGUARDING_ADVISER, Role.MASH_OFFICER, Role.IRO}
MEET = Deed("call a meeting and keep its record", WORKS_CASES)
# Whoever sees a case for good may add to what is known, but for auditors and guests of the panel.
WRITE, KEEP, GIVE, END, RESTRICT, LIFT, CLOSE, REOPEN, ALLOCATE, HAND_OVER, ADD_MEMBER, ASK_TO_LEAD, KEEP_CASE = (
    Deed("write in it"),
    Deed("add to what is known about the child", BY_NAME - {Role.AUDITOR, Role.MASE_GUEST}),
    Deed("give somebody access", GIVES),
    Deed("end somebody's access", GIVES),
    Deed("restrict it", RESTRICTS),
    Deed("lift its restriction", RESTRICTS),
    Deed("close it", CLOSES),
    Deed("open it again", CLOSES),
    Deed("allocate it", SHARES_OUT),
    Deed("hand it over", SHARES_OUT),
    Deed("give somebody a part in it", SHARES_OUT),
    Deed("ask another agency to lead it", SHARES_OUT),
    Deed("keep what it says", KEEPS),
)
DEEDS = (
    *(WRITE, KEEP, GIVE, END, RESTRICT, LIFT, CLOSE, REOPEN),
    *(ALLOCATE, HAND_OVER, ADD_MEMBER, ASK_TO_LEAD, KEEP_CASE, MEET),
)


# ── Pages ────────────────────────────────────────────────────────────────────────────────────────────────────────
Answers = Callable[[Role, Relation, Standing], int]  # the status of a page about one case


def seen(role: Role, relation: Relation, standing: Standing) -> int:
    return FOUND if sees(role, relation, standing) else HIDDEN


def not_by_guests(role: Role, relation: Relation, standing: Standing) -> int:
    found = seen(role, relation, standing)
    return REFUSED if found == FOUND and role is Role.MASE_GUEST else found


def told_of(role: Role, relation: Relation, standing: Standing) -> int:
    return FOUND if told(role, relation, standing) or sees(role, relation, standing) else HIDDEN


def decided(deed: Deed) -> Answers:
    def answers(role: Role, relation: Relation, standing: Standing) -> int:
        if not sees(role, relation, standing):
            return HIDDEN
        return FOUND if deed.may(role, relation, standing) else REFUSED

    return answers


def taken_on(role: Role, relation: Relation, standing: Standing) -> int:
    """A case that nobody sees, by whoever may restrict cases at all."""
    if role not in RESTRICTS or standing not in IN_THE_AGENCY:
        return REFUSED
    return FOUND if relation.name == "unseen" and told(role, relation, standing) else HIDDEN


Asked = Callable[[Standing, Role], bool]


def everybody_at_work(standing: Standing, role: Role) -> bool:
    return True


def one_of_each_sort(standing: Standing, role: Role) -> bool:
    """Where the same front half of the page has been asked by everybody already."""
    return standing is Standing.AT_WORK and role in (*EACH_WAY, *ALSO)


def who_decides(standing: Standing, role: Role) -> bool:
    """And two who do not; of everybody else test_deeds.py asks the deed itself."""
    decides = role in GIVES or role in (Role.SPOC, Role.PRACTITIONER)
    return standing is Standing.AT_WORK and decides


def who_keeps(standing: Standing, role: Role) -> bool:
    """And one who does not."""
    return standing is Standing.AT_WORK and (role in KEEPS or role is Role.SPOC)


def a_few_of_each(standing: Standing, role: Role) -> bool:
    """Of many forms with one front half: of everybody else test_deeds.py asks the deed itself."""
    return standing is Standing.AT_WORK and role in (Role.SOCIAL_WORKER, Role.SPOC, Role.AUDITOR)


@dataclass(frozen=True)
class Page:
    """What it `shows` must be there for whoever reads it; all else may be, for them alone."""

    url_name: str
    shows: tuple[Thing, ...]
    about: tuple[Relation, ...] = RELATIONS
    answers: Answers = seen
    by: Asked = everybody_at_work
    is_of_emergency: bool = False  # its address holds the reference of that
    shows_to_told: bool = False
    of: str = ""  # “meeting”, “plan” or “episode”: what its address is about, where that is not the case
    offers: tuple[Thing, ...] = ()  # of every case: colleagues to choose from, who may see others as well


@dataclass(frozen=True)
class List:
    """Every case at once."""

    url_name: str
    shows: tuple[Thing, ...] = ()
    opened_by: Roles = ALL  # others get 403
    query: str = ""
    offers: tuple[Thing, ...] = ()  # as on a page


NAME = (GIVEN_NAMES, FAMILY_NAME)
# What a form about a case asks of the person is the same for every relation: one of each sort stands for all.
SOME = tuple(
    RELATION[name] for name in ("leads", "named", "audited", "restricted_named", "restricted", "emergency", "none")
)
EACH_SEEN = (*SOME, *(RELATION[name] for name in ("below", "panel", "stands_in", "emergency_beside")))
A_FEW = tuple(RELATION[name] for name in ("leads", "audited", "restricted", "none"))
OF_FACTS = tuple(kind.code for kind in KINDS)
# Of what is known, what a drawing of family and support says.
DRAWN = tuple(one for one in KNOWN if one.model in ("relation", "schooling", "healthcontact", "placement"))
PAGES: tuple[Page, ...] = (
    Page("cases:chronology", (*NAME, BORN, REFERENCE, REVIEW, *ENTRIES, *ADDED)),
    Page("cases:write_entry", (REFERENCE,), A_FEW, decided(KEEP), by=a_few_of_each),
    Page(
        "cases:record",
        (*NAME, KNOWN_AS, BORN, REFERENCE, REVIEW, STAGE_WORDS, POLICE, TRUSTS),
        EACH_SEEN,
        by=one_of_each_sort,
    ),
    Page("cases:child", (*NAME, KNOWN_AS, BORN, REFERENCE, CHILD_REFERENCE, *KNOWN, QUESTION)),
    Page(
        "cases:family",
        (*NAME, REFERENCE, *DRAWN, TEAM_WORDS, INVOLVED_WORDS, SERVICE_WORDS, TRUSTS),
        EACH_SEEN,
        by=one_of_each_sort,
    ),
    *(
        Page(f"cases:{name}", shows, SOME, decided(KEEP), by=who_decides)
        for name, shows in (
            ("child_identity", (REFERENCE, *NAME, KNOWN_AS)),
            ("child_background", (REFERENCE,)),
            ("child_needs", (REFERENCE,)),
            ("child_ask", (REFERENCE,)),
            *((f"add_{code}", (REFERENCE,)) for code in OF_FACTS),
        )
    ),
    *(Page(f"cases:{name}", shows, EACH_SEEN, by=one_of_each_sort, of=of) for name, shows, of in gathered.READ),
    *(
        Page(f"cases:{name}", shows, A_FEW, decided(MEET), by=a_few_of_each, of=of)
        for name, shows, of in gathered.FORMS
    ),
    *(
        Page(f"cases:{name}", (REFERENCE,), A_FEW, decided(KEEP), by=a_few_of_each, of=of)
        for name, of in gathered.BY_KEEPERS
    ),
    Page("cases:contribute", (REFERENCE,), A_FEW, decided(KEEP), by=a_few_of_each, of="meeting"),
    Page("network:around_case", (*gathered.SHOWN, *AROUND, *GIVEN), EACH_SEEN, not_by_guests, by=one_of_each_sort),
    Page("network:add_to_case", (REFERENCE,), A_FEW, decided(KEEP), by=a_few_of_each),
    Page("cases:who_sees", (*NAME, SEER, RESTRICTED_BECAUSE), EACH_SEEN, by=one_of_each_sort),
    Page("cases:looks", (*NAME, REFERENCE, *LOOKED), EACH_SEEN, by=one_of_each_sort),
    Page("cases:give", (REFERENCE,), SOME, decided(GIVE), by=who_decides),
    Page("cases:end_access", (REFERENCE, SEER), SOME, decided(END), by=who_decides),
    Page("cases:restrict", (REFERENCE, SEER), SOME, decided(RESTRICT), by=who_decides),
    Page("cases:lift_restriction", (REFERENCE, RESTRICTED_BECAUSE), SOME, decided(LIFT), by=who_decides),
    Page("cases:close", (REFERENCE,), SOME, decided(CLOSE), by=who_decides),
    Page("cases:reopen", (REFERENCE,), SOME, decided(REOPEN), by=who_decides),
    Page(
        "cases:people",
        (*NAME, SEER, TEAM_WORDS, TRANSFER_WORDS, INVOLVED_WORDS, SERVICE_WORDS, POLICE),
        EACH_SEEN,
        by=one_of_each_sort,
    ),
    Page("cases:allocate", (REFERENCE,), SOME, decided(ALLOCATE), by=who_decides, offers=(SEER,)),
    Page("cases:hand_over", (REFERENCE,), SOME, decided(HAND_OVER), by=who_decides, offers=(SEER,)),
    Page("cases:member_add", (REFERENCE,), SOME, decided(ADD_MEMBER), by=who_decides),
    Page("cases:member_end", (REFERENCE, SEER), SOME, decided(ADD_MEMBER), by=who_decides),
    Page("cases:ask_to_lead", (REFERENCE,), SOME, decided(ASK_TO_LEAD), by=who_decides),
    Page("cases:withdraw_transfer", (REFERENCE,), SOME, decided(ASK_TO_LEAD), by=who_decides),
    *(
        Page(f"cases:{name}", (REFERENCE,), SOME, decided(KEEP_CASE), by=who_keeps)
        for name in ("involve", "involvement_end", "service_add", "service_end", "police_add", "facts")
    ),
    Page("cases:unseen", (REFERENCE,), (RELATION["unseen"], *SOME), taken_on, shows_to_told=True, by=one_of_each_sort),
    Page(
        "cases:emergency",
        (REFERENCE, EMERGENCY_WORDS, EMERGENCY_REVIEW),
        EMERGENCIES,
        told_of,
        is_of_emergency=True,
        shows_to_told=True,
    ),
)
# By another order the list is asked for in another way; with every column it says all that it can.
EVERY_COLUMN = "?sort=name&" + "&".join(f"column={code}" for code in COLUMNS)
LISTS: tuple[List, ...] = (
    List("cases:list", (*NAME, REFERENCE, REVIEW), BY_NAME, offers=(SEER,)),
    List("cases:list", (*NAME, REFERENCE, REVIEW), BY_NAME, EVERY_COLUMN, offers=(SEER,)),
    List("cases:missing_now", NAME, BY_NAME),
    List("cases:missing_week", NAME, BY_NAME),
    List("cases:emergencies"),
)
# Asked for in test_trail.py and test_files.py, since each takes several steps.
READS_TRAIL: Roles = CONTACTS | {Role.INFORMATION_GOVERNANCE_LEAD}
ASKED_IN_STEPS: dict[str, str] = {
    "cases:write_for_several": "offers one’s own cases: tests/integration/cases/test_chronology.py",
    "cases:chronology_file": "of what the page shows: tests/integration/cases/test_chronology.py",
    **{
        f"cases:{name}": "test_entries.py asks it by the entry"
        for name in ("entry", "correct_entry", "strike_entry", "add_part", "strike_part")
    },
    "cases:looks_pdf": "test_files.py makes the file and reads it",
    "cases:begin": "asks whom, and shows no case: tests/integration/cases/test_beginning.py",
    "cases:begin_found": "shows what one sees in the list: tests/integration/cases/test_beginning.py",
    "cases:family_pdf": "test_files.py makes the file and reads it",
    "cases:views": "one’s own words, and no case: tests/integration/cases/test_list_deeds.py",
    "cases:view_keep": "one’s own words, and no case: tests/integration/cases/test_list_deeds.py",
    "cases:view_remove": "one’s own words, and no case: tests/integration/cases/test_list_deeds.py",
    "cases:view_first": "one’s own words, and no case: tests/integration/cases/test_list_deeds.py",
    "cases:list_csv": "test_files.py makes the file and reads it",
    "cases:allocate_many": "tests/integration/cases/test_list_deeds.py",
    "cases:open_in_emergency": "test_deeds.py opens each case by it",
    "cases:read": "closes one's own work: tests/integration/cases/test_team.py",
    "cases:police": "one reference, by its own: tests/integration/cases/test_around.py",
    "cases:transfer": "names no child: tests/integration/cases/test_team.py",
    **{
        f"cases:{deed}_{code}": "test_facts.py asks it by the fact"
        for deed in ("change", "withdraw")
        for code in OF_FACTS
    },
    **gathered.IN_STEPS,
    "cases:emergency_end": "test_deeds.py ends each emergency",
    "trail:search": "test_trail.py",
    "trail:results": "test_trail.py",
    "trail:entry": "test_trail.py",
    "trail:export": "test_trail.py makes the spreadsheet and reads it",
    "trail:weeks": "test_trail.py",
    "trail:week": "test_trail.py",
    "desk:job_file": "test_files.py",
    "find": "test_desks.py searches by name and by reference",
}


# ── What lies on a desk, whatever case it is about ───────────────────────────────────────────────────────────────
@dataclass(frozen=True)
class Held:
    """Work, a draft or a file: its holder's, and of an agency's work also whoever runs it; names no child."""

    name: str
    fields: tuple[str, ...]
    url_name: str
    query: str
    met_by: Roles


DRAFT_FIELDS = ("desk.draft.first_words", "desk.draft.fields")
WORK_FIELDS = ("worklist.dueitem.task", "worklist.dueitem.detail")
JOB_FIELDS = ("desk.backgroundjob.title",)
HELD: tuple[Held, ...] = (
    Held("own work", WORK_FIELDS, "home", "later=yes", ALL),
    Held("a colleague's work", WORK_FIELDS, "home", "whose=agency&later=yes", RUNS_AN_AGENCY),
    Held("their agency's work", WORK_FIELDS, "home", "later=yes", RUNS_AN_AGENCY),
    Held("another agency's work", WORK_FIELDS, "home", "whose=agency&later=yes", NOBODY),
    Held("work of whom they stand in for", WORK_FIELDS, "home", "later=yes", ALL),
    Held("own draft", DRAFT_FIELDS, "desk:drafts", "", ALL),
    Held("a colleague's draft", DRAFT_FIELDS, "desk:drafts", "", NOBODY),
    Held("own file", JOB_FIELDS, "desk:downloads", "", ALL),
    Held("a colleague's file", JOB_FIELDS, "desk:downloads", "", NOBODY),
)


# ── The cells ────────────────────────────────────────────────────────────────────────────────────────────────────
Cell = tuple[str, ...]


WOULD_SEE = ("leads", "named", "emergency")  # if they were at work
SEEN_BESIDE = (*WOULD_SEE, "other_hat", "agency", "panel", "below", "restricted", "lifted", "none")


def asked_about(page: Page, standing: Standing) -> tuple[Relation, ...]:
    """Of newcomers and of another hat: what the others see in each way, and what nobody does."""
    if standing in NOT_AT_WORK:
        return tuple(one for one in page.about if one.name in WOULD_SEE)
    if standing in (Standing.NEWCOMER, Standing.OTHER_HAT) and not page.is_of_emergency:
        return tuple(one for one in page.about if one.name in SEEN_BESIDE)
    return page.about


def asks(page: Page, standing: Standing, role: Role | None) -> bool:
    return role is None or standing in NOT_AT_WORK or page.by(standing, role)


def cells() -> Iterator[Cell]:
    """Every one that is asserted of a page: the thing must be there, or must be nowhere."""
    for standing, role in people():
        for page in (one for one in PAGES if asks(one, standing, role)):
            for relation in asked_about(page, standing):
                yield from _of_page(standing, role, page.url_name, page.shows, relation)
        for one in LISTS:
            for relation in RELATIONS:
                yield from _of_page(standing, role, one.url_name, one.shows, relation)
    for role in Role:
        yield from ((role, deed.name, relation.name) for deed in DEEDS for relation in RELATIONS)
        yield from ((role, held.name) for held in HELD)


def _of_page(
    standing: Standing, role: Role | None, url_name: str, shows: tuple[Thing, ...], relation: Relation
) -> Iterator[Cell]:
    for thing in THINGS:
        if role is None or not meets(thing, role, relation, standing):
            yield standing.name, str(role), url_name, relation.name, thing.name, "nowhere"
        elif thing in shows and reads(thing, role, relation, standing):
            yield standing.name, str(role), url_name, relation.name, thing.name, "there"
