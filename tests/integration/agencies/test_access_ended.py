"""Whoever loses their last role while signed in is told so, and whom to ask, until they sign out."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.test import Client

from cse_portal.agencies.actions import give_role
from cse_portal.agencies.models import Agency, Membership, User
from cse_portal.agencies.roles import Role
from cse_portal.audit.models import AuditEvent
from cse_portal.core import clock
from cse_portal.desk.models import Draft
from tests.desks import one
from tests.factories import TEST, agency_of
from tests.integration.desk.forms import NOTE, WRITE, filled, opened

pytestmark = pytest.mark.django_db
Cast = dict[str, User]


def ends(user: User) -> None:
    Membership.objects.filter(user=user).update(ends_on=clock.today() - timedelta(days=1))


@pytest.fixture
def teacher(client: Client, cast: Cast) -> Client:
    school = agency_of(cast["teacher"])
    Agency.objects.filter(pk=school.pk).update(phone="01632 960321")
    client.force_login(cast["teacher"])
    Membership.objects.filter(user=cast["teacher"]).update(starts_on=clock.today() - timedelta(days=9))
    return client


def words(client: Client, place: str = "/") -> str:
    return client.get(place).content.decode()


def sessions_ended() -> int:
    return AuditEvent.objects.filter(kind="session.ended", detail__why="no_access").count()


def test_it_says_so_whom_to_ring_and_what_is_kept(teacher: Client, cast: Cast) -> None:
    assert teacher.get("/").status_code == 200
    ends(cast["teacher"])
    answer = teacher.get("/")
    page = answer.content.decode()
    assert answer.status_code == 403
    assert "Your role has ended" in page
    assert cast["school_spoc"].email in page
    assert "01632 960321" in page
    assert "kept as a draft" in page
    assert agency_of(cast["teacher"]).partnership.mash_phone in page
    assert 'action="/account/sign-out/"' in page
    assert "My work" not in page


def test_every_page_says_so_and_the_trail_says_it_once(teacher: Client, cast: Cast) -> None:
    ends(cast["teacher"])
    for place in ("/", "/cases/", "/nowhere/", "/"):
        assert "Your role has ended" in words(teacher, place), place
    assert sessions_ended() == 1
    assert not teacher.session.get("_auth_user_id")
    for place in ("/help/now/", "/account/sign-in/"):
        assert teacher.get(place).status_code == 200


def test_signing_out_leaves_it(teacher: Client, cast: Cast) -> None:
    ends(cast["teacher"])
    teacher.get("/")
    assert teacher.post("/account/sign-out/").headers["Location"] == "/account/sign-in/"
    assert teacher.get("/").headers["Location"] == "/account/sign-in/?next=/"


def test_somebody_else_signs_in_on_the_same_device(teacher: Client, cast: Cast) -> None:
    ends(cast["teacher"])
    teacher.get("/")
    teacher.force_login(cast["school_spoc"])
    assert teacher.get("/").status_code == 200
    assert "Your role has ended" not in words(teacher, "/account/role/")


def test_it_is_forgotten_after_as_long_as_a_session_lasts(teacher: Client, cast: Cast) -> None:
    with time_machine.travel(clock.now(), tick=False) as frozen:
        teacher.force_login(cast["teacher"])
        ends(cast["teacher"])
        teacher.get("/")
        frozen.shift(timedelta(minutes=31))
        assert teacher.get("/").status_code == 302


def test_access_that_comes_back_leads_to_sign_in(teacher: Client, cast: Cast) -> None:
    ends(cast["teacher"])
    teacher.get("/")
    give_role(user=cast["teacher"], agency=agency_of(cast["teacher"]), role=Role.PRACTITIONER, by=TEST)
    assert teacher.get("/").headers["Location"] == "/account/sign-in/?next=/"


@pytest.mark.parametrize(
    ("change", "heading"),
    [
        ({"suspended_at": clock.now(), "suspension_reason": "Under investigation"}, "Your access is suspended"),
        ({"starts_on": clock.today() + timedelta(days=3)}, "Your access begins on"),
    ],
)
def test_each_reason_has_its_words(teacher: Client, cast: Cast, change: dict[str, object], heading: str) -> None:
    if "suspended_at" in change:
        change = {**change, "suspended_by": cast["school_spoc"]}
    Membership.objects.filter(user=cast["teacher"]).update(**change)
    page = words(teacher)
    assert heading in page
    assert "Under investigation" not in page


def test_a_locked_account_too(teacher: Client, cast: Cast) -> None:
    User.objects.filter(pk=cast["teacher"].pk).update(locked_unused_at=clock.now())
    page = words(teacher)
    assert "Your account is locked" in page
    assert "let you back in straight away" in page


def test_a_form_on_its_way_gives_its_words_back_and_leaves_drafts_alone(client: Client, cast: Cast) -> None:
    worker = cast["social_worker"]
    client.force_login(worker)
    form = filled(opened(client), **NOTE)
    client.post(WRITE, {**form, "_save_draft": "yes"})
    Membership.objects.filter(user=worker).update(
        suspended_at=clock.now(), suspended_by=cast["school_spoc"], suspension_reason="x"
    )
    answer = client.post(WRITE, form, headers={"Sec-Fetch-Site": "same-origin"})
    assert answer.status_code == 403
    assert NOTE["what_happened"] in answer.content.decode()
    assert one(Draft, owner=worker).fields["what_happened"] == [NOTE["what_happened"]]
