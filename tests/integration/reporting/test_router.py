"""Reports read the replica; nobody ever misses what they have just written."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import suppress

import pytest
from django.db import connections, router, transaction
from django.test.utils import CaptureQueriesContext, override_settings
from pytest_django import DjangoDbBlocker

from cse_portal.agencies.models import Agency, Partnership
from cse_portal.audit.models import AuditEvent
from reporting.router import REPLICA, ReportsReadReplica, is_reading_reports, reading_reports


class Report:
    """Stands for a model of the reporting app, which has none yet."""

    class _meta:  # noqa: N801
        app_label = "reporting"


@pytest.fixture
def replica(transactional_db: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """A second connection to the same rows under the replica's name, as replication would show them."""
    same = {**connections["default"].settings_dict}
    connections.settings[REPLICA] = same
    connection = connections[REPLICA]
    # Django's tests refuse aliases that were not there when the test began.
    connection.ensure_connection = lambda: connection.connection or connection.connect()
    with override_settings(DATABASE_ROUTERS=["reporting.router.ReportsReadReplica"]):
        yield
    connections[REPLICA].close()
    del connections[REPLICA], connections.settings[REPLICA]


def found_partnership() -> Partnership:
    words = {"mash_phone": "020 7946 0100", "mash_hours": "9 to 5", "out_of_hours_phone": "020 7946 0101"}
    return Partnership.objects.create(name="Larkmere", short_name="Larkmere", **words)


def test_reports_are_read_from_the_replica_and_everything_else_is_not(replica: None) -> None:
    found_partnership()
    with CaptureQueriesContext(connections[REPLICA]) as there, CaptureQueriesContext(connections["default"]) as here:
        with reading_reports():
            assert Partnership.objects.count() == 1
        assert AuditEvent.objects.count() == 0
    assert [len(there), len(here)] == [1, 1]
    assert router.db_for_read(Report) == REPLICA


def test_writes_always_go_to_the_main_database(replica: None) -> None:
    with reading_reports():
        written = found_partnership()
    assert written._state.db == "default"
    assert router.db_for_write(Report) == "default"


def test_what_was_just_written_is_read_where_it_was_written(replica: None) -> None:
    with reading_reports(), transaction.atomic():
        found_partnership()
        assert Partnership.objects.get().name == "Larkmere"
        assert router.db_for_read(Report) == "default"
    with reading_reports():
        assert router.db_for_read(Partnership) == REPLICA


def test_rows_of_both_may_point_at_each_other(replica: None) -> None:
    found_partnership()
    with reading_reports():
        partnership = Partnership.objects.get()
    assert partnership._state.db == REPLICA
    assert Agency.objects.create(partnership=partnership, name="Fernhill Academy").partnership == partnership


def test_nothing_is_migrated_on_the_replica() -> None:
    assert ReportsReadReplica().allow_migrate(REPLICA, "reporting") is False
    assert ReportsReadReplica().allow_migrate("default", "reporting") is None


def test_reading_reports_ends_even_after_an_error_and_stays_in_its_own_thread() -> None:
    seen: list[bool] = []
    with suppress(ZeroDivisionError), reading_reports():
        other = threading.Thread(target=lambda: seen.append(is_reading_reports()))
        other.start()
        other.join()
        assert is_reading_reports()
        _ = 1 // 0
    assert not is_reading_reports()
    assert seen == [False]
