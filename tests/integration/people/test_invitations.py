"""An invitation is sent, taken up once, and tells nobody more than it must."""

from __future__ import annotations

import re
import smtplib
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from cse_portal.agencies import actions
from cse_portal.agencies.models import Agency, Membership, User
from cse_portal.agencies.roles import Role
from cse_portal.agencies.standing import NotAllowedNow
from cse_portal.audit.models import AuditEvent
from cse_portal.people import mail as invitation_mail
from cse_portal.people.actions import invitations
from cse_portal.people.actions.invitations import Sent
from cse_portal.people.models import Invitation
from tests.factories import TEST
from tests.integration.people.conftest import MONDAY, Cast, joins
from tests.integration.people.forms import day, send

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
TODAY = MONDAY.date()
PASSWORD = "three-lanterns-by-the-quay"
NEW = {"password1": PASSWORD, "password2": PASSWORD}
HERE = "/account/invitation/"


@pytest.fixture
def invited(school: Cast, agency: Agency) -> Callable[..., Sent]:
    def one(email: str = "n.barrow@larkmere.example", **more: Any) -> Sent:
        details = {"name": "Nell Barrow", "role": Role.PRACTITIONER, "starts_on": TODAY, "ends_on": None}
        return invitations.invite(agency=agency, email=email, by=school["school_spoc"], **{**details, **more})

    return one


def open_link(browser: Client, sent: Sent) -> Any:
    return browser.get(reverse("invitation_link", kwargs={"key": sent.key}), follow=True)


def kinds() -> list[str]:
    return list(AuditEvent.objects.order_by("pk").values_list("kind", flat=True))


# --- sending -----------------------------------------------------------------------------------------------------


def test_the_form_sends_one_letter_that_holds_nothing_about_anybody(spoc: Client, agency: Agency) -> None:
    place = reverse("people:invite", kwargs={"ref": agency.ref})
    response = send(
        spoc, place, name="Nell Barrow", email=" N.Barrow@Larkmere.example ", role="practitioner",
        **day("ends_on", TODAY + 90 * DAY),
    )  # fmt: skip
    assert response.headers["Location"] == reverse("people:agency", kwargs={"ref": agency.ref})
    made = Invitation.objects.get()
    assert (made.email, made.starts_on, made.ends_on) == ("n.barrow@larkmere.example", TODAY, TODAY + 90 * DAY)
    assert made.is_mailed
    assert made.expires_at == MONDAY + 7 * DAY
    (letter,) = mail.outbox
    assert letter.to == ["n.barrow@larkmere.example"]
    whole = f"{letter.subject}\n{letter.body}"
    assert not re.search(r"Nell|Barrow|Beth|Lindqvist|Practitioner|n\.barrow", whole)
    assert "Fernhill Academy" in whole
    assert "30 November 2026" in whole
    key = re.search(r"/account/invitation/([\w-]+)/", letter.body)
    assert key is not None
    assert key[1] not in str(list(Invitation.objects.values()))
    assert kinds()[-2:] == ["invitation.made", "invitation.mailed"]


def test_sending_the_same_page_twice_invites_once(spoc: Client, agency: Agency) -> None:
    place = reverse("people:invite", kwargs={"ref": agency.ref})
    first = send(spoc, place, name="Nell Barrow", email="n@larkmere.example", role="practitioner")
    again = {name: values for name, values in first.wsgi_request.POST.lists()}
    assert spoc.post(place, again).headers["Location"] == first.headers["Location"]
    assert Invitation.objects.count() == len(mail.outbox) == 1


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"name": ""}, "Enter the person’s name"),
        ({"email": "nobody"}, "Enter an email address in the correct format"),
        ({"role": ""}, "Select a role"),
        ({"role": "mash_officer"}, "from the list"),
        ({"role": "information_governance_lead"}, "from the list"),
        ({**day("starts_on", TODAY - DAY)}, "First day must be today or in the future"),
        ({**day("ends_on", TODAY), **day("starts_on", TODAY + DAY)}, "Last day must be on or after the first day"),
        ({"email": "gareth.onwuachi@larkmere.example"}, "has that role here already"),
        ({"email": "beth.lindqvist@larkmere.example"}, "You cannot invite yourself"),
    ],
)
def test_what_does_not_fit_is_said_and_what_was_typed_stays(
    spoc: Client, agency: Agency, typed: dict[str, str], said: str
) -> None:
    right = {"name": "Nell Barrow", "email": "n@larkmere.example", "role": "practitioner"}
    response = send(spoc, reverse("people:invite", kwargs={"ref": agency.ref}), **{**right, **typed})
    page = response.content.decode()
    assert response.status_code == 200
    assert said in page
    assert "<title>Error: " in page
    assert f'value="{ {**right, **typed}["email"] }"' in page
    assert not Invitation.objects.exists()
    assert mail.outbox == []


