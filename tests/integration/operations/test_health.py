"""Health tells serving apart from serving well."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from django.db import OperationalError, connection
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client
from pytest_django import Settings

from cse_portal.core import broker, clock
from cse_portal.core.actor import System
from cse_portal.operations import actions, health

BY = System("a test")


@pytest.fixture(autouse=True)
def looks_again() -> None:
    broker.forget()


@pytest.fixture
def alive(db: None, settings: Settings, tmp_path: Path) -> None:
    settings.FILES_DIR = tmp_path
    for name in ("worker", "beat"):
        actions.mark_alive(name=name, by=BY)


@pytest.mark.usefixtures("alive")
def test_all_well(client: Client) -> None:
    response = client.get("/health/ready")
    assert response.status_code == 200
    assert response.json()["status"] == "ok", response.json()
    assert set(response.json()["parts"]) == {
        "database",
        "migrations",
        "disk",
        "redis",
        "worker",
        "beat",
        "pdf",
        "documents",
        "tools",
        "audit",
    }
    assert client.get("/health/ready?strict=1").status_code == 200


@pytest.mark.usefixtures("alive")
def test_without_redis_pages_work_and_deploys_wait(client: Client, settings: Settings) -> None:
    settings.REDIS_URL = "unix:///nowhere/redis.sock?db=0"
    response = client.get("/health/ready")
    assert (response.status_code, response.json()["status"]) == (200, "degraded")
    assert not response.json()["parts"]["redis"]["ok"]
    assert client.get("/health/ready?strict=1").status_code == 503


@pytest.mark.usefixtures("alive")
def test_a_silent_worker_is_noticed(client: Client) -> None:
    with time_machine.travel(clock.now() + timedelta(minutes=5)):
        actions.mark_alive(name="beat", by=BY)
        parts = client.get("/health/ready").json()["parts"]
    assert parts["worker"] == {"ok": False, "words": "No sign of life for 5 minutes"}
    assert parts["beat"]["ok"]


@pytest.mark.usefixtures("alive")
def test_a_worker_that_cannot_draw_says_so(client: Client) -> None:
    actions.mark_alive(name="worker", detail={"pdf_problem": "WeasyPrint cannot load Pango"}, by=BY)
    response = client.get("/health/ready")
    assert (response.status_code, response.json()["status"]) == (200, "degraded")
    assert response.json()["parts"]["pdf"]["words"] == "WeasyPrint cannot load Pango"


@pytest.mark.django_db
def test_parts_that_never_lived_are_named(client: Client) -> None:
    parts = client.get("/health/ready").json()["parts"]
    assert parts["worker"]["words"] == parts["beat"]["words"] == "No sign of life yet"


@pytest.mark.usefixtures("alive")
def test_a_waiting_migration_stops_serving(client: Client) -> None:
    with connection.cursor() as cursor:
        cursor.execute("set local role none")  # as the owner: the app itself may not
        MigrationRecorder(connection).record_unapplied("operations", "0001_runs_and_heartbeats")
        cursor.execute("set local role portal_app")
    response = client.get("/health/ready")
    assert (response.status_code, response.json()["status"]) == (503, "down")
    assert response.json()["parts"]["migrations"]["words"] == "Migrations wait to be applied"


@pytest.mark.usefixtures("alive")
def test_a_full_disk_stops_serving(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health, "LEAST_FREE_BYTES", 10**18)
    assert client.get("/health/ready").status_code == 503


def test_a_database_that_is_gone_is_said_not_raised(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuses() -> None:
        raise OperationalError("connection refused for Zephyrine Quillfeather")

    monkeypatch.setattr(connection, "ensure_connection", refuses)
    monkeypatch.setattr(connection, "cursor", refuses)
    monkeypatch.setattr(connection, "get_autocommit", lambda: refuses())
    response = client.get("/health/ready")
    assert response.status_code == 503
    assert response.json()["parts"]["database"]["words"] == "No answer from the database"
    assert "Zephyrine" not in response.content.decode()
    assert client.get("/health/live").json() == {"status": "ok"}


def test_a_live_process_asks_no_database(client: Client) -> None:
    """This test may not touch the database: pytest-django would refuse."""
    assert client.get("/health/live").status_code == 200
