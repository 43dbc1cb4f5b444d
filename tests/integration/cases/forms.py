"""Sends a page's form as a browser would."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.test import Client

from cse_portal.desk.posted import controls_in


def send(client: Client, place: str, /, **typed: Any) -> Any:
    """The page is opened first; what is typed replaces what stood there."""
    page = client.get(place)
    assert page.status_code == 200, (place, page.status_code)
    return client.post(place.partition("?")[0], {**hidden(page.content.decode()), **typed})


def hidden(page: str) -> dict[str, Any]:
    form = page[page.index('class="p-safe-form"') :]
    return {name: values for name, values in controls_in(form[: form.index("</form>")]).items() if values}


def day(name: str, value: date) -> dict[str, str]:
    return {f"{name}_day": str(value.day), f"{name}_month": str(value.month), f"{name}_year": str(value.year)}


def led_back(client: Client, answer: Any) -> Any:
    """The page that a form which could not be sent leads back to, with what was typed and why not."""
    assert answer.status_code == 303, answer.status_code
    return client.get(answer["Location"])


def says(response: Any) -> str:
    """The words of the page that a form leads back to."""
    return str(response.content.decode())
