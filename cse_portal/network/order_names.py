"""The forms about notices, orders and what follows from recording somebody, by which a draft finds its way back."""

from __future__ import annotations

from cse_portal.agencies.roles import Permission
from cse_portal.desk.form_kinds import FormKind, add_form

KEEP = Permission.KEEP_RECORD


def _form(code: str, label: str) -> FormKind:
    return add_form(f"network.{code}", label, permission=KEEP, edit=f"network:{code}")


ADD_ORDER = _form("add_order", "A new notice or order")
CHANGE_ORDER = _form("change_order", "A notice or order, changed")
APPLY_FOR_ORDER = _form("apply_for_order", "An order that was applied for")
SERVE_ORDER = _form("serve_order", "A notice or order that was served")
REFUSE_ORDER = _form("refuse_order", "An order that was not made")
RENEW_ORDER = _form("renew_order", "A notice or order, renewed")
END_ORDER = _form("end_order", "A notice or order that ended")
STRIKE_ORDER = _form("strike_order", "A notice or order, struck through")
ADD_BREACH = _form("add_breach", "A breach of an order")
CHANGE_BREACH = _form("change_breach", "A breach of an order, changed")
TELL_LADO = _form("tell_lado", "That the LADO was told of a position of trust")
SUBMIT_OF_ITEM = _form("submit_of_item", "Intelligence given to the police")
SUBMIT_OF_CASE = _form("submit_of_case", "Intelligence about a child, given to the police")
CHANGE_SUBMISSION = _form("change_submission", "Intelligence given to the police, put right")
STRIKE_SUBMISSION = _form("strike_submission", "Intelligence given to the police, recorded in error")
ORDERS_CSV = add_form(
    "network.orders_csv", "A spreadsheet of orders", permission=Permission.EXPORT_LISTS, begin="network:orders_csv"
)
ABOUT_A_SUBMISSION = (CHANGE_SUBMISSION, STRIKE_SUBMISSION)
ABOUT_AN_ORDER = (
    *(CHANGE_ORDER, APPLY_FOR_ORDER, SERVE_ORDER, REFUSE_ORDER, RENEW_ORDER, END_ORDER, STRIKE_ORDER, ADD_BREACH),
)
