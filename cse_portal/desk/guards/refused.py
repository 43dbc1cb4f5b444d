"""Why a deed could not be done as things stand: kept in the session while its form waits to be sent again."""

from __future__ import annotations

from django.http import HttpRequest

from cse_portal.desk.guards.keys import Keys

REFUSED = "refused"  # in the session: sentences by form, which hold no personal data
AT_ONCE = 5


def remember_why(request: HttpRequest, keys: Keys, sentence: str) -> None:
    held = {key: said for key, said in request.session.get(REFUSED, {}).items() if key != keys.sending}
    request.session[REFUSED] = dict([*held.items(), (keys.sending, sentence)][-AT_ONCE:])


def why_refused(request: HttpRequest, keys: Keys) -> str:
    said: str = request.session.get(REFUSED, {}).get(keys.sending, "")
    return said
