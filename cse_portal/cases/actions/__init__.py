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
from cse_portal.cases.actions.merging import (
    confirm_merge,
    confirm_taking_apart,
    propose_merge,
    propose_taking_apart,
    take_back_merge,
    turn_down_merge,
    turn_down_taking_apart,
)
from cse_portal.cases.actions.opening import open_case
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
from cse_portal.cases.actions.unseen import close_seen_again, note_unseen, take_charge

__all__ = [
    "CLOCK",
    "COMPARE",
    "SWEEP",
    "ask_for_fact",
    "change_child",
    "change_fact",
    "close_ended_emergencies",
    "close_seen_again",
    "compare_children",
    "compare_these",
    "confirm_merge",
    "confirm_taking_apart",
    "end_emergency",
    "escalate_late_reviews",
    "grant_to_agency",
    "grant_to_oversight",
    "grant_to_person",
    "lift_restriction",
    "look_at_pair_again",
    "note_asked",
    "note_unseen",
    "open_case",
    "open_in_emergency",
    "propose_merge",
    "propose_taking_apart",
    "put_before_reviewers",
    "record_fact",
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
    "write_entry",
]
