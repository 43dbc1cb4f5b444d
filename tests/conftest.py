"""Fixtures that every level of tests shares."""

import time
from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.auth.signals import user_logged_in
from django.http import HttpRequest

from cse_portal.agencies import session_rules
from tests.cast import cast, password
from tests.plugins.template import django_db_keepdb
from tests.plugins.wall import django_db_modify_db_settings, django_db_setup
from tests.reading import reads_all

__all__ = ["cast", "django_db_keepdb", "django_db_modify_db_settings", "django_db_setup", "password", "reads_all"]


@pytest.fixture(autouse=True)
def _whoever_a_test_signs_in_has_just_signed_in() -> Iterator[None]:
    """`force_login` goes around the sign-in page, which would have noted it; a real request is left alone."""

    def note(sender: Any, request: HttpRequest, **more: Any) -> None:
        if "REQUEST_METHOD" not in request.META:
            session_rules.note_confirmed(request.session, now=int(time.time()))

    user_logged_in.connect(note)
    yield
    user_logged_in.disconnect(note)
