"""A borough's year, day by day, with its leap day, bank holidays and two nights in which the clocks change: who was
told what, when, is held against a slow reference. YEAR_CASES and YEAR_DAYS make it longer, YEAR_SEED another one."""

from __future__ import annotations

import logging
import os
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any

import pytest
import time_machine

from cse_portal.agencies import access
from cse_portal.agencies.models import Membership, User
from cse_portal.agencies.roles import Role
from cse_portal.cases import actions
from cse_portal.cases import tasks as case_tasks
from cse_portal.cases.actions import Farewell
from cse_portal.cases.line_kinds import LineKind
from cse_portal.cases.missing_rules import About
from cse_portal.cases.models import CareStatus, Case, Meeting, MissingEpisode, Plan
from cse_portal.cases.workflow import Closing
from cse_portal.core import clock, wall
from cse_portal.core.working_days import LONDON
from cse_portal.notices.models import Notice
from cse_portal.notices.tasks import remind
from cse_portal.worklist.actions import put_off
from cse_portal.worklist.models import DueItem
from tests.factories import TEST, agency_of
from tests.integration.notices.year_reference import Borough, Child, Line, at, forward

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reads_all")]
CASES = int(os.environ.get("YEAR_CASES", "8"))
DAYS = int(os.environ.get("YEAR_DAYS", "63"))
SEED = int(os.environ.get("YEAR_SEED", "20280229"))
# A short one has the leap day, the spring’s change of the clock and Good Friday, a whole year everything.
FIRST = date(2028, 2, 14) if DAYS < 300 else date(2027, 9, 1)
TICKS = (time(6), time(8, 5), time(17, 30))
OPENS, WORKS = time(5, 50), time(10)
NIGHTS = {date(2027, 10, 31), date(2028, 3, 26)}
CALENDAR = ("dormant_case", "crime_reference", "safety_plan", "mid_point_check", "transition", "turning_18")
HOUR = timedelta(hours=1)
Cast = dict[str, User]
log = logging.getLogger(__name__)


