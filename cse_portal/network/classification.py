"""How private each field is of people of concern, places, things, and what links them."""

from __future__ import annotations

from cse_portal.core.classification import RECORD, Classes, Privacy, with_histories

OPEN, PERSONAL, CASE = Privacy.OPEN, Privacy.PERSONAL, Privacy.CASE_SENSITIVE

GRADED = (
    RECORD
    | dict.fromkeys(("partnership", "struck_at"), OPEN)
    | dict.fromkeys(("recorded_by", "struck_by"), PERSONAL)
    | dict.fromkeys(("agency", "source", "information", "sharing", "conditions", "handling", "named_agencies"), CASE)
    | {"struck_because": CASE}
)
OF_ORDER = RECORD | {"order": CASE, "agency": CASE, "recorded_by": PERSONAL}
ORDERS: Classes = {
    "network.order": RECORD
    | dict.fromkeys(("partnership", "struck_at"), OPEN)
    | dict.fromkeys(("recorded_by", "struck_by", "served_by"), PERSONAL)
    | dict.fromkeys(("agency", "item", "kind", "basis", "protects", "child_age", "child_in_care", "state"), CASE)
    | dict.fromkeys(("served_on", "since", "until", "conditions", "monitor", "monitor_words"), CASE)
    | dict.fromkeys(("handling", "named_agencies", "struck_because"), CASE),
    "network.orderstep": OF_ORDER | dict.fromkeys(("deed", "done_on", "until", "words"), CASE),
    "network.orderbreach": OF_ORDER
    | dict.fromkeys(("happened_on", "words", "reported_to", "reference", "outcome"), CASE),
}
ORDERS |= {
    "network.harmsupport": RECORD
    | dict.fromkeys(("partnership", "struck_at"), OPEN)
    | dict.fromkeys(("recorded_by", "struck_by", "named", "need", "words"), PERSONAL)
    | dict.fromkeys(("item", "agency", "service", "offer", "why", "since", "until", "review_on"), CASE)
    | {"struck_because": CASE},
    "network.submission": RECORD
    | dict.fromkeys(("partnership", "struck_at"), OPEN)
    | dict.fromkeys(("recorded_by", "sent_by", "struck_by"), PERSONAL)
    | dict.fromkeys(("agency", "item", "case", "sent_on", "reference", "categorised", "words"), CASE)
    | dict.fromkeys(("handling", "named_agencies", "struck_because"), CASE),
    "network.ladonotice": RECORD
    | dict.fromkeys(("item", "agency", "outcome", "told_on", "reference", "words"), CASE)
    | dict.fromkeys(("recorded_by", "position", "told_whom"), PERSONAL),
}
STORED: Classes = ORDERS | {
    "network.item": GRADED
    | dict.fromkeys(("label", "aliases", "description", "born_on", "age_from", "age_to"), PERSONAL)
    | dict.fromkeys(("ethnicity", "nationality", "marker", "position_of_trust"), PERSONAL)
    | dict.fromkeys(("address", "postcode", "latitude", "longitude", "plate", "number", "platform"), PERSONAL)
    | dict.fromkeys(("keys", "same"), PERSONAL)
    | dict.fromkeys(("kind", "ask_by", "place_kind", "merged_into"), CASE),
    "network.link": GRADED
    | dict.fromkeys(("kind", "start_case", "start_item", "end_case", "end_item"), CASE)
    | dict.fromkeys(("since", "until", "is_about", "words", "known_from"), CASE)
    | dict.fromkeys(("origin", "origin_ref", "origin_case"), CASE),
    "network.linkalert": RECORD
    | {f"{side}_{one}": CASE for side in ("first", "second") for one in ("case", "link", "item", "is_told")}
    | {"shares": CASE, "state": CASE, "decided_at": OPEN, "decided_by": PERSONAL, "decided_because": CASE},
}
FIELDS: Classes = with_histories(
    STORED,
    {
        "network.item": {"keys", "same"},
        **{
            f"network.{one}": set[str]()
            for one in ("link", "linkalert", "order", "orderbreach", "submission", "harmsupport")
        },
    },
)
