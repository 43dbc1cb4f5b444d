"""What happens in the portal writes its own line into the chronology."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, time

from django.db import transaction
from django.utils import timezone

from cse_portal.agencies.models import Agency, User
from cse_portal.agencies.models.people import local_day
from cse_portal.cases.access import agency_of
from cse_portal.cases.handling import Handling
from cse_portal.cases.line_kinds import LineKind
from cse_portal.cases.models import (
    AdultMove,
    AgreedAction,
    Case,
    CaseMember,
    CaseMessage,
    CaseTransfer,
    Entry,
    Involvement,
    Meeting,
    Plan,
    PoliceReference,
    ServiceAround,
    StageStep,
)
from cse_portal.cases.telling import mark_of_line
from cse_portal.cases.work_kinds import DORMANT
from cse_portal.cases.workflow import Stage
from cse_portal.core import clock, wall
from cse_portal.core.actor import Actor
from cse_portal.core.models import Record
from cse_portal.worklist.actions import close_items

STEPS: Mapping[Stage, str] = {
    Stage.IDENTIFIED: "The case was opened",
    Stage.SCREENED: "Screened",
    Stage.REFERRED: "Referred to MASH",
    Stage.IN_ASSESSMENT: "Assessment begins",
    Stage.AT_MASE: "Goes to MASE",
    Stage.OFF_MASE: "Leaves the MASE list",
    Stage.CLOSED: "The case was closed",
    Stage.REOPENED: "The case was opened again",
}
ENDED, HANDED_OVER = "ended", "given"
WRITING = "write what happened into the chronology"


@transaction.atomic
def note_line(
    *,
    case: Case,
    kind: LineKind,
    headline: str,
    words: str = "",
    happened_on: date,
    happened_at: time | None = None,
    until_on: date | None = None,
    handling: Handling = Handling.NETWORK,
    named_agencies: Iterable[Agency] = (),
    is_significant: bool = False,
    source: Record,
    step: str = "",
    agency: Agency | None = None,
    by: Actor,
) -> Entry:
    """Part of the deed that calls it, which has asked who may and leaves the event. One line for each thing, or for
    each `step` of it (five letters): told again, it is put right, and its history says what it was."""
    told_by = f"{source.ref}:{step}" if step else source.ref
    said = {
        "headline": headline[:160],
        "words": words,
        "happened_on": happened_on,
        "happened_at": happened_at,
        "until_on": until_on,
        "handling": handling.value,
        "named_agencies": sorted(one.pk for one in named_agencies),
        "is_significant": is_significant,
    }
    with wall.as_system(WRITING):
        held = Entry.objects.select_for_update().filter(case=case, kind=kind, source_ref=told_by).first()
        if held is None:
            if isinstance(by, User):
                close_items(kind=DORMANT.code, source=case, by=by)
            return Entry.objects.create(
                case=case,
                kind=kind,
                source_ref=told_by,
                agency=agency or agency_of(by) or case.lead_agency,
                written_by=by if isinstance(by, User) else None,
                **said,
            )
        if changed := [name for name, value in said.items() if getattr(held, name) != value]:
            for name in changed:
                setattr(held, name, said[name])
            held.save(update_fields=changed)
        return held


# --- the sentences ---------------------------------------------------------------------------------------------------


def note_step(*, step: StageStep, by: Actor) -> None:
    """That the case went on to another stage, and why."""
    stage = Stage(step.stage)
    words = [step.why, step.goes_on]
    if step.goes_on_with:
        words.append(f"With: {step.goes_on_with}")
    note_line(
        case=step.case,
        kind=LineKind.STAGE,
        headline=STEPS[stage],
        words="\n\n".join(filter(None, words)),
        happened_on=local_day(step.at),
        is_significant=True,
        source=step,
        agency=step.agency,
        by=by,
    )


def note_worker(*, member: CaseMember, why: str = "", by: Actor) -> None:
    who = member.membership
    note_line(
        case=member.case,
        kind=LineKind.TEAM,
        headline=f"Allocated to {who.user.name}, {who}",
        words=why,
        happened_on=member.since,
        source=member,
        by=by,
    )


def note_lead(*, transfer: CaseTransfer, by: Actor) -> None:
    note_line(
        case=transfer.case,
        kind=LineKind.TEAM,
        headline=f"{transfer.to_agency} leads the case now",
        words=transfer.why,
        happened_on=clock.today(),
        is_significant=True,
        source=transfer,
        agency=transfer.to_agency,
        by=by,
    )


def note_involved(*, case: Case, involved: Involvement | ServiceAround, name: str, why: str, by: Actor) -> None:
    """An agency or a service came to it, or left."""
    has_ended = involved.ended_at is not None
    note_line(
        case=case,
        kind=LineKind.AROUND,
        headline=f"{name} is no longer involved" if has_ended else f"{name} is involved",
        words=why,
        happened_on=clock.today() if has_ended else involved.since,
        source=involved,
        step=ENDED if has_ended else "",
        by=by,
    )


def note_crime(*, reference: PoliceReference, by: Actor) -> None:
    note_line(
        case=reference.case,
        kind=LineKind.POLICE,
        headline="A police reference is on record",
        happened_on=clock.today(),
        is_significant=True,
        source=reference,
        by=by,
    )


def note_meeting(*, meeting: Meeting, by: Actor) -> None:
    """That it was held: what was said there stands in its record."""
    assert meeting.took_place_at is not None  # noqa: S101 - held, or it has no line
    at = timezone.localtime(meeting.took_place_at)
    note_line(
        case=meeting.case,
        kind=LineKind.MEETING,
        headline=f"{meeting.title} held",
        words=meeting.purpose,
        happened_on=at.date(),
        happened_at=at.time(),
        is_significant=True,
        source=meeting,
        agency=meeting.agency,
        by=by,
    )


def note_plan(*, plan: Plan, words: str, by: Actor) -> None:
    """Agreed, followed by another version, or ended: each is a line of its own version."""
    note_line(
        case=plan.case,
        kind=LineKind.PLAN,
        headline=f"{plan.name}, version {plan.number}: {plan.get_status_display().lower()}",
        words=words,
        happened_on=clock.today(),
        is_significant=True,
        source=plan,
        step=ENDED if plan.ended_at else "",
        agency=plan.agency,
        by=by,
    )


def note_action(*, action: AgreedAction, by: Actor) -> None:
    note_line(
        case=action.meeting.case,
        kind=LineKind.ACTION,
        headline=f"{action.get_outcome_display()}: {action.what}",
        words=action.outcome_words,
        happened_on=clock.today(),
        source=action,
        agency=action.agency,
        by=by,
    )


def note_message(*, message: CaseMessage, by: Actor) -> None:
    """Under the mark of its conversation. Marked once more after its line was struck, it gets another."""
    thread = message.thread
    mark = mark_of_line(thread.mark, message.agency_id)
    with wall.as_system(WRITING):
        before = Entry.objects.filter(case=thread.case, kind=LineKind.MESSAGE, source_ref__startswith=message.ref)
        number = before.count()
    writer = "" if isinstance(by, User) and by.pk == message.written_by_id else f"Written by {message.written_by.name}"
    sent_at = timezone.localtime(message.sent_at)
    note_line(
        case=thread.case,
        kind=LineKind.MESSAGE,
        headline=thread.subject,
        words="\n\n".join(filter(None, [message.words, writer])),
        happened_on=sent_at.date(),
        happened_at=sent_at.time(),
        handling=mark.handling,
        named_agencies=Agency.objects.filter(pk__in=mark.named),
        is_significant=True,
        source=message,
        step=str(number) if number else "",
        agency=message.agency,
        by=by,
    )


def strike_line(*, message: CaseMessage, why: str, by: User) -> None:
    """The line of a message that is struck through, or is significant no longer."""
    with wall.as_system(WRITING):
        standing = Entry.objects.select_for_update().filter(kind=LineKind.MESSAGE, struck_at__isnull=True)
        for line in standing.filter(case=message.thread.case_id, source_ref__startswith=message.ref):
            line.struck_at, line.struck_by, line.struck_because = clock.now(), by, why
            line.save(update_fields=["struck_at", "struck_by", "struck_because"])


@transaction.atomic
def note_adult_move(*, move: AdultMove, by: Actor) -> None:
    """That it is planned, or will not be; the handover is a line of its own, on its day."""
    note_line(
        case=move.case,
        kind=LineKind.PLAN,
        headline="The move to adult services is planned" if move.is_needed else "No move to adult services",
        words="\n\n".join(filter(None, (f"Contact: {move.contact}", move.plan))) if move.is_needed else move.why_none,
        happened_on=local_day(move.created_at),
        is_significant=True,
        source=move,
        agency=move.agency,
        by=by,
    )
    if move.handed_over_on is not None:
        note_line(
            case=move.case,
            kind=LineKind.PLAN,
            headline="Handed over to adult services",
            words=f"Contact: {move.contact}",
            happened_on=move.handed_over_on,
            is_significant=True,
            source=move,
            step=HANDED_OVER,
            agency=move.agency,
            by=by,
        )
