"""Everything that changes partnerships, agencies, people and memberships."""

from cse_portal.agencies.actions.accounts import let_back_in, lock_unused
from cse_portal.agencies.actions.delegations import delegate_work, end_delegation
from cse_portal.agencies.actions.groups import access_group
from cse_portal.agencies.actions.hats import change_hat
from cse_portal.agencies.actions.identities import forget_identities, link_identity
from cse_portal.agencies.actions.memberships import (
    bring_back,
    change_role,
    end_role,
    lift_suspension,
    suspend_role,
)
from cse_portal.agencies.actions.organisation import add_agency, found_partnership
from cse_portal.agencies.actions.people import add_person, give_role
from cse_portal.agencies.actions.second_step import (
    LastDevice,
    make_room_for_app,
    name_device,
    note_second_step,
    remove_device,
    reset_second_step,
)
from cse_portal.agencies.actions.sessions import sign_out_elsewhere, sign_out_everywhere, sign_out_of
from cse_portal.agencies.actions.sign_in import (
    NewLock,
    forget_old_failures,
    note_confirmed,
    note_session_ended,
    note_sign_in_failed,
    note_sign_in_refused,
    note_signed_in,
    note_signed_out,
    release_lock,
    set_password,
)

__all__ = [
    "LastDevice",
    "NewLock",
    "access_group",
    "add_agency",
    "add_person",
    "bring_back",
    "change_hat",
    "change_role",
    "delegate_work",
    "end_delegation",
    "end_role",
    "forget_identities",
    "forget_old_failures",
    "found_partnership",
    "give_role",
    "let_back_in",
    "lift_suspension",
    "link_identity",
    "lock_unused",
    "make_room_for_app",
    "name_device",
    "note_confirmed",
    "note_second_step",
    "note_session_ended",
    "note_sign_in_failed",
    "note_sign_in_refused",
    "note_signed_in",
    "note_signed_out",
    "release_lock",
    "remove_device",
    "reset_second_step",
    "set_password",
    "sign_out_elsewhere",
    "sign_out_everywhere",
    "sign_out_of",
    "suspend_role",
]
