"""What a look for a child found, each with what agrees."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse

from cse_portal.cases.beginning import must_say_other
from cse_portal.cases.models import ChildSearch
from cse_portal.cases.search_queries import Alike
from cse_portal.ui.dates import in_words


@dataclass(frozen=True)
class Line:
    """A record that may be the child’s."""

    name: str
    age: str
    ref: str
    url: str
    lead: str
    matched: str
    is_closed: bool


@dataclass(frozen=True)
class FoundPage:
    name: str
    born: str
    lines: Sequence[Line]
    is_very_alike: bool
    begun_url: str


def found_page(search: ChildSearch, found: Sequence[Alike]) -> FoundPage:
    born = f"born {in_words(search.born_on)}" if search.born_on else "age not known"
    return FoundPage(
        name=search.name,
        born={"estimated": f"about {born}", "unborn": born.replace("born", "due")}.get(search.born_is, born),
        lines=[_line(one) for one in found],
        is_very_alike=must_say_other(one.likeness for one in found),
        begun_url=reverse("cases:record", kwargs={"ref": search.led_to.ref}) if search.led_to else "",
    )


def _line(one: Alike) -> Line:
    case = one.case
    return Line(
        name=case.child.name,
        age=case.child.age,
        ref=case.ref,
        url=reverse("cases:record", kwargs={"ref": case.ref}),
        lead=str(case.lead_agency),
        matched=", ".join(one.likeness.matches),
        is_closed=case.closed_on is not None,
    )
