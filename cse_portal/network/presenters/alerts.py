"""A link between two cases, as one side may know of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from cse_portal.agencies.models import User
from cse_portal.cases.models import Case
from cse_portal.network import queries
from cse_portal.network.alert_states import ONE_ITEM, AlertState
from cse_portal.network.item_keys import SHARED, Same
from cse_portal.network.item_kinds import ItemKind, title
from cse_portal.network.models import Item, LinkAlert
from cse_portal.network.queries import Contact

THE_SAME: dict[ItemKind, str] = {
    ItemKind.PERSON: "the same person of concern",
    ItemKind.PLACE: "the same place",
    ItemKind.VEHICLE: "the same vehicle",
    ItemKind.PHONE: "the same phone",
    ItemKind.ONLINE: "the same online identity",
    ItemKind.GROUP: "the same group",
    ItemKind.BUSINESS: "the same business",
}


@dataclass(frozen=True)
class Told:
    """From one side: its own child and item, and whom to talk to about the other."""

    alert: LinkAlert
    case: Case
    item: Item
    shares: str
    whom: str
    phone: str
    is_own: bool  # the reader works both
    other: Case | None  # where the reader sees that case, too

    @property
    def is_open(self) -> bool:
        return self.alert.get_state() is AlertState.OPEN

    @property
    def title(self) -> str:
        return f"There is a link: {self.shares}"

    @property
    def words(self) -> str:
        if self.is_own:
            return f"{self.item.label} also stands in another case of yours. Think of the two together."
        sort = title(self.item.get_kind()).lower()
        stands = "also stands in the case of another child" if self.other is None else "also stands in their case"
        return f"{self.item.label} ({sort}) {stands}. Talk to {self.whom}."


def told_of(person: User, alerts: Sequence[LinkAlert], case: Case | None = None) -> list[Told]:
    """Each alert from the side of `case`, else from the first that the person sees."""
    contacts = queries.contacts_of(alerts)
    numbers = {number for one in alerts for number in (one.first_case_id, one.second_case_id)}
    seen = {one.pk: one for one in queries.cases_seen(person, numbers)}
    items = queries.items_read(person, {n for one in alerts for n in (one.first_item_id, one.second_item_id)})
    found = []
    for alert in alerts:
        told = _told(person, alert, case, seen, items, contacts)
        if told is not None:
            found.append(told)
    return found


def _told(
    person: User,
    alert: LinkAlert,
    case: Case | None,
    seen: dict[int, Case],
    items: dict[int, Item],
    contacts: dict[tuple[int, str], Contact],
) -> Told | None:
    sides = [
        (alert.first_is_told, alert.first_case_id, alert.first_item_id, "second", alert.second_case_id),
        (alert.second_is_told, alert.second_case_id, alert.second_item_id, "first", alert.first_case_id),
    ]
    for is_told, own, item, other, other_case in sides:
        if not is_told or own not in seen or item not in items or (case is not None and case.pk != own):
            continue
        contact = contacts.get((alert.pk, other))
        if contact is not None:
            whom, phone = whom_to_talk_to(contact)
            kept = items[item]
            is_own = contact.person is not None and contact.person.pk == person.pk
            return Told(alert, seen[own], kept, shares_of(alert, kept), whom, phone, is_own, seen.get(other_case))
    return None


def whom_to_talk_to(contact: Contact) -> tuple[str, str]:
    """Of a restricted case it is not said whose it is."""
    if contact.is_hidden or contact.agency is None:
        return "your head of service, who can find out whose case it is", ""
    if contact.person is None:
        return str(contact.agency), contact.agency.phone
    return f"{contact.person.name}, {contact.agency}", contact.agency.phone


def shares_of(alert: LinkAlert, item: Item) -> str:
    return THE_SAME[item.get_kind()] if alert.shares == ONE_ITEM else SHARED[Same(alert.shares)]
