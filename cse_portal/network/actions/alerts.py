"""Two cases that meet are told of each other, and whoever was told says what became of it."""

from __future__ import annotations

from collections.abc import Iterable

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q
from django.urls import reverse

from cse_portal.agencies import access
from cse_portal.agencies.models import Agency, User
from cse_portal.agencies.roles import Role
from cse_portal.audit.actions import record
from cse_portal.cases.actions.missing_follow_up import addressees
from cse_portal.cases.handling import Handling
from cse_portal.cases.models import Case
from cse_portal.core import clock, wall
from cse_portal.core.actor import Actor, System
from cse_portal.core.working_days import add_working_days, end_of_work
from cse_portal.network import queries
from cse_portal.network.actions.writing import KEEP
from cse_portal.network.alert_states import ONE_ITEM, AlertState
from cse_portal.network.item_keys import sort_of
from cse_portal.network.meetings import Meeting, Touch, meetings
from cse_portal.network.models import Item, Link, LinkAlert
from cse_portal.network.work_kinds import LINKED
from cse_portal.worklist.actions import close_items, open_item

NOTICES = System("tell whoever works two cases that these meet")
WITHIN_WORKING_DAYS = 2


@transaction.atomic
def look_for_meetings(*, item: Item, by: Actor) -> list[LinkAlert]:
    """Part of the deed that calls it. The portal looks past what its author sees, and tells each side for itself."""
    with wall.as_system(NOTICES.purpose):
        own = _parts_of([item.merged_into_id or item.pk])
        shared = {key for one in own for key in one.same}
        others = _sharing(item, shared) if shared else []
        found = meetings(_touches(own), _touches(others))
        made = [one for meeting in found if (one := _noticed(meeting, [*own, *others])) is not None]
    return made


def _parts_of(kept: Iterable[int]) -> list[Item]:
    return list(Item.objects.held().filter(Q(pk__in=kept) | Q(merged_into__in=kept)))


def _sharing(item: Item, keys: set[str]) -> list[Item]:
    """Others of the partnership that are known for the same, each with what became part of it."""
    like = Item.objects.held().filter(partnership=item.partnership_id, same__overlap=sorted(keys))
    kept = {one.kept_id for one in like} - {item.kept_id}
    return _parts_of(kept)


def _touches(items: list[Item]) -> list[Touch]:
    by_number = {one.pk: one for one in items}
    numbers = list(by_number)
    found = []
    ends = Q(start_item__in=numbers, end_case__isnull=False) | Q(end_item__in=numbers, start_case__isnull=False)
    for link in Link.objects.held().filter(ends).select_related("start_case", "end_case", "start_item", "end_item"):
        item = next(by_number[one.pk] for one in link.items)
        case = next(iter(link.cases))
        is_covert = Handling.COVERT in (Handling(link.handling), Handling(item.handling))
        found.append(Touch(case.pk, case.child_id, item.kept_id, link.pk, case.is_restricted, is_covert))
    return found


def _noticed(meeting: Meeting, items: list[Item]) -> LinkAlert | None:
    """None where it is on record already, whatever was said of it."""
    first, second = meeting.first, meeting.second
    which = {"first_case_id": first.case, "second_case_id": second.case}
    items_of = {"first_item_id": first.item, "second_item_id": second.item}
    if LinkAlert.objects.filter(**which, **items_of).exists():
        return None
    made = LinkAlert.objects.create(
        **which,
        **items_of,
        first_link_id=first.link,
        second_link_id=second.link,
        shares=_what_is_shared(first.item, second.item, items),
        first_is_told=meeting.first_is_told,
        second_is_told=meeting.second_is_told,
    )
    for link, is_told, case in (
        (made.first_link, made.first_is_told, made.first_case),
        (made.second_link, made.second_is_told, made.second_case),
    ):
        if is_told:
            record("network.cases_meet", about=made, case=case, child=case.child, by=NOTICES)
            _tell(made, link, case)
    return made


def _what_is_shared(one: int, other: int, items: list[Item]) -> str:
    if one == other:
        return ONE_ITEM
    keys = [{key for item in items if item.kept_id == number for key in item.same} for number in (one, other)]
    return sort_of(min(keys[0] & keys[1])).value


def _tell(alert: LinkAlert, link: Link, case: Case) -> None:
    """The worker; of a link that is kept among few, whoever recorded it."""
    agency, person, role = _whom(link, case)
    day = add_working_days(clock.today(), WITHIN_WORKING_DAYS)
    open_item(
        kind=LINKED.code,
        task="There is a link with another case: talk to each other",
        detail=f"Case {case.ref}",
        button="See the link",
        url=reverse("network:alert", kwargs={"ref": alert.ref}),
        agency=agency,
        person=person,
        role=role,
        due_at=end_of_work(day),
        source=alert,
        case_ref=case.ref,
        by=NOTICES,
    )


def _whom(link: Link, case: Case) -> tuple[Agency, User | None, Role | None]:
    return addressees(case) if link.is_shared else (link.agency, link.recorded_by, None)


@transaction.atomic
def decide_alert(*, alert: LinkAlert, version: int, state: AlertState, why: str, by: User) -> LinkAlert:
    """What came of talking, for both sides to read; said anew it is put right."""
    cases = queries.sides_seen(by, alert)
    if not any(access.decides(by, case, KEEP) for case in cases):
        raise PermissionDenied
    with wall.as_system(NOTICES.purpose):
        held = LinkAlert.held_at(pk=alert.pk, version=version)
        held.state, held.decided_at, held.decided_by, held.decided_because = state.value, clock.now(), by, why
        held.save()
    for case in cases:
        record("network.meeting_decided", about=held, case=case, child=case.child, detail={"state": state}, by=by)
    close_items(kind=LINKED.code, source=held, by=by)
    return held
