"""Every kind of event stands in one group that people can choose."""

from __future__ import annotations

import pytest

from cse_portal.audit.groups import TITLES, Group, group_of, kinds_in
from cse_portal.audit.sentences import SENTENCES


def test_every_kind_is_in_one_group_and_every_group_has_a_title() -> None:
    assert set(TITLES) == set(Group)
    placed = [kind for group in Group for kind in kinds_in(group)]
    assert sorted(placed) == sorted(SENTENCES)


@pytest.mark.parametrize(
    ("kind", "group"),
    [
        ("case.looked_at", Group.LOOKS),
        ("case.who_sees_looked_at", Group.LOOKS),
        ("case.reason_given", Group.LOOKS),
        ("case.restricted", Group.CASES),
        ("person.signed_in", Group.SIGN_IN),
        ("person.added", Group.PEOPLE),
        ("trail.results_looked_at", Group.GOVERNANCE),
        ("search.made", Group.SEARCHES),
        ("something.new", Group.OTHER),
    ],
)
def test_a_kind_stands_where_people_look_for_it(kind: str, group: Group) -> None:
    assert group_of(kind) == group
