"""What a partnership's office changes: words, contacts, hours, timescales, authorities and panels."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.db import transaction

from cse_portal.agencies import charge, office_hours, partnership_words, timescales
from cse_portal.agencies.models import (
    LocalAuthority,
    OfficeDay,
    Panel,
    Partnership,
    SettingChange,
    TimescaleSetting,
)
from cse_portal.agencies.office_hours import DEFAULT_WEEK, BankHolidays, Week
from cse_portal.agencies.partnership_settings import timescales_of
from cse_portal.agencies.partnership_words import Section, label_of, value_in_words
from cse_portal.agencies.timescales import RULES, Timescale
from cse_portal.audit.actions import record
from cse_portal.core.actor import Actor, System
from cse_portal.core.refusals import Refused

Change = tuple[str, str, str]  # what, before, after


class SettingRefused(Refused):
    """What was asked cannot be done as things stand."""


@transaction.atomic
def found_partnership(
    *, name: str, short_name: str, mash_phone: str, out_of_hours_phone: str, week: Week = DEFAULT_WEEK, by: Actor
) -> Partnership:
    partnership = Partnership.objects.create(
        name=name,
        short_name=short_name,
        mash_phone=mash_phone,
        mash_hours=office_hours.in_words(week),
        out_of_hours_phone=out_of_hours_phone,
    )
    _write_days(partnership, week)
    record("partnership.founded", about=partnership, by=by)
    return partnership


@transaction.atomic
def change_partnership(
    *, partnership: Partnership, version: int, values: Mapping[str, Any], reason: str = "", by: Actor
) -> Partnership:
    """Any of the fields that `partnership_words` names; what stays the same leaves no line."""
    charge.require_partnership(by, partnership)
    held = Partnership.held_at(pk=partnership.pk, version=version)
    changed = {field: value for field, value in values.items() if getattr(held, field) != value}
    lines = [
        (label_of(field), value_in_words(field, getattr(held, field)), value_in_words(field, value))
        for field, value in changed.items()
    ]
    if changed:
        for field, value in changed.items():
            setattr(held, field, value)
        held.save()
        _tell(held, partnership_words.SECTION_OF[next(iter(changed))], lines, reason, by)
    return held


@transaction.atomic
def change_office_hours(
    *, partnership: Partnership, version: int, week: Week, bank_holidays: BankHolidays, by: Actor
) -> Partnership:
    charge.require_partnership(by, partnership)
    _write_days(partnership, week)
    return change_partnership(
        partnership=partnership,
        version=version,
        values={"mash_hours": office_hours.in_words(week), "bank_holidays": bank_holidays.value},
        by=by,
    )


@transaction.atomic
def set_timescales(
    *, partnership: Partnership, version: int, amounts: Mapping[Timescale, int], reason: str, by: Actor
) -> Partnership:
    charge.require_partnership(by, partnership)
    held = Partnership.held_at(pk=partnership.pk, version=version)
    before = timescales_of(held)
    _refuse_if_wrong({**before, **amounts})
    changed = {code: amount for code, amount in amounts.items() if before[code] != amount}
    for code, amount in changed.items():
        TimescaleSetting.objects.update_or_create(partnership=held, code=code, defaults={"amount": amount})
    if changed:
        held.save(update_fields=[])
        lines = [
            (RULES[code].what, _words(code, before[code]), _words(code, amount)) for code, amount in changed.items()
        ]
        _tell(held, Section.TIMESCALES, lines, reason, by)
    return held


def _refuse_if_wrong(amounts: Mapping[Timescale, int]) -> None:
    problems = [problem for code, amount in amounts.items() if (problem := timescales.problem_with(code, amount))]
    problems += [words for _, words in timescales.clashes(amounts)]
    if problems:
        raise SettingRefused(problems[0])


def _words(code: Timescale, amount: int) -> str:
    return timescales.in_words(amount, RULES[code].unit)


# --- authorities and panels ----------------------------------------------------------------------------------


@transaction.atomic
def add_authority(
    *, partnership: Partnership, name: str, short_name: str, code: str = "", by: Actor
) -> LocalAuthority:
    charge.require_partnership(by, partnership)
    authority = LocalAuthority.objects.create(partnership=partnership, name=name, short_name=short_name, code=code)
    _tell(partnership, Section.AUTHORITIES, [("Authority", "", name)], "", by)
    return authority


@transaction.atomic
def change_authority(
    *,
    authority: LocalAuthority,
    version: int,
    name: str,
    short_name: str,
    code: str,
    left_on: date | None = None,
    by: Actor,
) -> LocalAuthority:
    charge.require_partnership(by, authority.partnership)
    held = LocalAuthority.held_at(pk=authority.pk, version=version)
    before = _authority_words(held)
    held.name, held.short_name, held.code, held.left_on = name, short_name, code, left_on
    if before != _authority_words(held):
        held.save()
        _tell(held.partnership, Section.AUTHORITIES, [("Authority", before, _authority_words(held))], "", by)
    return held


def _authority_words(authority: LocalAuthority) -> str:
    words = f"{authority.name} ({authority.short_name}" + (f", {authority.code})" if authority.code else ")")
    return f"{words}, until {authority.left_on}" if authority.left_on else words


@transaction.atomic
def add_panel(
    *, partnership: Partnership, kind: str, name: str, authorities: Iterable[LocalAuthority], by: Actor
) -> Panel:
    charge.require_partnership(by, partnership)
    panel = Panel.objects.create(partnership=partnership, kind=kind, name=name)
    _cover(panel, authorities)
    _tell(partnership, Section.PANELS, [("Panel", "", _panel_words(panel))], "", by)
    return panel


@transaction.atomic
def change_panel(
    *,
    panel: Panel,
    version: int,
    kind: str,
    name: str,
    authorities: Iterable[LocalAuthority],
    ended_on: date | None = None,
    by: Actor,
) -> Panel:
    charge.require_partnership(by, panel.partnership)
    held = Panel.held_at(pk=panel.pk, version=version)
    before = _panel_words(held)
    held.kind, held.name, held.ended_on = kind, name, ended_on
    held.save()
    _cover(held, authorities)
    if before != _panel_words(held):
        _tell(held.partnership, Section.PANELS, [("Panel", before, _panel_words(held))], "", by)
    return held


def _cover(panel: Panel, authorities: Iterable[LocalAuthority]) -> None:
    covered = list(authorities)
    if any(one.partnership_id != panel.partnership_id for one in covered):
        raise SettingRefused("A panel covers authorities of its own partnership only")
    panel.authorities.set(covered)


def _panel_words(panel: Panel) -> str:
    covers = ", ".join(panel.authorities.values_list("short_name", flat=True))
    words = f"{panel.get_kind_display()}: {panel.name}" + (f", for {covers}" if covers else "")
    return f"{words}, until {panel.ended_on}" if panel.ended_on else words


# --- the history that the pages show, beside the audit trail ---------------------------------------------------


def _tell(partnership: Partnership, section: Section, lines: Iterable[Change], reason: str, by: Actor) -> None:
    changes = list(lines)
    for what, before, after in changes:
        SettingChange.objects.create(
            partnership=partnership,
            section=section,
            what=what,
            before=before,
            after=after,
            reason=reason,
            changed_by_id=None if isinstance(by, System) else by.pk,
        )
    detail = {"section": section.value, "changes": [list(line) for line in changes]}
    record("partnership.changed", about=partnership, detail=detail, reason=reason, by=by)


def _write_days(partnership: Partnership, week: Week) -> None:
    for weekday in range(7):
        hours = week.get(weekday)
        times = {"opens_at": hours and hours.opens, "closes_at": hours and hours.closes}
        OfficeDay.objects.update_or_create(partnership=partnership, weekday=weekday, defaults=times)
