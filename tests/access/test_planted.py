"""Violations planted on purpose: the matrix is known to be able to fail, for each kind of thing that it asserts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.core.mail import send_mail
from django.db import connection
from django.http import HttpRequest, HttpResponse

from cse_portal.agencies import access
from cse_portal.agencies.roles import Role
from cse_portal.cases import entry_queries
from cse_portal.cases.models import Case, CaseQuerySet
from cse_portal.cases.views.chronology import CaseChronology
from cse_portal.core import wall
from tests.access.asking import Asker, allowed
from tests.access.canaries import Answer, judge
from tests.access.places import LISTS, PAGES
from tests.access.relations import (
    RELATION,
    RELATIONS,
    Standing,
)
from tests.access.test_wall_alone import rows_of
from tests.access.unlocked import unlock
from tests.plugins.wall import the_owner

pytestmark = pytest.mark.django_db
RECORD, LIST = PAGES[0], LISTS[0]
PRACTITIONER = (Standing.AT_WORK, Role.PRACTITIONER)
Answering = Callable[..., HttpResponse]


def of_record(asker: Asker, relation: str) -> list[str]:
    answer = asker.page(*PRACTITIONER, RECORD, RELATION[relation])
    return asker.wrong(answer, RECORD, PRACTITIONER, [RELATION[relation]])


def with_more(monkeypatch: pytest.MonkeyPatch, more: Callable[[HttpRequest, HttpResponse, str], None]) -> None:
    """The page of a case, with something beside it that should not be there."""
    whole = CaseChronology.get

    def get(self: Any, request: HttpRequest, ref: str) -> HttpResponse:
        answer = whole(self, request, ref)
        more(request, answer, self.case.child.name)
        return answer

    monkeypatch.setattr(CaseChronology, "get", get)


def test_nothing_is_wrong_before(asker: Asker) -> None:
    assert of_record(asker, "named") == []
    assert of_record(asker, "none") == []


def in_header(request: HttpRequest, answer: HttpResponse, name: str) -> None:
    answer["X-About"] = name


def in_cookie(request: HttpRequest, answer: HttpResponse, name: str) -> None:
    answer.set_cookie("about", name.split()[0])


def in_link(request: HttpRequest, answer: HttpResponse, name: str) -> None:
    answer.content += f'<a href="/cases/?child={name}">More</a>'.encode()


def in_title(request: HttpRequest, answer: HttpResponse, name: str) -> None:
    answer.content = answer.content.replace(b"<title>", f"<title>{name} ".encode())


def in_log(request: HttpRequest, answer: HttpResponse, name: str) -> None:
    import logging

    logging.getLogger("portal.planted").warning("opened", extra={"child": name})


def in_letter(request: HttpRequest, answer: HttpResponse, name: str) -> None:
    send_mail(f"The case of {name}", "", None, ["somebody@larkmere.example"])


@pytest.mark.parametrize("place", [in_header, in_cookie, in_link, in_title, in_log, in_letter])
def test_a_name_beside_the_page_is_found(
    asker: Asker, monkeypatch: pytest.MonkeyPatch, place: Callable[[HttpRequest, HttpResponse, str], None]
) -> None:
    """Even where the person may read it: a name stands in the page's body or nowhere."""
    with_more(monkeypatch, place)
    assert any("given names" in one and "leaked" in one for one in of_record(asker, "named"))


def test_a_page_that_lets_out_what_is_hidden_is_found(asker: Asker, monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody forgot the filter, and reads in the portal's own name."""
    other = asker.world.cases["restricted"]

    def more(request: HttpRequest, answer: HttpResponse, name: str) -> None:
        with wall.as_system("planted"):
            answer.content += Case.objects.select_related("child").get(pk=other.pk).child.name.encode()

    with_more(monkeypatch, more)
    found = of_record(asker, "named")
    assert [one for one in found if "restricted to somebody else" in one] == found
    assert len(found) == 2


def test_an_empty_page_is_found(asker: Asker, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(entry_queries, "entries", lambda *_, **__: ([], None))
    assert any("not there: shared, written elsewhere" in one for one in of_record(asker, "named"))


def test_a_list_without_its_rule_is_found(asker: Asker, monkeypatch: pytest.MonkeyPatch) -> None:
    """With both walls down: each alone would still hold."""
    unlock(monkeypatch)
    assert asker.wrong(asker.listing(*PRACTITIONER, LIST), LIST, PRACTITIONER, RELATIONS) == []
    with the_owner(), connection.cursor() as cursor:
        for table in ("cases_case", "cases_child"):
            cursor.execute(f"create policy planted on {table} for select using (true)")
    found = asker.wrong(asker.listing(*PRACTITIONER, LIST), LIST, PRACTITIONER, RELATIONS)
    assert any("family name of the case “it is another partnership's”" in one for one in found)


def test_a_policy_too_wide_is_found_by_the_bare_select(asker: Asker) -> None:
    with the_owner(), connection.cursor() as cursor:
        cursor.execute("create policy planted on cases_entry for select using (handling = 'covert')")
    with asker.acting(*PRACTITIONER):
        answer = Answer(200, rows_of("cases_entry"))
    found = judge(answer, asker.world.canaries, may=allowed(Role.PRACTITIONER, Standing.AT_WORK), must=set()).leaked
    assert any("covert" in one for one in found)


def test_a_judge_that_says_yes_to_all_is_stopped_by_the_wall(asker: Asker, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(CaseQuerySet, "visible_to", lambda self, user: self)
    monkeypatch.setattr(access, "granted", lambda user, case: [])
    assert of_record(asker, "restricted") == []
    assert asker.page(*PRACTITIONER, RECORD, RELATION["restricted"]).status == 404
