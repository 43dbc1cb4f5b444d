"""Everything that changes a case, and who may see it."""

from cse_portal.cases.actions.child import ask_for_fact, change_child, change_fact, record_fact, withdraw_fact
from cse_portal.cases.actions.emergency import (
    CLOCK,
    close_ended_emergencies,
    end_emergency,
    escalate_late_reviews,
    open_in_emergency,
    put_before_reviewers,
    review_emergency,
)
from cse_portal.cases.actions.entries import write_entry
from cse_portal.cases.actions.looking import note_asked, say_why
from cse_portal.cases.actions.meeting_parts import (
    agree_action,
    change_contribution,
    change_decision,
    contribute,
    invite_to_meeting,
    record_decision,
    settle_action,
    weigh_objection,
)
from cse_portal.cases.actions.meetings import (
    call_meeting,
    cancel_meeting,
    change_meeting,
    excuse_meeting,
    record_held,
    require_meeting,
)
from cse_portal.cases.actions.minutes import add_to_minutes, approve_minutes, write_minutes
from cse_portal.cases.actions.opening import open_case
from cse_portal.cases.actions.plans import (
    add_plan_row,
    agree_plan,
    change_plan,
    change_plan_row,
    end_plan,
    make_plan,
    new_plan_version,
    take_out_plan_row,
)
from cse_portal.cases.actions.restricting import lift_restriction, restrict
from cse_portal.cases.actions.seeing import (
    SWEEP,
    grant_to_agency,
    grant_to_oversight,
    grant_to_person,
    revoke,
    sweep_ended_grants,
)
from cse_portal.cases.actions.unseen import close_seen_again, note_unseen, take_charge

__all__ = [
    "CLOCK",
    "SWEEP",
    "add_plan_row",
    "add_to_minutes",
    "agree_action",
    "agree_plan",
    "approve_minutes",
    "ask_for_fact",
    "call_meeting",
    "cancel_meeting",
    "change_child",
    "change_contribution",
    "change_decision",
    "change_fact",
    "change_meeting",
    "change_plan",
    "change_plan_row",
    "close_ended_emergencies",
    "close_seen_again",
    "contribute",
    "end_emergency",
    "end_plan",
    "escalate_late_reviews",
    "excuse_meeting",
    "grant_to_agency",
    "grant_to_oversight",
    "grant_to_person",
    "invite_to_meeting",
    "lift_restriction",
    "make_plan",
    "new_plan_version",
    "note_asked",
    "note_unseen",
    "open_case",
    "open_in_emergency",
    "put_before_reviewers",
    "record_decision",
    "record_fact",
    "record_held",
    "require_meeting",
    "restrict",
    "review_emergency",
    "revoke",
    "say_why",
    "settle_action",
    "sweep_ended_grants",
    "take_charge",
    "take_out_plan_row",
    "weigh_objection",
    "withdraw_fact",
    "write_entry",
    "write_minutes",
]