def test_the_same_person_is_not_invited_twice_to_one_role(invited: Callable[..., Sent]) -> None:
    invited()
    with pytest.raises(NotAllowedNow, match="invited to this role already"):
        invited("N.BARROW@larkmere.example")
    invited(role=Role.SAFEGUARDING_ADVISER)


@pytest.mark.parametrize("who", ["teacher", "police_spoc", "team_manager", "governance_lead", "lscb_manager"])
def test_nobody_else_invites_to_it(school: Cast, invited: Callable[..., Sent], who: str) -> None:
    """The partnership manager gives points of contact and roles of the whole partnership, not the others."""
    with pytest.raises(PermissionDenied):
        invitations.invite(
            agency=school["school_spoc"].memberships.get().agency, name="N", email="n@larkmere.example",
            role=Role.PRACTITIONER, starts_on=TODAY, ends_on=None, by=school[who],
        )  # fmt: skip


def test_a_mail_server_that_is_down_is_said_and_the_invitation_waits(
    spoc: Client, agency: Agency, monkeypatch: pytest.MonkeyPatch
) -> None:
    def down(*args: Any, **kwargs: Any) -> int:
        raise smtplib.SMTPServerDisconnected

    monkeypatch.setattr(invitation_mail, "send_mail", down)
    place = reverse("people:invite", kwargs={"ref": agency.ref})
    send(spoc, place, name="Nell Barrow", email="n@larkmere.example", role="practitioner")
    page = spoc.get(reverse("people:agency", kwargs={"ref": agency.ref})).content.decode()
    assert "the e-mail could not be sent" in page
    assert "Not sent" in page


# --- again, and withdrawn ----------------------------------------------------------------------------------------


def test_sent_again_it_has_a_new_link_and_new_days(
    spoc: Client, invited: Callable[..., Sent], clock: time_machine.Traveller
) -> None:
    first = invited()
    clock.move_to(MONDAY + 9 * DAY)
    spoc.force_login(User.objects.get(email="beth.lindqvist@larkmere.example"))
    where = {"ref": first.invitation.ref}
    assert "Expired 30 November 2026" in spoc.get(reverse("people:invitation", kwargs=where)).content.decode()
    spoc.post(reverse("people:invitation_send_again", kwargs=where), {"version": first.invitation.version})
    key = re.search(r"/account/invitation/([\w-]+)/", mail.outbox[0].body)
    assert key is not None
    stranger = Client()
    assert open_link(stranger, first).status_code == 410
    assert open_link(stranger, Sent(first.invitation, key[1])).status_code == 200
    made = Invitation.objects.get()
    assert made.starts_on == TODAY + 9 * DAY
    spoc.post(reverse("people:invitation_send_again", kwargs=where), {"version": first.invitation.version})
    assert len(mail.outbox) == 1


def test_withdrawn_it_is_gone_from_the_list_and_its_link_is_dead(
    spoc: Client, agency: Agency, invited: Callable[..., Sent]
) -> None:
    sent = invited()
    where = {"ref": sent.invitation.ref}
    spoc.post(reverse("people:invitation_withdraw", kwargs=where), {"version": "1"})
    assert "Nell Barrow" not in spoc.get(reverse("people:agency", kwargs={"ref": agency.ref})).content.decode()
    assert open_link(Client(), sent).status_code == 410
    assert spoc.get(reverse("people:invitation", kwargs=where)).status_code == 404
    assert "invitation.withdrawn" in kinds()


