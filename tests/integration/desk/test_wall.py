"""The database's own answer about drafts, sent forms and files: each person meets their own, and nobody another's."""

from __future__ import annotations

from collections.abc import Callable
from uuid import uuid4

import pytest
from django.db import ProgrammingError, connection, transaction

from cse_portal.agencies import access
from cse_portal.agencies.models import Membership, User
from cse_portal.core import wall
from cse_portal.core.queues import all_queues
from cse_portal.demo.practice import PRACTICE_FORM
from cse_portal.desk import building, kinds, tasks
from cse_portal.desk.actions import jobs, keep_draft
from cse_portal.desk.actions.drafts import Page
from cse_portal.desk.actions.submissions import send_once
from cse_portal.desk.models import BackgroundJob, Draft, Submission
from cse_portal.desk.workflow import JobStatus

pytestmark = pytest.mark.django_db
KEPT = (Draft, Submission, BackgroundJob)
Cast = dict[str, User]


@pytest.fixture
def _reads_desks() -> None:
    """Here nobody is stated unless the test says so."""


@pytest.fixture
def owner(cast: Cast) -> User:
    """With a draft, a form that was sent and a file asked for."""
    person = cast["social_worker"]
    page = Page(kind=PRACTICE_FORM.code, about_ref="", token=uuid4())
    with access.acting_for(person):
        keep_draft(page=page, fields={"title": ["Seen at the bus station"]}, by=person)
        other = Page(kind=PRACTICE_FORM.code, about_ref="", token=uuid4())
        send_once(page=other, fields={"title": ["Sent"]}, deed=lambda: "/", by=person)
        jobs.ask_for(kind="desk.my_activity_csv", by=person)
    return person


def numbers() -> list[int]:
    return [model._default_manager.count() for model in KEPT]


def test_each_meets_their_own(owner: User, cast: Cast) -> None:
    with access.acting_for(owner):
        assert numbers() == [1, 1, 1]
    for key in ("team_manager", "governance_lead", "outsider"):
        with access.acting_for(cast[key]):
            assert numbers() == [0, 0, 0], key
    assert numbers() == [0, 0, 0]
    with wall.as_system("test"):
        assert numbers() == [1, 1, 1]


def test_nobody_writes_on_anothers_desk(owner: User, cast: Cast) -> None:
    with access.acting_for(cast["team_manager"]):
        for model in KEPT:
            assert model._default_manager.update(version=9) == 0
    with wall.as_system("test"):
        rows = [model._default_manager.get() for model in KEPT]
    for row in rows:
        row.pk, row.ref = None, f"{row.ref[:-1]}X"
        row.token = row.page = uuid4()
        refused(cast["team_manager"], lambda row=row: row.save(force_insert=True))
        field = "user" if isinstance(row, Submission) else "owner"
        given = {f"{field}_id": cast["team_manager"].pk}
        refused(owner, lambda row=row, given=given: type(row)._default_manager.update(**given))


def refused(person: User, deed: Callable[[], object]) -> None:
    with access.acting_for(person), pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
        deed()


def test_nobody_takes_away_what_the_sweep_takes(owner: User) -> None:
    for model in KEPT:
        with (
            access.acting_for(owner),
            pytest.raises(ProgrammingError, match="permission denied"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(f"delete from {model._meta.db_table}")


def test_the_worker_keeps_the_account_and_reads_in_the_owners_role(
    owner: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[wall.Principal] = []

    def build(job: BackgroundJob, progress: building.Progress) -> None:
        read.append(wall.current())
        progress.report(1, 2)
        with progress.file("made.txt", "text/plain") as out:
            out.write(b"made")

    made = kinds.Kind(**{**vars(kinds.named("desk.my_activity_csv")), "build": build})
    monkeypatch.setitem(kinds._kinds, made.name, made)
    with wall.as_system("test"):
        ref = BackgroundJob.objects.get().ref
    assert tasks.run_job(ref) == 1
    worn = Membership.objects.get(user=owner)
    assert read == [wall.Principal(person=owner.pk, hat=worn.pk)]
    with access.acting_for(owner):
        assert BackgroundJob.objects.get().status == JobStatus.DONE
    assert wall.current() == wall.NOBODY


def test_whoever_watches_the_service_sees_how_much_waits(owner: User, cast: Cast) -> None:
    """Numbers, and no row."""
    queue = next(one for one in all_queues() if one.name == "background_work")
    with access.acting_for(cast["system_administrator"]):
        assert queue.read().counts[JobStatus.WAITING] == 1
        assert numbers() == [0, 0, 0]


def test_the_sweep_takes_what_is_past_its_days(owner: User) -> None:
    with wall.as_system("test"):
        Draft.objects.update(expires_at=Draft.objects.get().saved_at)
    tasks.sweep_drafts()
    with wall.as_system("test"):
        assert not Draft.objects.exists()
        assert Submission.objects.exists()
