"""What one edition changes of another, as the page says it."""

from __future__ import annotations

from dataclasses import replace

from screening.instruments.comparing import Difference, Kind, Part, differences
from screening.instruments.shape import Instrument, Item
from tests.unit.screening.worked_examples import SCREENING


def with_item(code: str, **changed: object) -> Instrument:
    """A later edition in which one item is said differently, or no longer asked."""
    item: Item = replace(SCREENING.item(code), **changed)  # type: ignore[arg-type]
    sections = tuple(
        replace(one, items=tuple(item if row.code == code else row for row in one.items)) for one in SCREENING.sections
    )
    return replace(SCREENING, edition="2019", sections=sections, by_code={**SCREENING.by_code, code: item})


def test_an_edition_differs_in_nothing_from_itself() -> None:
    assert differences(SCREENING, SCREENING) == ()


def test_an_item_is_reworded_or_moved_to_another_band() -> None:
    later = with_item("A9", band="additional", help="Ask who sends them.")
    found = {one.field: one for one in differences(SCREENING, later)}
    assert found["band"] == Difference(
        Part.ITEM, Kind.MOVED, "A9", "Mobile phone use", "band", "universal_plus", "additional"
    )
    assert found["help"].kind is Kind.REWORDED
    assert found["help"].after == "Ask who sends them."


def test_what_is_no_longer_asked_was_removed_and_the_other_way_round_added() -> None:
    later = with_item("A9", retired=True)
    assert differences(SCREENING, later) == (Difference(Part.ITEM, Kind.REMOVED, "A9", "Mobile phone use"),)
    assert differences(later, SCREENING) == (Difference(Part.ITEM, Kind.ADDED, "A9", "Mobile phone use"),)


def test_rules_groups_and_aliases_are_compared_too() -> None:
    rules = tuple(replace(one, gives="significant") if one.name == "2" else one for one in SCREENING.rules[:-1])
    groups = {**SCREENING.groups, "exchange": ("S2", "S3")}
    later = replace(SCREENING, rules=rules, groups=groups, aliases={**SCREENING.aliases, "C10": "S1"})
    found = [(one.part, one.kind, one.code, one.after) for one in differences(SCREENING, later)]
    assert found == [
        (Part.RULE, Kind.CHANGED, "2", "significant"),
        (Part.RULE, Kind.REMOVED, "12", None),
        (Part.GROUP, Kind.CHANGED, "exchange", ("S2", "S3")),
        (Part.ALIAS, Kind.ADDED, "C10", None),
    ]
    assert differences(SCREENING, later)[0].name == "There is a sign in the additional band now."
