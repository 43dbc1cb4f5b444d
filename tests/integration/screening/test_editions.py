"""The partnership decides from when an edition holds; what was begun stays on its own, and what was used stays."""

from __future__ import annotations

import re
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.urls import reverse

from cse_portal.agencies.models import Partnership, User
from cse_portal.audit.models import AuditEvent
from cse_portal.core import clock, wall
from cse_portal.core.models import StaleRecord
from screening import editions
from screening.actions import put_in_force
from screening.instruments.loading import edition, every_edition
from screening.models import EditionInForce, Tool
from screening.refused import ScreeningRefused
from tests.architecture.child_objects import a_case
from tests.architecture.screening_objects import a_screening
from tests.factories import in_post
from tests.integration.office.forms import send, words
from tests.integration.screening import shelves
from tests.integration.screening.conftest import MONDAY
from tests.integration.screening.shelves import SCREENING

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]
Cast = dict[str, User]
LIST, COMPARE = reverse("screening:editions"), reverse("screening:compare_editions")


def form(here: Partnership) -> str:
    return reverse("screening:put_in_force", args=[here.ref])


def typed(name: str, since: date, because: str = "Agreed by the board") -> dict[str, Any]:
    day = {"since_day": since.day, "since_month": since.month, "since_year": since.year}
    return {"edition": name, "because": because, **day}


def decide(cast: Cast, here: Partnership, name: str, since: date) -> EditionInForce:
    here.refresh_from_db()
    person = cast["lscb_manager"]
    with in_post(person):
        return put_in_force(
            partnership=here,
            version=here.version,
            instrument=edition(SCREENING, name),
            since=since,
            because="Agreed",
            by=person,
        )


def holds(here: Partnership, on: date | None = None) -> str:
    return editions.in_force(here, on=on).edition


def test_the_invented_example_is_never_offered_for_a_child(here: Partnership, cast: Cast) -> None:
    example = next(one for one in every_edition() if one.kind == "total")
    assert example not in editions.offered()
    with pytest.raises(ScreeningRefused, match="invented example"), in_post(cast["lscb_manager"]):
        put_in_force(
            partnership=here,
            version=here.version,
            instrument=example,
            since=clock.today(),
            because="Try",
            by=cast["lscb_manager"],
        )
    assert holds(here) == "2018"


def test_an_edition_that_nobody_decided_on_says_so(manager: Client, here: Partnership) -> None:
    page = words(manager.get(reverse("screening:editions")))
    assert page.count("Shipped with the portal; in force since the partnership began, until you decide otherwise") == 2
    page = send(manager, form(here), **typed(f"{SCREENING}-2018", clock.today()))
    assert page.count("Shipped with the portal") == 1


@pytest.mark.usefixtures("shelf")
def test_an_edition_holds_from_its_day_on(manager: Client, here: Partnership) -> None:
    today, day = clock.today(), clock.today() + timedelta(days=8)
    send(manager, form(here), **typed(f"{SCREENING}-2018", today))
    page = send(manager, form(here), **typed(f"{SCREENING}-2027", day))
    assert "edition 2027, is in force from 1 December 2026." in page
    assert [holds(here, day - timedelta(days=1)), holds(here, day), holds(here)] == ["2018", "2027", "2018"]
    assert "<strong>Since 23 November 2026</strong>" in page
    assert "From 1 December 2026" in page
    assert "Rosalind Achterberg. Agreed by the board" in page
    event = AuditEvent.objects.filter(kind="edition.put_in_force").latest("pk")
    assert event.detail["edition"] == f"{SCREENING}-2027"


@pytest.mark.usefixtures("shelf")
def test_a_later_decision_replaces_one_of_a_day_to_come(here: Partnership, cast: Cast) -> None:
    today = clock.today()
    decide(cast, here, "2018", today)
    decide(cast, here, "2027", today + timedelta(days=30))
    decide(cast, here, "2018", today + timedelta(days=10))
    assert holds(here, today + timedelta(days=60)) == "2018"
    assert editions.to_come(editions.decisions_of(here), SCREENING, today)[0].edition == "2018"
    assert EditionInForce.objects.count() == 3


@pytest.mark.usefixtures("shelf")
def test_two_managers_do_not_decide_unseen_of_each_other(here: Partnership, cast: Cast, manager: Client) -> None:
    version = here.version
    decide(cast, here, "2018", clock.today())
    with pytest.raises(StaleRecord), in_post(cast["lscb_manager"]):
        put_in_force(
            partnership=here,
            version=version,
            instrument=edition(SCREENING, "2027"),
            since=clock.today(),
            because="Agreed",
            by=cast["lscb_manager"],
        )
    with pytest.raises(ScreeningRefused, match="in force on that day already"):
        decide(cast, here, "2018", clock.today() + timedelta(days=3))


def test_a_day_in_the_past_and_no_reason_are_named(manager: Client, here: Partnership) -> None:
    page = send(manager, form(here), **typed(f"{SCREENING}-2018", clock.today() - timedelta(days=1), because=""))
    assert "There is a problem" in page
    assert "must be today or in the future" in page
    assert "Enter why" in page
    assert not EditionInForce.objects.exists()


