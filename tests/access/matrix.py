"""What there is about a case, and who reads it: the rules of each thing, by role, relation and standing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from cse_portal.agencies.roles import Role
from tests.access.relations import (
    GOES_TO_CHILD,
    IN_THE_AGENCY,
    LIVE,
    NOT_AT_WORK,
    READS_COVERT,
    THEIR_ROLES,
    TOLD,
    Relation,
    Standing,
    sees,
    told,
)

# ── What there is about a case ───────────────────────────────────────────────────────────────────────────────────
Rule = Callable[[Role, Relation, Standing], bool]  # of somebody who sees the case


def always(role: Role, relation: Relation, standing: Standing) -> bool:
    return True


def in_own_agency(role: Role, relation: Relation, standing: Standing) -> bool:
    return standing in IN_THE_AGENCY


def covert(role: Role, relation: Relation, standing: Standing) -> bool:
    """An emergency opens what is shared, never what police and co-chairs keep to themselves."""
    return standing in IN_THE_AGENCY and role in READS_COVERT and relation.name != "emergency"


def in_health(role: Role, relation: Relation, standing: Standing) -> bool:
    return standing is Standing.IN_HEALTH


def in_own_agency_or_health(role: Role, relation: Relation, standing: Standing) -> bool:
    return in_own_agency(role, relation, standing) or in_health(role, relation, standing)


def goes_to_child(role: Role, relation: Relation, standing: Standing) -> bool:
    """Of a confidential address: the role counts; in the other hat everybody is a practitioner."""
    return standing is not Standing.OTHER_HAT and role in GOES_TO_CHILD


def answers_for_support(role: Role, relation: Relation, standing: Standing) -> bool:
    """Beside whoever recorded it and those named: in their own partnership alone."""
    answers = role in (Role.SSPL, Role.HEAD_OF_SERVICE) and relation.name != "far"
    return standing in IN_THE_AGENCY and answers


def nobody(role: Role, relation: Relation, standing: Standing) -> bool:
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
KEYS = Thing("what the child is found under", ("cases.child.keys",))
REFERENCE = Thing("the case's reference", ("cases.case.ref",))
CHILD_REFERENCE = Thing("the child's reference", ("cases.child.ref",))
REVIEW = Thing("next review", ("cases.case.review_on", "cases.casegrant.sort_review"))
RESTRICTED_BECAUSE = Thing("why it is restricted", ("cases.case.restricted_because",))
STAGE_WORDS = Thing(
    "why it moved on, and what went on", tuple(f"cases.stagestep.{one}" for one in ("why", "goes_on", "goes_on_with"))
)
TEAM_WORDS = Thing(
    "why somebody has a part in it", tuple(f"cases.casemember.{one}" for one in ("why", "part_words", "ended_why"))
)
TRANSFER_WORDS = Thing(
    "why another agency was asked to lead it", ("cases.casetransfer.why", "cases.casetransfer.answer")
)
INVOLVED_WORDS = Thing(
    "why an agency is involved",
    tuple(f"cases.involvement.{one}" for one in ("purpose", "contact", "asked_words", "ended_why")),
)
SERVICE_WORDS = Thing(
    "who works with the child",
    tuple(f"cases.servicearound.{one}" for one in ("name", "service", "what_for", "phone", "ended_why")),
)
POLICE = Thing("a police reference", ("cases.policereference.reference",))
TRUSTS = Thing("whom the child trusts", ("cases.case.best_relationship",))
SEER = Thing("somebody who sees it", ("agencies.user.name",))
NOTE = Thing("why it was opened to them", ("cases.casegrant.note",))
EMERGENCY_WORDS = Thing("why it was opened in an emergency", ("cases.emergencyaccess.words",))
EMERGENCY_REVIEW = Thing("what the review of it said", ("cases.emergencyaccess.review_words",))
# In the trail: who sees the case reads why anybody looked at it.
LOOKED_BESIDE = Thing("why a colleague looked", ("audit.auditevent.reason",))
LOOKED_ELSEWHERE = Thing("why somebody elsewhere looked", ("audit.auditevent.reason",))
# Kept apart from the trail: the looker's own, until the week's list is made.
ANSWERED = Thing("what a colleague answered when asked why", ("cases.statedreason.words",), nobody)
SAID = Thing("what a colleague said, on the week's list", ("trail.weekline.said", "trail.weekline.answer"), nobody)
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
    entry("health, written by their agency", "health", "home", in_own_agency_or_health),
    entry("health, written elsewhere", "health", "elsewhere", in_health),
)


@dataclass(frozen=True)
class Known(Thing):
    """A row about the child: its table, and what it says beside its canary, which is in the first of the fields."""

    model: str = ""
    more: tuple[tuple[str, object], ...] = ()

    @property
    def field(self) -> str:
        return self.fields[0].rpartition(".")[2]


def known(model: str, name: str, *fields: str, place: bool = False, **more: object) -> Known:
    reads = goes_to_child if place else always
    also = {"is_confidential": True, **more} if place else more
    return Known(name, tuple(f"cases.{model}.{one}" for one in fields), reads, model, tuple(also.items()))


KNOWN: tuple[Known, ...] = (
    known("childname", "another name of the child", "name", kind="alias"),
    known("identifier", "a number of the child", "value", kind="police"),
    known("address", "a confidential address", "lines", place=True, kind="home"),
    known("phone", "a confidential phone", "number", place=True, kind="child"),
    known("schooling", "a confidential school", "place", place=True, status="on_roll"),
    known("placement", "a confidential placement", "carer", place=True, kind="foster"),
    known("healthcontact", "the child's GP", "name", kind="gp"),
    known("carestatus", "the child's status", "note", kind="cin"),
    known("knownelsewhere", "another borough that knew the child", "authority"),
    known("relation", "somebody around the child", "name", kind="mother"),
)
BROUGHT = tuple(replace(one, name=f"brought: {one.name}", fields=("cases.contribution.words",)) for one in ENTRIES)
LEARNT = tuple(replace(one, name=f"learnt: {one.name}", fields=("cases.learnt.words",)) for one in ENTRIES)
PAPERS = tuple(replace(one, name=f"document: {one.name}", fields=("cases.document.title",)) for one in ENTRIES)
MESSAGES = tuple(
    replace(one, name=f"message: {one.name}", fields=("cases.thread.subject", "cases.casemessage.words"))
    for one in ENTRIES
)
OF_TOOL = ("toolsection.answers", "advice.question", "advice.words", "tool.signed_words", "tool.decided_because")
SCREENED = tuple(f"screening.{one}" for one in (*OF_TOOL, "tool.next_words"))
TOOLS = tuple(replace(ENTRIES[one], name=f"screened: {ENTRIES[one].name}", fields=SCREENED) for one in (1, 3, 7))
DRAFT = replace(ENTRIES[3], name="screened: in hand at another agency", fields=SCREENED)
TOOLS += (DRAFT,)
AROUND = tuple(replace(one, name=f"network: {one.name}", fields=("network.item.label",)) for one in ENTRIES)
OF_ORDER = ("network.order.conditions", "network.orderstep.words", "network.orderbreach.words")
ORDERED = tuple(replace(one, name=f"order: {one.name}", fields=OF_ORDER) for one in ENTRIES)
GIVEN = tuple(replace(one, name=f"given: {one.name}", fields=("network.submission.words",)) for one in ENTRIES)
LADO = Thing("what the LADO was told of somebody", ("network.ladonotice.words",))
SUPPORT = Thing("what a young person who harms needs", ("network.harmsupport.need",), answers_for_support)
ADDED = tuple(replace(one, name=f"added: {one.name}", fields=("cases.entrypart.words",)) for one in ENTRIES)
GATHERED = "meeting.purpose invitee.who decision.words agreedaction.what minutes.words plan.worries planrow.what"
GATHERED += " adultmove.plan missingepisode.circumstances interviewstep.why followup.words schoolabsence.reason"
MEETING, INVITEE, DECISION, ACTION, MINUTES, PLAN, PLAN_ROW, ADULT_MOVE, *OF_MISSING = (
    Thing(f"{field} of a meeting or a plan", (f"cases.{field}",)) for field in GATHERED.split()
)
OF_PLANS, OF_MEETINGS = (PLAN, PLAN_ROW), (MEETING, INVITEE, DECISION, ACTION, MINUTES, *BROUGHT)
QUESTION = Thing("who could know what is missing", ("cases.question.who_could_know",))
NAMES, LOOKED = (GIVEN_NAMES, FAMILY_NAME, KNOWN_AS), (LOOKED_BESIDE, LOOKED_ELSEWHERE)
THINGS: tuple[Thing, ...] = (
    *(*NAMES, BORN, REFERENCE, CHILD_REFERENCE),
    *(KEYS, REVIEW, STAGE_WORDS, TEAM_WORDS, TRANSFER_WORDS, INVOLVED_WORDS, SERVICE_WORDS, POLICE, TRUSTS),
    *(RESTRICTED_BECAUSE, SEER, NOTE, EMERGENCY_WORDS, EMERGENCY_REVIEW, *LOOKED, ANSWERED, SAID),
    *(*ENTRIES, *ADDED, *KNOWN, QUESTION),
    *(*OF_MEETINGS, *OF_PLANS, ADULT_MOVE, *OF_MISSING, *LEARNT, *PAPERS, *MESSAGES, *TOOLS, *AROUND),
    *(*ORDERED, *GIVEN, LADO, SUPPORT),
)
# A reference may stand in an address or a header; everything else about a child stands in a page's body, or nowhere.
ADDRESSABLE = frozenset({REFERENCE, CHILD_REFERENCE})
OF_EMERGENCIES = (REFERENCE, CHILD_REFERENCE, EMERGENCY_WORDS, EMERGENCY_REVIEW)


def reads(thing: Thing, role: Role, relation: Relation, standing: Standing = Standing.AT_WORK) -> bool:
    return sees(role, relation, standing) and thing.reads(role, relation, standing)


def meets(thing: Thing, role: Role, relation: Relation, standing: Standing = Standing.AT_WORK) -> bool:
    """Reads it, or is told of it without seeing the case."""
    if reads(thing, role, relation, standing):
        return True
    if not told(role, relation, standing):
        return False
    return thing is REFERENCE or (TOLD[relation.name].is_emergency and thing in OF_EMERGENCIES)


# ── Everybody ────────────────────────────────────────────────────────────────────────────────────────────────────
def at_work() -> list[tuple[Standing, Role]]:
    return [(standing, role) for standing, roles in LIVE.items() for role in roles]


def people() -> Iterator[tuple[Standing, Role | None]]:
    yield from at_work()
    yield from ((standing, role) for standing in NOT_AT_WORK for role in THEIR_ROLES)
    yield Standing.STRANGER, None
