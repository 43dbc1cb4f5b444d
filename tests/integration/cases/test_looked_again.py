"""A missing child is looked at again every day, and what was learnt is struck through, never erased."""

from __future__ import annotations

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.db import ProgrammingError, transaction

from cse_portal.agencies import access
from cse_portal.agencies.models import User
from cse_portal.audit.models import AuditEvent
from cse_portal.cases import actions, tasks
from cse_portal.cases.handling import Handling
from cse_portal.cases.missing_rules import About, MissingRefused
from cse_portal.cases.models import Case, FollowUp, Learnt, MissingEpisode
from cse_portal.core import clock, wall
from cse_portal.worklist.actions import close_items
from tests.factories import TEST
from tests.integration.cases.conftest import Browse, Cast, hat
from tests.integration.cases.forms import led_back, says, send
from tests.integration.cases.test_missing import DAY, HOUR, NOW, at_noon, due, found, place, report
from tests.reading import all_of, one_of

__all__ = ["at_noon"]
pytestmark = pytest.mark.django_db


def look(episode: MissingEpisode, by: User, words: str = "Nothing new: her friends are asked tonight") -> FollowUp:
    with access.acting_for(by):
        held = one_of(MissingEpisode.objects.select_related("case").filter(pk=episode.pk))
        return actions.add_follow_up(episode=held, about=About.LOOKED, words=words, done_on=clock.today(), by=by)


def test_looking_again_comes_again_every_day_while_the_child_is_missing(led: Case, cast: Cast) -> None:
    by = cast["social_worker"]
    episode = report(led, by)
    assert [one.due_at for one in due("missing_now")] == [NOW + DAY]
    for days in (1, 2, 3):
        with time_machine.travel(NOW + days * DAY + HOUR, tick=False):
            look(episode, by)
            assert [one.due_at for one in due("missing_now")] == [NOW + (days + 1) * DAY + HOUR]
    with access.acting_for(by):
        looks = [(one.written_by, one.words) for one in FollowUp.objects.filter(episode=episode, about="looked")]
    assert looks == [(by, "Nothing new: her friends are asked tonight")] * 3
    kinds = all_of(AuditEvent.objects.filter(kind="missing.looked_again", actor_id=by.pk))
    assert len(kinds) == 3
    with time_machine.travel(NOW + 4 * DAY, tick=False):
        found(episode, by)
        assert due("missing_now") == []
        with pytest.raises(MissingRefused, match="The child is back"):
            look(episode, by)


def test_a_missing_child_who_stands_before_nobody_is_put_there_again_once(led: Case, cast: Cast) -> None:
    by = cast["social_worker"]
    episode = report(led, by)
    assert tasks.look_again() == 0
    with wall.as_system("test"):
        close_items(kind="missing_now", source=episode, by=TEST)
    with time_machine.travel(NOW + 2 * HOUR, tick=False):
        assert (tasks.look_again(), tasks.look_again()) == (1, 0)
        assert [one.due_at for one in due("missing_now")] == [NOW + DAY]
    found(episode, by)
    assert (tasks.look_again(), due("missing_now")) == (0, [])
    assert [one.actor_kind for one in all_of(AuditEvent.objects.filter(kind="missing.put_again"))] == ["system"]


def test_who_looked_is_said_on_the_page(led: Case, cast: Cast, browse: Browse) -> None:
    episode = report(led, cast["social_worker"])
    client = browse("social_worker")
    day = {f"done_on_{part}": str(getattr(NOW, part)) for part in ("day", "month", "year")}
    said = {"about": "looked", "words": "Her phone is off; police asked to trace it", **day}
    assert send(client, place("follow_up", episode), **said).status_code == 302
    page = says(client.get(place("missing_episode", episode)))
    assert "Looked again while the child is missing" in page
    assert "20 November 2026, midday" in page or "midday" in page
    found(episode, cast["social_worker"])
    assert "Looked again" not in says(client.get(place("follow_up", episode)))


def learnt_of(led: Case, by: User) -> Learnt:
    episode = report(led, by, ended_at=clock.now() - HOUR, returned="back")
    with access.acting_for(by):
        return actions.add_learnt(episode=episode, words="A silver car", handling=Handling.NETWORK, by=by)


def test_what_was_learnt_is_struck_through_by_its_agency_and_never_erased(
    led: Case, cast: Cast, browse: Browse
) -> None:
    by = cast["social_worker"]
    learnt = learnt_of(led, by)
    page, url = place("missing_episode", learnt.episode), place("strike_learnt", learnt)
    client = browse("social_worker")
    assert url in says(client.get(page))
    assert "Enter" in says(led_back(client, send(client, url, why="")))
    assert send(client, url, why="It was another child who said so")["Location"] == page
    shown = says(client.get(page))
    assert "<s>A silver car</s>" in shown
    assert "It was another child who said so" in shown
    assert url not in shown
    event = one_of(AuditEvent.objects.filter(kind="missing.learnt_struck"))
    assert event.reason == "It was another child who said so"
    held = one_of(Learnt.objects.select_related("episode__case").filter(pk=learnt.pk))
    with access.acting_for(by), pytest.raises(MissingRefused, match="already"):
        actions.strike_learnt(learnt=held, version=held.version, why="Again", by=by)


def test_another_agency_strikes_nothing_and_nobody_changes_the_words(led: Case, cast: Cast, browse: Browse) -> None:
    learnt = learnt_of(led, cast["social_worker"])
    actions.grant_to_person(case=led, membership=hat(cast["school_spoc"]), by=TEST)
    url = place("strike_learnt", learnt)
    assert browse("school_spoc").get(url).status_code == 403
    assert browse("outsider").get(url).status_code == 404
    other = cast["school_spoc"]
    held = one_of(Learnt.objects.select_related("episode__case").filter(pk=learnt.pk))
    with access.acting_for(other), pytest.raises(PermissionDenied):
        actions.strike_learnt(learnt=held, version=held.version, why="Not so", by=other)
    refused = "permission denied"
    with (
        access.acting_for(cast["social_worker"]),
        transaction.atomic(),
        pytest.raises(ProgrammingError, match=refused),
    ):
        Learnt.objects.filter(pk=learnt.pk).update(words="A red car")
