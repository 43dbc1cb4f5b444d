"""Questions about missing episodes that more than one page asks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db import connection
from django.db.models import BooleanField, Exists, OuterRef, Q, QuerySet
from django.db.models.expressions import RawSQL

from cse_portal.agencies import access
from cse_portal.agencies.models import Membership, User
from cse_portal.agencies.partnership_settings import timescales_of
from cse_portal.agencies.roles import Role
from cse_portal.agencies.timescales import Timescale
from cse_portal.cases import list_parts as parts
from cse_portal.cases import missing_rules as rules
from cse_portal.cases.models import (
    CareStatus,
    Case,
    CaseMember,
    FollowUp,
    InterviewStep,
    Learnt,
    MissingEpisode,
    OfEpisode,
)
from cse_portal.cases.team import SHARES_OUT, Part
from cse_portal.cases.work_kinds import MISSING_NOW
from cse_portal.core import clock, wall
from cse_portal.core.prepared import Prepared
from cse_portal.worklist.models import DueItem

WHOLE = ("case__child", "case__lead_agency", "case__partnership", "recorded_by", "agency", "struck_by")
A_WEEK = timedelta(days=7)
MOST_ON_BOARD = 500


def episodes_of(case: Case) -> list[MissingEpisode]:
    """The newest first; those that were struck, too."""
    return list(MissingEpisode.objects.filter(case=case).select_related("agency"))


def episode_by_ref(ref: str) -> MissingEpisode | None:
    """Behind the wall: none where the person does not see the case."""
    return MissingEpisode.objects.select_related(*WHOLE).filter(ref=ref).first()


def whose(ref: str) -> Case | None:
    """For the trail alone."""
    with wall.as_system("say in the trail whose record was refused"):
        row = MissingEpisode.objects.filter(Q(ref=ref) | Q(learnt_set__ref=ref)).first()
        return Case.objects.select_related("child").filter(pk=row.case_id).first() if row else None


def sees_episode(person: User, ref: str) -> bool:
    """Asked about drafts that belong to an episode, each time."""
    row = MissingEpisode.objects.filter(ref=ref).first()
    return row is not None and Case.objects.visible_to(person).filter(pk=row.case_id).exists()


def others(case: Case, apart_from: MissingEpisode | None = None) -> list[MissingEpisode]:
    found = MissingEpisode.objects.filter(case=case, struck_at__isnull=True)
    return list(found.exclude(pk=apart_from.pk) if apart_from else found)


def missing_now(case: Case) -> MissingEpisode | None:
    return MissingEpisode.objects.filter(case=case, ended_at__isnull=True, struck_at__isnull=True).first()


def lock(case: Case) -> None:
    """By a number of the transaction’s own: not everybody who may report a child missing may change the case."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtext('missing'), %s::int)", [case.pk % 2**31])


def was_never_put(kind: str, episode: MissingEpisode) -> bool:
    """Work of that kind from this episode, open or closed."""
    with wall.as_system("see whether work was put before somebody already"):
        return not DueItem.objects.filter(kind=kind, source_ref=episode.ref).exists()


def steps_of(episode: MissingEpisode) -> list[InterviewStep]:
    return list(InterviewStep.objects.filter(episode=episode).select_related("written_by", "agency"))


