"""The database's own judgement of the network: how near it stands, by mark, and of every child by the case."""

from __future__ import annotations

from cse_portal.agencies.reasons import Reason
from cse_portal.agencies.roles import MAY, Permission, Role
from cse_portal.agencies.wall import listed
from cse_portal.cases.policies import CASE, WRITABLE, of_history
from cse_portal.core.hardening import behind_wall
from cse_portal.core.wall import APP_ROLE, SYSTEM_ROLE
from cse_portal.network import near_policies, order_policies, support_policies

SEES_NETWORK = [role for role in Role if Permission.SEE_NETWORK in MAY[role]]
PARTNERSHIPS = f"""
create or replace function portal.network_partnerships() returns bigint[]
language sql stable security definer set search_path = pg_catalog, public as $$
  select coalesce(array_agg(distinct partnership_id), '{{}}')
  from portal.hats() where role = any({listed(SEES_NETWORK)})
$$
"""  # noqa: S608 - the roles are our own
THERE = "partnership_id = any ((select portal.network_partnerships())::bigint[])"
MARK = """
(handling = 'network'
 or (handling in ('own_agency', 'named_agencies', 'health')
     and agency_id = any ((select portal.agencies())::bigint[]))
 or (handling = 'named_agencies' and named_agencies && (select portal.agencies())::bigint[])
 or (handling = 'health' and (select portal.reads_health()))
 or (handling = 'covert' and (select portal.reads_covert())))
"""
MINE = "agency_id = any ((select portal.agencies())::bigint[])"
# What is written is read back at once, before any function meets the row.
WRITTEN_NOW = "recorded_by_id = (select portal.person()) and not portal.is_linked(network_item.id)"
HAT = "nullif(current_setting('portal.hat', true), '')::bigint"
ASKED = f"(select portal.network_asked(portal.person(), {HAT}, portal.now()))"
NEAR = f"portal.near_item(network_item.id, {ASKED}, (select portal.now()))"
ITEM = f"({WRITTEN_NOW} or {NEAR}) and {MARK}"


def end(one: str, table: str = "network_link") -> str:
    """An end that is a child: the case, and for what is covert not in an emergency; one that is an item: the item."""
    case, item = f"{table}.{one}_case_id", f"{table}.{one}_item_id"
    return f"""
({case} is null or ({CASE.format(field=case)} and (handling <> 'covert' or exists (
   select from cases_casegrant g where g.case_id = {case} and g.reason <> '{Reason.EMERGENCY}'))))
and ({item} is null or exists (select from network_item i where i.id = {item}))
"""  # noqa: S608 - our own words


def written_end(one: str) -> str:
    case = f"network_link.{one}_case_id"
    return f"({case} is null or {WRITABLE.format(field=case)})"


A_CHILDS = "(network_link.start_case_id is not null or network_link.end_case_id is not null)"
LINK = f"({A_CHILDS} or {THERE}) and {MARK} and {end('start')} and {end('end')}"
WRITES = f"{LINK} and {written_end('start')} and {written_end('end')}"


def side(one: str) -> str:
    return (
        f"(network_linkalert.{one}_is_told and {CASE.format(field=f'network_linkalert.{one}_case_id')}"
        f" and exists (select from network_link l where l.id = network_linkalert.{one}_link_id))"
    )


ALERT = f"({side('first')} or {side('second')})"
POLICIES = [
    *behind_wall("network_item", read=ITEM, write=f"{THERE} and {MARK} and {MINE}", change=ITEM),
    *of_history("network_itemhistory", of="network_item"),
    *behind_wall("network_link", read=LINK, write=f"{WRITES} and {MINE}", change=WRITES),
    *of_history("network_linkhistory", of="network_link"),
    # noticed by the portal; what people say of it is written by the portal once it has asked who may
    *behind_wall("network_linkalert", read=ALERT),
    *of_history("network_linkalerthistory", of="network_linkalert"),
    *order_policies.policies_of(MARK, MINE),
    *support_policies.policies_of(MINE),
]

# Whom to talk to, told to whoever is told that there is a link: the worker of the other case, else its lead agency;
# where the other's part is kept among few, whoever recorded it. Of a case that may not be known to exist, nobody.
WHOM = """
create or replace function portal.link_alert_contacts(alerts bigint[])
returns table (alert_id bigint, side text, person_id bigint, agency_id bigint, is_hidden boolean)
language sql stable security definer set search_path = pg_catalog, public as $$
  select a.id, sides.side,
         case when c.is_restricted then null when l.handling = 'network' then worker.user_id
              else l.recorded_by_id end,
         case when c.is_restricted then null when l.handling = 'network'
              then coalesce(worker.agency_id, c.lead_agency_id) else l.agency_id end,
         c.is_restricted
  from network_linkalert a
  cross join lateral (
    select 'second' as side, a.first_case_id as mine, a.second_case_id as theirs, a.second_link_id as link,
           a.first_is_told as is_told
    union all
    select 'first', a.second_case_id, a.first_case_id, a.first_link_id, a.second_is_told
  ) sides
  join cases_case c on c.id = sides.theirs
  join network_link l on l.id = sides.link
  left join lateral (
    select m.user_id, m.agency_id from cases_casemember cm join agencies_membership m on m.id = cm.membership_id
    where cm.case_id = c.id and cm.part = 'allocated'
      and cm.ended_at is null and (cm.until is null or cm.until >= (portal.now() at time zone 'Europe/London')::date)
    order by cm.id desc limit 1
  ) worker on true
  where a.id = any (alerts) and sides.is_told and exists (
    select from cases_casegrant g where g.case_id = sides.mine
    and g.principal = any ((select portal.principals())::bigint[]) and g.valid_from <= portal.now()
    and (g.valid_until is null or g.valid_until > portal.now()))
$$
"""
SQL = (
    PARTNERSHIPS,
    *near_policies.SQL,
    WHOM,
    f"revoke delete on network_item, network_link, network_linkalert from {APP_ROLE}, {SYSTEM_ROLE}",
    *order_policies.SQL,
    *support_policies.SQL,
)
