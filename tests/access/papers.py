"""Documents of each case, one under each mark, with a canary in what they are called and in what they hold."""

from __future__ import annotations

from cse_portal.cases import document_store
from cse_portal.cases.models import Document, DocumentVersion
from cse_portal.core import clock
from tests.access.canaries import word
from tests.access.matrix import (
    PAPERS,
    Marked,
)
from tests.access.relations import (
    Relation,
)
from tests.access.world import World


def plant_papers(world: World, relation: Relation) -> None:
    for one in PAPERS:
        world.papers[relation.name, one.name] = _planted(world, relation, one)


def _planted(world: World, relation: Relation, marked: Marked) -> DocumentVersion:
    agency, by = world.agencies[marked.wrote], world.keepers[relation.name].user
    said = world.plant(relation, marked, word())
    document = Document.objects.create(
        case=world.cases[relation.name],
        agency=agency,
        added_by=by,
        title=said,
        kind="letter",
        dated_on=clock.today(),
        handling=marked.mark,
        named_agencies=[world.agencies[marked.names].pk] if marked.names else [],
    )
    kept = document_store.keep(f"In it stands {said}.".encode())
    file = {"stored": kept.name, "size": kept.size, "sha256": kept.sha256, "file_kind": "text", "scan": "not_scanned"}
    return DocumentVersion.objects.create(document=document, number=1, agency=agency, added_by=by, **file)