class Year:
    """Each deed is done twice: in the portal, and in the reference."""

    def __init__(self, cast: Cast, random: Random) -> None:
        self.random, self.manager = random, cast["team_manager"]
        team, board = agency_of(self.manager), agency_of(cast["lscb_manager"])
        self.workers = [cast["social_worker"], *(_hired(team, name, Role.SOCIAL_WORKER) for name in ("Abe", "Bo"))]
        self.contact, self.lead = _hired(team, "Cora", Role.SPOC), _hired(board, "Lena", Role.SSPL)
        self.reviewer = Membership.objects.get(user=_hired(team, "Ivy", Role.IRO))
        posts = {"manager": {self.manager}, "contact": {self.contact}, "lead": {self.lead}}
        named = {rung: {one.name for one in people} for rung, people in posts.items()}
        at_work = {one.name for one in (*self.workers, self.reviewer.user, self.manager)}
        told = Borough(named | {"board": {cast["lscb_manager"].name}}, at_work, self.reviewer.user.name)
        self.told, self.team = told, team
        self.cases: dict[str, Case] = {}
        self.episodes: dict[str, MissingEpisode] = {}
        self.ended: dict[str, date] = {}
        self.left: User | None = None

    # --- how it begins -----------------------------------------------------------------------------------------------

    def begin(self, number: int) -> None:
        """Some turn 17½ or 18 in the year, one of them born on a leap day; some are looked after."""
        born = [date(2010, 2, 28), date(2012, 2, 29), date(2010, 8, 31), date(2009, 12, 25)][number % 4]
        names = {"given_names": f"Child{number}", "family_name": "Canaryname"}
        case = actions.open_case(**names, born_on=born, lead_agency=self.team, by=TEST)
        worker = self.workers[number % len(self.workers)]
        actions.allocate_case(case=case, worker=_post(worker), version=case.version, by=TEST)
        now = clock.now()
        midnight = datetime.combine(clock.today(), time.min, tzinfo=LONDON)
        self.told.children[case.ref] = Child(case.ref, born, midnight, worker.name, written=midnight)
        self.told.open("case_allocation", case.ref, now, at(forward(clock.today(), 2), 17), worker.name)
        self.cases[case.ref] = case
        if number % 3 == 2:
            CareStatus.objects.create(child=case.child, kind="lac", since=clock.today())
            self.reviewed(case, now)

    # --- what people do ----------------------------------------------------------------------------------------------

    def a_day(self) -> None:
        for case in self.cases.values():
            child = self.told.children[case.ref]
            if child.is_closed:
                if self.random.random() < 0.1:
                    self.reopen(case, child)
                continue
            worker = next((one for one in self.workers if one.name == child.worker), None)
            if worker is None or worker == self.left:
                continue
            if self.random.random() < 0.12:
                self.random.choice(self.deeds())(case, child, worker)
            self.of_missing(case, child, worker)
            if child.review and child.next_review and clock.today() >= child.next_review:
                self.reviewed(case, clock.now())

    def deeds(self) -> list[Callable[[Case, Child, User], None]]:
        often = [self.write, self.strategy, self.snooze, self.reference, self.plan, self.move, self.mid_point]
        return [*often, *often, self.read, self.read, self.hand_over, self.restrict, self.shut]

    def _wrote(self, child: Child) -> None:
        child.written = clock.now()
        self.told.close(child.ref, "dormant_case")

    def write(self, case: Case, child: Child, worker: User, kind: LineKind = LineKind.NOTE) -> None:
        with access.acting_for(worker):
            said = {"happened_on": clock.today(), "words": "She came", "agency": self.team}
            actions.write_entry(case=case, about=actions.About(kind=kind), **said, by=worker)
        self._wrote(child)

    def mid_point(self, case: Case, child: Child, worker: User) -> None:
        self.write(case, child, worker, LineKind.MID_POINT)
        child.has_mid_point = True
        self.told.close(case.ref, "mid_point_check")

    def read(self, case: Case, child: Child, worker: User) -> None:
        with access.acting_for(worker):
            actions.note_read(case=case, by=worker)
        self.told.close(case.ref, "case_allocation", person=worker.name)

    def strategy(self, case: Case, child: Child, worker: User) -> None:
        self._met(case, "strategy", clock.now())
        child.strategy = child.strategy or clock.now()

    def reviewed(self, case: Case, now: datetime) -> None:
        """And the next one is planned."""
        child, following = self.told.children[case.ref], now + timedelta(days=self.random.randint(60, 180))
        Meeting.objects.filter(case=case, status="planned").update(status="cancelled", cancelled_because="Held")
        self._met(case, "lac_review", now)
        self._met(case, "lac_review", following, status="planned", took_place_at=None)
        child.review, child.next_review, child.has_mid_point = now, following.astimezone(LONDON).date(), False

    def _met(self, case: Case, kind: str, when: datetime, **terms: Any) -> None:
        said = {"status": "held", "took_place_at": when, "chair": self.reviewer, "purpose": "To plan", **terms}
        asked = {"child_invited": True, "parents_invited": True, "called_by": self.manager, "agency": self.team}
        Meeting.objects.create(case=case, kind=kind, planned_at=when, **said, **asked)

    def reference(self, case: Case, child: Child, worker: User) -> None:
        if child.has_reference:
            return
        with access.acting_for(worker):
            actions.add_police_reference(case=case, crime=actions.Crime("2419283/27"), by=worker)
        child.has_reference = True
        self.told.close(case.ref, "crime_reference")
        self._wrote(child)

    def plan(self, case: Case, child: Child, worker: User) -> None:
        """Agreed; that it is looked at again is another test’s."""
        if child.has_safety_plan:
            return
        said = {"worries": "Nights", "written_by": worker, "agency": self.team, "review_on": date(2029, 1, 5)}
        plan = Plan.objects.create(case=case, kind="safety", **said)
        plan.rows.create(worry="Nights", what="A lift home", who="Her aunt")
        with access.acting_for(worker):
            actions.agree_plan(plan=plan, version=1, agreed_with="", by=worker)
        child.has_safety_plan = True
        self.told.close(case.ref, "safety_plan")
        self._wrote(child)

    def move(self, case: Case, child: Child, worker: User) -> None:
        held = getattr(Case.objects.select_related("adult_move").get(pk=case.pk), "adult_move", None)
        if held is not None and held.is_settled:
            return
        given = clock.today() if held and self.random.random() < 0.5 else None
        said = {"contact": "Adult services", "plan": "Meets Dana", "handed_over_on": given, "why_none": ""}
        with access.acting_for(worker):
            version = held.version if held else None
            actions.record_adult_move(
                case=case, version=version, values={"is_needed": True, **said}, by=worker
            )  # fmt: skip
        child.is_planned, child.is_settled = True, given is not None
        self.told.close(case.ref, *(["transition", "turning_18"] if given else ["transition"]))
        if held is None or given is not None:
            self._wrote(child)  # each is a line of the chronology

    def hand_over(self, case: Case, child: Child, worker: User) -> None:
        others = [one for one in self.workers if one not in (worker, self.left)]
        to, ref = self.random.choice(others), case.ref
        version = Case.objects.get(pk=case.pk).version
        with access.acting_for(self.manager):
            until = clock.today() + timedelta(days=3)
            actions.hand_over_case(
                case=case, to=_post(to), words="She knows him", both_until=until, version=version, by=self.manager
            )
        self._wrote(child)
        self.told.close(ref, "case_allocation", person=worker.name)
        for kind in (*CALENDAR, "case_allocation"):
            for one in self.told.standing(ref, kind):
                if one.person == worker.name:
                    one.person, one.look_at = to.name, clock.now()
        due = at(forward(clock.today(), 2), 17)
        self.told.open("case_allocation", ref, clock.now(), due, to.name, by=self.manager.name)
        child.worker = to.name
        if child.known_to is not None:
            child.known_to.add(to.name)

    def restrict(self, case: Case, child: Child, worker: User) -> None:
        """To the worker and the manager: no contact and no lead hears of it from then on."""
        if child.known_to is None:
            actions.restrict(case=case, why="A risk", keep=[_post(worker), _post(self.manager)], by=TEST)
            child.known_to = {worker.name, self.manager.name}

    def shut(self, case: Case, child: Child, worker: User) -> None:
        if case.ref in self.episodes:
            return
        version = Case.objects.get(pk=case.pk).version
        farewell = Farewell(Closing.SAFE, "School nurse", "Ms Okafor")
        with access.acting_for(self.manager):
            actions.close_case(case=case, farewell=farewell, why="Safe", version=version, by=self.manager)
        child.is_closed = True
        self._wrote(child)
        self.told.close(case.ref, *CALENDAR, "case_allocation")

    def reopen(self, case: Case, child: Child) -> None:
        version = Case.objects.get(pk=case.pk).version
        with access.acting_for(self.manager):
            actions.reopen_case(case=case, why="A new worry", version=version, by=self.manager)
        child.is_closed, child.begun = False, clock.now()
        self._wrote(child)

    def snooze(self, case: Case, child: Child, worker: User) -> None:
        """Out of one’s own list; nobody is told less for that."""
        item = DueItem.objects.open().filter(case_ref=case.ref, person=worker, due_at__gt=clock.now()).first()
        if item is not None and item.due_at - clock.now() > timedelta(days=4):
            with access.acting_for(worker):
                put_off(item=item, until_on=clock.today() + timedelta(days=2), reason="She is on leave", by=worker)

    # --- missing -----------------------------------------------------------------------------------------------------

    def of_missing(self, case: Case, child: Child, worker: User) -> None:
        episode = self.episodes.get(case.ref)
        if episode is None:
            is_over = clock.today() - self.ended.get(case.ref, date.min) > timedelta(days=100)
            if is_over and child.review is None and self.random.random() < 0.02:
                self.report(case, child, worker)
        elif episode.ended_at is None:
            self.random.choice((self.look, self.look, self.found, lambda *_: None))(episode, child, worker)
        elif self.random.random() < 0.4:
            self.hear(episode, child, worker)

    def report(self, case: Case, child: Child, worker: User) -> None:
        said = {"kind": "missing", "began_at": clock.now() - 2 * HOUR, "reported_by": "Her mother"}
        with access.acting_for(worker):
            self.episodes[case.ref] = actions.report_missing(case=case, values=said, by=worker)
        self._wrote(child)
        self.told.open("missing_now", case.ref, clock.now(), clock.now() + 24 * HOUR, child.worker, by=worker.name)

    def look(self, episode: MissingEpisode, child: Child, worker: User) -> None:
        said = {"about": About.LOOKED, "words": "Nothing new", "done_on": clock.today()}
        with access.acting_for(worker):
            actions.add_follow_up(episode=episode, **said, by=worker)
        self.told.close(child.ref, "missing_now")
        self.told.open("missing_now", child.ref, clock.now(), clock.now() + 24 * HOUR, child.worker, by=worker.name)

    def found(self, episode: MissingEpisode, child: Child, worker: User) -> None:
        said = {"ended_at": clock.now(), "returned": "back", "was_harmed": False}
        with access.acting_for(worker):
            held = actions.record_return(episode=episode, version=episode.version, values=said, by=worker)
        self.episodes[child.ref] = held
        self.told.close(child.ref, "missing_now")
        due = clock.now() + 72 * HOUR
        self.told.open("return_interview", child.ref, clock.now(), due, child.worker, by=worker.name)

    def hear(self, episode: MissingEpisode, child: Child, worker: User) -> None:
        said = {"interviewed_at": clock.now(), "interviewer": "Ines Duarte", "is_independent": True}
        with access.acting_for(worker):
            actions.record_interview(episode=episode, version=episode.version, values=said, by=worker)
        self._wrote(child)
        self.told.close(child.ref, "return_interview")
        self.ended[child.ref] = clock.today()
        del self.episodes[child.ref]

    def leave(self) -> None:
        """One worker leaves, and nobody has seen to their work."""
        self.left = self.workers[-1]
        Membership.objects.filter(user=self.left).update(
            ends_on=clock.today(), ended_at=clock.now(), ended_by=self.manager, end_reason="Moved away"
        )
        self.told.at_work.discard(self.left.name)


