"""The access matrix: who meets what of a case, and what they may do to it, as one table.

Written from the specification of the roles, and from nothing that it tests: no rule here asks the portal. A cell is
one person (a role, and how they stand at work), one case (by the person's relation to it), one thing about it, and one
page or deed. The rules below say of every cell whether the thing must be there or must be nowhere.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from cse_portal.agencies.roles import Role

Roles = frozenset[Role]
ALL: Roles = frozenset(Role)
NOBODY: Roles = frozenset()

# ── How each role comes to see cases ─────────────────────────────────────────────────────────────────────────────
# Figures, plans, people, trail or machine, and never a case, whatever they are granted:
NEVER_A_CASE: Roles = frozenset(
    {
        Role.LSCB_MANAGER,
        Role.INDEPENDENT_CHAIR,
        Role.ELECTED_MEMBER,
        Role.PREVENTION_LEAD,
        Role.STRATEGIC_GROUP_MEMBER,
        Role.INFORMATION_GOVERNANCE_LEAD,
        Role.SYSTEM_ADMINISTRATOR,
    }
)
BY_NAME: Roles = ALL - NEVER_A_CASE
BY_AGENCY: Roles = frozenset(
    {
        Role.SPOC,
        Role.CSC_TEAM_MANAGER,
        Role.MASH_OFFICER,
        Role.MASH_MANAGER,
        Role.POLICE_CSE_SPOC,
        Role.SUPPORT_WORKER,
        Role.LADO,
        Role.HEAD_OF_SERVICE,
    }
)
OVER_ALL: Roles = frozenset({Role.SSPL})
BY_PANEL: Roles = frozenset({Role.MASE_CO_CHAIR, Role.MASE_COORDINATOR, Role.CSE_COORDINATOR})

READS_COVERT: Roles = frozenset({Role.POLICE_CSE_SPOC, Role.MASE_CO_CHAIR})
RUNS_AN_AGENCY: Roles = frozenset(
    {Role.SPOC, Role.POLICE_CSE_SPOC, Role.CSC_TEAM_MANAGER, Role.MASH_MANAGER, Role.HEAD_OF_SERVICE}
)
RESTRICTS: Roles = frozenset({Role.CSC_TEAM_MANAGER, Role.MASH_MANAGER, Role.SSPL, Role.HEAD_OF_SERVICE})
GIVES: Roles = RESTRICTS | {Role.SOCIAL_WORKER}


# ── How a person stands at work ──────────────────────────────────────────────────────────────────────────────────
class Standing(StrEnum):
    AT_WORK = "at work, in the post that the case knows them by"
    OTHER_HAT = "at work, wearing their other hat: a practitioner elsewhere"
    SUSPENDED = "suspended"
    LEAVER = "left yesterday"
    LOCKED = "locked, since nobody used the account"
    SWITCHED_OFF = "switched off"
    STRANGER = "not signed in"


# These see nothing, whatever their role: a role of each way of seeing stands for all.
NOT_AT_WORK = (Standing.SUSPENDED, Standing.LEAVER, Standing.LOCKED, Standing.SWITCHED_OFF)
THEIR_ROLES = (Role.SPOC, Role.SOCIAL_WORKER, Role.SSPL, Role.MASE_CO_CHAIR)


# ── How a case stands to the person ──────────────────────────────────────────────────────────────────────────────
@dataclass(frozen=True)
class Relation:
    """`seen_by`: the roles that see the case when at work. `written_by`: those that may also change it."""

    name: str
    words: str
    seen_by: Roles
    written_by: Roles | None = None

    @property
    def writers(self) -> Roles:
        return self.seen_by if self.written_by is None else self.written_by


RELATIONS: tuple[Relation, ...] = (
    Relation("leads", "their agency leads", BY_AGENCY | OVER_ALL),
    Relation("agency", "opened to their agency", BY_AGENCY | OVER_ALL),
    Relation("agency_ended", "was opened to their agency, and no longer is", OVER_ALL),
    Relation("named", "they are named on it", BY_NAME),
    Relation("expired", "they were named until yesterday", OVER_ALL),
    Relation("not_yet", "they are named from tomorrow", OVER_ALL),
    Relation("revoked", "their name was taken off it", OVER_ALL),
    Relation("audited", "it is in the sample of their audit", BY_NAME, written_by=OVER_ALL),
    Relation("panel", "it was referred to the panel", BY_PANEL | OVER_ALL),
    Relation("stands_in", "a colleague is named on it, for whom they stand in", BY_NAME),
    Relation("stood_in", "a colleague is named on it, for whom they stood in until today", OVER_ALL),
    Relation("restricted_named", "it is restricted, and they are named", BY_NAME),
    Relation("restricted", "their agency leads; it is restricted to somebody else", NOBODY),
    Relation("restricted_after", "opened to agency and name, then restricted to somebody else", NOBODY),
    Relation(
        "lifted", "their agency leads; it was restricted to somebody else, and is no longer", BY_AGENCY | OVER_ALL
    ),
    Relation("other_hat", "they are named on it in their other hat", OVER_ALL),
    Relation("none", "they have nothing to do with it", OVER_ALL),
    Relation("far", "it is another partnership's", NOBODY),
)
IN_OTHER_HAT = frozenset({"other_hat"})
RELATION = {relation.name: relation for relation in RELATIONS}


def sees(role: Role, relation: Relation, standing: Standing = Standing.AT_WORK) -> bool:
    if standing is Standing.AT_WORK:
        return role in relation.seen_by
    return standing is Standing.OTHER_HAT and relation.name in IN_OTHER_HAT


def writes(role: Role, relation: Relation, standing: Standing = Standing.AT_WORK) -> bool:
    if standing is Standing.AT_WORK:
        return role in relation.writers
    return standing is Standing.OTHER_HAT and relation.name in IN_OTHER_HAT


# ── What there is about a case ───────────────────────────────────────────────────────────────────────────────────
Rule = Callable[[Role, Standing], bool]  # of somebody who sees the case


def always(role: Role, standing: Standing) -> bool:
    return True


def in_own_agency(role: Role, standing: Standing) -> bool:
    return standing is Standing.AT_WORK


def covert(role: Role, standing: Standing) -> bool:
    return standing is Standing.AT_WORK and role in READS_COVERT


def nobody(role: Role, standing: Standing) -> bool:
    return False


@dataclass(frozen=True)
class Thing:
    """One field whose every value is planted with words that stand nowhere else; `fields` are what it covers."""

    name: str
    fields: tuple[str, ...]
    reads: Rule = always


@dataclass(frozen=True)
class Marked(Thing):
    """An entry: who wrote it, under which mark, and which agencies it names."""

    mark: str = "network"
    wrote: str = "elsewhere"
    names: str = ""


def entry(name: str, mark: str, wrote: str, reads: Rule, names: str = "") -> Marked:
    return Marked(name, ("cases.entry.words",), reads, mark, wrote, names)


GIVEN_NAMES = Thing("given names", ("cases.child.given_names",))
FAMILY_NAME = Thing("family name", ("cases.child.family_name",))
KNOWN_AS = Thing("known as", ("cases.child.known_as",))
BORN = Thing("date of birth", ("cases.child.born_on",))
REFERENCE = Thing("the case's reference", ("cases.case.ref",))
CHILD_REFERENCE = Thing("the child's reference", ("cases.child.ref",))
REVIEW = Thing("next review", ("cases.case.review_on", "cases.casegrant.sort_review"))
RESTRICTED_BECAUSE = Thing("why it is restricted", ("cases.case.restricted_because",))
SEER = Thing("somebody who sees it", ("agencies.user.name",))
NOTE = Thing("why it was opened to them", ("cases.casegrant.note",))
# Written by the person's own agency ("home"), or by another.
ENTRIES: tuple[Marked, ...] = (
    entry("shared, written by their agency", "network", "home", always),
    entry("shared, written elsewhere", "network", "elsewhere", always),
    entry("their own agency's only", "own_agency", "home", in_own_agency),
    entry("another agency's only", "own_agency", "elsewhere", nobody),
    entry("named agencies, theirs among them", "named_agencies", "elsewhere", in_own_agency, names="home"),
    entry("named agencies, not theirs", "named_agencies", "elsewhere", nobody, names="third"),
    entry("covert, written by their agency", "covert", "home", covert),
    entry("covert, written elsewhere", "covert", "elsewhere", covert),
    entry("health, written by their agency", "health", "home", in_own_agency),
    entry("health, written elsewhere", "health", "elsewhere", nobody),
)
FACTS = (GIVEN_NAMES, FAMILY_NAME, KNOWN_AS, BORN, REFERENCE, CHILD_REFERENCE)
THINGS: tuple[Thing, ...] = (*FACTS, REVIEW, RESTRICTED_BECAUSE, SEER, NOTE, *ENTRIES)
# A reference may stand in an address or a header; everything else about a child stands in a page's body, or nowhere.
ADDRESSABLE = frozenset({REFERENCE, CHILD_REFERENCE})


def reads(thing: Thing, role: Role, relation: Relation, standing: Standing = Standing.AT_WORK) -> bool:
    return sees(role, relation, standing) and thing.reads(role, standing)


# ── Where it is met ──────────────────────────────────────────────────────────────────────────────────────────────
@dataclass(frozen=True)
class Page:
    """An address about cases. What it `shows` must be there for whoever reads it; all else may be, for them alone."""

    url_name: str
    shows: tuple[Thing, ...]
    opened_by: Roles = ALL  # others get 403
    about_one_case: bool = True


PAGES: tuple[Page, ...] = (
    Page("cases:list", (GIVEN_NAMES, FAMILY_NAME, REFERENCE, REVIEW), BY_NAME, about_one_case=False),
    Page("cases:record", (GIVEN_NAMES, FAMILY_NAME, KNOWN_AS, BORN, REFERENCE, REVIEW, *ENTRIES)),
    Page("cases:who_sees", (GIVEN_NAMES, FAMILY_NAME, SEER)),
)
CASE_PAGES = tuple(page for page in PAGES if page.about_one_case)
LISTS = tuple(page for page in PAGES if not page.about_one_case)


# ── What is done to it ───────────────────────────────────────────────────────────────────────────────────────────
@dataclass(frozen=True)
class Deed:
    """Done by whoever may change the case, where their role is among these."""

    name: str
    roles: Roles = ALL

    def may(self, role: Role, relation: Relation) -> bool:
        return role in self.roles and writes(role, relation)


WRITE, GIVE, END, RESTRICT, LIFT = (
    Deed("write in it"),
    Deed("give somebody access", GIVES),
    Deed("end somebody's access", GIVES),
    Deed("restrict it", RESTRICTS),
    Deed("lift its restriction", RESTRICTS),
)
DEEDS = (WRITE, GIVE, END, RESTRICT, LIFT)


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
WORK_FIELDS = ("worklist.dueitem.task",)
JOB_FIELDS = ("desk.backgroundjob.title",)
HELD: tuple[Held, ...] = (
    Held("own work", WORK_FIELDS, "home", "", ALL),
    Held("a colleague's work", WORK_FIELDS, "home", "whose=agency", RUNS_AN_AGENCY),
    Held("their agency's work", WORK_FIELDS, "home", "", RUNS_AN_AGENCY),
    Held("another agency's work", WORK_FIELDS, "home", "whose=agency", NOBODY),
    Held("own draft", DRAFT_FIELDS, "desk:drafts", "", ALL),
    Held("a colleague's draft", DRAFT_FIELDS, "desk:drafts", "", NOBODY),
    Held("own file", JOB_FIELDS, "desk:downloads", "", ALL),
    Held("a colleague's file", JOB_FIELDS, "desk:downloads", "", NOBODY),
)


# ── The cells ────────────────────────────────────────────────────────────────────────────────────────────────────
Cell = tuple[str, ...]


def people() -> Iterator[tuple[Standing, Role | None]]:
    yield from ((standing, role) for standing in (Standing.AT_WORK, Standing.OTHER_HAT) for role in Role)
    yield from ((standing, role) for standing in NOT_AT_WORK for role in THEIR_ROLES)
    yield Standing.STRANGER, None


def asked_about(page: Page, standing: Standing) -> tuple[Relation, ...]:
    """A list shows or hides every case at once. Whoever is not at work: what they would otherwise see."""
    if standing in NOT_AT_WORK and page.about_one_case:
        return (RELATION["leads"], RELATION["named"])
    return RELATIONS


def cells() -> Iterator[Cell]:
    """Every one that is asserted: the thing must be there, or must be nowhere."""
    for standing, role in people():
        for page in PAGES:
            for relation in asked_about(page, standing):
                for thing in THINGS:
                    may = role is not None and reads(thing, role, relation, standing)
                    if not may or thing in page.shows:
                        yield standing.name, str(role), page.url_name, relation.name, thing.name
    for role in Role:
        yield from ((role, deed.name, relation.name) for deed in DEEDS for relation in RELATIONS)
        yield from ((role, held.name) for held in HELD)
