"""GOV.UK Notify over its own web interface: hands it e-mails and text messages, and asks what became of each.

A message bears our own reference. Notify does not look whether it had one before: whoever tries again asks first.
"""

from __future__ import annotations

import http.client
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any
from urllib.parse import quote, urlsplit

import jwt
from django.conf import settings

from cse_portal.core import clock
from cse_portal.core.notify_key import NotifyKey

PATIENCE = 8  # seconds: a letter that is tried again takes two requests, and its sender has it for a minute and a half
WRONG_ADDRESS = 400
ADDRESSES = ("email_address", "phone_number")


class NotifyTrouble(OSError):
    """It did not answer, or would not have it now: the same may go through later. Its words name no address."""


class NotifyRefused(Exception):
    """Notify says that this is no address or number."""


class Fate(StrEnum):
    UNDER_WAY = "under_way"
    DELIVERED = "delivered"
    REFUSED = "refused"  # there is no such address or number
    FAILED = "failed"  # not now; the same may go through later


FATES: Mapping[str, Fate] = {
    "delivered": Fate.DELIVERED,
    "sent": Fate.DELIVERED,  # abroad: no more is ever known
    "permanent-failure": Fate.REFUSED,
    "temporary-failure": Fate.FAILED,
    "technical-failure": Fate.FAILED,
    "validation-failed": Fate.FAILED,
    "virus-scan-failed": Fate.FAILED,
}


@dataclass(frozen=True)
class Notify:
    url: str
    key: NotifyKey
    email_template: str = ""
    text_template: str = ""

    def send_email(self, *, to: str, subject: str, message: str, reference: str) -> None:
        words = {"subject": subject, "message": message}
        told = {"email_address": to, "template_id": self.email_template, "personalisation": words}
        self._ask("POST", "/v2/notifications/email", {**told, "reference": reference})

    def send_text(self, *, to: str, message: str, reference: str) -> None:
        told = {"phone_number": to, "template_id": self.text_template, "personalisation": {"message": message}}
        self._ask("POST", "/v2/notifications/sms", {**told, "reference": reference})

    def fate_of(self, reference: str) -> Fate | None:
        """None where Notify never had it. Of several tries the one that went best counts."""
        said = self._ask("GET", f"/v2/notifications?reference={quote(reference)}")
        fates = {_fate(one) for one in _listed(said)}
        best_first = (Fate.DELIVERED, Fate.UNDER_WAY, Fate.REFUSED, Fate.FAILED)
        return next((one for one in best_first if one in fates), None)

    def _ask(self, method: str, where: str, told: Mapping[str, Any] | None = None) -> Any:
        """One connection a request: no redirect is followed, and nothing of an address stands in an error."""
        place = urlsplit(self.url)
        of = http.client.HTTPConnection if place.scheme == "http" else http.client.HTTPSConnection
        connection = of(place.netloc, timeout=PATIENCE)
        body = json.dumps(told).encode() if told is not None else None
        try:
            connection.request(method, place.path.rstrip("/") + where, body=body, headers=self._headers())
            answer = connection.getresponse()
            status, data = answer.status, answer.read()
        except http.client.HTTPException:
            raise NotifyTrouble("Notify broke off") from None
        finally:
            connection.close()
        said = _read(data)
        if 200 <= status < 300:
            return said
        if status == WRONG_ADDRESS and _is_about_address(said):
            raise NotifyRefused(f"Notify {status}")
        raise NotifyTrouble(f"Notify {status}")

    def _headers(self) -> dict[str, str]:
        token = jwt.encode(
            {"iss": self.key.service, "iat": int(clock.now().timestamp())}, self.key.secret, algorithm="HS256"
        )
        return {"Authorization": f"Bearer {token}", "Content-Type": "application/json", "User-Agent": "cse-portal"}


def notify() -> Notify | None:
    """As the settings name it; none where they do not."""
    if settings.NOTIFY_KEY is None:
        return None
    return Notify(
        settings.NOTIFY_URL, settings.NOTIFY_KEY, settings.NOTIFY_EMAIL_TEMPLATE, settings.NOTIFY_TEXT_TEMPLATE
    )


def carries_texts() -> bool:
    return settings.NOTIFY_KEY is not None and bool(settings.NOTIFY_TEXT_TEMPLATE)


def carries_mail() -> bool:
    return settings.EMAIL_BACKEND == "cse_portal.core.notify_mail.NotifyBackend"


def _read(data: bytes) -> Any:
    try:
        return json.loads(data)
    except ValueError:
        return None


def _listed(said: Any) -> Iterable[Mapping[str, Any]]:
    found = said.get("notifications") if isinstance(said, dict) else None
    return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []


def _fate(one: Mapping[str, Any]) -> Fate:
    """What a later Notify may call it is taken as under way: asked again, and sent no second time."""
    return FATES.get(str(one.get("status")), Fate.UNDER_WAY)


def _is_about_address(said: Any) -> bool:
    faults = said.get("errors") if isinstance(said, dict) else None
    words = (
        [str(one.get("message", "")) for one in faults if isinstance(one, dict)] if isinstance(faults, list) else []
    )
    return any(word.startswith(ADDRESSES) for word in words)
