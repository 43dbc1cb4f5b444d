"""A case that a teacher began, a MASH with an officer and a manager, and a referral between them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
import time_machine

from cse_portal.agencies import access
from cse_portal.agencies.models import User
from cse_portal.agencies.roles import Role
from cse_portal.cases.models import Case
from cse_portal.core.working_days import LONDON
from referrals import actions
from referrals.actions import About, Form
from referrals.models import ReferredChild
from referrals.sources import Basis, Consent, Source, Urgency
from tests.factories import agency_of
from tests.integration.cases.conftest import browse, no_worker
from tests.integration.cases.pairs import joins
from tests.integration.screening.conftest import case
from tests.reading import one_of

__all__ = ["browse", "case", "joins", "no_worker"]
Cast = dict[str, User]
MONDAY = datetime(2026, 11, 23, 9, 30, tzinfo=LONDON)


@pytest.fixture
def monday() -> Any:
    with time_machine.travel(MONDAY, tick=False) as traveller:
        yield traveller


@pytest.fixture
def mash(cast: Cast) -> Cast:
    """Beside the officer of the cast: a second officer, and a manager."""
    there = agency_of(cast["mash_officer"])
    cast["mash_manager"] = joins(there, Role.MASH_MANAGER, "Thandi Moor").user
    cast["other_officer"] = joins(there, Role.MASH_OFFICER, "Ola Brandt").user
    return cast


def refer(case: Case, by: User, **more: Any) -> ReferredChild:
    form = Form(Source.SCHOOL, Consent.GIVEN, Basis.PUBLIC_TASK)
    said: dict[str, Any] = {"worry": "Canaryworry: collected by a man nobody knows", "urgency": Urgency.TODAY, **more}
    with access.acting_for(by):
        made = actions.refer_children(form=form, about=[About(case=case, **said)], by=by)
        return as_it_is(made.children.get())


def as_it_is(referred: ReferredChild) -> ReferredChild:
    whole = ReferredChild.objects.select_related(
        "case__child", "case__partnership", "referral__made_by", "referral__agency", "mash", "taken_by__user", "team"
    )
    return one_of(whole.filter(pk=referred.pk))


@pytest.fixture
def referred(case: Case, mash: Cast) -> ReferredChild:
    return refer(case, mash["teacher"])


@pytest.fixture
def taken(referred: ReferredChild, mash: Cast) -> ReferredChild:
    by = mash["mash_officer"]
    with access.acting_for(by):
        actions.take_referral(referred=referred, version=referred.version, by=by)
    return as_it_is(referred)
