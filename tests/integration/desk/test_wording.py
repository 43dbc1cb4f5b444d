"""Which wordings are still prompted when a form is saved: a number a day, without text or person."""

from __future__ import annotations

import pytest
import time_machine
from django.test import Client

from cse_portal.agencies.models import User
from cse_portal.core.actor import System
from cse_portal.desk.actions import count_wording
from cse_portal.desk.models import WordingCount
from tests.integration.desk.forms import NOTE, WRITE, filled, opened, signed_in


@pytest.fixture
def writer(cast: dict[str, User]) -> Client:
    return signed_in(cast["social_worker"])


def test_only_what_was_saved_is_counted(writer: Client) -> None:
    form = filled(opened(writer), **{**NOTE, "what_happened": "He won't engage.", "what_next": "She is streetwise."})
    writer.post(WRITE, filled(form, title=""))
    assert not WordingCount.objects.exists()
    writer.post(WRITE, form)
    writer.post(WRITE, form)
    counted = dict(WordingCount.objects.values_list("phrase", "number"))
    assert counted == {"will-not-engage": 1, "chosen-lifestyle": 1}


def test_counts_add_up_by_day(db: None) -> None:
    for day in ("2026-11-19", "2026-11-19", "2026-11-20"):
        with time_machine.travel(f"{day} 12:00Z", tick=False):
            count_wording(texts=["A promiscuous girl", "A streetwise, streetwise boy"], by=System("count"))
    rows = WordingCount.objects.order_by("on", "phrase").values_list("on__day", "phrase", "number")
    assert list(rows) == [
        (19, "chosen-lifestyle", 4), (19, "promiscuous", 2), (20, "chosen-lifestyle", 2), (20, "promiscuous", 1),
    ]  # fmt: skip


def test_a_count_says_nothing_of_text_or_person() -> None:
    names = {field.name for field in WordingCount._meta.get_fields()}
    assert names == {"id", "ref", "version", "created_at", "updated_at", "on", "phrase", "number"}


def test_the_browser_reads_the_same_table(writer: Client) -> None:
    response = writer.get("/desk/wordings.json")
    assert response.headers["Content-Type"] == "application/json"
    assert {"putting-at-risk", "promiscuous"} <= {row["code"] for row in response.json()["wordings"]}
