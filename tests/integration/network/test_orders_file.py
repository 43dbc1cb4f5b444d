"""The register as a file: for a reason, by those who may, and only while they may read what is in it."""

from __future__ import annotations

import pytest
from django.urls import reverse

from cse_portal.agencies import access
from cse_portal.agencies.models import User
from cse_portal.audit.models import AuditEvent
from cse_portal.cases.models import Case
from cse_portal.desk.models import BackgroundJob
from cse_portal.network.link_kinds import LinkKind
from cse_portal.network.order_downloads import may_have
from tests.integration.cases.forms import led_back, says, send
from tests.integration.network.conftest import client_of, linked, person
from tests.integration.network.test_orders import an_order
from tests.reading import count_of, one_of

pytestmark = pytest.mark.django_db


def test_a_copy_is_made_for_a_reason_by_those_who_may(maya: Case, priya: User, cast: dict[str, User]) -> None:
    manager, url = cast["team_manager"], reverse("network:orders_csv")
    assert client_of(manager).get(url).status_code == 302  # nothing to copy yet
    dez = linked(priya, maya, LinkKind.GROOMED_BY, person()).items[0]
    order = an_order(priya, dez)
    assert client_of(priya).get(url).status_code == 403
    client = client_of(manager)
    assert "Enter why" in says(led_back(client, send(client, url, why="")))
    assert send(client, url, why="For the panel").status_code == 302
    job = one_of(BackgroundJob.objects.filter(kind="network.orders_csv"))
    assert job.parameters == {"orders": [order.ref]}
    with access.acting_for(manager):
        assert may_have(manager, job.parameters)
    with access.acting_for(cast["teacher"]):
        assert not may_have(cast["teacher"], job.parameters)
    assert count_of(AuditEvent.objects.filter(kind="order.export_asked", reason="For the panel")) == 1
