"""The weekly look at who looked: opened by the portal, decided line by line, signed once."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse

from cse_portal.agencies import access
from cse_portal.agencies.models import Agency, Membership, User
from cse_portal.agencies.roles import Permission
from cse_portal.agencies.standing import NotAllowedNow
from cse_portal.audit.actions import record
from cse_portal.core import clock
from cse_portal.core.actor import Actor, System
from cse_portal.core.working_days import end_of_work
from cse_portal.trail.models import Week, WeekLine
from cse_portal.trail.queries.told import whom_to_bring
from cse_portal.trail.queries.weekly import looks_without_part
from cse_portal.trail.queries.whom import leads_of
from cse_portal.trail.weeks import Decision, answer_by, sign_by
from cse_portal.worklist.actions import close_items, open_item

KIND = "trail"
OWN = "These are your own looks. Somebody else decides about them: another point of contact, or governance."


@transaction.atomic
def open_week(*, agency: Agency, monday: date, by: System) -> Week | None:
    """Once, however often it is asked for; nothing where nobody looked without a part."""
    found = looks_without_part(agency, monday)
    if not found:
        return None
    week, is_new = Week.objects.get_or_create(
        agency=agency, monday=monday, defaults={"due_on": sign_by(clock.today())}
    )
    if not is_new:
        return None
    WeekLine.objects.bulk_create(WeekLine(week=week, **vars(line)) for line in found)
    record("week.opened", about=week, detail={"lines": len(found)}, by=by)
    for post in whom_to_bring(week, found):
        _bring(post, week, "Check who looked without a part", end_of_work(week.due_on), by)
    return week


def _bring(post: Membership, week: Week, task: str, due_at: datetime, by: Actor) -> None:
    open_item(
        kind=KIND,
        task=task,
        button="Check",
        detail=f"{week.agency.name}, week of {week.monday:%-d %B}",
        url=reverse("trail:week", kwargs={"ref": week.ref}),
        agency=post.agency,
        person=post.user,
        due_at=due_at,
        source=week,
        by=by,
    )


@transaction.atomic
def decide_lines(*, week: Week, decisions: Mapping[str, Decision], version: int, by: User) -> list[WeekLine]:
    """By the reference of each line; what is new is written, and whoever is asked gets it into their work."""
    held = _hold(week, version, by)
    lines = held.lines.select_related("person", "week__agency").select_for_update(of=("self",))
    changed = [line for line in lines if decisions.get(line.ref, line.get_decision()) != line.get_decision()]
    if any(line.person_id == by.pk for line in changed):
        raise NotAllowedNow(OWN)
    for line in changed:
        _decide(line, decisions[line.ref], by)
    held.save()
    record("week.decided", about=held, detail={"lines": len(changed)}, by=by)
    return changed


def _decide(line: WeekLine, decision: Decision, by: User) -> None:
    line.decision = decision.value
    line.decided_by, line.decided_at = (by, clock.now()) if decision else (None, None)
    line.save()
    if decision != Decision.ASKED:
        close_items(kind=KIND, source=line, by=by)
    if decision == Decision.ASKED and not line.answer:
        _ask(line, by)
    if decision == Decision.RAISED:
        for post in leads_of(line.week.agency, apart_from=line.person_id):
            _bring(post, line.week, "Look into a look that was raised", end_of_work(answer_by(clock.today())), by)


def _ask(line: WeekLine, by: User) -> None:
    open_item(
        kind=KIND,
        task="Say why you looked at a case",
        button="Answer",
        detail=f"Case {line.case_ref}",
        url=reverse("trail:answer", kwargs={"ref": line.ref}),
        agency=line.week.agency,
        person=line.person,
        due_at=end_of_work(answer_by(clock.today())),
        source=line,
        by=by,
    )


@transaction.atomic
def answer(*, line: WeekLine, words: str, version: int, by: User) -> WeekLine:
    if line.person_id != by.pk:
        raise PermissionDenied
    held = WeekLine.held_at(pk=line.pk, version=version)
    if not held.waits_for_answer:
        raise NotAllowedNow("This was answered or settled already.")
    held.answer, held.answered_at = words, clock.now()
    held.save()
    close_items(kind=KIND, source=held, by=by)
    record("week.answered", about=held, case=held.case_ref, reason=words, by=by)
    return held


@transaction.atomic
def sign_week(*, week: Week, note: str, version: int, by: User) -> Week:
    held = _hold(week, version, by)
    lines = list(held.lines.select_for_update())
    if not all(line.is_settled for line in lines):
        raise NotAllowedNow("Some lines are not settled yet. Say of each that there was a reason, or raise it.")
    if any(line.person_id == by.pk for line in lines):
        raise NotAllowedNow(OWN)
    held.signed_at, held.signed_by, held.signed_name, held.note = clock.now(), by, by.name, note
    held.save()
    close_items(kind=KIND, source=held, by=by)
    record("week.signed", about=held, detail={"lines": len(lines)}, reason=note, by=by)
    return held


def _hold(week: Week, version: int, by: User) -> Week:
    access.require(by, Permission.SEARCH_TRAIL)
    if not Week.objects.visible_to(by).filter(pk=week.pk).exists():
        raise PermissionDenied
    held = Week.held_at(pk=week.pk, version=version)
    if held.is_signed:
        raise NotAllowedNow("This week is signed. Nothing in it can be changed.")
    return held
