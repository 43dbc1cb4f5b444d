"""Where one is signed in, and being signed out from elsewhere: it bites with the very next request."""

from __future__ import annotations

import re

import pytest
from django.core import mail
from django.test import Client

from cse_portal.agencies.models import PortalSession, User
from cse_portal.audit.models import AuditEvent

HERE = "/account/sessions/"
Cast = dict[str, User]
PHONE = "Mozilla/5.0 (Linux; Android 15; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0 Mobile Safari/537.36"


def signed_in(cast: Cast, password: str, key: str = "social_worker", agent: str = "") -> Client:
    client = Client(headers={"user-agent": agent} if agent else None)
    client.post("/account/sign-in/", {"login": cast[key].email, "password": password})
    return client


@pytest.fixture
def laptop(cast: Cast, password: str) -> Client:
    return signed_in(cast, password, agent="Mozilla/5.0 (Windows NT 10.0; rv:145.0) Gecko/20100101 Firefox/145.0")


@pytest.fixture
def phone(cast: Cast, password: str) -> Client:
    return signed_in(cast, password, agent=PHONE)


def end_links(page: str) -> list[str]:
    return re.findall(r'action="(/account/sessions/[^"]+/end/)"', page)


def test_each_device_is_named_and_this_one_marked(laptop: Client, phone: Client) -> None:
    page = laptop.get(HERE).content.decode()
    assert "Firefox on a Windows computer" in page
    assert "Chrome on an Android device" in page
    here = page[page.index("Firefox on a Windows") :]
    assert "This device" in here[:120]
    assert page.count("127.0.0.1") == 2
    assert len(end_links(page)) == 2, "the phone's, and everywhere else; this one signs out at the top"


def test_another_device_is_signed_out_from_here(laptop: Client, phone: Client, cast: Cast) -> None:
    (place,) = [link for link in end_links(laptop.get(HERE).content.decode()) if "others" not in link]
    page = laptop.post(place, follow=True).content.decode()
    assert "Signed out: Chrome on an Android device." in page
    assert "You are signed in here and nowhere else" in page
    assert phone.get("/").status_code == 302
    assert laptop.get("/").status_code == 200
    event = AuditEvent.objects.get(kind="session.ended")
    assert (event.actor_id, event.detail) == (cast["social_worker"].pk, {"why": "signed_out_remotely"})


def test_everywhere_else_in_one_go(laptop: Client, phone: Client, cast: Cast, password: str) -> None:
    third = signed_in(cast, password)
    assert "signed in in 2 other places" not in laptop.get(HERE).content.decode()
    page = laptop.post(f"{HERE}others/end/", follow=True).content.decode()
    assert "You are signed out in 2 other places. Here you stay signed in." in page
    assert [client.get("/").status_code for client in (laptop, phone, third)] == [200, 302, 302]
    assert AuditEvent.objects.get(kind="person.signed_out_elsewhere").detail == {"sessions": 2}


def test_ending_asks_who_it_is_after_a_while(laptop: Client, phone: Client) -> None:
    session = laptop.session
    session["confirmed_at"] = 0
    session.save()
    assert laptop.post(f"{HERE}others/end/").status_code == 403
    assert phone.get("/").status_code == 200


def test_nobody_elses_sessions_are_there(laptop: Client, cast: Cast, password: str) -> None:
    teacher = signed_in(cast, password, "teacher")
    theirs = PortalSession.objects.get(user=cast["teacher"])
    assert theirs.ref not in laptop.get(HERE).content.decode()
    assert laptop.post(f"{HERE}{theirs.ref}/end/").status_code == 404
    assert teacher.get("/").status_code == 200


def test_a_new_key_keeps_one_row(laptop: Client, cast: Cast, password: str) -> None:
    """Changing the password changes the session's key: the list goes on to show one device, and can end it."""
    new = "seven-quiet-otters-swim"
    laptop.post("/account/password/change/", {"oldpassword": password, "password1": new, "password2": new})
    (row,) = PortalSession.objects.of(cast["social_worker"])
    assert row.device == "Firefox on a Windows computer"
    assert row.session_key == laptop.session.session_key


