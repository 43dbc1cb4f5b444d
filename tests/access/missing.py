"""A missing episode of each case, going on, with a canary in what was reported, done and learnt."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from cse_portal.cases.models import FollowUp, InterviewStep, Learnt, MissingEpisode
from cse_portal.core import clock
from tests.access.canaries import word
from tests.access.matrix import LEARNT, OF_MISSING, Relation
from tests.access.world import World

REPORT, STEP, DONE = OF_MISSING


def plant_missing(world: World, relation: Relation) -> None:
    case, keeper = world.cases[relation.name], world.keepers[relation.name]
    whose = {"agency": keeper.agency}
    episode = world.episodes[relation.name] = MissingEpisode.objects.create(
        case=case,
        kind="missing",
        began_at=clock.now() - timedelta(hours=2),
        reported_by="A carer",
        recorded_by=keeper.user,
        circumstances=world.plant(relation, REPORT, word()),
        **whose,
    )
    of: dict[str, Any] = {"episode": episode, "written_by": keeper.user}
    why = world.plant(relation, STEP, word())
    InterviewStep.objects.create(**of, **whose, step="declined", at=clock.now(), why=why)
    words = world.plant(relation, DONE, word())
    FollowUp.objects.create(**of, **whose, about="screening", words=words, done_on=clock.today())
    for one in LEARNT:
        Learnt.objects.create(
            **of,
            agency=world.agencies[one.wrote],
            words=world.plant(relation, one, word()),
            handling=one.mark,
            named_agencies=[world.agencies[one.names].pk] if one.names else [],
        )
