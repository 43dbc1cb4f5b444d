"""The demo borough in the database."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client

from cse_portal.agencies.models import Agency, Membership, Partnership, User
from cse_portal.agencies.models.people import local_day
from cse_portal.agencies.roles import Role
from cse_portal.audit.models import AuditEvent
from cse_portal.cases.line_kinds import LineKind
from cse_portal.cases.models import Entry
from cse_portal.cases.work_kinds import MEETING_WANTED, STRATEGY_WANTED
from cse_portal.core import clock
from cse_portal.core.working_days import end_of_work
from cse_portal.demo import bulk
from cse_portal.demo.cast import BUSIEST, CAST, PASSWORD
from cse_portal.worklist.models import DueItem
from screening.models import Tool
from screening.reviews import due_on
from screening.work_kinds import REVIEW
from tests.plugins.wall import emptied

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reads_all")]

EMAIL_OF = "(SELECT email FROM agencies_user WHERE id = {})"
NAME_OF = "(SELECT name FROM agencies_agency WHERE id = agency_id)"
# What differs from one load to the next: numbers of rows, the moment of loading, and the salt of a password.
EVERY_ROW = {
    "agencies_agency": "ref, name",
    "agencies_user": "ref, email, name",
    "agencies_membership": f"ref, role, starts_on, ends_on, {EMAIL_OF.format('user_id')}, {NAME_OF}",
    "worklist_dueitem": f"""ref, task, detail, button, kind, role, opened_at, due_at, critical_at, closed_at,
        {EMAIL_OF.format("person_id")}, {NAME_OF}""",
}
MADE_BY_COPY = "purpose = '' AND object_kind = 'worklist.dueitem' AND request_id <> ''"


def seed(**options: object) -> str:
    said = StringIO()
    call_command("seed_demo", stdout=said, **options)
    return said.getvalue()


def digest() -> str:
    """Of the borough's rows; the practice notes begin now, and so do their due items."""
    found = hashlib.sha256()
    with connection.cursor() as cursor:
        for table, columns in EVERY_ROW.items():
            where = "WHERE source_ref = ''" if table == "worklist_dueitem" else ""
            cursor.execute(f"SELECT {columns} FROM {table} {where} ORDER BY ref")
            found.update(repr(cursor.fetchall()).encode())
        cursor.execute(
            f"SELECT at, kind, object_ref, request_id FROM audit_auditevent WHERE {MADE_BY_COPY} ORDER BY id"
        )
        found.update(repr(cursor.fetchall()).encode())
    return found.hexdigest()


@pytest.mark.django_db(transaction=True)
def test_the_same_seed_and_day_make_the_same_borough() -> None:
    digests = []
    for number in (3, 3, 4):
        seed(size=150, seed=number, on=date(2026, 3, 4))
        digests.append(digest())
        emptied()
    assert digests[0] == digests[1]
    assert digests[0] != digests[2]


def test_as_many_items_as_asked_for_and_ten_events_each() -> None:
    seed(size=200)
    loaded = DueItem.objects.filter(source_ref="")
    assert loaded.count() == 200
    assert AuditEvent.objects.filter(object_ref__in=loaded.values("ref")).count() == 2_000


def test_events_stand_in_the_order_of_time() -> None:
    seed(size=120)
    events = AuditEvent.objects.filter(object_kind="worklist.dueitem", actor_kind="person").exclude(request_id="")
    times = list(events.order_by("pk").values_list("at", flat=True))
    assert len(times) >= 1_200
    assert times[:1_200] == sorted(times[:1_200])


def test_somebody_works_in_every_role_today() -> None:
    seed()
    assert {membership.get_role() for membership in Membership.objects.live()} == set(Role)
    assert Agency.objects.count() > 40
    assert Membership.objects.filter(ends_on__lt=clock.today()).exists()


def test_nobody_who_left_has_anything_to_do() -> None:
    seed(size=1_000)
    live = set(Membership.objects.live().values_list("user", flat=True))
    assert set(DueItem.objects.open().exclude(person=None).values_list("person", flat=True)) <= live


def test_every_task_opens_a_page_for_the_person_who_has_it(client: Client) -> None:
    seed()
    found = DueItem.objects.open().exclude(person=None).select_related("person")
    tried = {(item.url, person.role): item for item in found for person in item.person.memberships.live()}
    assert tried
    for (url, role), item in tried.items():
        client.force_login(item.person)
        assert client.get(url, follow=True).status_code == 200, (url, role)