# --- by whoever keeps the accounts ------------------------------------------------------------------------------


@pytest.fixture
def helper(cast: Cast, password: str) -> Client:
    return signed_in(cast, password, "school_spoc")


def test_a_contact_signs_a_person_out_everywhere(helper: Client, cast: Cast, password: str) -> None:
    teacher = signed_in(cast, password, "teacher")
    place = f"/account/help/{cast['teacher'].ref}/"
    page = helper.get(place).content.decode()
    assert "On 1 device" in page
    assert "127.0.0.1" not in page
    assert "Enter a reason" in helper.post(f"{place}sign-out/", {"reason": ""}).content.decode()
    done = helper.post(f"{place}sign-out/", {"reason": "Left the laptop on the bus"}, follow=True).content.decode()
    assert "Signed out of 1 device." in done
    assert teacher.get("/").status_code == 302
    assert mail.outbox[-1].to == [cast["teacher"].email]
    event = AuditEvent.objects.get(kind="person.signed_out_everywhere")
    assert (event.reason, event.object_ref) == ("Left the laptop on the bus", cast["teacher"].ref)


def test_the_list_shows_who_is_locked_and_finds_by_name(helper: Client, cast: Cast) -> None:
    from cse_portal.agencies.actions import note_sign_in_failed
    from cse_portal.core.actor import System

    for _ in range(10):
        note_sign_in_failed(email=cast["teacher"].email, by=System("a test"))
    page = helper.get("/account/help/").content.decode()
    assert page.count(cast["teacher"].name) == 2, "among the locked, and among everyone"
    assert cast["social_worker"].name not in page
    assert cast["teacher"].name in helper.post("/account/help/", {"words": "onwu"}).content.decode()
    assert "Nobody whom you help has that name" in helper.post("/account/help/", {"words": "zzz"}).content.decode()
    place = f"/account/help/{cast['teacher'].ref}/"
    assert "Release" in helper.get(place).content.decode()
    released = helper.post(f"{place}release/", {"reason": "He rang from school"}, follow=True)
    assert "Released. They can try again now." in released.content.decode()
    assert "Nobody. An account locks" in helper.get("/account/help/").content.decode()


def test_a_system_administrator_helps_everyone_but_themselves(cast: Cast, password: str) -> None:
    administrator = signed_in(cast, password, "system_administrator")
    page = administrator.get("/account/help/").content.decode()
    assert all(cast[key].name in page for key in ("teacher", "social_worker"))
    assert administrator.get(f"/account/help/{cast['system_administrator'].ref}/").status_code == 404


# --- the second step ---------------------------------------------------------------------------------------------


def test_a_reset_needs_a_known_person_a_reason_and_being_sure(helper: Client, cast: Cast, password: str) -> None:
    from allauth.mfa.models import Authenticator

    person = cast["teacher"]
    Authenticator.objects.create(user=person, type="totp", data={"secret": "x"})
    teacher = Client()
    teacher.force_login(person)
    place = f"/account/help/{person.ref}/second-step/"
    page = helper.post(place, {}).content.decode()
    for words in ("Select how you made sure who they are", "Enter a reason", "Tick “I am sure"):
        assert words in page
    assert Authenticator.objects.exists()
    form = {"identity": "card", "reason": "New phone, old one broken", "is_sure": "on"}
    helper.post(place, form)
    assert not Authenticator.objects.exists()
    assert teacher.get("/").status_code == 302
    letter = mail.outbox[-1]
    assert letter.to == [person.email]
    assert not any(part in f"{letter.subject} {letter.body}" for part in person.name.split())
    event = AuditEvent.objects.get(kind="second_step.reset")
    assert (event.actor_id, event.detail["identity"]) == (cast["school_spoc"].pk, "card")
    assert event.reason == "New phone, old one broken"


def test_nobody_resets_their_own_or_another_agencys(helper: Client, cast: Cast) -> None:
    for key in ("school_spoc", "social_worker"):
        assert helper.get(f"/account/help/{cast[key].ref}/second-step/").status_code == 404
