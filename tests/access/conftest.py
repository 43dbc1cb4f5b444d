"""The world of the access matrix, made once a run, and whoever asks in it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker

from tests.access.asking import Asker
from tests.access.canaries import logs_kept
from tests.access.making import the_world
from tests.access.world import World


@pytest.fixture(scope="package")
def world(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[World]:
    with django_db_blocker.unblock(), the_world() as made:
        yield made


@pytest.fixture
def _django_db_helper(world: World) -> Iterator[None]:
    """What a test writes is undone, and the world stays: instead of the package's own, which would close it."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture(scope="package")
def asker(world: World) -> Iterator[Asker]:
    with logs_kept() as logs:
        yield Asker(world, logs)
