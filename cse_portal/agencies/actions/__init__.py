"""Everything that changes partnerships, agencies, people and memberships."""

from cse_portal.agencies.actions.accounts import let_back_in, lock_unused
from cse_portal.agencies.actions.delegations import delegate_work, end_delegation
from cse_portal.agencies.actions.memberships import (
    bring_back,
    change_role,
    end_role,
    lift_suspension,
    suspend_role,
)
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
    "bring_back",
    "change_role",
    "delegate_work",
    "end_delegation",
    "end_role",
    "found_partnership",
    "give_role",
    "let_back_in",
    "lift_suspension",
    "lock_unused",
    "note_second_step",
    "note_session_ended",
    "note_sign_in_failed",
    "note_signed_in",
    "note_signed_out",
    "reset_second_step",
    "set_password",
    "suspend_role",
]
