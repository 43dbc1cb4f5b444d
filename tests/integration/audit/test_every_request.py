"""Random people ask for random addresses: each request leaves exactly the one entry that it should, and no other.

Six hundred requests here; ten thousand take minutes, and are asked for by name: RANDOM_REQUESTS=10000 script/test
tests/integration/audit/test_every_request.py
"""

from __future__ import annotations

import os
from collections import Counter
from dataclasses import dataclass, field, replace
from random import Random
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import resolve, reverse

from cse_portal.agencies.models import User
from cse_portal.audit.models import AuditEvent, Sort
from cse_portal.cases.guards import CaseGuarded
from tests.architecture import (
    document_objects,
    entry_objects,
    meeting_objects,
    message_objects,
    missing_objects,
    network_objects,
    order_objects,
    pair_objects,
    screening_objects,
)
from tests.architecture.access_table import ROWS
from tests.architecture.answers import Row
from tests.architecture.objects import MAKERS
from tests.architecture.people import RELATIONS, Three, three_of_each
from tests.factories import agency_of
from tests.plugins.trail import Refusals

REQUESTS, SEED = int(os.environ.get("RANDOM_REQUESTS", "600")), 20_261_121
# These end or renew sign-ins, and would change who asks next; the tests of sign-in prove what they record.
ABOUT_SIGN_IN = ("account_", "mfa_", "demo:sign_in_as")
# A file that is being made for somebody is not begun a second time, nor a message marked twice: tests of the office,
# the trail and of messages prove what these record.
# A calendar leaves a line a day, however often a phone fetches it: its own test says so.
BEGUN_ONCE = ("office:leads", "office:agreements_pdf", "trail:export", "cases:mark_message", "calendar_feed")
ROWS_ASKED = [row for row in ROWS if not row.name.startswith((*ABOUT_SIGN_IN, *BEGUN_ONCE))]