def test_the_busiest_person_finds_a_full_desk(client: Client) -> None:
    seed()
    client.force_login(User.objects.get(email=BUSIEST.email))
    assert f"{bulk.BUSIEST_HAS_DUE} things to do" in client.get("/").content.decode()


def test_everyone_signs_in_with_the_demos_password() -> None:
    seed(size=0)
    assert User.objects.get(email=CAST[0].email).check_password(PASSWORD)
    assert User.objects.get(email=BUSIEST.email).check_password(PASSWORD)
    assert User.objects.values("password").distinct().count() == 1


def test_telephones_and_addresses_come_from_ranges_that_reach_nobody() -> None:
    seed()
    assert all(
        re.fullmatch(r"[a-z0-9.]+@larkmere\.example", one) for one in User.objects.values_list("email", flat=True)
    )
    phones = Partnership.objects.values_list("mash_phone", "out_of_hours_phone")
    assert all(re.fullmatch(r"01632 960\d{3}|020 7946 0\d{3}|07700 900\d{3}", one) for pair in phones for one in pair)


def test_a_borough_is_only_loaded_into_an_empty_database() -> None:
    seed(size=0)
    with pytest.raises(CommandError, match="already holds a partnership"):
        seed(size=0)
    before = User.objects.count()
    assert seed(if_empty=True) == ""
    assert User.objects.count() == before


def test_a_size_below_nothing_is_refused() -> None:
    with pytest.raises(CommandError, match="0 or more"):
        seed(size=-1)
    assert not Partnership.objects.exists()


def test_the_schools_people_page_tells_every_story(client: Client) -> None:
    seed()
    client.force_login(User.objects.get(email="beth.lindqvist@larkmere.example"))
    page = client.get("/people/", follow=True).content.decode()
    for words in (
        *("Grace Hollis", "Locks in 8 days", "Tariq Wells", "2 things open", "Nell Barrow", "Invited"),
        *("Ruth Grant", "Daniel Okafor", "Last check of access", "Check the other"),
    ):
        assert words in page


def test_reviews_are_overdue_under_way_and_signed(client: Client) -> None:
    seed()
    client.force_login(User.objects.get(email="imran.castellan@larkmere.example"))
    page = client.get("/people/reviews/").content.decode()
    overdue, _, rest = page.partition('id="under-way"')
    assert overdue.count("<tr>") == 1 + 2
    assert "Fernhill Academy" in rest
    client.force_login(User.objects.get(email="tom.akers@larkmere.example"))
    police = client.get("/people/", follow=True).content.decode()
    assert "Locked: not used" in police
    assert "Suspended" in police


def test_the_screenings_and_assessments_are_at_one_with_their_cases(client: Client) -> None:
    seed(size=0)
    tools = Tool.objects.select_related("case__child").order_by("pk")
    assert Counter(one.status for one in tools) == {"complete": 6, "signing": 1, "draft": 3}
    maya = [one for one in tools if one.case.child.given_names == "Maya"]
    assert [one.decided for one in maya] == ["medium", "1", "2"]
    assert [one.decided_at for one in maya] == sorted(one.decided_at for one in maya if one.decided_at)
    told = Entry.objects.filter(case=maya[0].case, kind=LineKind.SCREENING.value)
    assert len(told) == len(maya) + 1
    assert {one.happened_on for one in told} == {local_day(one.decided_at) for one in maya if one.decided_at}
    last = {one.case_id: one for one in tools if one.is_score and one.signed_at}
    assert len(last) == 3
    for one in last.values():
        assert one.signed_at is not None
        assert one.case.opened_on <= local_day(one.signed_at)
        assert (str(one.case.risk), one.case.review_on) == (one.decided, due_on(local_day(one.signed_at)))
        (review,) = DueItem.objects.open().filter(kind=REVIEW.code, case_ref=one.case.ref)
        assert review.due_at == end_of_work(one.case.review_on)
        wanted = (MEETING_WANTED.code, STRATEGY_WANTED.code)
        assert not DueItem.objects.open().filter(kind__in=wanted, case_ref=one.case.ref).exists()
    client.force_login(User.objects.get(email="helen.marsh@larkmere.example"))
    assert "Assessments to sign off" in client.get("/screening/").content.decode()


def test_the_trail_of_the_borough_is_whole(capsys: pytest.CaptureFixture[str]) -> None:
    seed(size=0)
    call_command("verify_audit")
    assert ": all as it was sealed" in capsys.readouterr().out
