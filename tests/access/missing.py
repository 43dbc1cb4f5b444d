"""A missing episode of each case, going on, with a canary in what was reported, done and learnt."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from cse_portal.cases.models import AttendanceImport, FollowUp, InterviewStep, Learnt, MissingEpisode, SchoolAbsence
from cse_portal.core import clock
from tests.access.canaries import word
from tests.access.matrix import (
    LEARNT,
    OF_MISSING,
)
from tests.access.relations import (
    Relation,
)
from tests.access.world import World

REPORT, STEP, DONE, ABSENCE = OF_MISSING


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
    numbers = dict.fromkeys(("rows_read", "rows_wrong", "rows_present", "kept_for", "periods_added"), 1)
    imported = AttendanceImport.objects.create(**whose, imported_by=keeper.user, **numbers)
    reason, day = world.plant(relation, ABSENCE, word()), clock.today()
    days = {"from_on": day, "to_on": day, "sessions": 1, "row": 2}
    SchoolAbsence.objects.create(case=case, **whose, imported=imported, reason=reason, **days)
    for one in LEARNT:
        Learnt.objects.create(
            **of,
            agency=world.agencies[one.wrote],
            words=world.plant(relation, one, word()),
            handling=one.mark,
            named_agencies=[world.agencies[one.names].pk] if one.names else [],
        )
