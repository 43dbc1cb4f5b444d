"""A meeting and a plan about each case, with a canary in what each agency brought, decided and took on."""

from __future__ import annotations

from typing import Any

from cse_portal.cases.models import (
    AdultMove,
    AgreedAction,
    Contribution,
    Decision,
    Invitee,
    Meeting,
    Minutes,
    Plan,
    PlanRow,
)
from cse_portal.core import clock
from tests.access import matrix
from tests.access.canaries import word
from tests.access.matrix import (
    BROUGHT,
)
from tests.access.relations import (
    Relation,
)
from tests.access.world import World


def plant_meeting(world: World, relation: Relation) -> None:
    """Held, and called by whoever keeps the case."""
    case, keeper = world.cases[relation.name], world.keepers[relation.name]

    def planted(thing: matrix.Thing) -> str:
        return world.plant(relation, thing, word())

    said = {"planned_at": clock.now(), "took_place_at": clock.now(), "chair_words": "The chair", "by_video": True}
    meeting = world.meetings[relation.name] = Meeting.objects.create(
        case=case,
        kind="network",
        status="held",
        purpose=planted(matrix.MEETING),
        child_invited=True,
        parents_invited=True,
        called_by=keeper.user,
        agency=keeper.agency,
        **said,
    )
    of: dict[str, Any] = {"meeting": meeting}
    Invitee.objects.create(who=planted(matrix.INVITEE), **of)
    Decision.objects.create(words=planted(matrix.DECISION), made_by="The chair", recorded_by=keeper.user, **of)
    AgreedAction.objects.create(what=planted(matrix.ACTION), agency=keeper.agency, due_on=clock.today(), **of)
    Minutes.objects.create(number=1, words=planted(matrix.MINUTES), written_by=keeper.user, agency=keeper.agency, **of)
    plan = world.plans[relation.name] = Plan.objects.create(
        case=case,
        kind="diversion",
        worries=planted(matrix.PLAN),
        review_on=clock.today(),
        written_by=keeper.user,
        agency=keeper.agency,
    )
    wrote = {"written_by": keeper.user, "agency": keeper.agency}
    AdultMove.objects.create(case=case, is_needed=True, contact="…", plan=planted(matrix.ADULT_MOVE), **wrote)
    PlanRow.objects.create(plan=plan, worry="…", what=planted(matrix.PLAN_ROW), who="The chair")
    Contribution.objects.bulk_create([_brought(world, relation, meeting, one) for one in BROUGHT])


def _brought(world: World, relation: Relation, meeting: Meeting, marked: matrix.Marked) -> Contribution:
    return Contribution(
        meeting=meeting,
        agency=world.agencies[marked.wrote],
        written_by=world.keepers[relation.name].user,
        words=world.plant(relation, marked, word()),
        handling=marked.mark,
        named_agencies=[world.agencies[marked.names].pk] if marked.names else [],
    )
