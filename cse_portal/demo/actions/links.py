"""The demo's people of concern, places and things, each told as in the portal."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from typing import Any

from django.db import transaction

from cse_portal.agencies import access
from cse_portal.agencies.models import User
from cse_portal.audit.actions import record
from cse_portal.cases.handling import Handling
from cse_portal.cases.models import Case
from cse_portal.core import wall
from cse_portal.core.actor import System
from cse_portal.demo import links as story
from cse_portal.demo.cast import CAST
from cse_portal.network.actions import LinkSaid, NewItem, add_link
from cse_portal.network.actions.writing import Grade
from cse_portal.network.models import Item


@transaction.atomic
def load_links(*, size: int, random: Random, on: date, by: System) -> int:
    """In the cases that `load_casework` led so far; what is told twice is recorded once."""
    people = {one.key: User.objects.get(email=one.email) for one in CAST}
    with wall.as_system(by.purpose):
        cases = {key: _case(*name) for key, name in story.CHILDREN.items()}
    known: dict[str, Item] = {}
    for told in story.LINKS:
        teller = people[told.by]
        with access.acting_for(teller):
            ends = {end: _end(getattr(told, end), cases, known, on) for end in ("start", "end")}
            made = add_link(**ends, said=_said(told, on), by=teller)
        for end in ("start", "end"):
            if getattr(made, f"{end}_item") is not None:
                known[getattr(told, end)] = getattr(made, f"{end}_item")
    record("demo.links_loaded", about=cases["Maya"].lead_agency, by=by)
    return len(story.LINKS)


def _case(given: str, family: str) -> Case:
    found = Case.objects.select_related("child", "lead_agency", "partnership")
    return found.get(child__given_names=given, child__family_name=family)


def _end(key: str, cases: dict[str, Case], known: dict[str, Item], on: date) -> Any:
    if key in cases:
        return cases[key]
    if key in known:
        return known[key]
    one = next(one for one in story.ITEMS if one.key == key)
    return NewItem(one.kind, {**one.said, **({"ask_by": on + timedelta(days=one.ask_in)} if one.ask_in else {})})


def _said(told: story.Told, on: date) -> LinkSaid:
    source, information = told.grade
    return LinkSaid(
        kind=told.kind,
        since=on - timedelta(days=told.days_ago),
        until=None,
        is_about=False,
        words=told.words,
        known_from=told.known_from,
        grade=Grade(source, information, "may_be_shared", "", Handling.NETWORK),
    )
