"""What was done about a position of trust."""

from __future__ import annotations

from cse_portal.network import follow_up_rules as rules
from cse_portal.network.models import Item, LadoNotice


def notices_of(item: Item) -> list[LadoNotice]:
    """The last one first."""
    return list(LadoNotice.objects.filter(item=item).select_related("recorded_by", "agency"))


def answered_for(item: Item) -> str | None:
    """The position of which somebody said last what was done."""
    last = LadoNotice.objects.filter(item=item).first()
    return last.position if last else None


def is_lado_asked_for(item: Item, notices: list[LadoNotice]) -> bool:
    position = "" if item.struck_at or item.merged_into_id else item.position_of_trust
    return rules.asks_for_lado(position, notices[0].position if notices else None)
