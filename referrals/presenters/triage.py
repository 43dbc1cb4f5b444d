"""One referral on one screen: the worry, what each agency says side by side, what was before, and who has it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from cse_portal.agencies.agency_types import KINDS, AgencyType, Group
from cse_portal.agencies.models import Agency, User
from cse_portal.agencies.roles import Permission
from cse_portal.cases.team_queries import Seen
from cse_portal.core import clock
from referrals import queries
from referrals.models import AskedCheck, CheckAnswer, ClockPause, RatingSaid, ReferredChild
from referrals.sources import (
    BASES,
    CIRCUMSTANCES,
    CONSENTS,
    SOURCES,
    URGENCIES,
    Basis,
    Circumstance,
    Consent,
    Source,
    Urgency,
)
from referrals.workflow import KNOWN, Deed, Known, Status, allows

ROWS: Sequence[tuple[str, str]] = (
    ("knows", "What they know"),
    ("missing", "Missing"),
    ("strengths", "Strengths"),
    ("unknown", "Still unknown"),
)


@dataclass(frozen=True)
class Column:
    """One agency: what it was asked, and what it says, its additions in their order."""

    check: AskedCheck
    answers: list[CheckAnswer]

    @property
    def latest(self) -> CheckAnswer | None:
        return self.answers[-1] if self.answers else None

    @property
    def known(self) -> str:
        return KNOWN[Known(self.latest.known)][0] if self.latest else ""

    @property
    def is_hidden(self) -> bool:
        """Answered, under a mark that this person does not read."""
        return not self.check.is_open and not self.answers

    def words(self, name: str) -> list[str]:
        return [said for one in self.answers if (said := getattr(one, name))]


@dataclass(frozen=True)
class Told:
    """What the form says, in words."""

    referred: ReferredChild

    @property
    def source(self) -> str:
        return SOURCES[Source(self.referred.referral.source)]

    @property
    def consent(self) -> str:
        return CONSENTS[Consent(self.referred.referral.consent)][0]

    @property
    def basis(self) -> str:
        return BASES[Basis(self.referred.referral.basis)][0]

    @property
    def urgency(self) -> str:
        return URGENCIES[Urgency(self.referred.urgency)][0]

    @property
    def circumstances(self) -> list[str]:
        return [CIRCUMSTANCES[Circumstance(one)] for one in self.referred.circumstances]


@dataclass(frozen=True)
class TriagePage:
    referred: ReferredChild
    person: User
    seen: Seen

    @property
    def told(self) -> Told:
        return Told(self.referred)

    @cached_property
    def columns(self) -> list[Column]:
        answers: dict[int, list[CheckAnswer]] = {}
        for one in queries.answers_of(self.person, self.referred):
            answers.setdefault(one.asked_id, []).append(one)
        checks = queries.checks_of(self.referred)
        return [Column(check, answers.get(check.pk, [])) for check in checks if check.state != "withdrawn"]

    @property
    def answered(self) -> int:
        return sum(not one.check.is_open for one in self.columns)

    @property
    def rows(self) -> list[tuple[str, list[tuple[Column, list[str]]]]]:
        return [(title, [(one, one.words(name)) for one in self.columns]) for name, title in ROWS]

    @cached_property
    def ratings(self) -> list[RatingSaid]:
        return queries.ratings_of(self.referred)

    @cached_property
    def pauses(self) -> list[ClockPause]:
        return queries.pauses_of(self.referred)

    @property
    def running_pause(self) -> ClockPause | None:
        now = clock.now()
        return next((one for one in self.pauses if one.begins_at <= now < one.ends_at), None)

    @cached_property
    def earlier(self) -> list[ReferredChild]:
        found = queries.of_case(self.person, self.referred.case)
        return [one for one in found if one.pk != self.referred.pk]

    @cached_property
    def siblings(self) -> list[ReferredChild]:
        return queries.siblings_on_form(self.person, self.referred)

    @property
    def has_it(self) -> bool:
        taken = self.referred.taken_by
        return taken is not None and taken.user_id == self.person.pk

    @property
    def is_manager(self) -> bool:
        return self.seen.decides(Permission.DECIDE_REFERRALS)

    def may(self, deed: Deed) -> bool:
        return allows(self.referred.get_status(), deed)

    @property
    def may_work(self) -> bool:
        return self.has_it and self.may(Deed.RATE)

    @property
    def may_end_checks(self) -> bool:
        return self.has_it and self.may(Deed.END_CHECK)

    @property
    def may_decide(self) -> bool:
        """A manager at any time once it is taken; an officer proposes what they have."""
        status = self.referred.get_status()
        if self.is_manager:
            return allows(status, Deed.DECIDE)
        return self.has_it and allows(status, Deed.PROPOSE)

    @property
    def is_approval(self) -> bool:
        return self.referred.get_status() is Status.APPROVAL

    @property
    def is_decided(self) -> bool:
        return self.referred.get_status() is Status.DECIDED

    @property
    def is_new(self) -> bool:
        return self.referred.get_status() is Status.NEW


def suggested(there: Sequence[Agency], known: Mapping[int, str]) -> list[tuple[Agency, str]]:
    """Those that work with the child first, then the kinds that are asked as a rule."""
    usual = {Group.SOCIAL_CARE, Group.POLICE_AND_JUSTICE, Group.HEALTH, Group.EDUCATION}

    def order(one: Agency) -> tuple[int, str]:
        group = KINDS[AgencyType(one.kind)].group if one.kind else None
        return (0 if one.pk in known else 1 if group in usual else 2, one.name)

    return [(one, known.get(one.pk, "")) for one in sorted(there, key=order)]
