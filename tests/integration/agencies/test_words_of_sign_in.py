"""What people are told about their devices and links, in a letter and at the top of the next page."""

from __future__ import annotations

import pytest
from django.core import mail
from django.template.loader import render_to_string
from django.test import Client

from cse_portal.agencies.models import User
from cse_portal.audit.models import AuditEvent


@pytest.mark.parametrize("deed", ["single-sign-on", "release"])
def test_a_helper_is_asked_for_a_reason(client: Client, cast: dict[str, User], deed: str) -> None:
    client.force_login(cast["system_administrator"])
    page = client.get(f"/account/help/{cast['social_worker'].ref}/{deed}/").content.decode()
    assert cast["social_worker"].name in page
    assert "Kept on the audit trail" in page


def test_whoever_is_unlinked_is_told_by_letter(client: Client, cast: dict[str, User]) -> None:
    client.force_login(cast["system_administrator"])
    place = f"/account/help/{cast['social_worker'].ref}/single-sign-on/"
    answer = client.post(place, {"reason": "New account at the council"})
    assert answer.status_code == 302
    assert AuditEvent.objects.get(kind="identity.forgotten").reason == "New account at the council"
    (letter,) = mail.outbox
    assert letter.to == [cast["social_worker"].email]
    assert "Single sign-on for the CSE Portal was unlinked" in letter.subject
    assert "was forgotten" in letter.body


def test_a_new_passkey_is_said() -> None:
    assert render_to_string("mfa/messages/webauthn_added.txt").strip() == "The passkey is added."