def steps_of_many(episodes: Iterable[MissingEpisode]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    rows = InterviewStep.objects.filter(episode__in=[one.pk for one in episodes]).order_by("pk")
    for episode, step in rows.values_list("episode", "step"):
        found[episode].append(step)
    return found


def step_codes(episode: MissingEpisode) -> list[str]:
    return list(InterviewStep.objects.filter(episode=episode).values_list("step", flat=True))


def follow_ups_of(episode: MissingEpisode) -> list[FollowUp]:
    return list(FollowUp.objects.filter(episode=episode).select_related("written_by", "agency"))


def learnt_by_ref(ref: str) -> Learnt | None:
    """Behind the wall: none where the person does not see the case, or the mark keeps it from them."""
    whole = (f"episode__{one}" for one in WHOLE)
    return Learnt.objects.select_related("agency", "written_by", *whole).filter(ref=ref).first()


def sees_learnt(person: User, ref: str) -> bool:
    """Asked about drafts that strike it through, each time."""
    row = Learnt.objects.filter(access.sees_case(person, "episode__case"), ref=ref).first()
    return row is not None and row.is_readable_by(access.reader(person))


def parts_of(model: type[OfEpisode], episode: MissingEpisode) -> list[Any]:
    related = ("written_by", "agency", *(("struck_by",) if model is Learnt else ()))
    return list(model._default_manager.filter(episode=episode).select_related(*related))


def is_looked_after(case: Case, on: date) -> bool:
    """By the statuses of the child that held on that day."""
    held = CareStatus.objects.held().filter(child=case.child_id, kind="lac")
    begun, not_over = Q(since__isnull=True) | Q(since__lte=on), Q(until__isnull=True) | Q(until__gte=on)
    return held.filter(begun, not_over).exists()


def last_look_at(episode: MissingEpisode) -> datetime:
    """When somebody last said that they looked; else when it was reported."""
    looks = FollowUp.objects.filter(episode=episode, about=rules.About.LOOKED.value).order_by("-pk")
    return looks.values_list("created_at", flat=True).first() or episode.created_at


def hours_to_look_again(case: Case) -> int:
    return timescales_of(case.partnership)[Timescale.MISSING_UNREVIEWED]


def missing_unput() -> list[MissingEpisode]:
    """For the portal itself: children who are missing, without open work to look again."""
    put = DueItem.objects.open().filter(kind=MISSING_NOW.code, source_ref=OuterRef("ref"))
    now = MissingEpisode.objects.filter(ended_at__isnull=True, struck_at__isnull=True, case__closed_on__isnull=True)
    found = now.filter(~Exists(put)).select_related("case__child", "case__lead_agency", "case__partnership")
    return list(found.order_by("pk"))


def hours_to_interview(case: Case) -> int:
    return timescales_of(case.partnership)[Timescale.RETURN_INTERVIEW]


def asks_for_screening(case: Case) -> tuple[int, int]:
    """How many episodes, within how many days."""
    said = timescales_of(case.partnership)
    return said[Timescale.MISSING_EPISODES], said[Timescale.MISSING_EPISODES_WITHIN]


def standing_of(cases: list[int], on: date) -> dict[int, parts.Standing]:
    with connection.cursor() as cursor:
        cursor.execute(*parts.missing(cases, on))
        return parts.standing_in(parts.Line(*columns[:5]) for columns in cursor.fetchall())


# --- before whom it is put -------------------------------------------------------------------------------------------


SEES = """
exists (select from cases_casegrant g where g.case_id = %s and g.valid_from <= %s
        and (g.valid_until is null or g.valid_until > %s)
        and g.principal = any (portal.principals_of(agencies_membership.user_id, agencies_membership.id, %s)))
"""


def seniors(case: Case) -> list[Membership]:
    """Heads of service and the lead agency’s managers, as far as they see the case: nobody comes to see it by this."""
    now = clock.now()
    place = Q(agency=case.lead_agency_id, role__in=sorted(SHARES_OUT))
    heads = Q(agency__partnership=case.partnership_id, role=Role.HEAD_OF_SERVICE)
    found = Membership.objects.live().filter(place | heads).select_related("user", "agency").order_by("pk")
    with wall.as_system("see who at the top sees a case"):
        return list(found.filter(RawSQL(SEES, [case.pk, now, now, now], BooleanField())))  # noqa: S611 - our own


def is_without_seniors(episode: MissingEpisode) -> bool:
    """A looked-after child’s, of a case that none of them sees."""
    return episode.is_looked_after and not seniors(episode.case)


# --- board and weekly list -------------------------------------------------------------------------------------------


def on_board(person: User) -> list[MissingEpisode]:
    """Of the cases that the person sees; those who are missing longest first."""
    return ON_BOARD(**access.asked_by(person))


def everyone_missing() -> QuerySet[MissingEpisode]:
    """Whoever sees them."""
    open_now = MissingEpisode.objects.filter(ended_at__isnull=True, struck_at__isnull=True)
    return open_now.select_related("case__child", "case__lead_agency").order_by("began_at", "pk")


ON_BOARD = Prepared(lambda: everyone_missing().filter(access.sees_case_when_asked("case"))[:MOST_ON_BOARD])


def of_week(person: User, first: date) -> list[MissingEpisode]:
    """Those that began in the seven days from then on."""
    begin = _start(first)
    found = MissingEpisode.objects.filter(
        struck_at__isnull=True, began_at__gte=begin, began_at__lt=_start(first + A_WEEK)
    )
    chosen = (
        found.filter(access.sees_case(person, "case"))
        .select_related("case__child", "case__lead_agency")
        .order_by("-began_at", "-pk")
    )
    return list(chosen.prefetch_related("interviewstep_set"))


def by_refs(person: User, refs: Sequence[str]) -> list[MissingEpisode]:
    """Those of them in cases that the person sees."""
    found = MissingEpisode.objects.filter(ref__in=refs, struck_at__isnull=True)
    seen = found.filter(case__in=Case.objects.visible_to(person)).select_related("case__child", "case__lead_agency")
    return list(seen.order_by("-began_at", "-pk").prefetch_related("interviewstep_set"))


def _start(day: date) -> datetime:
    return datetime.combine(day, time.min, tzinfo=rules.LONDON)


def workers_of(episodes: Iterable[MissingEpisode]) -> dict[int, str]:
    return workers_on({one.case_id for one in episodes})


def workers_on(cases: Collection[int]) -> dict[int, str]:
    if not cases:
        return {}
    held = CaseMember.objects.current().with_people().filter(case__in=cases, part=Part.ALLOCATED)
    return {one.case_id: one.membership.user.name for one in held}
