"""Asking the portal as every person: whole answers, and what each must and must not hold."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.core import mail
from django.test import Client
from django.urls import reverse

from cse_portal.agencies.roles import Role
from tests.access.canaries import Answer, Logs, answer_of, judge
from tests.access.matrix import RELATIONS, THINGS, Page, Relation, Standing, reads, sees
from tests.access.world import World

NO_SUCH_CASE = "ZZZZ-3333-ZZZZ"
LIVE = (Standing.AT_WORK, Standing.OTHER_HAT)
Key = tuple[Standing, Role | None]


@dataclass
class Asker:
    """A client per person at work, in each of their hats."""

    world: World
    logs: Logs
    clients: dict[Key, Client] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.clients = {(standing, role): self.signed_in(standing, role) for standing in LIVE for role in Role}

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
        session.save()
        return client

    def ask(self, standing: Standing, role: Role | None, place: str, *, method: str = "get", **data: Any) -> Answer:
        client = self.client(standing, role)
        self.logs.taken()
        mails = len(getattr(mail, "outbox", []))
        response = getattr(client, method)(place, data or None)
        return answer_of(response, self.logs, mails)

    def page(self, standing: Standing, role: Role | None, page: Page, relation: Relation | None = None) -> Answer:
        """The reference that was asked for is the asker's own word."""
        if relation is None:
            return self.ask(standing, role, reverse(page.url_name))
        ref = self.world.cases[relation.name].ref
        answer = self.ask(standing, role, reverse(page.url_name, kwargs={"ref": ref}))
        return answer if role and sees(role, relation, standing) else answer.without([ref])

    def wrong(self, answer: Answer, page: Page | None, role: Role | None, standing: Standing, about: Any) -> list[str]:
        """What the answer holds that it must not, and what it lacks; `about` are the relations it should show."""
        may, must = allowed(role, standing), required(page, role, standing, about)
        verdict = judge(answer, self.world.canaries, may=may, must=must)
        return [f"leaked: {one}" for one in verdict.leaked] + [f"not there: {one}" for one in verdict.missing]


def allowed(role: Role | None, standing: Standing) -> set[tuple[str, str]]:
    if role is None:
        return set()
    return {(r.name, thing.name) for r in RELATIONS for thing in THINGS if reads(thing, role, r, standing)}


def required(page: Page | None, role: Role | None, standing: Standing, about: Any) -> set[tuple[str, str]]:
    if page is None or role is None:
        return set()
    return {(r.name, thing.name) for r in about for thing in page.shows if reads(thing, role, r, standing)}
