"""Children missing or absent without a screening in date: who is listed, until when, and in its spreadsheet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.urls import reverse

from cse_portal.agencies import access
from cse_portal.cases import actions, screenings
from cse_portal.cases.attendance_downloads import unscreened_csv
from cse_portal.cases.missing_rules import LONDON, About
from cse_portal.cases.models import Case, MissingEpisode
from cse_portal.core.working_days import add_months
from cse_portal.cases.unscreened import What, is_in_date, read_wanted
from cse_portal.core import clock, wall
from cse_portal.desk.models import BackgroundJob
from tests.architecture.missing_objects import an_absence, an_episode
from tests.integration.cases.conftest import Browse, Cast
from tests.integration.cases.forms import says, send
from tests.reading import one_of

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 20, 12, tzinfo=LONDON)
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def at_noon() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def missing(led: Case, cast: Cast) -> MissingEpisode:
    return an_episode(cast["social_worker"], led, began_at=NOW - 10 * DAY, ended_at=NOW - 9 * DAY)


def page(browse: Browse, key: str = "social_worker", **asked: str) -> str:
    return says(browse(key).get(reverse("cases:unscreened"), asked))


def test_a_missing_child_stands_there_until_a_screening_is_in_date(
    missing: MissingEpisode, cast: Cast, browse: Browse
) -> None:
    shown = page(browse)
    assert "Maya Rose Canaryname" in shown
    assert "1 episode, the last on 10 November 2026" in shown
    assert "Never" in shown
    assert "Canaryname" not in page(browse, "school_spoc")
    by = cast["social_worker"]
    with access.acting_for(by):
        said: dict[str, Any] = {"words": "Medium band", "by": by}
        actions.add_follow_up(episode=missing, about=About.SCREENING, done_on=date(2026, 8, 20), **said)
    assert "20 August 2026" in page(browse)  # three months ago to the day: no longer in date
    with access.acting_for(by):
        actions.add_follow_up(episode=missing, about=About.ASSESSMENT, done_on=date(2026, 8, 21), **said)
    assert "No child is on this list" in page(browse)


@pytest.mark.parametrize(
    ("asked", "is_there"),
    [
        ({}, True),
        ({"what": "missing"}, True),
        ({"what": "absent"}, False),
        ({"what": "both"}, False),
        ({"days": "30"}, True),
        ({"what": "odd", "days": "\uff17"}, True),
    ],
)
def test_the_list_is_narrowed(missing: MissingEpisode, browse: Browse, asked: dict[str, str], is_there: bool) -> None:
    assert ("Canaryname" in page(browse, **asked)) is is_there


def test_absence_counts_and_a_tenth_of_it_is_flagged(led: Case, cast: Cast, browse: Browse) -> None:
    by = cast["social_worker"]
    an_absence(by, led, from_on=date(2026, 9, 7), to_on=date(2026, 9, 11), sessions=10)
    assert "10 sessions, the last on 11 September 2026" in page(browse, what="absent")
    assert "Persistently absent" not in page(browse)
    assert "Canaryname" not in page(browse, days="30")
    an_absence(by, led, from_on=date(2026, 10, 5), to_on=date(2026, 10, 5), sessions=2)
    assert "Persistently absent" in page(browse)
    an_episode(by, led, began_at=NOW - 3 * DAY, ended_at=None, returned="", interview_due_at=None)
    both = page(browse, what="both")
    assert "Canaryname" in both
    assert "Missing now" in both
    with wall.as_system("test"):
        Case.objects.filter(pk=led.pk).update(stage="closed", closed_on=clock.today())
    assert "Canaryname" not in page(browse)


def test_a_room_above_says_when_a_child_was_screened(
    missing: MissingEpisode, browse: Browse, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(screenings, "_sources", dict(screenings._sources))

    def latest(cases: Any) -> Mapping[int, date]:
        return dict.fromkeys(cases, date(2026, 10, 1))

    screenings.add_source("screening", latest)
    assert "No child is on this list" in page(browse)


def test_managers_copy_the_list_for_a_reason(missing: MissingEpisode, browse: Browse, cast: Cast) -> None:
    url = reverse("cases:unscreened_csv") + "?what=missing&days=30"
    assert browse("social_worker").get(url).status_code == 403
    manager = browse("team_manager")
    assert manager.get(reverse("cases:unscreened_csv") + "?what=absent").status_code == 302
    assert send(manager, url, why="For the weekly meeting").status_code == 302
    job = one_of(BackgroundJob.objects.filter(kind="cases.unscreened_csv"))
    assert job.parameters == {"cases": [missing.case.ref], "what": "missing", "days": 30}
    written: list[bytes] = []
    with access.acting_for(cast["team_manager"]):
        unscreened_csv(job, FakeProgress(written))
    text = b"".join(written).decode()
    assert 'Maya Rose Canaryname,,"1 episode, the last on 10 November 2026",,,Never' in text
    assert "made for" in text


class FakeProgress:
    """Keeps what is written."""

    def __init__(self, written: list[bytes]) -> None:
        self._written = written

    def file(self, name: str, kind: str) -> FakeProgress:
        assert (name, kind) == ("without-screening.csv", "text/csv; charset=utf-8")
        return self

    def __enter__(self) -> FakeProgress:
        return self

    def __exit__(self, *said: object) -> None:
        """Nothing to close."""

    def write(self, words: bytes) -> None:
        self._written.append(words)

    def report(self, done: int, of: int) -> None:
        assert done == of


def test_months_go_back_to_the_last_day_there_is() -> None:
    assert add_months(date(2026, 5, 31), -3) == date(2026, 2, 28)
    assert add_months(date(2026, 1, 15), -3) == date(2025, 10, 15)
    assert is_in_date(None, on=date(2026, 5, 1), months=3) is False
    assert read_wanted("both", "180").what is What.BOTH
