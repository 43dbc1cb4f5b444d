"""A child's name planted everywhere a person can type it, or a program stumble over it, is in no log line."""

from __future__ import annotations

import io
import logging
import re
from collections.abc import Iterator
from urllib.parse import quote

import pytest
from celery import current_app, shared_task
from django.contrib.auth.decorators import login_not_required
from django.core import mail
from django.db import IntegrityError, connection, transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.test import Client
from django.urls import include, path
from pytest_django import Settings

from cse_portal.agencies.models import User
from cse_portal.operations.logs import HarmlessFormatter

CHILD = "Zephyrine Quillfeather"
PIECES = re.compile("zephyrine|quillfeather", re.IGNORECASE)


class Trouble:
    """Views that go wrong with a child's name in hand."""

    @staticmethod
    @login_not_required
    def raises(request: HttpRequest) -> HttpResponse:
        name = request.GET.get("name", CHILD)
        raise RuntimeError(f"{name} could not be found")

    @staticmethod
    @login_not_required
    def breaks_a_constraint(request: HttpRequest) -> HttpResponse:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("create temporary table planted (name text primary key) on commit drop")
            cursor.execute("insert into planted values (%s), (%s)", [CHILD, CHILD])
        return HttpResponse()

    @staticmethod
    @login_not_required
    def is_missing(request: HttpRequest) -> HttpResponse:
        logging.getLogger("a.library").warning("Nothing found for %s", CHILD)
        logging.getLogger("a.library").error(f"Nothing found for {CHILD}")
        raise Http404(CHILD)


urlpatterns = [
    path("", include("cse_portal.urls")),
    path("trouble/raises/<name>/", lambda request, name: Trouble.raises(request)),
    path("trouble/raises/", Trouble.raises),
    path("trouble/constraint/", Trouble.breaks_a_constraint),
    path("trouble/missing/", Trouble.is_missing),
]


@shared_task(name="test.fails_over_a_child", purpose="test")
def fails_over_a_child(name: str) -> None:
    raise LookupError(f"No record of {name}")


@pytest.fixture(params=["json", "lines"])
def lines(request: pytest.FixtureRequest, settings: Settings) -> Iterator[io.StringIO]:
    """What reaches standard error, from every logger there is."""
    settings.ROOT_URLCONF = __name__
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(HarmlessFormatter(style=request.param))
    root = logging.getLogger()
    root.addHandler(handler)
    yield stream
    root.removeHandler(handler)


@pytest.fixture
def browser(cast: dict[str, User]) -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(cast["social_worker"])
    return client


def test_requests_that_carry_the_name(browser: Client, lines: io.StringIO) -> None:
    name = quote(CHILD)
    headers = {"User-Agent": CHILD, "Referer": f"https://portal.example/?q={name}", "X-Request-ID": CHILD}
    pages = [
        browser.get(f"/?q={name}", headers=headers),
        browser.get(f"/nowhere/{name}/", headers=headers),
        browser.get(f"/desk/jobs/{name}/", headers=headers),
        browser.post("/desk/downloads/", {"kind": CHILD}, headers=headers),
        browser.post("/account/sign-in/", {"login": CHILD, "password": CHILD}, headers=headers),
        browser.get("/", headers={"Host": "zephyrine.example"}),
        browser.generic(f"ZEPHYRINE-{CHILD.split()[1].upper()}", "/"),
    ]
    assert lines.getvalue().count("portal.request") == len(pages)
    assert not PIECES.search(lines.getvalue())
    for page in pages:
        title = re.search(r"<title>(.*?)</title>", page.content.decode(), re.DOTALL)
        assert not PIECES.search(title.group(1) if title else "")
        assert not PIECES.search(str(page.headers))


@pytest.mark.parametrize("where", [f"raises/{quote(CHILD)}/", "raises/", "constraint/", "missing/"])
def test_views_that_go_wrong_with_the_name_in_hand(browser: Client, lines: io.StringIO, where: str) -> None:
    response = browser.post(f"/trouble/{where}?name={quote(CHILD)}", {"name": CHILD})
    assert response.status_code in (404, 500)
    assert "portal.request" in lines.getvalue()
    assert not PIECES.search(lines.getvalue())
    assert mail.outbox == []


def test_the_error_is_still_findable(browser: Client, lines: io.StringIO) -> None:
    browser.get("/trouble/constraint/")
    assert "django.db.utils.IntegrityError" in lines.getvalue()
    assert "breaks_a_constraint" in lines.getvalue()


@pytest.mark.django_db
def test_tasks_that_fail_over_the_name(lines: io.StringIO) -> None:
    task = current_app.tasks["test.fails_over_a_child"]
    result = task.apply(args=[CHILD], task_id="8e5e9d6c-0000-4000-8000-000000000000")
    assert result.failed()
    assert "builtins.LookupError" in lines.getvalue()
    assert "task=test.fails_over_a_child" in lines.getvalue() or '"test.fails_over_a_child"' in lines.getvalue()
    assert not PIECES.search(lines.getvalue())


@pytest.mark.django_db
def test_the_databases_own_words_stay_in_the_database(lines: io.StringIO) -> None:
    with pytest.raises(IntegrityError, match="Zephyrine"):
        Trouble.breaks_a_constraint(HttpRequest())
    try:
        Trouble.breaks_a_constraint(HttpRequest())
    except IntegrityError:
        logging.getLogger("a.library").exception("Saving failed")
    assert "Saving failed" in lines.getvalue()
    assert not PIECES.search(lines.getvalue())
