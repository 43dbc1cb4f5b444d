"""Everything that changes partnerships, agencies, people and memberships."""

from cse_portal.agencies.actions.organisation import add_agency, found_partnership
from cse_portal.agencies.actions.people import add_person, give_role
from cse_portal.agencies.actions.sign_in import (
    note_second_step,
    note_session_ended,
    note_sign_in_failed,
    note_signed_in,
    note_signed_out,
    reset_second_step,
    set_password,
)

__all__ = [
    "add_agency",
    "add_person",
    "found_partnership",
    "give_role",
    "note_second_step",
    "note_session_ended",
    "note_sign_in_failed",
    "note_signed_in",
    "note_signed_out",
    "reset_second_step",
    "set_password",
]
