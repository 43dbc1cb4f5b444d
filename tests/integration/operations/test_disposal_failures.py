"""One disposal list that cannot be carried out holds up no other, and says so."""

from __future__ import annotations

import pytest
import time_machine
from django.test import Client

from cse_portal.agencies.models import User
from cse_portal.audit.models import AuditEvent
from cse_portal.core.actor import Actor
from cse_portal.operations.disposal import ListStatus
from cse_portal.operations.models import DisposalList, JobRun
from cse_portal.operations.tasks import NotCarriedOut, carry_out_disposals
from tests.integration.operations.shelf import Shelf, approved_by


class Locked(Exception):
    """Holds a child's name in its words, as an error well may."""


@pytest.fixture
def one_breaks(shelf: Shelf, lead: User, second: User, monkeypatch: pytest.MonkeyPatch) -> tuple[DisposalList, ...]:
    """Two approved lists; the record on the first cannot be removed."""
    whole = shelf.begun
    shelf.begun = {"OLD-1": whole["OLD-1"]}
    breaks = approved_by(lead, second)
    shelf.begun = dict(whole)
    fine = approved_by(lead, second)
    dispose = shelf.dispose

    def refuses(ref: str, *, by: Actor) -> str:
        if ref == "OLD-1":
            raise Locked("Zephyrine Quillfeather")
        return dispose(ref, by=by)

    monkeypatch.setattr(shelf, "dispose", refuses)
    return breaks, fine


def test_list_that_fails_does_not_stop_the_next(shelf: Shelf, one_breaks: tuple[DisposalList, ...]) -> None:
    breaks, fine = one_breaks
    with time_machine.travel("2026-11-23T09:00:00Z", tick=False), pytest.raises(NotCarriedOut):
        carry_out_disposals()
    for one in one_breaks:
        one.refresh_from_db()
    assert shelf.disposed == ["OLD-2"]
    assert (fine.status, fine.is_stuck) == (ListStatus.CARRIED_OUT, False)
    assert (breaks.status, breaks.is_stuck, breaks.failed_with) == (ListStatus.APPROVED, True, "Locked")
    assert str(breaks.failed_at) == "2026-11-23 09:00:00+00:00"
    run = JobRun.objects.get(name="operations.carry_out_disposals")
    assert (run.outcome, run.error_kind) == ("failed", "NotCarriedOut")


def test_failure_is_on_the_trail_once_and_names_nobody(
    one_breaks: tuple[DisposalList, ...], caplog: pytest.LogCaptureFixture
) -> None:
    for _ in range(2):
        with pytest.raises(NotCarriedOut):
            carry_out_disposals()
    event = AuditEvent.objects.get(kind="disposal.failed")
    assert (event.object_ref, event.detail) == (one_breaks[0].ref, {"error": "Locked"})
    assert "Zephyrine" not in str(DisposalList.objects.values()) + str(event.__dict__)


def test_list_that_failed_is_carried_out_once_the_cause_is_gone(
    shelf: Shelf, one_breaks: tuple[DisposalList, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(NotCarriedOut):
        carry_out_disposals()
    monkeypatch.undo()
    assert carry_out_disposals() == 1
    one_breaks[0].refresh_from_db()
    assert (one_breaks[0].status, one_breaks[0].failed_at) == (ListStatus.CARRIED_OUT, None)


def test_failure_is_shown_where_the_list_is(one_breaks: tuple[DisposalList, ...], lead: User, client: Client) -> None:
    with pytest.raises(NotCarriedOut):
        carry_out_disposals()
    client.force_login(lead)
    for path in ("", "lists/", f"lists/{one_breaks[0].ref}/"):
        page = client.get(f"/operations/retention/{path}").content.decode()
        assert page.count("Not carried out</strong>") == 1, path
    assert "Nothing on the list has gone" in page
