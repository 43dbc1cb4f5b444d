"""The database has no room: a form says that it is not saved and gives its words back; with room again it saves."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client

from cse_portal.agencies.models import User
from cse_portal.core import wall
from cse_portal.notices.models import Reaching
from tests.integration.cases.forms import send

Cast = dict[str, User]
FULL = """
create function pg_temp.full() returns trigger language plpgsql as
$$ begin raise exception 'could not extend file: No space left on device' using errcode = '53100'; end $$;
create trigger full_disk before insert or update on notices_reaching for each row execute function pg_temp.full()
"""


@pytest.mark.django_db(transaction=True)
def test_words_come_back_and_are_saved_once_there_is_room(cast: Cast) -> None:
    client = Client(raise_request_exception=False, headers={"Sec-Fetch-Site": "same-origin"})
    client.force_login(cast["teacher"])
    form = client.get("/inbox/ways/").context["form"]
    fields = {f.name: "not" for _, rows in form.groups for f in rows} | {"quiet_from": "17", "quiet_until": "9"}
    with wall.as_owner(), connection.cursor() as cursor:
        cursor.execute(FULL.replace("pg_temp.", "public."))
    try:
        answer = send(client, "/inbox/ways/", **fields)
        page = answer.content.decode()
        assert answer.status_code in (500, 503)
        assert "was not saved" in page
        assert "Your words are still here" in page
        assert 'name="quiet_from"' in page, "what was chosen goes with “Send again”"
    finally:
        with wall.as_owner(), connection.cursor() as cursor:
            cursor.execute("drop trigger full_disk on notices_reaching; drop function public.full()")
    assert send(client, "/inbox/ways/", **fields).status_code == 302
    with wall.as_system("look in a test"):
        assert Reaching.objects.get().quiet_from == 17