def _hired(agency: Any, name: str, role: Role) -> User:
    user = User.objects.create(email=f"{name.lower()}@larkmere.example", name=name)
    Membership.objects.create(user=user, agency=agency, role=role.value)
    return user


def _post(user: User) -> Membership:
    return Membership.objects.get(user=user)


def moments(day: date) -> Iterator[datetime]:
    """The sweeps of a day; each hour of a night in which the clocks change."""
    if day in NIGHTS:
        midnight = datetime.combine(day, time.min, tzinfo=LONDON).timestamp()
        yield from (datetime.fromtimestamp(midnight + 3600 * hour, tz=LONDON) for hour in range(5))
    for one in (OPENS, *TICKS):
        yield datetime.combine(day, one, tzinfo=LONDON)


def written() -> Counter[Line]:
    """The portal’s own log."""
    rows = Notice.objects.filter(item__isnull=False, kind__in=(*CALENDAR, *OTHERS)).select_related("item", "recipient")
    return Counter(
        (one.kind, one.item.case_ref, one.item.opened_at, one.step, one.rung, one.recipient.name, one.posted_at)
        for one in rows
        if one.item is not None
    )


OTHERS = ("case_allocation", "missing_now", "return_interview")


def test_a_year_of_a_borough_is_told_as_the_pathway_says(cast: Cast) -> None:
    random = Random(SEED)
    with time_machine.travel(datetime.combine(FIRST, WORKS, tzinfo=LONDON), tick=False) as travel:
        year = Year(cast, random)
        for number in range(CASES):
            year.begin(number)
        for number in range(1, DAYS):
            a_day(year, FIRST + timedelta(days=number), travel, random)
            if number == DAYS * 3 // 4:
                year.leave()
        held = Counter(year.told.log)
        differs(written(), held)
        again(held)
    early = [one for one in Notice.objects.all() if one.posted_at < one.planned_at]
    assert early == []
    by_step = Counter(line[3] for line in held.elements())
    log.warning("%d days, %d cases: %d times told, %s", DAYS, CASES, held.total(), dict(by_step.most_common()))


def differs(portal: Counter[Line], reference: Counter[Line]) -> None:
    """What was told too much or too little, in words that can be read."""
    assert sorted((portal - reference).elements(), key=str)[:5] == []
    assert sorted((reference - portal).elements(), key=str)[:5] == []


def a_day(year: Year, day: date, travel: Any, random: Random) -> None:
    for moment in moments(day):
        travel.move_to(moment, tick=False)
        if moment.time() == OPENS:
            case_tasks.open_work_by_calendar()
            year.told.open_by_calendar(clock.now())
            continue
        remind()
        year.told.tell(clock.now())
        if moment.time() == TICKS[1] and day.weekday() < 5:
            travel.move_to(
                datetime.combine(day, WORKS, tzinfo=LONDON) + timedelta(minutes=random.randrange(90)), tick=False
            )
            year.a_day()


def again(held: Counter[Line]) -> None:
    """All of it once more, at the same moment: nothing is opened, nobody is told."""
    with wall.as_system("count what a second run does"):
        before = (DueItem.objects.count(), Notice.objects.count())
        assert case_tasks.open_work_by_calendar() == 0
        remind()
        assert (DueItem.objects.count(), Notice.objects.count()) == before
    assert written() == held
