"""Intelligence given to the police, in a list on the page of whoever it is about."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse

from cse_portal.cases.handling import SIGNS, Handling
from cse_portal.cases.handling import TITLES as MARKS
from cse_portal.network import submission_rules as rules
from cse_portal.network.models import Submission
from cse_portal.network.submission_rules import Categorised


@dataclass(frozen=True)
class Given:
    submission: Submission
    categorised: str
    is_to_be_asked: bool
    mark: str
    mark_words: str
    url: str
    strike_url: str


@dataclass(frozen=True)
class Submissions:
    """The section of a page."""

    rows: list[Given]
    add_url: str

    @property
    def to_be_asked(self) -> int:
        return sum(one.is_to_be_asked for one in self.rows)


def submissions(found: Iterable[Submission], add_url: str, *, may_keep: bool) -> Submissions:
    return Submissions([_given(one, may_keep=may_keep) for one in found], add_url if may_keep else "")


def _given(one: Submission, *, may_keep: bool) -> Given:
    is_open, ref = may_keep and one.struck_at is None, {"ref": one.ref}
    return Given(
        submission=one,
        categorised=rules.title(one.categorised),
        is_to_be_asked=one.categorised == Categorised.NOT_KNOWN and one.struck_at is None,
        mark=SIGNS[Handling(one.handling)],
        mark_words=MARKS[Handling(one.handling)],
        url=reverse("network:change_submission", kwargs=ref) if is_open else "",
        strike_url=reverse("network:strike_submission", kwargs=ref) if is_open else "",
    )