LOOKS = {
    "cases:list": "case.list_looked_at",
    "cases:begin_found": "child_search.looked_at",
    "cases:likely_pairs": "likely_pair.list_looked_at",
    "cases:record": "case.looked_at",
    "cases:child": "child.looked_at",
    "cases:family": "case.family_looked_at",
    "cases:chronology": "case.chronology_looked_at",
    "cases:entry": "entry.looked_at",
    "cases:people": "case.people_looked_at",
    "cases:meetings": "meeting.list_looked_at",
    "cases:meeting": "meeting.looked_at",
    "screening:figures": "screening.figures_looked_at",
    "screening:figures_file": "screening.figures_downloaded",
    "screening:home": "screening.list_looked_at",
    "screening:compare": "screening.compared",
    "screening:of_case": "screening.of_case_looked_at",
    "screening:review": "review.looked_at",
    "cases:missing": "missing.list_looked_at",
    "cases:missing_now": "missing.board_looked_at",
    "cases:missing_week": "missing.week_looked_at",
    "cases:unscreened": "unscreened.looked_at",
    "cases:plans": "plan.list_looked_at",
    "network:alert": "network.alert_looked_at",
    "network:alerts": "network.alerts_looked_at",
    "network:around_case": "network.case_looked_at",
    "network:item": "network.item_looked_at",
    "network:items": "network.list_looked_at",
    "network:order": "order.looked_at",
    "network:orders": "order.list_looked_at",
    "network:link": "network.link_looked_at",
    "network:places_map": "network.map_looked_at",
    "network:suggest": "network.searched",
    "cases:plan": "plan.looked_at",
    "cases:plan_changes": "plan.changes_looked_at",
    "cases:transfer": "case.transfer_looked_at",
    "cases:who_sees": "case.who_sees_looked_at",
    "cases:looks": "case.looks_looked_at",
    "cases:unseen": "case.unseen_looked_at",
    "cases:emergency": "emergency.looked_at",
    "trail:results": "trail.results_looked_at",
    "trail:entry": "trail.entry_looked_at",
    "cases:documents": "document.list_looked_at",
    "cases:messages": "thread.list_looked_at",
    "cases:document_version": "document.opened",
    "cases:download_document": "document.downloaded",
    "notices:who_is_told": "due_item.telling_looked_at",
    "notices:board_list": "notices.far_overdue_looked_at",
    "notices:set_aside": "notices.set_aside_looked_at",
    "trail:alarm": "alarm.looked_at",
    "referrals:board": "referral.board_looked_at",
    "referrals:consultation": "consultation.looked_at",
    "referrals:consultations": "consultation.list_looked_at",
    "referrals:mine": "referral.list_looked_at",
    "referrals:of_case": "referral.of_case_looked_at",
    "referrals:referral": "referral.looked_at",
    "trail:week": "week.looked_at",
    "trail:planted": "canary.looked_at",
}
# A form about a part of these shows it, too.
FORMS = {
    **dict.fromkeys(
        (row.name for row in meeting_objects.ROWS if row.of.startswith("meeting") and row.method == "get"),
        "meeting.looked_at",
    ),
    **dict.fromkeys(
        (row.name for row in meeting_objects.ROWS if row.of.startswith("plan") and row.method == "get"),
        "plan.looked_at",
    ),
    **dict.fromkeys(
        (row.name for row in missing_objects.ROWS if row.of in ("missing_episode", "learnt")), "missing.looked_at"
    ),
    **dict.fromkeys((row.name for row in missing_objects.ROWS if row.of == "absence"), "missing.list_looked_at"),
    **dict.fromkeys(
        (row.name for row in document_objects.ROWS if row.of == "document" and row.method == "get"),
        "document.looked_at",
    ),
}
FORMS |= {
    row.name: f"network.{row.of}_looked_at" for row in network_objects.ROWS if row.of in ("item", "link", "alert")
}
OF_ORDERS = {
    "item": "network.item_looked_at",
    "submission": "submission.looked_at",
    "support": "support.looked_at",
}
FORMS |= {
    row.name: OF_ORDERS.get(row.of, "order.looked_at") for row in order_objects.ROWS if row.of not in ("", "case")
}
FORMS |= dict.fromkeys(
    (row.name for row in entry_objects.ROWS if row.of.startswith("entry") and row.method == "get"), "entry.looked_at"
)
FORMS |= dict.fromkeys(
    (row.name for row in message_objects.ROWS if row.of != "case" and row.method == "get"), "thread.looked_at"
)
FORMS["cases:adult_move"] = "plan.list_looked_at"
FORMS |= {
    row.name: "screening.looked_at"
    for row in screening_objects.ROWS
    if row.of.startswith("screening") and row.method == "get" and row.name != "screening:here"  # who writes, no record
}
FORMS |= dict.fromkeys(("referrals:check", "referrals:give_check", "referrals:withdraw_check"), "check.looked_at")
FORMS["referrals:triage"] = "referral.looked_at"
LOOKS = FORMS | LOOKS
# What a request changes when it is granted, an entry for each change; nothing else here changes anything.
DEEDS = {
    "cases:looks_pdf": ("job.asked",),
    "cases:family_pdf": ("job.asked",),
    "cases:chronology_file": ("job.asked",),
    "cases:minutes_pdf": ("job.asked",),
    "cases:thread_file": ("job.asked",),
    "screening:file": ("job.asked",),
    "referrals:file": ("job.asked",),
    "screening:figures_pdf": ("job.asked",),
    "worklist:take": ("due_item.taken",),
    "network:case_pdf": ("job.asked",),
    "network:item_pdf": ("job.asked",),
    "cases:emergency_end": ("emergency.ended",),
    "cases:view_remove": ("list_view.removed",),
    "cases:view_first": ("list_view.opens_first",),
    "desk:job_cancel": ("job.cancelled",),
    "desk:job_remove": ("job.cancelled", "download.removed"),  # what is still being made is stopped first
    "notices:open": ("notice.read",),
    "desk:draft_set_aside": ("draft.set_aside",),
    "desk:draft_take_up": ("draft.taken_up_again",),
}
# What is printed is looked at first.
PRINTS = {
    "cases:looks_pdf": "case.looks_printed",
    "cases:family_pdf": "case.family_printed",
    "cases:chronology_file": "case.chronology_printed",
    "cases:minutes_pdf": "meeting.minutes_printed",
    "cases:thread_file": "thread.printed",
    "screening:file": "screening.printed",
    "referrals:file": "referral.printed",
    "screening:figures_pdf": "screening.figures_downloaded",
    "network:case_pdf": "network.case_printed",
    "network:item_pdf": "network.item_printed",
}
LEAVING = [row for row in ROWS_ASKED if row.name in LOOKS or row.name in DEEDS]
DOING = [row for row in ROWS_ASKED if row.name in DEEDS]
ANY = "*"  # the reference of what the request made, or of the case behind what it was about
PARTS_OF_A_CASE = (
    *("police_reference", "fact_", "meeting", "missing_episode", "absence", "learnt", "plan", "document", "entry"),
    *("item", "link", "alert", "thread", "message", "screening", "referral", "enquiry"),
)
IN_NETWORK = frozenset({"item", "link", "alert"})
ORDERS = frozenset(order_objects.MAKERS)
PAIRS = frozenset(pair_objects.MAKERS)  # about two records: an entry in the case of each
OF_ALL = {"disposal_list"}  # there is one at a time for the whole partnership


