"""One tool filled in about one child: its sections are saved apart, so that two people can write at once."""

from __future__ import annotations

from typing import Any, ClassVar, Self

from django.apps import apps
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from cse_portal.agencies import access
from cse_portal.agencies.models import Agency, Membership
from cse_portal.audit.models.history import remembered
from cse_portal.cases.handling import TITLES as MARKS
from cse_portal.cases.handling import Handling
from cse_portal.cases.models import Case
from cse_portal.cases.models.marked import UnderMark, marked_for
from cse_portal.core.models import Record
from screening.instruments.shape import InstrumentKind
from screening.workflow import NEXT_STEPS, TITLES, SectionState, ToolStatus

PERSON = settings.AUTH_USER_MODEL
CODES = 12


def codes(most: int = CODES) -> ArrayField:
    return ArrayField(models.CharField(max_length=most), default=list, blank=True, db_default=[])


class ToolQuerySet(models.QuerySet["Tool"]):
    def visible_to(self, user: Any) -> Self:
        """Whoever sees the case reads what is complete, as far as its mark allows; until then it is its agency's and
        theirs who were asked to advise, to write a section or to countersign."""
        reader = access.reader(user)
        writes, advises = (
            models.Exists(
                apps.get_model("screening", name)._default_manager.filter(
                    tool=models.OuterRef("pk"), asked_of__user=user.pk
                )
            )
            for name in ("AskedPart", "Advice")
        )
        asked = Q(countersigner__user=user.pk) | advises | (~Q(status=ToolStatus.COMPLETE.value) & writes)
        marked = marked_for(reader)
        own = Q(agency__in=reader.agencies) | asked
        return self.filter(own | (Q(status=ToolStatus.COMPLETE.value) & marked), access.sees_case(user, "case"))

    def complete(self) -> Self:
        return self.filter(status=ToolStatus.COMPLETE.value)


@remembered()
class Tool(UnderMark, Record):
    """Keeps the edition on which it was filled in, for ever; what is suggested is kept beside what was decided."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="tools")
    instrument = models.CharField(max_length=60)
    edition = models.CharField(max_length=20)
    digest = models.CharField(max_length=64)
    kind = models.CharField(max_length=10)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    written_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    status = models.CharField(
        max_length=10,
        choices=[(one.value, title) for one, title in TITLES.items()],
        default=ToolStatus.DRAFT.value,
    )
    handling = models.CharField(
        max_length=20,
        choices=[(mark.value, title) for mark, title in MARKS.items()],
        default=Handling.NETWORK.value,
    )
    named_agencies = ArrayField(models.BigIntegerField(), default=list, blank=True)
    previous = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    in_danger = models.BooleanField(default=False)  # as it was said before the first question
    suggested = models.CharField(max_length=20, blank=True)
    suggestion = models.JSONField(default=dict, blank=True)
    decided = models.CharField(max_length=20, blank=True)
    decided_because = models.TextField(blank=True)
    is_still_worried = models.BooleanField(default=False)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    # An assessment: what its author proposed, who signed it off, and who countersigned a lower score.
    proposed = models.CharField(max_length=20, blank=True, default="", db_default="")
    what_changed = models.TextField(blank=True, default="", db_default="")
    submitted_at = models.DateTimeField(null=True, blank=True)
    sent_back_because = models.TextField(blank=True, default="", db_default="")
    signed_at = models.DateTimeField(null=True, blank=True)
    signed_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    signed_words = models.TextField(blank=True, default="", db_default="")
    countersigner = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    countersigned_at = models.DateTimeField(null=True, blank=True)
    is_lower_agreed = models.BooleanField(null=True, blank=True)
    countersigned_words = models.TextField(blank=True, default="", db_default="")
    # For counting, without a look at the answers.
    yes_now, yes_before, not_known, letters_now = codes(), codes(), codes(), codes()

    next_step = models.CharField(
        max_length=12, blank=True, choices=[(one.value, words[0]) for one, words in NEXT_STEPS.items()]
    )
    next_words = models.TextField(blank=True)
    next_on = models.DateField(null=True, blank=True)
    set_aside_because = models.CharField(max_length=500, blank=True)

    objects = ToolQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-created_at", "-pk"]
        indexes: ClassVar = [
            models.Index(fields=["case", "-decided_at"], name="tool_of_case"),
            models.Index(fields=["agency", "-created_at"], name="tool_of_agency"),
            models.Index(fields=["instrument", "edition", "digest"], name="tool_of_edition"),
            models.Index(fields=["instrument", "decided_at"], condition=Q(status="complete"), name="tool_counted"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(status="complete")
                | (Q(decided_at__isnull=False, decided_by__isnull=False) & ~Q(decided="") & ~Q(suggested="")),
                name="tool_decided_by_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(status="complete")
                | Q(decided=models.F("suggested"))
                | ~Q(decided_because="")
                | ~Q(countersigned_words=""),
                name="tool_says_why_it_differs",
            ),
            models.CheckConstraint(
                condition=~Q(handling="named_agencies") | ~Q(named_agencies=[]), name="tool_names_its_agencies"
            ),
            models.CheckConstraint(
                condition=~Q(status="set_aside") | ~Q(set_aside_because=""), name="tool_set_aside_for_a_reason"
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["signing", "counter"])
                | (Q(submitted_at__isnull=False) & ~Q(proposed="") & ~Q(suggested="")),
                name="tool_submitted_with_a_proposal",
            ),
            models.CheckConstraint(
                condition=~Q(status="counter")
                | (Q(signed_at__isnull=False, countersigner__isnull=False) & ~Q(what_changed="")),
                name="tool_countersigned_after_signing",
            ),
            models.CheckConstraint(
                condition=~Q(status="complete", kind="score") | Q(signed_at__isnull=False),
                name="tool_score_is_signed_off",
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

    def get_status(self) -> ToolStatus:
        return ToolStatus(self.status)

    @property
    def is_draft(self) -> bool:
        return self.status == ToolStatus.DRAFT.value

    @property
    def is_complete(self) -> bool:
        return self.status == ToolStatus.COMPLETE.value

    @property
    def is_waiting(self) -> bool:
        """Decided by its author, and before somebody else."""
        return self.status in (ToolStatus.SIGNING.value, ToolStatus.COUNTER.value)

    @property
    def is_score(self) -> bool:
        """The assessment, which a manager signs off."""
        return self.kind == InstrumentKind.SCORE.value


@remembered()
class ToolSection(Record):
    """The answers of one section, by the codes of its items and questions."""

    tool = models.ForeignKey(Tool, on_delete=models.PROTECT, related_name="sections")
    code = models.CharField(max_length=40)
    place = models.PositiveSmallIntegerField()
    answers = models.JSONField(default=dict, blank=True)
    state = models.CharField(
        max_length=12, choices=[(one.value, one.value) for one in SectionState], default=SectionState.NOT_STARTED.value
    )
    saved_at = models.DateTimeField(null=True, blank=True)
    saved_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering: ClassVar = ["place"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["tool", "code"], name="toolsection_once"),
            models.CheckConstraint(
                condition=Q(saved_at__isnull=True, saved_by__isnull=True)
                | Q(saved_at__isnull=False, saved_by__isnull=False),
                name="toolsection_saved_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return self.ref

    @property
    def case_ref(self) -> str:
        return self.tool.case_ref

    @property
    def child_ref(self) -> str:
        return self.tool.child_ref
