"""The retention pages: whom they open to, and what happens when two people act at once."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from cse_portal.agencies.models import User
from cse_portal.core import clock
from cse_portal.demo.cast import CAST
from cse_portal.operations.actions import disposal
from cse_portal.operations.actions.retention import place_hold
from cse_portal.operations.disposal import Decision
from cse_portal.operations.models import BackupRun, DisposalList, LegalHold, RetentionSetting
from cse_portal.operations.retention import AUDIT

LEADS = {"governance_lead", "second_governance_lead"}


@pytest.fixture
def old_backup(db: None) -> BackupRun:
    """Past its six years; the newer one is the last good backup, which is never on a list."""
    runs = []
    for at in (datetime(2019, 3, 4, 2, tzinfo=UTC), datetime(2026, 11, 1, 2, tzinfo=UTC)):
        runs.append(
            BackupRun.objects.create(
                kind="database", started_at=at, finished_at=at + timedelta(minutes=3),
                verified_at=at + timedelta(minutes=4), file_name="cse-portal.backup", size=1, sha256="a" * 64,
            )
        )  # fmt: skip
    return runs[0]


@pytest.fixture
def as_lead(cast: dict[str, User], client: Client) -> Client:
    client.force_login(cast["governance_lead"])
    return client


@pytest.fixture
def drafted(cast: dict[str, User], old_backup: BackupRun) -> DisposalList:
    found = disposal.draft_list(by=cast["governance_lead"])
    assert found is not None
    return found


def page(name: str, *args: str) -> str:
    return reverse(f"retention:{name}", args=args)


def test_holds_and_lists_come_page_by_page(cast: dict[str, User], as_lead: Client) -> None:
    lead = cast["governance_lead"]
    for number in range(51):
        place_hold(scope="everything", authority=f"Inquiry {number:02}", reason="Asked", by=lead)
    DisposalList.objects.bulk_create(
        DisposalList(on=date(2026, 11, 1), drafted_by=lead, drafted_at=clock.now(), status="withdrawn",
                     ended_by=lead, ended_at=clock.now(), end_reason=f"Slip {number:02}")
        for number in range(51)
    )  # fmt: skip
    for name, words in (("holds", "Inquiry"), ("lists", "Slip")):
        first, second = (as_lead.get(page(name), {"page": number}).content.decode() for number in (1, 2))
        assert first.count(words) == 50, name
        assert f"{words} 50" in first
        assert f"{words} 00" not in first
        assert f"{words} 00" in second
        assert 'href="?page=2"' in first
        assert 'href="?page=1"' in second


@pytest.mark.parametrize("key", sorted({member.key for member in CAST} - LEADS))
def test_nobody_else_opens_any_of_it(cast: dict[str, User], client: Client, drafted: DisposalList, key: str) -> None:
    hold = place_hold(scope="everything", authority="Inquiry", reason="Asked", by=cast["governance_lead"])
    client.force_login(cast[key])
    pages = [page(name) for name in ("overview", "holds", "hold_place", "lists")]
    pages += [page("period", AUDIT), page("hold_lift", hold.ref), page("list", drafted.ref)]
    pages += [page("list_reject", drafted.ref), page("list_withdraw", drafted.ref)]
    assert {client.get(address).status_code for address in pages} == {403}
    assert {client.post(address).status_code for address in [*pages, page("list_approve", drafted.ref)]} == {403}
    assert "Retention" not in client.get("/").content.decode()


def test_whoever_is_not_signed_in_is_sent_to_sign_in(client: Client) -> None:
    assert client.get(page("overview")).headers["Location"].startswith("/account/sign-in/")


@pytest.mark.parametrize("name", ["period", "hold_lift", "list", "list_reject", "list_withdraw"])
def test_what_is_not_there_is_not_found(as_lead: Client, name: str) -> None:
    assert as_lead.get(page(name, "nothing")).status_code == 404


def test_only_old_records_come_on_a_list_and_never_the_last_good_backup(
    as_lead: Client, old_backup: BackupRun
) -> None:
    response = as_lead.post(page("lists"))
    found = DisposalList.objects.get()
    assert response.headers["Location"] == page("list", found.ref)
    assert [line.object_ref for line in found.lines.all()] == [old_backup.ref]
    assert as_lead.post(page("lists")).headers["Location"] == page("overview")


def test_decision_on_an_older_page_is_told_not_taken(as_lead: Client, drafted: DisposalList) -> None:
    line = drafted.lines.get()
    typed = {"version": "1", f"{line.ref}-decision": "dispose"}
    assert as_lead.post(page("list", drafted.ref), typed).status_code == 302
    response = as_lead.post(page("list", drafted.ref), typed, follow=True)
    assert "Someone else changed this list" in response.content.decode()
    assert "Waits for a second person" in response.content.decode()


def test_first_person_cannot_approve_by_sending_the_form(
    as_lead: Client, cast: dict[str, User], drafted: DisposalList
) -> None:
    line = drafted.lines.get()
    reviewed = disposal.review_list(
        disposal_list=drafted, decisions={line.ref: (Decision.DISPOSE, "")}, version=1, by=cast["governance_lead"]
    )
    typed = {"version": str(reviewed.version), "confirmed": "on"}
    as_lead.post(page("list_approve", drafted.ref), typed)
    drafted.refresh_from_db()
    assert drafted.status == "reviewed"
    as_lead.force_login(cast["second_governance_lead"])
    as_lead.post(page("list_approve", drafted.ref), typed)
    drafted.refresh_from_db()
    assert drafted.status == "approved"


def test_list_is_rejected_or_withdrawn_with_a_reason(as_lead: Client, drafted: DisposalList) -> None:
    assert "Enter a reason" in as_lead.post(page("list_withdraw", drafted.ref), {"version": "1"}).content.decode()
    as_lead.post(page("list_withdraw", drafted.ref), {"version": "1", "reason": "Made by mistake"})
    drafted.refresh_from_db()
    assert (drafted.status, drafted.end_reason) == ("withdrawn", "Made by mistake")
    shown = as_lead.get(page("list", drafted.ref)).content.decode()
    assert "Made by mistake" in shown
    assert "Made by mistake" in as_lead.get(page("lists")).content.decode()


def test_longer_period_is_kept_with_its_reason(as_lead: Client) -> None:
    as_lead.post(page("period", AUDIT), {"years": "90", "reason": "The inquiry asked for it"})
    assert RetentionSetting.objects.get().years == 90
    assert "longer than 75" in as_lead.get(page("overview")).content.decode()
    again = as_lead.post(page("period", AUDIT), {"years": "90", "reason": "Again"}).content.decode()
    assert "Years are 90 already" in again
    assert "The inquiry asked for it" in again


def test_hold_on_one_record_takes_its_reference_as_people_type_it(as_lead: Client, old_backup: BackupRun) -> None:
    spoken = old_backup.ref.replace("-", " ").lower()
    typed = {"scope": "record", "object_ref": spoken, "authority": "Coroner", "reason": "Inquest"}
    as_lead.post(page("hold_place"), typed)
    hold = LegalHold.objects.get()
    assert (hold.object_kind, hold.object_ref) == ("operations.backuprun", old_backup.ref)
    short = as_lead.post(page("hold_place"), typed | {"object_ref": "K7MX"}).content.decode()
    assert "three groups of four" in short
    assert "Inquest" in short
    kind = as_lead.post(page("hold_place"), typed | {"scope": "class"}).content.decode()
    assert "Select the kind of record" in kind


def test_hold_on_a_reference_that_names_nothing_is_refused_at_the_field(
    as_lead: Client, cast: dict[str, User]
) -> None:
    """Neither a slip of the finger nor something that is never disposed of, like a person."""
    for ref in ("K7MX-4TRP-W9HC", cast["teacher"].ref):
        typed = {"scope": "record", "object_ref": ref, "authority": "Coroner", "reason": "Inquest"}
        refused = as_lead.post(page("hold_place"), typed).content.decode()
        words = f"No record has the reference {ref}. Check each letter and number"
        assert f'<a href="#id_object_ref">{words}</a>' in refused
        assert refused.count(words) == 2, "in the summary and beside the field"
        assert "Inquest" in refused
    assert not LegalHold.objects.exists()


EVERYTHING = {"scope": "everything", "authority": "Inquiry", "reason": "Preserve <all>"}


def test_holding_everything_is_looked_at_once_more(as_lead: Client, old_backup: BackupRun) -> None:
    check = as_lead.post(page("hold_place"), EVERYTHING).content.decode()
    assert not LegalHold.objects.exists()
    assert "Check before you hold everything" in check
    assert "1 record that has reached the end of its time comes up for review no more" in check
    assert "Preserve &lt;all&gt;" in check
    change = as_lead.post(page("hold_place"), EVERYTHING | {"change": "yes"}).content.decode()
    assert 'value="Inquiry"' in change
    assert "There is a problem" not in change
    as_lead.post(page("hold_place"), EVERYTHING | {"checked": "yes"})
    assert LegalHold.objects.get().scope == "everything"


def test_the_check_is_no_way_round_the_form(as_lead: Client) -> None:
    refused = as_lead.post(page("hold_place"), EVERYTHING | {"reason": "", "checked": "yes"}).content.decode()
    assert "Enter why it must be kept" in refused
    assert not LegalHold.objects.exists()


def test_lifting_a_hold_says_what_follows(as_lead: Client, cast: dict[str, User], old_backup: BackupRun) -> None:
    hold = place_hold(scope="everything", authority="Inquiry", reason="Asked", by=cast["governance_lead"])
    assert "1 record comes up for disposal review again" in as_lead.get(page("hold_lift", hold.ref)).content.decode()
    empty = as_lead.post(page("hold_lift", hold.ref), {}).content.decode()
    assert "1 record comes up for disposal review again" in empty, "beside the error too"
    old_backup.delete()
    assert "No record comes up for disposal review today" in as_lead.get(page("hold_lift", hold.ref)).content.decode()


def test_lifting_a_hold_speaks_of_lists_under_way(
    as_lead: Client, cast: dict[str, User], drafted: DisposalList
) -> None:
    hold = place_hold(scope="everything", authority="Inquiry", reason="Asked", by=cast["governance_lead"])
    shown = as_lead.get(page("hold_lift", hold.ref)).content.decode()
    assert "1 record that is on a list under way can be disposed of again" in shown


def test_operations_page_says_how_old_the_last_good_backup_is(
    cast: dict[str, User], client: Client, old_backup: BackupRun
) -> None:
    client.force_login(cast["system_administrator"])
    assert "The last that was read back began" in client.get("/operations/").content.decode()
    BackupRun.objects.all().delete()
    shown = client.get("/operations/").content.decode()
    assert "None has been made and read back yet" in shown
