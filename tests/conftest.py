"""Fixtures that every level of tests shares."""

import time
from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.auth.signals import user_logged_in
from django.db import connection
from django.http import HttpRequest
from pytest_django import DjangoDbBlocker

from cse_portal.agencies import session_rules
from tests.cast import cast, password

__all__ = ["cast", "password"]


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """A server's thread may still hold a connection when the database is to go: it is ended first."""
    yield
    others = "datname = current_database() and pid <> pg_backend_pid()"
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute(f"select pg_terminate_backend(pid) from pg_stat_activity where {others}")


@pytest.fixture(autouse=True)
def _whoever_a_test_signs_in_has_just_signed_in() -> Iterator[None]:
    """`force_login` goes around the sign-in page, which would have noted it; a real request is left alone."""

    def note(sender: Any, request: HttpRequest, **more: Any) -> None:
        if "REQUEST_METHOD" not in request.META:
            session_rules.note_confirmed(request.session, now=int(time.time()))

    user_logged_in.connect(note)
    yield
    user_logged_in.disconnect(note)
