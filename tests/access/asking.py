"""Asking the portal as every person: whole answers, and what each must and must not hold."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from django.core import mail
from django.test import Client
from django.urls import reverse

from cse_portal.agencies import access, session_rules
from cse_portal.agencies.models import User
from cse_portal.agencies.roles import Role
from tests.access.across import ACROSS, looks_across
from tests.access.canaries import Answer, Logs, Verdict, answer_of, judge
from tests.access.matrix import (
    THINGS,
    Thing,
    at_work,
    meets,
    reads,
)
from tests.access.places import List, Page, asked_about
from tests.access.relations import (
    RELATIONS,
    Relation,
    Standing,
    sees,
    told,
)
from tests.access.world import World

NO_SUCH_CASE = "ZZZZ-3333-ZZZZ"
ANSWER_WHY = {"why_looking-choice": "supervising", "why_looking-opens": "yes"}
Key = tuple[Standing, Role | None]
Cell = tuple[str, str]
Beyond = Callable[[Thing, Relation], bool]  # what a page may tell beside what one reads of a case


@dataclass
class Asker:
    """A client per person at work, in each of their hats."""

    world: World
    logs: Logs
    clients: dict[Key, Client] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.clients = {who: self.signed_in(*who) for who in at_work()}

    def client(self, standing: Standing, role: Role | None) -> Client:
        """Whoever is not at work begins anew each time: every page must end their session by itself."""
        if role is None:
            return Client(raise_request_exception=False)
        return self.clients.get((standing, role)) or self.signed_in(standing, role)

    def signed_in(self, standing: Standing, role: Role) -> Client:
        client = Client(raise_request_exception=False)
        client.force_login(self.world.person(standing, role))
        session = client.session
        session["hat"] = self.world.hats[standing, role].pk
        session_rules.note_confirmed(session, now=int(time.time()))
        session.save()
        return client

    def ask(self, standing: Standing, role: Role | None, place: str, *, method: str = "get", **data: Any) -> Answer:
        client = self.client(standing, role)
        self.logs.taken()
        mails = len(getattr(mail, "outbox", []))
        response = getattr(client, method)(place, data or None)
        return answer_of(response, self.logs, mails)

    def listing(self, standing: Standing, role: Role | None, one: List) -> Answer:
        return self.ask(standing, role, f"{reverse(one.url_name)}{one.query}")

    def page(self, standing: Standing, role: Role | None, page: Page, relation: Relation) -> Answer:
        """The reference that was asked for is the asker's own word."""
        case = self.world.cases[relation.name].ref
        place = reverse(page.url_name, kwargs={"ref": self.ref(standing, role, page, relation)})
        answer = self.ask(standing, role, place)
        if answer.asks_why:
            answer = self._after_saying_why(standing, role, place, answer)
        knows = role and (sees(role, relation, standing) or told(role, relation, standing))
        return answer if knows else answer.without([case])

    def ref(self, standing: Standing, role: Role | None, page: Page, relation: Relation) -> str:
        if page.is_of_emergency:
            person = self.world.hats[standing, role].user_id if role else None
            return self.world.emergency(relation, person)
        about: dict[str, Any] = {
            "meeting": self.world.meetings,
            "plan": self.world.plans,
            "episode": self.world.episodes,
        }
        return str(about.get(page.of, self.world.cases)[relation.name].ref)

    def _after_saying_why(self, standing: Standing, role: Role | None, place: str, first: Answer) -> Answer:
        """Until it is said the case's reference alone is shown: what the question held is kept beside the page."""
        said = self.ask(standing, role, place, method="post", **ANSWER_WHY)
        answer = self.ask(standing, role, place)
        answer.elsewhere["the question why"] = first.everywhere() + said.everywhere()
        return answer

    def wrong(
        self,
        answer: Answer,
        place: Page | List | None,
        who: Key,
        about: Iterable[Relation],
        beyond: Beyond | None = None,
    ) -> list[str]:
        """What the answer holds that it must not, and what it lacks; `about` are the relations it should show."""
        standing, role = who
        if isinstance(place, List) and place.offers:
            beyond = lambda thing, _, offered=place.offers: thing in offered  # noqa: E731
        verdict = self.verdict(answer, role, standing, required(place, role, standing, about), beyond)
        return [f"leaked: {one}" for one in verdict.leaked] + [f"not there: {one}" for one in verdict.missing]

    def wrong_on(self, shown: Page, standing: Standing, role: Role) -> dict[str, list[str]]:
        """Of each relation that the page is asked about: the status, and every canary."""
        wrong = {}
        for relation in asked_about(shown, standing):
            answer, expected = self.page(standing, role, shown, relation), shown.answers(role, relation, standing)
            place, offered = (shown, shown.offers) if expected == 200 else (None, ())
            beyond = (lambda thing, _, offered=offered: thing in offered) if offered else None
            found = self.wrong(answer, place, (standing, role), [relation], beyond)
            if answer.status != expected:
                found.append(f"answered {answer.status}, not {expected}")
            if found:
                wrong[relation.name] = found
        return wrong

    def verdict(
        self, answer: Answer, role: Role | None, standing: Standing, must: set[Cell], beyond: Beyond | None
    ) -> Verdict:
        return judge(answer, self.world.canaries, may=allowed(role, standing, beyond), must=must)

    @contextmanager
    def acting(self, standing: Standing, role: Role) -> Iterator[User]:
        """In the person's name and hat, as in one of their requests."""
        person = self.world.person(standing, role)
        person.worn = self.world.hats[standing, role]  # type: ignore[attr-defined]
        with access.acting_for(person):
            yield person


def allowed(role: Role | None, standing: Standing, beyond: Beyond | None = None) -> frozenset[Cell]:
    if role is None:
        return frozenset()
    if beyond is None:
        return _allowed(role, standing)
    more = {(r.name, thing.name) for r in RELATIONS for thing in THINGS if beyond(thing, r)}
    return _allowed(role, standing) | more


@cache
def _allowed(role: Role, standing: Standing) -> frozenset[Cell]:
    """By the table alone, of which nothing changes in a run."""
    found = {(r.name, thing.name) for r in RELATIONS for thing in THINGS if meets(thing, role, r, standing)}
    found |= {(r.name, one.name) for r in RELATIONS for one in ACROSS if looks_across(one, role, r, standing)}
    return frozenset(found)


def required(place: Page | List | None, role: Role | None, standing: Standing, about: Iterable[Relation]) -> set[Cell]:
    if place is None or role is None:
        return set()
    rule = meets if isinstance(place, Page) and place.shows_to_told else reads
    return {(r.name, thing.name) for r in about for thing in place.shows if rule(thing, role, r, standing)}