@dataclass(frozen=True)
class Left:
    """What an entry must say."""

    sort: str
    kind: str
    person: int | None
    ref: str
    case_ref: str


@dataclass
class World:
    """The people, what their addresses are about, and their browsers."""

    people: dict[str, Three]
    random: Random
    things: dict[tuple[str, str], dict[str, str]] = field(default_factory=dict)
    clients: dict[int, Client] = field(default_factory=dict)

    def client(self, person: User | None) -> Client:
        if person is None:
            return Client(raise_request_exception=False)
        if person.pk not in self.clients:
            self.clients[person.pk] = Client(raise_request_exception=False)
            self.clients[person.pk].force_login(person)
        return self.clients[person.pk]

    def thing(self, row: Row, group: str) -> dict[str, str]:
        """What is looked at stays; what may be changed is made anew each time."""
        if not row.of:
            return {}
        of_all = row.of in OF_ALL
        key = (row.of, "" if of_all else group)
        is_changed = row.method == "post" or row.name in DEEDS
        if key not in self.things or (is_changed and not of_all):
            self.things[key] = MAKERS[row.of](self.people[group].own)
        return self.things[key]


@dataclass(frozen=True)
class Asked:
    row: Row
    person: User | None
    about: dict[str, str]

    @property
    def is_of_a_case(self) -> bool:
        view = resolve(reverse(self.row.name, kwargs=self.about or None)).func
        return self.row.of == "referral_check" or issubclass(getattr(view, "view_class", object), CaseGuarded)

    @property
    def case(self) -> str:
        """The case that the address names, or the one behind what it names."""
        is_part = self.row.of.startswith(PARTS_OF_A_CASE)
        return ANY if is_part else self.about.get("ref", "")

    def leaves(self, status: int, *, is_asked_why: bool = False) -> list[Left]:
        """The one entry for what was looked at, changed or refused, or none where it was nothing."""
        if self.person is None:
            return []
        ref = self.about.get("ref", "")
        if self.row.of in PAIRS:
            return self._of_a_pair(status, ref, self.person.pk, is_asked_why=is_asked_why)
        if status in (403, 404):
            if self.row.of in IN_NETWORK:
                return [Left(Sort.REFUSAL, "network.refused", self.person.pk, ANY, ANY)]
            if self.row.of in ORDERS:
                apart = self.row.of in ("submission", "support")
                kind = f"{self.row.of}.refused" if apart else "order.look_refused"
                return [Left(Sort.REFUSAL, kind, self.person.pk, ANY, ANY)]
            if self.is_of_a_case:
                return [Left(Sort.REFUSAL, "case.refused", self.person.pk, self.case, self.case)]
            return [Left(Sort.REFUSAL, "page.refused", self.person.pk, "", "")] if status == 403 else []
        if is_asked_why:
            return [Left(Sort.LOOK, "case.reason_asked", self.person.pk, self.case, self.case)]
        return self._granted(status, ref, self.person.pk)

    def _of_a_pair(self, status: int, ref: str, person: int, *, is_asked_why: bool) -> list[Left]:
        if status in (403, 404):
            return [Left(Sort.REFUSAL, "likely_pair.refused", person, ANY, ANY)] * 2
        if is_asked_why:
            return [Left(Sort.LOOK, "case.reason_asked", person, ANY, ANY)]
        if self.row.method == "post":
            return []  # nothing is set aside or proposed yet, so that nothing is taken back
        return [Left(Sort.LOOK, "likely_pair.looked_at", person, ref, ANY)] * 2

    def _granted(self, status: int, ref: str, person: int) -> list[Left]:
        name = self.row.name
        if status == 200 and name in LOOKS:
            case_ref = self.case if self.is_of_a_case or not ref else ANY
            return [Left(Sort.LOOK, LOOKS[name], person, ANY if name in FORMS else ref, case_ref)]
        if status in (302, 303) and name in DEEDS:
            made = ANY if name in PRINTS else ref
            printed = [Left(Sort.LOOK, PRINTS[name], person, ref, self.case)] if name in PRINTS else []
            return [*printed, *(Left(Sort.CHANGE, kind, person, made, ANY) for kind in DEEDS[name])]
        return []


