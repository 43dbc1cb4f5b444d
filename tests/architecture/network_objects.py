"""People, places, links and alerts, for the tables of pages: who gets what, and how long the pages grow."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from cse_portal.agencies.models import User
from cse_portal.agencies.roles import MAY, Permission, Role
from cse_portal.agencies.sight import Sight
from cse_portal.cases.models import Case, Meeting, MissingEpisode
from cse_portal.core import wall
from cse_portal.network.models import Item, Link, LinkAlert
from tests.architecture import meeting_objects, missing_objects
from tests.architecture.answers import REFUSED, SIGN_IN, Answers, Row, may_do, only
from tests.architecture.child_objects import a_case
from tests.architecture.meeting_objects import answers, led_on, rows
from tests.factories import agency_of

SEES: Answers = only(*may_do(Permission.SEE_NETWORK))
WHOLE = may_do(Permission.SEE_WHOLE_NETWORK)
GRADE = {"source": "reliable", "information": "direct", "sharing": "may_be_shared", "handling": "network"}


def of_item(permission: Permission, *names: str) -> list[Row]:
    """One that somebody recorded around no case: of others those meet it who look across all."""
    near = {role: _status(role, permission, role in may_do(Permission.SEE_NETWORK)) for role in Role}
    far = {role: _status(role, permission, role in WHOLE) for role in Role}
    return [Row(f"network:{name}", SIGN_IN, near, far, far, of="item") for name in names]


def _status(role: Role, permission: Permission, sees: bool) -> int:
    if not sees:
        return 404
    return 200 if permission in MAY[role] else 403


def of_case(permission: Permission, of: str, *names: str) -> list[Row]:
    return [replace(row, name=row.name.replace("cases:", "network:")) for row in rows(permission, of, *names)]


def _sent(row: Row) -> Row:
    """A button that leads on to another page."""
    own, colleague, outside = (led_on(row.answers(who)) for who in ("own", "colleague", "outside"))
    return Row(row.name, REFUSED, own, colleague, outside, row.of, "post")


ROWS: tuple[Row, ...] = (
    Row("network:items", SIGN_IN, SEES),
    Row("network:suggest", REFUSED, SEES, method="post"),
    Row("network:alerts", SIGN_IN, SEES),
    Row("network:add_item", SIGN_IN, only(*WHOLE)),
    Row("network:places_map", SIGN_IN, SEES),
    *of_item(Permission.SEE_NETWORK, "item"),
    *of_item(Permission.KEEP_RECORD, "add_to_item", "change_item", "strike_item"),
    *of_item(Permission.SORT_NETWORK, "merge", "take_apart"),
    *of_case(Permission.SEE_NETWORK, "case", "around_case"),
    *of_case(Permission.KEEP_RECORD, "case", "add_to_case"),
    # Whoever sees the case for their role alone says first why they look.
    Row(
        "network:case_pdf",
        REFUSED,
        led_on(answers(Permission.SEE_NETWORK, Sight.NAMED)),
        answers(Permission.SEE_NETWORK, Sight.AGENCY, Sight.CSE),
        answers(Permission.SEE_NETWORK, Sight.CSE),
        of="case",
        method="post",
    ),
    *(_sent(row) for row in of_item(Permission.SEE_NETWORK, "item_pdf")),
    *of_case(Permission.SEE_NETWORK, "link", "link"),
    *of_case(Permission.KEEP_RECORD, "link", "change_link", "strike_link"),
    *of_case(Permission.SEE_NETWORK, "alert", "alert"),
    *of_case(Permission.KEEP_RECORD, "alert", "decide_alert"),
)


def an_item(person: User, **more: Any) -> Item:
    agency = agency_of(person)
    said = {"kind": "person", "label": "Dez", "agency": agency, "partnership": agency.partnership, **GRADE, **more}
    with wall.as_system("set up a test"):
        return Item.objects.create(recorded_by=person, **said)


def a_link(person: User, case: Case | None = None, item: Item | None = None, **more: Any) -> Link:
    about, other = case or a_case(person), item or an_item(person)
    said = {"kind": "groomed_by", "agency": other.agency, "partnership": other.partnership, **GRADE, **more}
    with wall.as_system("set up a test"):
        return Link.objects.create(
            start_case=about, end_item=other, recorded_by=person, known_from="Her mother", **said
        )


def an_alert(person: User) -> LinkAlert:
    item = an_item(person)
    first, second = a_link(person, item=item), a_link(person, item=item)
    with wall.as_system("set up a test"):
        return LinkAlert.objects.create(
            first_case=first.start_case,
            second_case=second.start_case,
            first_link=first,
            second_link=second,
            first_item=item,
            second_item=item,
            shares="item",
            first_is_told=True,
            second_is_told=False,
        )


def item(person: User) -> dict[str, str]:
    return {"ref": an_item(person).ref}


def link(person: User) -> dict[str, str]:
    return {"ref": a_link(person).ref}


def alert(person: User) -> dict[str, str]:
    return {"ref": an_alert(person).ref}


def items(person: User, number: int) -> None:
    for _ in range(number):
        an_item(person)


def places(person: User, number: int) -> None:
    for _ in range(number):
        an_item(person, kind="place", label="Kestrel Lodge", latitude="51.51430", longitude="-0.09310")


def links_of_case(person: User, number: int) -> None:
    """Each with somebody else, in the case that was made last."""
    with wall.as_system("set up a test"):
        case = Case.objects.order_by("-pk").filter(lead_agency=agency_of(person))[0]
    for _ in range(number):
        a_link(person, case)


def told_in_meeting(person: User, number: int) -> None:
    """Beside all else that stands in the record of the meeting that was made last."""
    meeting_objects.parts(person, number)
    with wall.as_system("set up a test"):
        made = Meeting.objects.order_by("-pk").select_related("case").filter(agency=agency_of(person))[0]
    for _ in range(number):
        a_link(person, made.case, origin="meeting", origin_ref=made.ref, origin_case=made.case)


def told_in_episode(person: User, number: int) -> None:
    missing_objects.parts(person, number)
    with wall.as_system("set up a test"):
        made = MissingEpisode.objects.order_by("-pk").select_related("case").filter(agency=agency_of(person))[0]
    for _ in range(number):
        a_link(person, made.case, origin="episode", origin_ref=made.ref, origin_case=made.case)


def links_of_item(person: User, number: int) -> None:
    with wall.as_system("set up a test"):
        about = Item.objects.order_by("-pk").filter(agency=agency_of(person))[0]
    for _ in range(number):
        a_link(person, item=about)


def alerts(person: User, number: int) -> None:
    for _ in range(number):
        an_alert(person)


MAKERS = {"item": item, "link": link, "alert": alert}
FILLERS = {
    "cases:meeting": told_in_meeting,
    "cases:missing_episode": told_in_episode,
    "network:items": items,
    "network:around_case": links_of_case,
    "network:item": links_of_item,
    "network:alerts": alerts,
    "network:places_map": places,
}
