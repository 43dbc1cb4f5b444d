"""Nobody works with a password alone: setting up the app, signing in with it, and being without the phone."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from django.core import mail
from django.core.management import CommandError, call_command
from django.test import Client
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from cse_portal.agencies import session_rules
from cse_portal.agencies.models import User
from cse_portal.audit.models import AuditEvent
from tests.totp import code_for

NINE = datetime(2026, 11, 23, 9, 0, tzinfo=ZoneInfo("Europe/London"))
CHOOSE = "/account/second-step/new/"
SET_UP = "/account/second-step/app/"
SECOND_STEP = "/account/sign-in/second-step/"
CODES = "/account/second-step/codes/"
KEY = re.compile(r'class="p-secret">([A-Z2-7]+)<')
Cast = dict[str, User]
Forward = Callable[[int], None]


@pytest.fixture(autouse=True)
def _required(settings: Settings) -> None:
    settings.MFA_REQUIRED = True


@pytest.fixture
def wait() -> Iterator[Forward]:
    """The clock stands until a test lets seconds pass."""
    with time_machine.travel(NINE, tick=False) as traveller:
        yield lambda seconds: traveller.shift(timedelta(seconds=seconds))


@pytest.fixture
def enter(cast: Cast, password: str, wait: Forward) -> Callable[[Client], object]:
    """Email and password, as Priya Nair."""
    details = {"login": cast["social_worker"].email, "password": password}
    return lambda client, **more: client.post("/account/sign-in/", {**details, **more})


@pytest.fixture
def set_up(
    enter: Callable[..., object], django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> Callable[[Client], str]:
    """Signs in and sets up the app; gives back the app's secret."""

    def do(client: Client) -> str:
        enter(client)
        secret = KEY.search(client.get(SET_UP).content.decode()).group(1)  # type: ignore[union-attr]
        with django_capture_on_commit_callbacks(execute=True):
            assert client.post(SET_UP, {"code": code_for(secret)}).headers["Location"] == CODES
        return secret

    return do


def recovery_codes(client: Client) -> list[str]:
    return re.findall(r"<li><code>(\d{4} \d{4})</code></li>", client.get(CODES).content.decode())


def trail() -> list[str]:
    kinds = ["second_step.added", "second_step.removed", "second_step.renewed", "sign_in.failed", "session.ended"]
    found = AuditEvent.objects.filter(kind__in=kinds).order_by("pk")
    return [f"{event.kind} {event.detail.get('of') or event.detail.get('step') or ''}".strip() for event in found]


def test_without_it_every_page_leads_to_the_set_up(client: Client, enter: Callable[..., object]) -> None:
    enter(client)
    for place in ("/", "/desk/drafts/", "/account/second-step/", "/account/password/change/"):
        assert client.get(place).headers["Location"] == f"{CHOOSE}?next={place}"
    assert client.post("/find/", {"q": "x"}).headers["Location"] == f"{CHOOSE}?next="
    assert "Everyone needs it before they open anything else here" in client.get(CHOOSE).content.decode()
    page = client.get(SET_UP).content.decode()
    assert "data:image/svg+xml;base64," in page


def test_help_and_the_way_out_stay_open(client: Client, enter: Callable[..., object]) -> None:
    enter(client)
    for page in ("/help/", "/help/now/", "/health/live", "/account/sign-out/", "/account/still-here/"):
        assert client.get(page).status_code == 200


def test_where_it_is_optional_nobody_is_sent(client: Client, enter: Callable[..., object], settings: Settings) -> None:
    settings.MFA_REQUIRED = False
    enter(client)
    assert client.get("/").status_code == 200