def one_of_all(world: World) -> Asked:
    """Every other one is for something that leaves an entry when it is granted; one in ten does something."""
    turn = world.random.random()
    rows = DOING if turn < 0.1 else LEAVING if turn < 0.5 else ROWS_ASKED
    row, group = world.random.choice(rows), world.random.choice(list(world.people))
    relation = world.random.choice((*RELATIONS, None))
    person = getattr(world.people[group], relation) if relation else None
    return Asked(row, person, world.thing(row, group))


def newest() -> int:
    with connection.cursor() as cursor:
        cursor.execute("select coalesce(max(id), 0) from audit_auditevent")
        return int(cursor.fetchone()[0])


def fits(left: list[Left], wanted: list[Left]) -> bool:
    """What the request itself decided, like the reference of a file it made, may be anything."""
    expected = [
        replace(
            one,
            ref=real.ref if one.ref == ANY else one.ref,
            case_ref=real.case_ref if one.case_ref == ANY else one.case_ref,
        )
        for real, one in zip(left, wanted, strict=False)
    ]
    return len(left) == len(wanted) and left == expected


def said(event: AuditEvent) -> Left:
    return Left(event.sort, event.kind, event.actor_id, event.object_ref, event.case_ref)


@pytest.fixture
def world(db: None) -> World:
    """What there is one of comes first: a hold on everything would leave nothing to dispose of."""
    people = three_of_each()
    anybody = next(iter(people.values())).own
    return World(people, Random(SEED), {(one, ""): MAKERS[one](anybody) for one in OF_ALL})


def test_every_random_request_leaves_exactly_one_right_entry(world: World, refusals: Refusals) -> None:
    wrong: list[Any] = []
    seen: Counter[str] = Counter()
    for number in range(REQUESTS):
        asked = one_of_all(world)
        client, before = world.client(asked.person), newest()
        response = getattr(client, asked.row.method)(reverse(asked.row.name, kwargs=asked.about or None))
        found = list(AuditEvent.objects.filter(id__gt=before).order_by("id"))
        is_asked_why = b'name="why_looking-choice"' in (b"" if response.streaming else response.content)
        left, wanted = [said(event) for event in found], asked.leaves(response.status_code, is_asked_why=is_asked_why)
        seen[wanted[0].sort if wanted else "nothing"] += 1
        right = all(_is_complete(event, asked, response) for event in found)
        if not fits(left, wanted) or not right:
            wrong.append((number, asked.row.name, response.status_code, left, wanted, list(map(_who, found))))
    assert not wrong, "\n".join(map(str, wrong))
    assert min(seen[sort] for sort in (*Sort.values, "nothing")) > REQUESTS / 100, seen


def _who(event: AuditEvent) -> tuple[object, ...]:
    """In which post, in which request, from where."""
    says = (event.actor_ref, event.hat_agency_ref, event.request_id, event.ip)
    return (*says, bool(event.hat_role), bool(event.session_ref))


def _is_complete(event: AuditEvent, asked: Asked, response: Any) -> bool:
    if asked.person is None:
        return False
    request_id = response.headers["X-Request-ID"]
    return _who(event) == (asked.person.ref, agency_of(asked.person).ref, request_id, "127.0.0.1", True, True)
