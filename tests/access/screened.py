"""Tools about each child, complete under three marks and one in hand elsewhere, each with a canary in its words."""

from __future__ import annotations

from datetime import timedelta

from cse_portal.core import clock
from screening.models import Advice, Tool, ToolSection
from screening.suggesting import Whole, snapshot
from tests.access.canaries import word
from tests.access.matrix import (
    DRAFT,
    TOOLS,
    Marked,
)
from tests.access.relations import (
    Relation,
)
from tests.access.world import World
from tests.integration.screening.assessed import SCREENING

NOTHING = snapshot(Whole(SCREENING, {}, None, None))


def plant_tools(world: World, relation: Relation) -> None:
    for one in TOOLS:
        world.tools[relation.name, one.name] = _planted(world, relation, one)


def _planted(world: World, relation: Relation, marked: Marked) -> Tool:
    """What was said, what stands behind an answer, what was advised, and why it was decided so."""
    agency = world.agencies[marked.wrote]
    said, now = world.plant(relation, marked, word()), clock.now()
    by = world.beside["third"].user
    ended = {"status": "complete", "decided": NOTHING["value"], "decided_at": now, "decided_by": by}
    ended |= {"suggested": NOTHING["value"], "suggestion": NOTHING, "next_words": said}
    tool = Tool.objects.create(
        case=world.cases[relation.name],
        agency=agency,
        written_by=by,
        instrument=SCREENING.code,
        edition=SCREENING.edition,
        digest=SCREENING.digest,
        kind=SCREENING.kind.value,
        handling=marked.mark,
        **({} if marked is DRAFT else {**ended, "decided_because": said, "signed_words": said}),
    )
    evidence = {"now": "yes", "before": "no", "what": said}
    answers = {"voice": {"child_said": said}, "significant": {"S1": evidence}}
    ToolSection.objects.bulk_create(
        ToolSection(tool=tool, code=one.code, place=place, answers=answers.get(one.code, {}))
        for place, one in enumerate(SCREENING.sections)
    )
    asked = {"asked_by": by, "asked_of": world.beside["third"], "due_at": now + timedelta(days=1)}
    Advice.objects.create(
        tool=tool, agency=agency, question=said, words=said, state="answered", answered_at=now, **asked
    )
    return tool
