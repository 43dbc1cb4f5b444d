"""The people of an agency as their page lists them: who needs somebody first, then everyone else."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.core.paginator import Paginator
from django.http import QueryDict

from cse_portal.agencies.models import Agency, Delegation, Membership, User
from cse_portal.agencies.roles import Role
from cse_portal.agencies.standing import TITLES, Standing, of_person
from cse_portal.agencies.titles import beside
from cse_portal.core import clock
from cse_portal.people import queries
from cse_portal.people.models import AccessReview, Invitation
from cse_portal.people.queries import MOST_FOUND, PAGE, STATES, Wanted
from cse_portal.people.reviews import SETTLED
from cse_portal.ui.dates import in_words, without_year
from cse_portal.ui.paging import Leaf, leaf_of

LEAVERS_A_PAGE = 50

GREEN, AMBER, RED, GREY = "green", "yellow", "red", "grey"
TONES: dict[Standing, str] = {
    Standing.SUSPENDED: RED,
    Standing.LOCKED: RED,
    Standing.LOCKS_SOON: AMBER,
    Standing.LEAVING: AMBER,
    Standing.NOT_BEGUN: GREY,
    Standing.ENDED: GREY,
    Standing.SWITCHED_OFF: GREY,
    Standing.ACTIVE: GREEN,
}


@dataclass(frozen=True)
class Action:
    words: str
    url_name: str


ACTIONS: dict[Standing, Action] = {
    Standing.LOCKED: Action("Let back in", "people:let_back_in"),
    Standing.LOCKS_SOON: Action("Keep or end", "people:person"),
    Standing.SUSPENDED: Action("Lift or end", "people:person"),
    Standing.LEAVING: Action("Hand over", "people:hand_over"),
}
OTHERWISE = Action("Change", "people:person")


@dataclass(frozen=True)
class PersonRow:
    person: User
    ref: str  # of a membership, by which their page goes
    roles: list[str]
    seen: str
    standing: Standing
    state: str
    note: str
    action: Action
    is_you: bool
    away: str = ""

    @property
    def tone(self) -> str:
        return TONES[self.standing]


@dataclass(frozen=True)
class ReviewState:
    review: AccessReview
    settled: int
    total: int

    @property
    def left(self) -> int:
        return self.total - self.settled


@dataclass(frozen=True)
class PeoplePage:
    agency: Agency
    wanted: Wanted
    needs: list[PersonRow]
    invitations: list[Invitation]
    rows: list[PersonRow]
    total: int
    found_more: bool
    previous_url: str
    next_url: str
    left: int
    review: ReviewState | None
    last_review: AccessReview | None
    own_absences: list[Delegation]
    may_invite: bool
    unreachable: list[Membership]

    @property
    def number_needing(self) -> int:
        return len(self.needs) + len(self.invitations)

    @property
    def reminder(self) -> str:
        due = in_words(self.review.review.due_on) if self.review else ""
        return f"Check who has access by {due}." if due else ""


def read_wanted(query: QueryDict, words: str = "") -> Wanted:
    page = query.get("page", "")
    return Wanted(
        role=_one_of(Role, query.get("role", "")),
        state=_one_of(Standing, query.get("state", ""), STATES),
        sort=query.get("sort", "") if query.get("sort", "") in queries.SORTS else "name",
        page=int(page) if page.isascii() and page.isdigit() and 0 < int(page[:9]) < 10_000 else 1,
        words=words,
    )


def _one_of(kind: Any, text: str, among: Any = None) -> Any:
    allowed = {one.value: one for one in (among or kind)}
    return allowed.get(text)


def people_page(person: User, agency: Agency, wanted: Wanted, *, may_invite: bool) -> PeoplePage:
    needing = queries.who_needs_somebody(agency)
    away = {one.membership_id: one for one in queries.delegations_in(agency) if one.starts_on <= clock.today()}
    everyone = queries.narrowed(queries.people_of(agency), agency, wanted)
    if not wanted.is_narrowed:
        everyone = everyone.exclude(pk__in=[one.pk for one in needing.people])
    shown, more = _page(everyone, wanted)
    return PeoplePage(
        agency=agency,
        wanted=wanted,
        needs=[] if wanted.is_narrowed else [_row(one, person, needing.work_of, away) for one in needing.people],
        invitations=[] if wanted.is_narrowed else list(queries.open_invitations(agency)),
        rows=[_row(one, person, needing.work_of, away) for one in shown],
        total=more.count,
        found_more=bool(wanted.words) and more.count > MOST_FOUND,
        previous_url=_url(wanted, wanted.page - 1) if more.has_previous else "",
        next_url=_url(wanted, wanted.page + 1) if more.has_next else "",
        left=queries.people_who_left(agency).count(),
        review=review_state(queries.open_review_of(agency)),
        last_review=queries.last_review_of(agency),
        own_absences=[one for one in queries.own_delegations(person) if one.membership.agency_id == agency.pk],
        may_invite=may_invite,
        unreachable=queries.unreachable_in(agency),
    )


@dataclass(frozen=True)
class _More:
    count: int
    has_previous: bool
    has_next: bool


def _page(everyone: Any, wanted: Wanted) -> tuple[list[User], _More]:
    """A search shows its first hits only: the words must not travel in the address of a second page."""
    if wanted.words:
        return list(everyone[:MOST_FOUND]), _More(everyone.count(), False, False)
    page = Paginator(everyone, PAGE).get_page(wanted.page)
    has_others = page.has_previous() and wanted.page <= page.paginator.num_pages
    return list(page.object_list), _More(page.paginator.count, has_others, page.has_next())


def _url(wanted: Wanted, page: int) -> str:
    told = {"role": wanted.role or "", "state": wanted.state or "", "sort": wanted.sort, "page": str(page)}
    return f"?{urlencode({name: value for name, value in told.items() if value})}"


def review_state(review: AccessReview | None) -> ReviewState | None:
    if review is None:
        return None
    lines = list(review.lines.select_related("membership").prefetch_related("membership__followed_by"))
    return ReviewState(review, sum(line.outcome_now in SETTLED for line in lines), len(lines))


def _row(one: User, reader: User, work_of: dict[int, int], away: dict[int, Delegation]) -> PersonRow:
    posts: list[Membership] = one.posts  # type: ignore[attr-defined]  # prefetched by the query
    standing = standing_of(one, posts)
    work = work_of.get(one.pk, 0)
    stands_in = next((away[held.pk] for held in posts if held.pk in away), None)
    return PersonRow(
        person=one,
        ref=posts[0].ref,
        roles=[beside(str(held.get_role_display()), held.agency.name) for held in posts],
        seen=seen_words(one),
        standing=standing,
        state=state_words(one, posts, standing),
        note=_note(standing, work),
        action=_action(standing, work),
        is_you=one.pk == reader.pk,
        away=f"Away until {without_year(stands_in.ends_on)}: {stands_in.delegate.user.name}" if stands_in else "",
    )


def standing_of(person: User, posts: list[Membership]) -> Standing:
    unused = settings.UNUSED_ACCOUNT_LOCKS_AFTER
    return of_person([held.post for held in posts], person.account, on=clock.today(), unused=unused)


def seen_words(person: User) -> str:
    """The day of the last sign-in, and no more."""
    seen = person.account.signed_in_on
    if seen is None:
        return "Never"
    days = (clock.today() - seen).days
    if days in (0, 1):
        return ("Today", "Yesterday")[days]
    return without_year(seen) if days < 300 else in_words(seen)


def state_words(person: User, posts: list[Membership], standing: Standing) -> str:
    if standing == Standing.LOCKS_SOON:
        days = (person.account.locks_on(settings.UNUSED_ACCOUNT_LOCKS_AFTER) - clock.today()).days
        return f"Locks in {days} days" if days > 1 else "Locks tomorrow" if days == 1 else "Locks tonight"
    if standing == Standing.LEAVING:
        return f"Leaves {without_year(_last_day(posts))}"
    if standing == Standing.NOT_BEGUN:
        return f"Begins {without_year(min(held.starts_on for held in posts))}"
    return TITLES[standing]


def _last_day(posts: list[Membership]) -> date:
    return max(held.ends_on for held in posts if held.ends_on)


def _note(standing: Standing, work: int) -> str:
    if standing == Standing.LOCKS_SOON:
        return "unused accounts lock by themselves"
    if work and standing == Standing.LEAVING:
        return f"{work} thing{'' if work == 1 else 's'} open"
    return ""


def _action(standing: Standing, work: int) -> Action:
    if standing == Standing.LEAVING and not work:
        return OTHERWISE
    return ACTIONS.get(standing, OTHERWISE)


def leavers(agency: Agency, asked: str = "") -> Leaf[PersonRow]:
    leaf = leaf_of(queries.people_who_left(agency), asked, size=LEAVERS_A_PAGE)
    return replace(leaf, rows=[_left_row(one) for one in leaf.rows])


def _left_row(one: User) -> PersonRow:
    posts: list[Membership] = one.posts  # type: ignore[attr-defined]
    return PersonRow(
        person=one,
        ref=posts[0].ref,
        roles=[beside(str(held.get_role_display()), held.agency.name) for held in posts],
        seen=seen_words(one),
        standing=Standing.ENDED,
        state=f"Ended {in_words(_last_day(posts))}",
        note="",
        action=OTHERWISE,
        is_you=False,
    )
