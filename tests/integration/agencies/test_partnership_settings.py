"""A partnership's settings: who may change them, what is refused, and the line that each change leaves."""

from __future__ import annotations

from datetime import time

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from cse_portal.agencies import actions
from cse_portal.agencies.actions.partnership import SettingRefused
from cse_portal.agencies.models import OfficeDay, Panel, Partnership, SettingChange, TimescaleSetting, User
from cse_portal.agencies.office_hours import DEFAULT_WEEK, BankHolidays, Hours
from cse_portal.agencies.partnership_settings import office_hours_of, timescales_of
from cse_portal.agencies.timescales import DEFAULTS, Timescale
from cse_portal.audit.models import AuditEvent
from cse_portal.core.models import StaleRecord
from tests.factories import TEST


@pytest.fixture
def larkmere(cast: dict[str, User]) -> Partnership:
    return Partnership.objects.get()


@pytest.fixture
def manager(cast: dict[str, User]) -> User:
    return cast["lscb_manager"]


def changed(partnership: Partnership) -> list[tuple[str, str, str]]:
    return list(partnership.setting_changes.values_list("what", "before", "after"))


def test_a_change_is_told_with_what_stood_there_before(larkmere: Partnership, manager: User) -> None:
    values = {"name": larkmere.name, "short_name": "Lark", "manager_title": "Board manager"}
    actions.change_partnership(partnership=larkmere, version=1, values=values, by=manager)
    assert changed(larkmere) == [
        ("What it calls its manager", "Partnership manager", "Board manager"),
        ("Short name", "Larkmere", "Lark"),
    ]
    assert set(larkmere.setting_changes.values_list("changed_by", flat=True)) == {manager.pk}
    event = AuditEvent.objects.get(kind="partnership.changed")
    assert event.detail["changes"][0] == ["Short name", "Larkmere", "Lark"]
    assert event.actor_id == manager.pk


def test_a_save_that_changes_nothing_leaves_no_line(larkmere: Partnership, manager: User) -> None:
    actions.change_partnership(partnership=larkmere, version=1, values={"name": larkmere.name}, by=manager)
    larkmere.refresh_from_db()
    assert (larkmere.version, changed(larkmere)) == (1, [])
    assert not AuditEvent.objects.filter(kind="partnership.changed").exists()


@pytest.mark.parametrize("key", ["school_spoc", "mase_chair", "governance_lead", "system_administrator", "outsider"])
def test_nobody_else_changes_anything(cast: dict[str, User], larkmere: Partnership, key: str) -> None:
    person, common = cast[key], {"partnership": larkmere, "version": 1}
    with pytest.raises(PermissionDenied):
        actions.change_partnership(**common, values={"name": "Mine"}, by=person)
    with pytest.raises(PermissionDenied):
        actions.change_office_hours(**common, week={}, bank_holidays=BankHolidays.CLOSED, by=person)
    with pytest.raises(PermissionDenied):
        actions.set_timescales(**common, amounts={Timescale.FEEDBACK: 2}, reason="Why", by=person)
    with pytest.raises(PermissionDenied):
        actions.add_authority(partnership=larkmere, name="Mine", short_name="Mine", by=person)
    with pytest.raises(PermissionDenied):
        actions.add_panel(partnership=larkmere, kind="mase", name="Mine", authorities=[], by=person)


def test_the_manager_of_another_partnership_keeps_their_own_only(larkmere: Partnership, manager: User) -> None:
    other = actions.found_partnership(
        name="Brackwater Board", short_name="Brackwater", mash_phone="01632 960300", out_of_hours_phone="999", by=TEST
    )
    with pytest.raises(PermissionDenied):
        actions.change_partnership(partnership=other, version=1, values={"name": "Mine"}, by=manager)


def test_hours_are_kept_by_day_and_written_out_in_words(larkmere: Partnership, manager: User) -> None:
    assert office_hours_of(larkmere).week == DEFAULT_WEEK
    assert larkmere.mash_hours == "Monday to Friday, 8:30am to 5pm"
    week = {**DEFAULT_WEEK, 5: Hours(time(9), time(12))}
    actions.change_office_hours(
        partnership=larkmere, version=1, week=week, bank_holidays=BankHolidays.AS_SUNDAY, by=manager
    )
    larkmere.refresh_from_db()
    assert office_hours_of(larkmere).week == week
    assert larkmere.mash_hours == "Monday to Friday, 8:30am to 5pm; Saturday, 9am to midday"
    assert ("Bank holidays", "Closed", "Open as on a Sunday") in changed(larkmere)


