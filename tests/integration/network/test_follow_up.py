"""Recording somebody asks for more: the LADO is told of a position of trust, and what is not known is asked."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection, transaction
from django.urls import reverse

from cse_portal.agencies import access
from cse_portal.agencies.models import User
from cse_portal.audit.models import AuditEvent
from cse_portal.cases.models import Case
from cse_portal.core.working_days import LONDON
from cse_portal.network import actions
from cse_portal.network.link_kinds import LinkKind
from cse_portal.network.models import Item, LadoNotice
from cse_portal.network.refused import NetworkRefused
from cse_portal.worklist.models import DueItem
from tests.factories import agency_of
from tests.integration.cases.forms import day, led_back, says, send
from tests.integration.network.conftest import GRADE, client_of, linked, person
from tests.reading import all_of, count_of, one_of

pytestmark = pytest.mark.django_db
FRIDAY = date(2026, 11, 20)
COACH = "Coach at Larkmere Rovers"


@pytest.fixture(autouse=True)
def on_a_friday() -> Iterator[None]:
    with time_machine.travel(datetime(2026, 11, 20, 12, tzinfo=LONDON), tick=False):
        yield


def recorded(by: User, case: Case, **said: Any) -> Item:
    return linked(by, case, LinkKind.GROOMED_BY, person(**said)).items[0]


def change(item: Item, by: User, **said: Any) -> Item:
    with access.acting_for(by):
        now = Item.objects.get(pk=item.pk)
        return actions.change_item(item=now, version=now.version, values=said, grade=GRADE, by=by)


def due(kind: str) -> list[DueItem]:
    return all_of(DueItem.objects.open().filter(kind=kind).order_by("pk"))


def place(name: str, item: Item) -> str:
    return reverse(f"network:{name}", kwargs={"ref": item.ref})


def test_whoever_records_a_position_of_trust_tells_the_lado_by_the_next_working_day(maya: Case, priya: User) -> None:
    item = recorded(priya, maya, position_of_trust=COACH)
    (asked,) = due("lado")
    assert (asked.person, asked.agency, asked.source_ref) == (priya, agency_of(priya), item.ref)
    assert asked.due_at == datetime(2026, 11, 23, 17, tzinfo=LONDON)
    assert COACH not in f"{asked.task} {asked.detail}"
    client = client_of(priya)
    assert "Tell the LADO within one working day" in says(client.get(place("item", item)))
    wrong = send(client, place("tell_lado", item), outcome="told", decided="They look into it")
    page = says(led_back(client, wrong))
    assert "Enter whom you spoke to" in page
    assert "They look into it" in page
    told = {"outcome": "told", "told_whom": "Duty LADO", "reference": "L/26/118", **day("told_on", FRIDAY)}
    assert send(client, place("tell_lado", item), **told).status_code == 302
    assert due("lado") == []
    page = says(client.get(place("item", item)))
    assert "Tell the LADO within" not in page
    assert "L/26/118" in page
    assert one_of(AuditEvent.objects.filter(kind="network.lado_told")).object_ref == item.ref


def test_it_is_asked_when_it_becomes_known_and_anew_for_another_position(maya: Case, priya: User) -> None:
    item = recorded(priya, maya)
    assert due("lado") == []
    change(item, priya, position_of_trust=COACH)
    change(item, priya, description="Tall")
    assert len(due("lado")) == 1
    said = {"outcome": "not_needed", "words": "He left the club in 2019"}
    with access.acting_for(priya):
        actions.tell_lado(item=Item.objects.get(pk=item.pk), values=said, by=priya)
    assert due("lado") == []
    change(item, priya, label="Desmond")
    assert due("lado") == []
    change(item, priya, position_of_trust="Drives children to school")
    assert len(due("lado")) == 1
    change(item, priya, position_of_trust="")
    assert due("lado") == []
    with access.acting_for(priya), pytest.raises(NetworkRefused, match="No position of trust"):
        actions.tell_lado(item=Item.objects.get(pk=item.pk), values=said, by=priya)
    assert count_of(LadoNotice.objects.all()) == 1


def test_what_is_not_known_is_asked_on_the_day_that_was_said(maya: Case, priya: User) -> None:
    item = recorded(priya, maya, ask_by=date(2026, 12, 1))
    (asked,) = due("ask_who")
    assert (asked.person, asked.agency) == (None, agency_of(priya))
    assert asked.due_at == datetime(2026, 12, 1, 17, tzinfo=LONDON)
    change(item, priya, ask_by=date(2026, 12, 8), ethnicity="White British")
    assert [one.due_at.day for one in due("ask_who")] == [8]
    change(item, priya, nationality="British")
    assert due("ask_who") == []


def test_nothing_more_is_asked_of_what_was_struck(maya: Case, priya: User) -> None:
    item = recorded(priya, maya, position_of_trust=COACH, ask_by=date(2026, 12, 1))
    with access.acting_for(priya):
        actions.strike_item(item=item, version=item.version, why="Another man", by=priya)
    assert due("lado") == due("ask_who") == []
    assert "Tell the LADO within" not in says(client_of(priya).get(place("item", item)))


def test_a_notice_stays_as_it_was_written_and_strangers_write_none(
    maya: Case, priya: User, cast: dict[str, User]
) -> None:
    item = recorded(priya, maya, position_of_trust=COACH)
    said = {"outcome": "told", "told_on": FRIDAY, "told_whom": "Duty LADO"}
    with access.acting_for(cast["teacher"]), pytest.raises(PermissionDenied):
        actions.tell_lado(item=item, values=said, by=cast["teacher"])
    assert client_of(cast["teacher"]).get(place("tell_lado", item)).status_code == 404
    with access.acting_for(priya):
        actions.tell_lado(item=item, values=said, by=priya)
        for sql in ("delete from network_ladonotice", "update network_ladonotice set words = 'x'"):
            with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
                connection.cursor().execute(sql)
