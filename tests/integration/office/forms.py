"""Sends a page's form as a browser would, and reads what comes back."""

from __future__ import annotations

from typing import Any

from django.test import Client

from cse_portal.desk.posted import controls_in

SAFE = 'class="p-safe-form"'


def send(client: Client, place: str, **typed: Any) -> str:
    """The page is opened first; what is typed replaces what stood there. The words of the page that follows."""
    page = client.get(place)
    assert page.status_code == 200, (place, page.status_code)
    return words(client.post(place, {**controls(page.content.decode()), **typed}, follow=True))


def controls(page: str, form: str = SAFE) -> dict[str, Any]:
    start = page.index(form)
    return {name: values for name, values in controls_in(page[start : page.index("</form>", start)]).items() if values}


def words(response: Any) -> str:
    assert response.status_code == 200, response.status_code
    return " ".join(response.content.decode().split())
