"""Letters by GOV.UK Notify: once each, tried again when it fails, and known to have arrived or not."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
import time_machine
from django.core.mail import send_mail

from cse_portal.agencies.models import User
from cse_portal.cases.letter_kinds import Letter as Kind
from cse_portal.cases.letters import NEWS
from cse_portal.core.notify_key import read_key
from cse_portal.core.working_days import LONDON
from cse_portal.notices.actions import post_news
from cse_portal.notices.letter_states import MOST_TRIES
from cse_portal.notices.models import Letter, MailTrouble
from cse_portal.notices.tasks import remind
from tests.notify_stub import EMAILS, KEY, NotifyStub

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reads_all")]
Cast = dict[str, User]
URGENT = NEWS[Kind.EMERGENCY]
MONDAY = datetime(2026, 11, 2, 9, 30, tzinfo=LONDON)


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(MONDAY, tick=False) as traveller:
        yield traveller


@pytest.fixture
def stub(settings) -> Iterator[NotifyStub]:  # type: ignore[no-untyped-def]
    settings.EMAIL_BACKEND = "cse_portal.core.notify_mail.NotifyBackend"
    settings.NOTIFY_KEY, settings.NOTIFY_EMAIL_TEMPLATE = read_key(KEY), EMAILS
    with NotifyStub() as here:
        settings.NOTIFY_URL = here.url
        yield here


@pytest.fixture
def news(cast: Cast) -> User:
    """Something urgent for the teacher."""
    post_news(news=URGENT, to=[cast["teacher"]], url="/", reference="7K3M-9QXA-2F4C")
    return cast["teacher"]


def letter() -> Letter:
    return Letter.objects.get()


def later(clock: time_machine.Traveller, **by: int) -> None:
    clock.shift(timedelta(**by))
    remind()


def test_a_letter_is_handed_over_once_under_its_own_reference(stub: NotifyStub, news: User) -> None:
    remind()
    remind()
    (taken,) = stub.taken
    assert (taken["email_address"], taken["template_id"]) == (news.email, EMAILS)
    assert taken["reference"] == letter().ref
    assert set(taken["personalisation"]) == {"subject", "message"}
    assert (letter().state, letter().asks) == ("sent", 0)


def test_one_that_was_taken_unsaid_is_not_sent_again(
    stub: NotifyStub, news: User, clock: time_machine.Traveller
) -> None:
    stub.hangs_up = True
    remind()
    assert letter().state == "waiting"
    later(clock, minutes=2)
    assert len(stub.taken) == 1
    assert letter().state == "sent"


@pytest.mark.parametrize("status", [429, 500, 503, 403, 400])
def test_what_fails_is_tried_again_with_pauses_and_set_aside_in_the_end(
    stub: NotifyStub, news: User, clock: time_machine.Traveller, status: int
) -> None:
    stub.faults = [status] * MOST_TRIES
    remind()
    assert (letter().state, letter().error_kind) == ("waiting", f"Notify {status}")
    remind()
    assert letter().tries == 1, "not before its pause is over"
    for _ in range(MOST_TRIES - 1):
        later(clock, hours=5)
    assert (letter().state, letter().tries) == ("set_aside", MOST_TRIES)
    assert not MailTrouble.objects.exists()


def test_what_is_no_address_is_refused_at_once(stub: NotifyStub, news: User) -> None:
    stub.faults, stub.words = [400], "email_address Not a valid email address"
    remind()
    assert letter().state == "refused"
    assert MailTrouble.objects.get().person == news


def test_an_address_that_turns_out_wrong_is_trouble_until_a_letter_arrives(
    stub: NotifyStub, news: User, clock: time_machine.Traveller
) -> None:
    remind()
    stub.set_status("permanent-failure")
    later(clock, minutes=1)
    assert letter().state == "refused"
    assert MailTrouble.objects.get().ended_at is None
    post_news(news=URGENT, to=[news], url="/")
    remind()
    assert MailTrouble.objects.get().ended_at is None, "taken is not yet arrived"
    stub.taken[-1]["status"] = "delivered"
    later(clock, minutes=1)
    assert MailTrouble.objects.get().ended_at is not None
    asked = stub.asked
    later(clock, hours=3)
    assert stub.asked == asked, "what arrived is asked about no more"


def test_an_address_that_is_away_is_tried_again(stub: NotifyStub, news: User, clock: time_machine.Traveller) -> None:
    remind()
    stub.set_status("temporary-failure")
    later(clock, minutes=1)
    assert letter().state == "waiting"
    later(clock, minutes=3)
    assert len(stub.taken) == 2
    assert letter().state == "sent"


def test_while_nothing_is_known_it_asks_less_and_less_and_gives_up(
    stub: NotifyStub, news: User, clock: time_machine.Traveller
) -> None:
    remind()
    for _ in range(60):
        later(clock, hours=2)
    assert letter().ask_at is None
    assert stub.asked < 40
    assert letter().state == "sent"


def test_while_notify_is_away_nothing_of_a_receipt_is_lost(
    stub: NotifyStub, news: User, clock: time_machine.Traveller
) -> None:
    remind()
    stub.is_away = True
    later(clock, minutes=1)
    assert letter().ask_at is not None
    stub.is_away = False
    stub.set_status("permanent-failure")
    later(clock, minutes=5)
    assert letter().state == "refused"


def test_other_mail_of_the_portal_goes_the_same_way(stub: NotifyStub, clock: time_machine.Traveller) -> None:
    assert send_mail("A link", "Open it", None, ["beth@larkmere.example"]) == 1
    assert stub.taken[0]["personalisation"] == {"subject": "A link", "message": "Open it"}
    stub.faults, stub.words = [400], "email_address Not a valid email address"
    with pytest.raises(OSError, match="Notify 400"):
        send_mail("A link", "Open it", None, ["nobody"])
    stub.faults = [500]
    assert send_mail("A link", "Open it", None, ["beth@larkmere.example"], fail_silently=True) == 0
