"""Everything that changes partnerships, agencies, people and memberships."""

from cse_portal.agencies.actions.accounts import correct_address, let_back_in, lock_unused
from cse_portal.agencies.actions.agreements import (
    accept_terms,
    change_draft,
    draft_pledge,
    draft_terms,
    publish,
    sign_pledge,
)
from cse_portal.agencies.actions.delegations import delegate_work, end_delegation
from cse_portal.agencies.actions.groups import access_group
from cse_portal.agencies.actions.hats import change_hat
from cse_portal.agencies.actions.identities import forget_identities, link_identity
from cse_portal.agencies.actions.leads import name_lead
from cse_portal.agencies.actions.memberships import (
    bring_back,
    change_role,
    end_role,
    lift_suspension,
    suspend_role,
)
from cse_portal.agencies.actions.organisation import (
    Contacts,
    add_agency,
    change_agency,
    change_contacts,
    close_agency,
    reopen_agency,
)
from cse_portal.agencies.actions.partnership import (
    add_authority,
    add_panel,
    change_authority,
    change_office_hours,
    change_panel,
    change_partnership,
    found_partnership,
    set_timescales,
)
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
    "Contacts",
    "LastDevice",
    "NewLock",
    "accept_terms",
    "access_group",
    "add_agency",
    "add_authority",
    "add_panel",
    "add_person",
    "bring_back",
    "change_agency",
    "change_authority",
    "change_contacts",
    "change_draft",
    "change_hat",
    "change_office_hours",
    "change_panel",
    "change_partnership",
    "change_role",
    "close_agency",
    "correct_address",
    "delegate_work",
    "draft_pledge",
    "draft_terms",
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
    "name_lead",
    "note_confirmed",
    "note_second_step",
    "note_session_ended",
    "note_sign_in_failed",
    "note_sign_in_refused",
    "note_signed_in",
    "note_signed_out",
    "publish",
    "release_lock",
    "remove_device",
    "reopen_agency",
    "reset_second_step",
    "set_password",
    "set_timescales",
    "sign_out_elsewhere",
    "sign_out_everywhere",
    "sign_out_of",
    "sign_pledge",
    "suspend_role",
]
