"""Everything that changes a case, and who may see it."""

from cse_portal.cases.actions.entries import write_entry
from cse_portal.cases.actions.opening import open_case
from cse_portal.cases.actions.seeing import (
    SWEEP,
    grant_to_agency,
    grant_to_oversight,
    grant_to_person,
    lift_restriction,
    restrict,
    revoke,
    sweep_ended_grants,
)

__all__ = [
    "SWEEP",
    "grant_to_agency",
    "grant_to_oversight",
    "grant_to_person",
    "lift_restriction",
    "open_case",
    "restrict",
    "revoke",
    "sweep_ended_grants",
    "write_entry",
]
