"""What followed around the demo's people of concern, done as in the portal."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from django.db import transaction

from cse_portal.agencies import access
from cse_portal.agencies.models import User
from cse_portal.audit.actions import record
from cse_portal.cases.access import agency_of
from cse_portal.cases.handling import Handling
from cse_portal.cases.models import Case
from cse_portal.core import wall
from cse_portal.core.actor import System
from cse_portal.demo import following as story
from cse_portal.demo import links
from cse_portal.demo.cast import CAST
from cse_portal.network.actions import (
    OrderSaid,
    Under,
    add_breach,
    add_order,
    add_submission,
    add_support,
    apply_for_order,
    serve_order,
)
from cse_portal.network.models import Item


@transaction.atomic
def load_following(*, size: int, random: Random, on: date, by: System) -> int:
    """By the worker of the cases around whom `load_links` recorded these people."""
    people = {one.key: User.objects.get(email=one.email) for one in CAST}
    with wall.as_system(by.purpose):
        items = {one.key: Item.objects.get(label=one.said["label"]) for one in links.ITEMS}
        given, family = links.CHILDREN[story.ORDER.protects]
        case = Case.objects.select_related("child").get(child__given_names=given, child__family_name=family)
    worker = people["social_worker"]
    with access.acting_for(worker):
        _order(items, case, people, on)
        given_to_police = story.GIVEN
        said = {**given_to_police.said, "sent_on": on - timedelta(days=given_to_police.days_ago)}
        add_submission(item=items[given_to_police.item], values=said, under=Under(Handling.NETWORK), by=worker)
        _support(items, worker, on)
    record("demo.following_loaded", about=case.lead_agency, by=by)
    return 3


def _order(items: dict[str, Item], case: Case, people: dict[str, User], on: date) -> None:
    told, worker, police = story.ORDER, people["social_worker"], agency_of(people["police_spoc"])
    if police is None:
        raise ValueError("The demo’s police contact works for the police")
    until = on + timedelta(days=told.ends_in)
    said = OrderSaid(
        kind=told.kind,
        basis="",
        protects=case,
        child_age=None,
        child_in_care=None,
        since=None,
        until=until,
        conditions=told.conditions,
        monitor=police,
        monitor_words="",
        handling=Handling.NETWORK,
    )
    order = add_order(item=items[told.item], said=said, by=worker)
    applied, served = (on - timedelta(days=one) for one in (told.applied_ago, told.served_ago))
    order = apply_for_order(order=order, version=order.version, done_on=applied, words="", by=worker)
    values = {"served_on": served, "served_by": told.served_by, "since": served, "until": until}
    order = serve_order(order=order, version=order.version, values=values, words="", by=worker)
    happened_on = on - timedelta(days=story.BREACH.days_ago)
    add_breach(order=order, values={**story.BREACH.said, "happened_on": happened_on}, by=worker)


def _support(items: dict[str, Item], worker: User, on: date) -> None:
    told = story.SUPPORT
    days = {
        "since": on - timedelta(days=told.days_ago),
        "review_on": on + timedelta(days=told.look_again_in),
    }
    add_support(item=items[told.item], values={**told.said, **days}, named=[], by=worker)