# --- taken up ----------------------------------------------------------------------------------------------------


def test_a_new_person_chooses_a_password_and_can_sign_in(invited: Callable[..., Sent]) -> None:
    sent, browser = invited(), Client()
    page = open_link(browser, sent)
    assert page.redirect_chain == [(HERE, 302)]
    assert "Fernhill Academy invites you" in page.content.decode()
    done = browser.post(HERE, NEW, follow=True)
    assert done.redirect_chain == [("/account/sign-in/", 302)]
    assert "Your account is ready" in done.content.decode()
    person = User.objects.get(email="n.barrow@larkmere.example")
    assert person.name == "Nell Barrow"
    held = person.memberships.get()
    assert (held.get_role(), held.starts_on) == (Role.PRACTITIONER, TODAY)
    assert browser.post("/account/sign-in/", {"login": person.email, "password": PASSWORD}).headers["Location"] == "/"
    given = AuditEvent.objects.filter(object_ref=held.ref, kind="membership.given").get()
    assert given.actor_id == person.pk


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"password1": "", "password2": ""}, "Enter a password"),
        ({"password1": "short", "password2": "short"}, "Password must be 12 characters or more"),
        ({"password1": "nell-barrow-nell", "password2": "nell-barrow-nell"}, "Password must not be like your name"),
        ({"password1": PASSWORD, "password2": PASSWORD + "x"}, "The two passwords are not the same"),
    ],
)
def test_a_weak_password_is_refused_and_the_link_still_works(
    invited: Callable[..., Sent], typed: dict[str, str], said: str
) -> None:
    browser = Client()
    open_link(browser, invited())
    page = browser.post(HERE, typed).content.decode()
    assert said in page
    assert not typed["password1"] or f'value="{typed["password1"]}"' not in page
    assert not User.objects.filter(email="n.barrow@larkmere.example").exists()
    assert browser.post(HERE, NEW).status_code == 302


def gone_page(response: Any) -> str:
    assert response.status_code == 410
    return re.sub(r'value="[^"]*"', "", response.content.decode())


def test_unknown_expired_used_and_withdrawn_links_answer_alike(
    school: Cast, invited: Callable[..., Sent], clock: time_machine.Traveller
) -> None:
    used, withdrawn, expired = (invited(f"{name}@larkmere.example") for name in ("used", "withdrawn", "expired"))
    browser = Client()
    open_link(browser, used)
    browser.post(HERE, NEW)
    invitations.withdraw(invitation=withdrawn.invitation, version=1, by=school["school_spoc"])
    clock.move_to(MONDAY + 8 * DAY)
    pages = {gone_page(open_link(Client(), sent)) for sent in (used, withdrawn, expired)}
    pages.add(gone_page(Client().get(reverse("invitation_link", kwargs={"key": "never-made"}))))
    pages.add(gone_page(Client().get(HERE)))
    assert len(pages) == 1
    assert "Ask whoever invited you" in pages.pop()


def test_a_link_is_taken_up_once(invited: Callable[..., Sent]) -> None:
    first, second = Client(), Client()
    sent = invited()
    open_link(first, sent)
    open_link(second, sent)
    assert first.post(HERE, NEW).status_code == 302
    assert (
        second.post(HERE, {"password1": "another-pass-phrase", "password2": "another-pass-phrase"}).status_code == 410
    )
    assert Membership.objects.filter(user__email="n.barrow@larkmere.example").count() == 1
    assert User.objects.get(email="n.barrow@larkmere.example").check_password(PASSWORD)


@pytest.mark.parametrize("deed", ["suspended", "left"])
def test_an_invitation_dies_with_its_senders_right_to_give_the_role(
    school: Cast, invited: Callable[..., Sent], deed: str
) -> None:
    sent = invited()
    own = school["school_spoc"].memberships.get()
    if deed == "suspended":
        actions.suspend_role(membership=own, reason="Asked", version=own.version, by=school["lscb_manager"])
    else:
        Membership.objects.filter(pk=own.pk).update(ends_on=TODAY - DAY)
    assert open_link(Client(), sent).status_code == 410


