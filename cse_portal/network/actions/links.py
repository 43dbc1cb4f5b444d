"""Links are added, put right and struck through; each says what was told, by whom, and how sure it is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from cse_portal.agencies import access
from cse_portal.agencies.models import Agency, User
from cse_portal.agencies.roles import Permission
from cse_portal.audit.actions import record
from cse_portal.cases.access import require_decides
from cse_portal.cases.actions.lines import note_line
from cse_portal.cases.handling import Handling
from cse_portal.cases.line_kinds import LineKind
from cse_portal.cases.models import Case
from cse_portal.core import clock
from cse_portal.network.actions.alerts import look_for_meetings
from cse_portal.network.actions.items import new_item
from cse_portal.network.actions.writing import KEEP, Grade, own_agency, require_keeps, require_open
from cse_portal.network.item_kinds import ItemKind
from cse_portal.network.item_kinds import title as title_of
from cse_portal.network.link_kinds import CHILD, LinkKind, allows
from cse_portal.network.models import Item, Link
from cse_portal.network.refused import STRUCK, NetworkRefused


@dataclass(frozen=True)
class NewItem:
    """One that is not on record yet, or of which somebody said that it is another."""

    kind: ItemKind
    values: Mapping[str, Any]


End = Case | Item | NewItem


@dataclass(frozen=True)
class LinkSaid:
    """What somebody tells of a link, beside its two ends."""

    kind: LinkKind
    since: date | None
    until: date | None
    is_about: bool
    words: str
    known_from: str
    grade: Grade
    origin: str = ""
    origin_ref: str = ""
    origin_case: Case | None = None

    @property
    def values(self) -> dict[str, Any]:
        names = ("since", "until", "is_about", "words", "known_from")
        return {"kind": self.kind.value, **{name: getattr(self, name) for name in names}, **self.grade.values}

    @property
    def told_in(self) -> dict[str, Any]:
        return {"origin": self.origin, "origin_ref": self.origin_ref, "origin_case": self.origin_case}


@transaction.atomic
def add_link(*, start: End, end: End, said: LinkSaid, by: User) -> Link:
    """Between two that are on record, or with one that is recorded by the same deed. Told once more of another day, it
    is a link of its own: what was known then stays as it was."""
    access.require(by, Permission.SEE_NETWORK)
    if not allows(said.kind, sort_of(start), sort_of(end)):
        raise NetworkRefused("These two cannot be linked in this way. Choose another kind of link.")
    for one in (start, end):
        _require_may_link(one, by)
    if not any(isinstance(one, Case | Item) for one in (start, end)):
        raise PermissionDenied
    agency = own_agency(by)
    _require_one_partnership((start, end), agency.partnership_id)
    ends = {**_end("start", start, said, by), **_end("end", end, said, by)}
    made = Link(partnership=agency.partnership, agency=agency, recorded_by=by, **ends, **said.values, **said.told_in)
    made.save()
    new = [one.ref for one, was in zip(made.items, _items_of(start, end), strict=True) if isinstance(was, NewItem)]
    _recorded("network.linked", made, by, detail={"kind": said.kind, "new": new})
    note_link(link=made, by=by)
    for item in made.items:
        look_for_meetings(item=item, by=by)
    return made


@transaction.atomic
def change_link(*, link: Link, version: int, said: LinkSaid, by: User) -> Link:
    """The same two ends; what was wrong or is known better now."""
    held = held_link(link, version, by)
    if not allows(said.kind, held.start_sort, held.end_sort):
        raise NetworkRefused("These two cannot be linked in this way. Choose another kind of link.")
    changed = sorted(name for name, value in said.values.items() if getattr(held, name) != value)
    if changed:
        for name in changed:
            setattr(held, name, said.values[name])
        held.save()
        _recorded("network.link_changed", held, by, detail={"fields": changed})
        note_link(link=held, by=by)
        for item in held.items:
            look_for_meetings(item=item, by=by)
    return held


@transaction.atomic
def strike_link(*, link: Link, version: int, why: str, by: User) -> Link:
    """Not true after all: it stays to be read where it was told, and stands in no picture any more."""
    held = held_link(link, version, by)
    held.struck_at, held.struck_by, held.struck_because = clock.now(), by, why
    held.save()
    _recorded("network.link_struck", held, by, reason=why)
    note_link(link=held, by=by)
    return held


def sort_of(end: End) -> str:
    if isinstance(end, Case):
        return CHILD
    return end.kind if isinstance(end, Item) else end.kind.value


def held_link(link: Link, version: int, by: User) -> Link:
    """Whoever keeps the record of each child at its ends; of one between items, whoever reads it."""
    for case in link.cases:
        require_decides(by, case, KEEP)
    access.require(by, KEEP)
    held = Link.held_at(pk=link.pk, version=version)
    if held.struck_at is not None:
        raise NetworkRefused(STRUCK)
    return held


def _require_may_link(end: End, by: User) -> None:
    if isinstance(end, Case):
        require_decides(by, end, KEEP)
    elif isinstance(end, Item):
        require_keeps(by, end)
        require_open(end)
    else:
        access.require(by, KEEP)


def _require_one_partnership(ends: Iterable[End], partnership: int) -> None:
    if any(one.partnership_id != partnership for one in ends if isinstance(one, Case | Item)):
        raise NetworkRefused("These two stand in different partnerships. Ask the other one’s MASH.")


def _end(name: str, end: End, said: LinkSaid, by: User) -> dict[str, Any]:
    if isinstance(end, Case):
        return {f"{name}_case": end}
    item = end if isinstance(end, Item) else new_item(end.kind, end.values, said.grade, by)
    return {f"{name}_item": item}


def _items_of(*ends: End) -> list[End]:
    return [one for one in ends if not isinstance(one, Case)]


def note_link(*, link: Link, by: User) -> None:
    """One line in the chronology of each child at its ends, under the link's own mark."""
    for case in link.cases:
        is_start = link.start_case_id == case.pk
        headline = f"{link.reads(is_forward=is_start).capitalize()} {_other_end(link, is_start=is_start)}"
        note_line(
            case=case,
            kind=LineKind.NETWORK,
            headline=f"Struck through: {headline}" if link.struck_at else headline,
            words=link.struck_because if link.struck_at else " ".join(filter(None, (f"{link.grade}.", link.words))),
            happened_on=link.since or clock.today(),
            until_on=link.until,
            handling=Handling(link.handling),
            named_agencies=_named(link),
            source=link,
            step="" if len(link.cases) == 1 else ("a" if is_start else "b"),
            by=by,
        )


def _other_end(link: Link, *, is_start: bool) -> str:
    """Of another child the initials only: who may read of them is judged in their own record."""
    item, case = (link.end_item, link.end_case) if is_start else (link.start_item, link.start_case)
    if item is not None:
        sort = title_of(item.get_kind()).lower()
        return f"{item.label} ({sort})" if _reads_alike(link, item) else f"a {sort}"
    return f"another child, {case.child.initials}" if case else ""


def _reads_alike(link: Link, item: Item) -> bool:
    """Whether whoever reads the link reads what the item is called."""
    return item.is_shared or (item.handling, item.agency_id, item.named_agencies) == (
        *(link.handling, link.agency_id, link.named_agencies),
    )


def _recorded(kind: str, link: Link, by: User, *, detail: dict[str, Any] | None = None, reason: str = "") -> None:
    """In the trail of each child at its ends; of one between items once."""
    if not link.cases:
        record(kind, about=link, detail=detail, reason=reason, by=by)
    for case in link.cases:
        record(kind, about=link, case=case, child=case.child, detail=detail, reason=reason, by=by)


def _named(link: Link) -> list[Agency]:
    return list(Agency.objects.filter(pk__in=link.named_agencies)) if link.named_agencies else []
