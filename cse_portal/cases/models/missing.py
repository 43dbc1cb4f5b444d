"""A child was missing: since when, what was done, how they came back, and what was learnt of it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, ClassVar

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value

from cse_portal.agencies.models import Agency
from cse_portal.audit.models.history import remembered
from cse_portal.cases import missing_rules as rules
from cse_portal.cases.handling import TITLES
from cse_portal.cases.models.case import Case
from cse_portal.cases.models.marked import UnderMark
from cse_portal.core import clock
from cse_portal.core.models import Record

PERSON = settings.AUTH_USER_MODEL
OF_ONE_CASE = Func(F("case_id"), F("case_id"), Value("[]"), function="int8range")
THE_TIME = Func(F("began_at"), F("ended_at"), function="tstzrange")


def _choices(titles: Mapping[Any, Any]) -> list[tuple[str, str]]:
    return [(str(one), words[0] if isinstance(words, tuple) else words) for one, words in titles.items()]


def _words(most: int = 300) -> models.CharField:
    return models.CharField(max_length=most, blank=True, default="")


@remembered()
class MissingEpisode(Record):
    """Of one case. Only what is needed at once must be said; all else is added later."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="missing_episodes")
    kind = models.CharField(max_length=10, choices=_choices(rules.KINDS))
    began_at = models.DateTimeField()
    is_about = models.BooleanField(default=False)
    reported_by = models.CharField(max_length=200)
    told_whom = _words()
    police_told_at = models.DateTimeField(null=True, blank=True)
    police_reference = _words(60)
    risk = models.CharField(max_length=6, blank=True, default="", choices=_choices(rules.RISKS))
    circumstances = models.TextField(blank=True, default="")
    last_with = _words(500)
    likely_places = models.TextField(blank=True, default="")
    is_looked_after = models.BooleanField(default=False)
    recorded_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")

    ended_at = models.DateTimeField(null=True, blank=True)
    returned = models.CharField(max_length=10, blank=True, default="", choices=_choices(rules.RETURNS))
    found_where = _words()
    found_with = _words()
    condition = models.TextField(blank=True, default="")
    was_harmed = models.BooleanField(default=False)
    harm = models.TextField(blank=True, default="")
    child_said = models.TextField(blank=True, default="")
    indicators = ArrayField(models.CharField(max_length=2), default=list, blank=True)
    checked_by = _words(200)
    checked_at = models.DateTimeField(null=True, blank=True)
    interview_due_at = models.DateTimeField(null=True, blank=True)

    interviewed_at = models.DateTimeField(null=True, blank=True)
    interviewer = _words(200)
    interviewer_agency = _words(200)
    is_independent = models.BooleanField(null=True, blank=True)
    interview_said = models.TextField(blank=True, default="")
    interview_harm = models.TextField(blank=True, default="")

    struck_at = models.DateTimeField(null=True, blank=True)
    struck_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    struck_because = _words(500)

    class Meta:
        ordering: ClassVar = ["-began_at", "-pk"]
        indexes: ClassVar = [
            models.Index(fields=["case", "-began_at"], name="missing_of_case"),
            models.Index(
                fields=["began_at"], condition=Q(ended_at__isnull=True, struck_at__isnull=True), name="missing_now"
            ),
            models.Index(fields=["-began_at"], name="missing_by_day"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True) | Q(ended_at__gt=F("began_at")), name="missing_ends_after_it_begins"
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, returned="", interview_due_at__isnull=True)
                | Q(ended_at__isnull=False, interview_due_at__isnull=False) & ~Q(returned=""),
                name="missing_return_says_how",
            ),
            models.CheckConstraint(
                condition=Q(interviewed_at__isnull=True)
                | Q(ended_at__isnull=False, interviewed_at__gte=F("ended_at")),
                name="missing_interviewed_after_return",
            ),
            models.CheckConstraint(
                condition=Q(interviewed_at__isnull=True) | ~Q(interviewer="") & Q(is_independent__isnull=False),
                name="missing_interviewed_by_somebody",
            ),
            models.CheckConstraint(condition=Q(was_harmed=True) | Q(harm=""), name="missing_harm_in_step"),
            models.CheckConstraint(
                condition=Q(struck_at__isnull=True, struck_by__isnull=True, struck_because="")
                | Q(struck_at__isnull=False, struck_by__isnull=False) & ~Q(struck_because=""),
                name="missing_struck_for_a_reason",
            ),
            # as a child is in one place, there is one episode at a time; two that stand in two cases may meet
            ExclusionConstraint(
                name="missing_once_at_a_time",
                expressions=[(OF_ONE_CASE, RangeOperators.OVERLAPS), (THE_TIME, RangeOperators.OVERLAPS)],
                condition=Q(struck_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return self.ref

    @property
    def case_ref(self) -> str:
        return self.case.ref

    @property
    def child_ref(self) -> str:
        return self.case.child.ref

    @property
    def span(self) -> rules.Span:
        return rules.Span(self.began_at, self.ended_at)

    @property
    def day(self) -> date:
        return rules.local_day(self.began_at)

    @property
    def is_now(self) -> bool:
        return self.ended_at is None and self.struck_at is None

    @property
    def length(self) -> str:
        return rules.length(self.began_at, self.ended_at or clock.now())

    @property
    def was_in_time(self) -> bool:
        return bool(self.interviewed_at and self.interview_due_at and self.interviewed_at <= self.interview_due_at)


class OfEpisode(Record):
    """What was added to an episode, once: a later word stands beside it, never in its place."""

    episode = models.ForeignKey(MissingEpisode, on_delete=models.PROTECT, related_name="%(class)s_set")
    written_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")

    class Meta:
        abstract = True
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return self.ref

    @property
    def case_ref(self) -> str:
        return self.episode.case_ref

    @property
    def child_ref(self) -> str:
        return self.episode.child_ref


class InterviewStep(OfEpisode):
    """On the way to the return home interview: offered, accepted, declined, or why not."""

    step = models.CharField(max_length=12, choices=_choices(rules.STEPS))
    at = models.DateTimeField()
    by_whom = _words(200)
    why = models.TextField(blank=True, default="")

    class Meta(OfEpisode.Meta):
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(step__in=sorted(rules.NEEDS_WHY)) | ~Q(why=""), name="interviewstep_says_why"
            ),
        ]


class Learnt(UnderMark, OfEpisode):
    """What was learnt, by whichever agency, with its handling mark; struck through once, where it turned out wrong."""

    words = models.TextField()
    handling = models.CharField(max_length=20, choices=[(mark.value, title) for mark, title in TITLES.items()])
    named_agencies = ArrayField(models.BigIntegerField(), default=list, blank=True)
    struck_at = models.DateTimeField(null=True, blank=True)
    struck_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    struck_because = models.CharField(max_length=500, blank=True, default="", db_default="")

    class Meta(OfEpisode.Meta):
        verbose_name_plural = "learnt"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(struck_at__isnull=True, struck_by__isnull=True, struck_because="")
                | Q(struck_at__isnull=False, struck_by__isnull=False) & ~Q(struck_because=""),
                name="learnt_struck_for_a_reason",
            ),
            models.CheckConstraint(
                condition=~Q(handling="named_agencies") | ~Q(named_agencies=[]), name="learnt_names_its_agencies"
            ),
        ]


class FollowUp(OfEpisode):
    """What a head of service did about it, or what became of a screening or an assessment that it asked for."""

    about = models.CharField(max_length=10, choices=_choices(rules.ABOUTS))
    words = models.TextField()
    done_on = models.DateField()