def test_access_begins_on_its_day(invited: Callable[..., Sent], clock: time_machine.Traveller) -> None:
    browser = Client()
    open_link(browser, invited(starts_on=TODAY + 8 * DAY))
    assert "from 1 December 2026" in browser.post(HERE, NEW, follow=True).content.decode()
    details = {"login": "n.barrow@larkmere.example", "password": PASSWORD}
    assert "Your access begins on 1 December 2026" in browser.post("/account/sign-in/", details).content.decode()
    clock.move_to(MONDAY + 8 * DAY)
    assert browser.post("/account/sign-in/", details).headers["Location"] == "/"


# --- somebody who has an account ---------------------------------------------------------------------------------


def test_somebody_of_another_agency_signs_in_and_says_yes(
    school: Cast, agency: Agency, invited: Callable[..., Sent], password: str
) -> None:
    sent, browser = invited(school["outsider"].email), Client()
    page = open_link(browser, sent).content.decode()
    assert "You have an account already" in page
    assert "password1" not in page
    browser.post("/account/sign-in/", {"login": school["outsider"].email, "password": password, "next": HERE})
    assert "Yes, I join Fernhill Academy" in browser.get(HERE).content.decode()
    assert Membership.objects.filter(user=school["outsider"]).count() == 1
    browser.post(HERE)
    held = Membership.objects.get(user=school["outsider"], agency=agency)
    assert (held.get_role(), held.invitation) == (Role.PRACTITIONER, Invitation.objects.get())
    assert browser.get(HERE).status_code == 410


def test_nobody_takes_up_an_invitation_of_somebody_else(
    client: Client, school: Cast, invited: Callable[..., Sent]
) -> None:
    sent = invited(school["outsider"].email)
    client.force_login(school["teacher"])
    response = open_link(client, sent)
    assert response.status_code == 403
    assert "Olu" not in response.content.decode()
    assert client.post(HERE).status_code == 403
    with pytest.raises(PermissionDenied):
        invitations.take_up(invitation=sent.invitation, by=school["teacher"])
    assert Invitation.objects.get().is_open


def test_a_stranger_cannot_set_the_password_of_an_account_in_use(
    school: Cast, invited: Callable[..., Sent], password: str
) -> None:
    sent, browser = invited(school["outsider"].email), Client()
    open_link(browser, sent)
    browser.post(HERE, NEW)
    assert User.objects.get(pk=school["outsider"].pk).check_password(password)
    with pytest.raises(NotAllowedNow):
        invitations.take_up_with_password(invitation=sent.invitation, password=PASSWORD, by=TEST)


def test_somebody_who_left_comes_back_with_a_new_password_and_the_old_second_step(
    school: Cast, agency: Agency, invited: Callable[..., Sent]
) -> None:
    gone = joins(agency, "Tariq Wells")
    Membership.objects.filter(pk=gone.pk).update(ends_on=TODAY - DAY)
    User.objects.filter(pk=gone.user_id).update(locked_unused_at=MONDAY)
    sent, browser = invited(gone.user.email), Client()
    assert "You had an account here before" in open_link(browser, sent).content.decode()
    browser.post(HERE, NEW)
    details = {"login": gone.user.email, "password": PASSWORD}
    assert browser.post("/account/sign-in/", details).headers["Location"] == "/"
    assert "account.let_back_in" in kinds()
    assert Membership.objects.not_over().filter(user=gone.user).count() == 1


def test_an_account_that_is_switched_off_is_not_opened_by_an_invitation(
    school: Cast, invited: Callable[..., Sent]
) -> None:
    User.objects.filter(pk=school["outsider"].pk).update(is_active=False)
    assert open_link(Client(), invited(school["outsider"].email)).status_code == 410


def test_whoever_opens_an_invitation_of_somebody_else_is_on_record(
    client: Client, invited: Callable[..., Sent], school: Cast
) -> None:
    sent = invited()
    client.force_login(school["teacher"])
    assert open_link(client, sent).status_code == 403
    refused = AuditEvent.objects.filter(kind="page.refused")
    assert [(one.actor_id, one.detail) for one in refused] == [(school["teacher"].pk, {"page": "take_up_invitation"})]
