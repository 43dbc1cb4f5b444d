"""A child’s record in the tests: an address, where its pages are, and who keeps it."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from cse_portal.agencies import access
from cse_portal.cases.models import Case
from tests.integration.cases.conftest import Cast

HOME = {"kind": "home", "lines": "4 Canary Row\nLarkmere", "postcode": "W1A 1AA", "authority": "", "note": ""}


def place(name: str, case: Case) -> str:
    return reverse(f"cases:{name}", kwargs={"ref": case.ref})


def as_worker(cast: Cast) -> Any:
    return access.acting_for(cast["social_worker"])
