"""An address that refuses e-mails is put before whoever keeps the agency's people, until a letter arrives again."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from smtplib import SMTPRecipientsRefused
from unittest.mock import patch

import pytest
import time_machine
from django.core import mail
from django.test import Client

from cse_portal.agencies.models import User
from cse_portal.cases.letter_kinds import Letter as Kind
from cse_portal.cases.letters import NEWS
from cse_portal.core.working_days import LONDON
from cse_portal.notices.actions import post_news
from cse_portal.notices.models import Letter, MailTrouble
from cse_portal.notices.tasks import remind
from cse_portal.worklist.models import DueItem
from tests.factories import agency_of
from tests.integration.cases.forms import led_back, says, send

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reads_all")]
Cast = dict[str, User]
MONDAY = datetime(2026, 11, 2, 9, 30, tzinfo=LONDON)
SEND = "django.core.mail.EmailMessage.send"


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(MONDAY, tick=False) as traveller:
        yield traveller


@pytest.fixture
def teacher(cast: Cast) -> User:
    """Whose address refused two letters."""
    refusal = SMTPRecipientsRefused({cast["teacher"].email: (550, b"No such mailbox")})
    for _ in range(2):
        post_news(news=NEWS[Kind.EMERGENCY], to=[cast["teacher"]], url="/")
        with patch(SEND, side_effect=refusal):
            remind()
    return cast["teacher"]


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def page(client: Client, place: str) -> str:
    answer = client.get(place)
    assert answer.status_code == 200
    return str(answer.content.decode())


def address_of(person: User) -> str:
    return f"/people/person/{person.memberships.get().ref}/address/"


def test_the_point_of_contact_is_shown_it_once_and_puts_it_right(cast: Cast, teacher: User) -> None:
    (item,) = DueItem.objects.open().filter(task="Put an e-mail address right")
    assert (item.agency, item.role, item.url) == (agency_of(teacher), "spoc", address_of(teacher))
    spoc = signed_in(cast["school_spoc"])
    assert f"E-mails to {teacher.name} cannot be delivered" in page(spoc, "/")
    assert "cannot be delivered" in page(spoc, f"/people/at/{agency_of(teacher).ref}/")
    operator = page(signed_in(cast["system_administrator"]), "/operations/messages/")
    assert teacher.ref in operator
    assert teacher.name not in operator
    answer = send(spoc, address_of(teacher), email="Gareth.New@Larkmere.example", reason="He said so by telephone")
    assert answer.status_code == 302
    teacher.refresh_from_db()
    assert teacher.email == "gareth.new@larkmere.example"
    assert not DueItem.objects.get(pk=item.pk).closed_at, "only a letter that arrives closes it"
    remind()
    assert {tuple(one.to) for one in mail.outbox} == {("gareth.new@larkmere.example",)}
    assert len(mail.outbox) == 3, "what was refused, and that the address was put right"
    assert MailTrouble.objects.get().ended_at is not None
    assert DueItem.objects.get(pk=item.pk).closed_at
    assert "cannot be delivered" not in page(signed_in(cast["school_spoc"]), f"/people/at/{agency_of(teacher).ref}/")


def test_an_address_that_works_or_is_taken_is_not_changed(cast: Cast, teacher: User) -> None:
    spoc = signed_in(cast["school_spoc"])
    said = {"email": cast["social_worker"].email, "reason": "So they say"}
    assert "belongs to an account already" in says(led_back(spoc, send(spoc, address_of(teacher), **said)))
    MailTrouble.objects.update(ended_at=MONDAY)
    said["email"] = "new@larkmere.example"
    assert "nothing to put right" in says(led_back(spoc, send(spoc, address_of(teacher), **said)))
    teacher.refresh_from_db()
    assert teacher.email != "new@larkmere.example"


def test_nobody_changes_their_own_and_others_items_go_to_somebody_else(cast: Cast) -> None:
    spoc = cast["school_spoc"]
    post_news(news=NEWS[Kind.EMERGENCY], to=[spoc], url="/")
    with patch(SEND, side_effect=SMTPRecipientsRefused({spoc.email: (550, b"No")})):
        remind()
    (item,) = DueItem.objects.open().filter(task="Put an e-mail address right")
    assert item.role == "lscb_manager"
    said = {"email": "new@larkmere.example", "reason": "It is mine"}
    assert send(signed_in(spoc), address_of(spoc), **said).status_code == 403


def test_a_letter_that_arrives_by_itself_closes_it(cast: Cast, teacher: User) -> None:
    post_news(news=NEWS[Kind.EMERGENCY], to=[teacher], url="/")
    remind()
    assert not DueItem.objects.open().filter(task="Put an e-mail address right").exists()


def test_who_has_left_is_nobodys_trouble(cast: Cast, teacher: User, clock: time_machine.Traveller) -> None:
    teacher.memberships.update(ends_on=MONDAY.date())
    clock.shift(timedelta(days=1))
    remind()
    assert MailTrouble.objects.get().ended_at is not None
    assert not DueItem.objects.open().filter(task="Put an e-mail address right").exists()
    assert Letter.objects.filter(state="refused").count() == 2