def test_only_whoever_keeps_the_tools_decides(here: Partnership, cast: Cast) -> None:
    person = cast["social_worker"]
    with pytest.raises(PermissionDenied), in_post(person):
        put_in_force(
            partnership=here,
            version=here.version,
            instrument=edition(SCREENING, "2018"),
            since=clock.today(),
            because="Agreed",
            by=person,
        )


@pytest.mark.parametrize("statement", ["delete from {table}", "update {table} set because = 'x'"])
@pytest.mark.parametrize("table", ["screening_editioninforce", "screening_documentlink"])
def test_what_was_decided_is_neither_erased_nor_changed(here: Partnership, statement: str, table: str) -> None:
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement.format(table=table))


@pytest.mark.usefixtures("shelf")
def test_a_draft_stays_on_the_edition_on_which_it_was_begun(
    here: Partnership, cast: Cast, teacher: Client, monday: time_machine.Traveller
) -> None:
    decide(cast, here, "2018", date(2026, 11, 23))
    tool = a_screening(cast["teacher"])
    assert tool.edition == "2018"
    place = reverse("screening:tool", args=[tool.ref])
    assert "edition is in force" not in words(teacher.get(place))
    decide(cast, here, "2027", date(2026, 12, 1))
    monday.move_to(MONDAY + timedelta(days=8))
    teacher.force_login(cast["teacher"])
    page = words(teacher.get(place))
    assert "A newer edition is in force since 1 December 2026: 2027. This one stays on edition 2018" in page
    with wall.as_system("test"):
        section = tool.sections.get(code="additional")
    form_page = words(teacher.get(reverse("screening:section", args=[section.ref])))
    assert "This one stays on edition 2018" in form_page
    assert "Has more than one mobile phone" not in form_page
    assert "What to remember" in form_page
    begin = words(teacher.get(reverse("screening:begin", args=[a_case(cast["teacher"]).ref])))
    assert "edition 2027" in begin


def test_an_edition_changed_after_use_is_named_wherever_somebody_looks(
    shelf: Path, here: Partnership, cast: Cast, manager: Client, teacher: Client
) -> None:
    tool = a_screening(cast["teacher"], edition="2018", digest=edition(SCREENING, "2018").digest)
    assert editions.problem_now() == ""
    shelves.put(shelf, lambda raw: shelves.item(raw, "A9").update(text="Other words"))
    said = f"The file of {SCREENING}, edition 2018, was changed after it was used."
    assert editions.problem_now().startswith(said)
    assert said in words(manager.get(LIST))
    assert said in words(teacher.get(reverse("screening:tool", args=[tool.ref])))


def test_an_edition_that_is_gone_is_named_and_nobody_is_left_without_a_form(
    shelf: Path, here: Partnership, cast: Cast, manager: Client
) -> None:
    decide(cast, here, "2027", clock.today())
    assert holds(here) == "2027"
    (shelf / f"{SCREENING}-2027.yaml").unlink()
    shelves.read_again()
    assert holds(here) == "2018"
    assert f"The file of {SCREENING}, edition 2027, is gone" in editions.problem_now()
    assert "edition 2027, is gone" in words(manager.get(LIST))


def test_a_file_that_is_not_in_order_is_a_problem_of_the_service(shelf: Path, here: Partnership) -> None:
    shelves.put(shelf, lambda raw: shelves.item(raw, "A9").pop("short"))
    assert editions.problem_now().startswith("A tool is not in order. multi-agency-screening-2018.yaml")


def test_the_list_counts_what_was_filled_in_and_names_nobody(cast: Cast, manager: Client) -> None:
    tool = a_screening(cast["teacher"])
    page = words(manager.get(LIST))
    assert ">1 time<" in page
    with wall.as_system("test"):
        found = Tool.objects.select_related("case__child").get(pk=tool.pk)
        assert found.case.ref not in page
        assert not re.search(rf"\b{found.case.child.initials}\b", page.split("<main")[1])


def test_every_edition_is_read_from_its_first_question_to_its_last_rule(manager: Client) -> None:
    for one in every_edition():
        page = words(manager.get(reverse("screening:edition", args=[one.name])))
        for item in one.items():
            assert f">{item.code}. " in page
        for rule in one.rules:
            assert f"<strong>{rule.name}.</strong>" in page
    assert manager.get(reverse("screening:edition", args=["multi-agency-screening-1999"])).status_code == 404


@pytest.mark.usefixtures("shelf")
def test_two_editions_are_compared_in_words(manager: Client) -> None:
    asked = {"older": f"{SCREENING}-2018", "newer": f"{SCREENING}-2027"}
    page = words(manager.get(COMPARE, asked))
    assert "1 difference from" in page
    assert "<strong>Reworded:</strong> Mobile phone use" in page
    assert "<ins>Has more than one mobile phone</ins>" in page
    assert "These two say the same" in words(manager.get(COMPARE, asked | {"newer": f"{SCREENING}-2018"}))
    every = words(manager.get(COMPARE, {"older": f"{SCREENING}-2018", "newer": "cse-assessment-2018"}))
    assert "&lt;" not in every.split("<main")[1]
    assert "frozenset" not in every
    assert "Choose two editions" in words(manager.get(COMPARE, {"older": "x", "newer": "../y"}))
