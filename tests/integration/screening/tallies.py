"""Many complete tools of invented children, and the same figures counted one by one in Python."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import datetime, timedelta
from random import Random
from statistics import median
from typing import Any

from cse_portal.agencies.models import Agency, User
from cse_portal.cases.models import CareStatus, Case, Child
from cse_portal.core import wall
from cse_portal.core.working_days import LONDON
from screening.editions import SCREENING, in_force
from screening.instruments.shape import Instrument
from screening.models import Tool

IN_PERIOD = datetime(2026, 7, 1, tzinfo=LONDON)
BANDS = ("universal_plus", "additional", "complex", "acute")


def many_tools(agencies: Sequence[Agency], by: User, number: int, since: datetime = IN_PERIOD) -> list[Tool]:
    """Of one quarter; some children have two."""
    random = Random(1)  # the same each time
    instrument = in_force(agencies[0].partnership, SCREENING)
    with wall.as_system("set up a test"):
        cases = _cases(agencies, random, number)
        made = Tool.objects.bulk_create(_tool(instrument, random, cases, agencies, by) for _ in range(number))
        for one in made:
            one.decided_at += since - IN_PERIOD
            one.created_at = one.decided_at - timedelta(minutes=random.choice([20, 90, 300, 4000, 9000]))
        Tool.objects.bulk_update(made, ["decided_at", "created_at"])
    return made


def _cases(agencies: Sequence[Agency], random: Random, number: int) -> list[Case]:
    children = Child.objects.bulk_create(_child(random) for _ in range(number * 2 // 3 + 1))
    CareStatus.objects.bulk_create(
        CareStatus(child=one, kind=random.choice(["lac", "cp", "cin", "nrm"]), since=IN_PERIOD.date())
        for one in children
        if random.random() < 0.5
    )
    here = agencies[0].partnership
    return Case.objects.bulk_create(
        Case(
            child=one,
            partnership=here,
            lead_agency=random.choice(list(agencies)),
            is_restricted=random.random() < 0.1,
            restricted_because="test",
        )
        for one in children
    )


def _child(random: Random) -> Child:
    return Child(
        given_names="Maya",
        family_name="Canaryname",
        sex=random.choice(["female", "female", "male", ""]),
        ethnicity=random.choice(["WBRI", "WBRI", "WIRI", "APKN", "BCRB", "REFU", ""]),
        disabilities=random.choice([[], ["NONE"], ["LD", "AUT"]]),
    )


def _tool(instrument: Instrument, random: Random, cases: Sequence[Case], agencies: Sequence[Agency], by: User) -> Tool:
    results = [one.code for one in instrument.results]
    items = [one.code for one in instrument.items()]
    suggested = random.choice(results)
    decided = suggested if random.random() < 0.7 else random.choice(results)
    bands = random.sample([*BANDS, None], 2)
    return Tool(
        case=random.choice(list(cases)),
        instrument=instrument.code,
        edition=instrument.edition,
        digest=instrument.digest,
        kind=instrument.kind.value,
        agency=random.choices(list(agencies), [6 if place < 2 else 1 for place in range(len(agencies))])[0],
        written_by=by,
        status="complete",
        handling=random.choice(["network", "own_agency", "covert"]),
        suggested=suggested,
        suggestion={"tiles": [{"band": one} for one in bands]},
        decided=decided,
        decided_because="Because",
        decided_at=IN_PERIOD + timedelta(minutes=random.randrange(85 * 24 * 60)),
        decided_by=by,
        not_known=sorted(random.sample(items, 4)),
        letters_now=random.sample(["S", "Ab", "F", "G"], 2),
        next_step=random.choice(["mash", "monitor", ""]),
    )


# ── Counted slowly ───────────────────────────────────────────────────────────────────────────────────────────────────
def by_agency(tools: Sequence[Tool], of: Any) -> Counter[tuple[int, str]]:
    return Counter((tool.agency_id, of(tool)) for tool in tools)


def highest_band(tool: Tool) -> str:
    there = [tile["band"] for tile in tool.suggestion["tiles"] if tile["band"]]
    return max(there, key=BANDS.index, default="")


def seconds(tools: Sequence[Tool]) -> float:
    return median((tool.decided_at - tool.created_at).total_seconds() for tool in tools if tool.decided_at)


def latest_of_children(tools: Sequence[Tool]) -> list[Tool]:
    found: dict[int, Tool] = {}
    for tool in sorted(tools, key=lambda one: (one.decided_at, one.pk)):
        found[tool.case_id] = tool
    return list(found.values())


def care_of(tool: Tool) -> str:
    with wall.as_system("set up a test"):
        held = set(CareStatus.objects.filter(child=tool.case.child_id).values_list("kind", flat=True))
    return next((code for code in ("lac", "leaver", "cp", "cin") if code in held), "none")