def test_set_up_leads_to_the_codes_and_on_to_the_page_wanted(
    client: Client,
    enter: Callable[..., object],
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    enter(client, next="/desk/drafts/")
    page = client.get("/desk/drafts/", follow=True).content.decode()
    assert f'href="{SET_UP}?next=/desk/drafts/"' in page
    page = client.get(f"{SET_UP}?next=/desk/drafts/").content.decode()
    secret = KEY.search(page).group(1)  # type: ignore[union-attr]
    assert 'name="next" value="/desk/drafts/"' in page
    wrong = client.post(SET_UP, {"code": "000000", "next": "/desk/drafts/"}).content.decode()
    assert "The code is not right" in wrong
    assert secret in wrong
    with django_capture_on_commit_callbacks(execute=True):
        response = client.post(SET_UP, {"code": code_for(secret), "next": "/desk/drafts/"}, follow=True)
    assert response.redirect_chain == [(f"{CODES}?next=%2Fdesk%2Fdrafts%2F", 302)]
    assert 'href="/desk/drafts/"' in response.content.decode()
    assert client.get("/desk/drafts/").status_code == 200
    assert trail() == ["second_step.added app", "second_step.added recovery codes"]


def test_another_site_is_never_carried_on_to(client: Client, set_up: Callable[[Client], str]) -> None:
    set_up(client)
    assert "evil" not in client.get(f"{CODES}?next=https://evil.example/").content.decode()


def test_signing_in_takes_both_steps(
    client: Client, set_up: Callable[[Client], str], enter: Callable[..., object], wait: Forward
) -> None:
    secret = set_up(client)
    client.post("/account/sign-out/")
    wait(60)
    assert enter(client, next="/help/").headers["Location"] == SECOND_STEP  # type: ignore[attr-defined]
    assert client.get("/").status_code == 302, "a password alone opens nothing"
    assert "The code is not right" in client.post(SECOND_STEP, {"code": "000000"}).content.decode()
    response = client.post(SECOND_STEP, {"code": f" {code_for(secret)[:3]} {code_for(secret)[3:]} "})
    assert response.headers["Location"] == "/help/"
    assert client.get("/").status_code == 200
    assert trail()[-1] == "sign_in.failed second step"


def test_a_new_password_does_not_do_without_the_second_step(
    client: Client, set_up: Callable[[Client], str], cast: Cast, wait: Forward
) -> None:
    set_up(client)
    wait(60)
    stranger, new = Client(), "copper-lantern-estuary"
    stranger.post("/account/password/forgotten/", {"email": cast["social_worker"].email})
    link = re.search(r"http://testserver(/account/password/new/\S+/)", str(mail.outbox[-1].body))
    assert link
    form = stranger.get(link.group(1)).headers["Location"]
    stranger.post(form, {"password1": new, "password2": new})
    response = stranger.post("/account/sign-in/", {"login": cast["social_worker"].email, "password": new})
    assert response.headers["Location"].startswith(SECOND_STEP)
    assert stranger.get("/").status_code == 302


def test_a_code_works_once(
    client: Client, set_up: Callable[[Client], str], enter: Callable[..., object], wait: Forward
) -> None:
    """Seen over a shoulder, it is worth nothing, though the phone still shows it."""
    secret = set_up(client)
    wait(60)
    code = code_for(secret)
    for browser, answer in ((Client(), 302), (Client(), 200)):
        enter(browser)
        response = browser.post(SECOND_STEP, {"code": code})
        assert response.status_code == answer
    assert "This code was used already. Wait for the next one" in response.content.decode()


def test_guessing_codes_is_stopped(
    client: Client, set_up: Callable[[Client], str], enter: Callable[..., object], wait: Forward
) -> None:
    secret = set_up(client)
    wait(60)
    thief = Client()
    enter(thief)
    for _ in range(5):
        thief.post(SECOND_STEP, {"code": "000000"})
    assert "Wait 5 minutes" in thief.post(SECOND_STEP, {"code": code_for(secret)}).content.decode()
    assert thief.get("/").status_code == 302


def test_a_recovery_code_stands_in_for_the_phone_once(
    client: Client, set_up: Callable[[Client], str], enter: Callable[..., object]
) -> None:
    set_up(client)
    codes = recovery_codes(client)
    assert len(set(codes)) == 10
    client.post("/account/sign-out/")
    enter(client)
    assert client.post(SECOND_STEP, {"code": codes[0]}).status_code == 302
    assert recovery_codes(client) == codes[1:]
    client.post("/account/sign-out/")
    enter(client)
    assert client.post(SECOND_STEP, {"code": codes[0]}).status_code == 200


def test_codes_can_be_taken_away_as_a_file(client: Client, set_up: Callable[[Client], str]) -> None:
    set_up(client)
    response = client.get(f"{CODES}download/")
    assert response.headers["Content-Disposition"] == 'attachment; filename="recovery-codes.txt"'
    assert "no-store" in response.headers["Cache-Control"]
    assert all(code in response.content.decode() for code in recovery_codes(client))


def test_new_codes_end_the_old(
    client: Client,
    set_up: Callable[[Client], str],
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    set_up(client)
    old = recovery_codes(client)
    assert "The 10 you have not used stop working" in client.get(f"{CODES}new/").content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        client.post(f"{CODES}new/")
    assert set(old).isdisjoint(recovery_codes(client))
    assert trail()[-1] == "second_step.renewed recovery codes"


def test_a_session_from_before_the_set_up_elsewhere_starts_again(
    client: Client, set_up: Callable[[Client], str], enter: Callable[..., object]
) -> None:
    """Whoever has only the password, and waited, gets nothing once the owner has set up the app."""
    thief = Client()
    enter(thief)
    set_up(client)
    response = thief.get("/desk/drafts/", follow=True)
    assert response.redirect_chain == [("/account/sign-in/?next=/desk/drafts/", 302)]
    assert "Your account now asks for a second step" in response.content.decode()
    assert client.get("/").status_code == 200
    assert trail()[-1] == "session.ended"


def remove_link(client: Client) -> str:
    page = client.get("/account/second-step/").content.decode()
    return re.search(r"/account/second-step/devices/[^/]+/remove/", page).group()  # type: ignore[union-attr]


def test_the_last_device_stays_where_one_is_required(client: Client, set_up: Callable[[Client], str]) -> None:
    set_up(client)
    assert "This is your only device" in client.get(remove_link(client)).content.decode()
    assert client.post(remove_link(client)).status_code == 409
    assert Authenticator.objects.filter(type="totp").exists()


def test_where_it_is_optional_the_last_goes_with_its_codes(
    client: Client, set_up: Callable[[Client], str], settings: Settings
) -> None:
    set_up(client)
    settings.MFA_REQUIRED = False
    assert "recovery codes stop working too" in client.get(remove_link(client)).content.decode()
    client.post(remove_link(client))
    assert not Authenticator.objects.exists()
    assert trail()[-2:] == ["second_step.removed app", "second_step.removed recovery codes"]
    settings.MFA_REQUIRED = True
    assert client.get("/").headers["Location"] == f"{CHOOSE}?next=/"


def test_a_new_phone_takes_the_place_of_the_old(
    client: Client,
    set_up: Callable[[Client], str],
    enter: Callable[..., object],
    wait: Forward,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    old = set_up(client)
    codes = recovery_codes(client)
    assert "takes the place of the app you have" in client.get(CHOOSE).content.decode()
    new = KEY.search(client.get(SET_UP).content.decode()).group(1)  # type: ignore[union-attr]
    with django_capture_on_commit_callbacks(execute=True):
        assert client.post(SET_UP, {"code": code_for(new)}).headers["Location"] == "/account/second-step/"
    assert recovery_codes(client) == codes, "the codes stay as they are"
    client.post("/account/sign-out/")
    wait(60)
    enter(client)
    assert client.post(SECOND_STEP, {"code": code_for(old)}).status_code == 200
    assert client.post(SECOND_STEP, {"code": code_for(new)}).status_code == 302
    assert trail()[-3:] == ["second_step.removed app", "second_step.added app", "sign_in.failed second step"]


def test_a_device_has_the_name_its_owner_gives_it(client: Client, set_up: Callable[[Client], str]) -> None:
    set_up(client)
    place = remove_link(client).replace("remove", "name")
    assert "Enter a name" in client.post(place, {"name": " "}).content.decode()
    client.post(place, {"name": "Work phone"})
    assert "Work phone" in client.get("/account/second-step/").content.decode()


def test_nobody_reaches_another_persons_device(client: Client, set_up: Callable[[Client], str], cast: Cast) -> None:
    set_up(client)
    place, other = remove_link(client), Client()
    other.force_login(cast["teacher"])
    session = other.session
    session_rules.note_second_step(session, person=cast["teacher"].pk)
    session.save()
    assert [other.get(place).status_code, other.post(place).status_code] == [404, 404]
    assert other.get(place.replace("remove", "name")).status_code == 404


def test_the_secrets_are_sealed_in_the_database(client: Client, set_up: Callable[[Client], str]) -> None:
    secret = set_up(client)
    kept = [str(one.data) for one in Authenticator.objects.all()]
    assert len(kept) == 2
    assert all("sealed:" in data and secret not in data for data in kept)


def test_few_codes_left_are_said_after_signing_in(
    client: Client, set_up: Callable[[Client], str], enter: Callable[..., object]
) -> None:
    set_up(client)
    for number, code in enumerate(recovery_codes(client)[:7], start=1):
        client.post("/account/sign-out/")
        enter(client)
        page = client.post(SECOND_STEP, {"code": code}, follow=True).content.decode()
        assert ("You have 3 recovery codes left" in page) == (number == 7)
    assert "Make new ones soon" in client.get("/account/second-step/").content.decode()


def test_ones_account_says_what_protects_it(client: Client, set_up: Callable[[Client], str]) -> None:
    set_up(client)
    page = client.get("/account/second-step/").content.decode()
    assert "Added 23 November 2026" in page
    assert "10 left" in page


def test_whoever_lost_phone_and_codes_is_helped_at_the_server(
    cast: dict[str, User], client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    me = cast["social_worker"]
    Authenticator.objects.create(user=me, type=Authenticator.Type.TOTP, data={"secret": "x"})
    other = Client()
    other.force_login(cast["teacher"])
    client.force_login(me)
    monkeypatch.setattr("builtins.input", lambda _: f" {me.email.upper()} ")
    call_command("reset_second_step", reason="Seen in person with her staff card")
    assert not Authenticator.objects.filter(user=me).exists()
    assert client.get("/help/").wsgi_request.user.is_anonymous
    assert not other.get("/help/").wsgi_request.user.is_anonymous
    event = AuditEvent.objects.get(kind="second_step.reset")
    assert (event.object_ref, event.reason) == (me.ref, "Seen in person with her staff card")


@pytest.mark.parametrize(
    ("reason", "typed"), [("  ", "priya.nair@larkmere.example"), ("Seen", "nobody@larkmere.example")]
)
def test_without_a_reason_or_a_person_nothing_is_reset(
    cast: dict[str, User], monkeypatch: pytest.MonkeyPatch, reason: str, typed: str
) -> None:
    Authenticator.objects.create(user=cast["social_worker"], type=Authenticator.Type.TOTP, data={"secret": "x"})
    monkeypatch.setattr("builtins.input", lambda _: typed)
    with pytest.raises(CommandError):
        call_command("reset_second_step", reason=reason)
    assert Authenticator.objects.count() == 1
