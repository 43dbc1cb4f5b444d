"""The operations page and /metrics: figures about the service, for those who run it."""

from __future__ import annotations

import pytest
from django.test import Client

from cse_portal.agencies import access
from cse_portal.agencies.models import User
from cse_portal.core.actor import System
from cse_portal.desk.actions import jobs
from cse_portal.operations import actions
from cse_portal.operations.task_names import TASKS

BY = System("a test")


def test_the_system_administrator_sees_how_the_portal_is(client: Client, cast: dict[str, User]) -> None:
    with access.acting_for(cast["social_worker"]):
        jobs.ask_for(kind="desk.my_activity_csv", by=cast["social_worker"])
    run = actions.begin_run(name="desk.sweep_jobs", by=BY)
    actions.end_run(run=run, error_kind="OperationalError", by=BY)
    actions.mark_alive(name="worker", by=BY)
    client.force_login(cast["system_administrator"])
    page = client.get("/operations/").content.decode()
    for words in ("Database", "1 waiting", "OperationalError", "Pass on work that waits", "Postgres"):
        assert words in page
    assert "Shorten this list of runs" in page, "what has not run yet"
    assert "the background worker" in page
    assert not [name for name in TASKS if name in page]
    assert cast["social_worker"].name not in page


@pytest.mark.parametrize("who", ["social_worker", "outsider", "governance_lead"])
def test_others_do_not(client: Client, cast: dict[str, User], who: str) -> None:
    client.force_login(cast[who])
    assert client.get("/operations/").status_code == 403


@pytest.mark.django_db
def test_figures_are_given_on_this_machine_by_view_name(client: Client) -> None:
    client.get("/account/sign-in/?next=/Zephyrine/")
    actions.mark_alive(name="beat", by=BY)
    text = client.get("/metrics").content.decode()
    assert 'portal_requests_total{status="2xx",view="account_login"}' in text
    assert 'portal_heartbeat_age_seconds{part="beat"}' in text
    assert 'portal_queue{queue="background_work",status="waiting"} 0.0' in text
    assert "Zephyrine" not in text


@pytest.mark.django_db
@pytest.mark.parametrize(
    "sent",
    [{"REMOTE_ADDR": "10.0.0.9"}, {"REMOTE_ADDR": ""}, {"HTTP_X_FORWARDED_FOR": "10.0.0.9"}, {"HTTP_FORWARDED": "x"}],
)
def test_from_elsewhere_there_is_no_such_page(client: Client, sent: dict[str, str]) -> None:
    assert client.get("/metrics", **sent).status_code == 404  # type: ignore[arg-type]
