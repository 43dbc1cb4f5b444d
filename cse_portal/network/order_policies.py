"""The database's own judgement of orders: by their mark, for those who meet whoever they are on."""

from __future__ import annotations

from cse_portal.agencies.reasons import Reason
from cse_portal.cases.policies import CASE, WRITABLE, of_history
from cse_portal.core.hardening import Policy, behind_wall
from cse_portal.core.wall import APP_ROLE, SYSTEM_ROLE

ITEM = "exists (select from network_item i where i.id = {table}.item_id)"
OF_ORDER = ("network_orderstep", "network_orderbreach")


def policies_of(mark: str, mine: str) -> list[Policy]:
    """`mark` reads a row by its handling mark, `mine` writes for one's own agency."""
    read = f"{mark} and {ITEM.format(table='network_order')}"
    case = "network_order.protects_id"
    write = f"{read} and {mine} and ({case} is null or {WRITABLE.format(field=case)})"
    found: list[Policy] = [
        *behind_wall("network_order", read=read, write=write, change=read),
        *of_history("network_orderhistory", of="network_order"),
        *of_history("network_orderbreachhistory", of="network_orderbreach"),
    ]
    for table in OF_ORDER:
        there = f"exists (select from network_order o where o.id = {table}.order_id)"
        change = there if table == "network_orderbreach" else ""
        found += behind_wall(table, read=there, write=f"{there} and {mine}", change=change)
    lado = ITEM.format(table="network_ladonotice")
    return [
        *found,
        *_of_submissions(mark, mine),
        *behind_wall("network_ladonotice", read=lado, write=f"{lado} and {mine}"),
    ]


def _of_submissions(mark: str, mine: str) -> list[Policy]:
    """Where whatever it is about is met; what is covert of a child never in an emergency."""
    case, item = "network_submission.case_id", ITEM.format(table="network_submission")
    rather = f"exists (select from cases_casegrant g where g.case_id = {case} and g.reason <> '{Reason.EMERGENCY}')"
    of_case = f"({case} is null or ({CASE.format(field=case)} and (handling <> 'covert' or {rather})))"
    read = f"{mark} and {of_case} and (network_submission.item_id is null or {item})"
    write = f"{read} and ({case} is null or {WRITABLE.format(field=case)})"
    return [
        *behind_wall("network_submission", read=read, write=f"{write} and {mine}", change=write),
        *of_history("network_submissionhistory", of="network_submission"),
    ]


SQL = (
    f"revoke delete on network_order, {', '.join(OF_ORDER)} from {APP_ROLE}, {SYSTEM_ROLE}",
    f"revoke delete on network_ladonotice, network_submission from {APP_ROLE}, {SYSTEM_ROLE}",
    f"revoke update on network_orderstep, network_ladonotice from {APP_ROLE}, {SYSTEM_ROLE}",
)
