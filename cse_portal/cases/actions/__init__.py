"""Everything that changes a case, and who may see it."""

from cse_portal.cases.actions.around import (
    Crime,
    Facts,
    Share,
    add_police_reference,
    add_service,
    change_facts,
    change_police_reference,
    end_involvement,
    end_service,
    involve_agency,
)
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
from cse_portal.cases.actions.merging import (
    confirm_merge,
    confirm_taking_apart,
    propose_merge,
    propose_taking_apart,
    take_back_merge,
    turn_down_merge,
    turn_down_taking_apart,
)
from cse_portal.cases.actions.opening import open_case, open_case_of
from cse_portal.cases.actions.pairs import COMPARE, compare_children, compare_these, look_at_pair_again, set_pair_aside
from cse_portal.cases.actions.restricting import lift_restriction, restrict
from cse_portal.cases.actions.seeing import (
    SWEEP,
    grant_to_agency,
    grant_to_oversight,
    grant_to_person,
    revoke,
    sweep_ended_grants,
)
from cse_portal.cases.actions.stages import Farewell, close_case, move_case, reopen_case
from cse_portal.cases.actions.team import add_member, allocate_case, end_member, hand_over_case, note_read
from cse_portal.cases.actions.transfers import accept_transfer, ask_to_lead, decline_transfer, withdraw_transfer
from cse_portal.cases.actions.unseen import close_seen_again, note_unseen, take_charge

__all__ = [
    "CLOCK",
    "COMPARE",
    "SWEEP",
    "Crime",
    "Facts",
    "Farewell",
    "Share",
    "accept_transfer",
    "add_member",
    "add_police_reference",
    "add_service",
    "allocate_case",
    "ask_for_fact",
    "ask_to_lead",
    "change_child",
    "change_fact",
    "change_facts",
    "change_police_reference",
    "close_case",
    "close_ended_emergencies",
    "close_seen_again",
    "compare_children",
    "compare_these",
    "confirm_merge",
    "confirm_taking_apart",
    "decline_transfer",
    "end_emergency",
    "end_involvement",
    "end_member",
    "end_service",
    "escalate_late_reviews",
    "grant_to_agency",
    "grant_to_oversight",
    "grant_to_person",
    "hand_over_case",
    "involve_agency",
    "lift_restriction",
    "look_at_pair_again",
    "move_case",
    "note_asked",
    "note_read",
    "note_unseen",
    "open_case",
    "open_case_of",
    "open_in_emergency",
    "propose_merge",
    "propose_taking_apart",
    "put_before_reviewers",
    "record_fact",
    "reopen_case",
    "restrict",
    "review_emergency",
    "revoke",
    "say_why",
    "set_pair_aside",
    "sweep_ended_grants",
    "take_back_merge",
    "take_charge",
    "turn_down_merge",
    "turn_down_taking_apart",
    "withdraw_fact",
    "withdraw_transfer",
    "write_entry",
]
