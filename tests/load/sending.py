"""A section of a tool as a browser sends it."""

from __future__ import annotations

from collections.abc import Mapping
from time import perf_counter

from cse_portal.desk.posted import controls_in
from tests.load import client
from tests.load.tools import BUTTONS, TYPED


def saving(
    connection: client.Connection, path: str, cookies: Mapping[str, str], extra: Mapping[str, str] = {}
) -> bytes:
    """Another word each time: what was sent already is not saved twice."""
    page = connection.ask(client.request(path, cookies=cookies)).body.decode()
    form = page.partition('class="p-safe-form"')[2].partition("</form>")[0]
    posted = {name: values for name, values in controls_in(form).items() if name not in BUTTONS}
    posted |= {TYPED: [f"Seen {perf_counter()}"], "csrfmiddlewaretoken": [client.token_of(cookies)]}
    return client.request(path, cookies=cookies, posted=posted, extra=extra)