def test_stale_hours_change_nothing(larkmere: Partnership, manager: User) -> None:
    actions.change_partnership(partnership=larkmere, version=1, values={"short_name": "Lark"}, by=manager)
    with pytest.raises(StaleRecord):
        actions.change_office_hours(
            partnership=larkmere, version=1, week={}, bank_holidays=BankHolidays.CLOSED, by=manager
        )
    assert office_hours_of(larkmere).week == DEFAULT_WEEK


def test_a_partnership_from_before_hours_has_the_usual_ones(larkmere: Partnership) -> None:
    OfficeDay.objects.all().delete()
    assert office_hours_of(larkmere).week == DEFAULT_WEEK


def test_a_timescale_is_set_with_its_reason_and_goes_back(larkmere: Partnership, manager: User) -> None:
    assert timescales_of(larkmere) == DEFAULTS
    wanted = {Timescale.FEEDBACK: 2, Timescale.CHECK_RED: 2}
    actions.set_timescales(partnership=larkmere, version=1, amounts=wanted, reason="Agreed in May", by=manager)
    assert timescales_of(larkmere)[Timescale.FEEDBACK] == 2
    assert changed(larkmere) == [("Feedback to whoever referred", "1 working day", "2 working days")]
    actions.set_timescales(
        partnership=larkmere, version=2, amounts={Timescale.FEEDBACK: 1}, reason="Tried, and not needed", by=manager
    )
    assert timescales_of(larkmere) == DEFAULTS
    assert TimescaleSetting.objects.count() == 1
    assert list(SettingChange.objects.values_list("reason", flat=True)) == ["Tried, and not needed", "Agreed in May"]


@pytest.mark.parametrize(
    ("amounts", "words"),
    [
        ({Timescale.FEEDBACK: 4}, "must be between 0 and 3"),
        ({Timescale.MISSING_REPORTED: 1}, "stays at the same day"),
        ({Timescale.CHECK_AMBER: 16, Timescale.CHECK_GREEN: 16}, "must be less than"),
    ],
)
def test_a_timescale_out_of_bounds_is_refused(
    larkmere: Partnership, manager: User, amounts: dict[Timescale, int], words: str
) -> None:
    with pytest.raises(SettingRefused, match=words):
        actions.set_timescales(partnership=larkmere, version=1, amounts=amounts, reason="Why", by=manager)
    assert timescales_of(larkmere) == DEFAULTS


def test_authorities_and_panels_are_told_in_words(larkmere: Partnership, manager: User) -> None:
    council = actions.add_authority(partnership=larkmere, name="Larkmere Council", short_name="Larkmere", by=manager)
    panel = actions.add_panel(
        partnership=larkmere, kind="mase", name="Larkmere MASE", authorities=[council], by=manager
    )
    actions.change_authority(
        authority=council, version=1, name="Larkmere Council", short_name="Larkmere", code="E09000099", by=manager
    )
    actions.change_panel(panel=panel, version=1, kind="mase", name="Larkmere panel", authorities=[], by=manager)
    assert [after for _, _, after in changed(larkmere)] == [
        "MASE panel: Larkmere panel",
        "Larkmere Council (Larkmere, E09000099)",
        "MASE panel: Larkmere MASE, for Larkmere",
        "Larkmere Council",
    ]


def test_a_panel_covers_its_own_partnerships_authorities_only(larkmere: Partnership, manager: User) -> None:
    other = actions.found_partnership(
        name="Brackwater Board", short_name="Brackwater", mash_phone="01632 960300", out_of_hours_phone="999", by=TEST
    )
    theirs = actions.add_authority(partnership=other, name="Brackwater Council", short_name="Brackwater", by=TEST)
    with pytest.raises(SettingRefused, match="its own partnership"):
        actions.add_panel(partnership=larkmere, kind="mase", name="Both", authorities=[theirs], by=manager)
    assert not Panel.objects.exists()


def test_the_database_refuses_what_is_no_colour_and_hours_that_end_before_they_begin(larkmere: Partnership) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Partnership.objects.update(brand_colour="teal")
    with pytest.raises(IntegrityError), transaction.atomic():
        OfficeDay.objects.filter(weekday=0).update(opens_at=time(18))
