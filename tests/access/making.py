"""The whole world at once: agencies, people, one case of every relation, and the looks that lie in the trail."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from django.apps import apps
from django.db import connection, transaction

from cse_portal.agencies.actions import add_agency
from cse_portal.agencies.agency_types import AgencyType
from cse_portal.agencies.models import Membership
from cse_portal.agencies.roles import Role
from cse_portal.cases.actions import grant_to_person, open_case
from cse_portal.cases.models import (
    Case,
    CaseMember,
    CaseTransfer,
    Child,
    Entry,
    EntryPart,
    Involvement,
    PoliceReference,
    Question,
    ServiceAround,
    StageStep,
)
from cse_portal.cases.names import Kind
from cse_portal.core import clock, wall
from tests.access import matrix
from tests.access.canaries import spellings, word
from tests.access.gatherings import plant_meeting
from tests.access.looks import plant_looks
from tests.access.matrix import (
    ENTRIES,
)
from tests.access.messages import plant_messages
from tests.access.missing import plant_missing
from tests.access.networked import plant_network
from tests.access.papers import plant_papers
from tests.access.relations import (
    RELATIONS,
    Relation,
)
from tests.access.screened import plant_tools
from tests.access.steps import STEPS
from tests.access.world import World, partnership, people, person, stand_ins
from tests.factories import TEST
from tests.plugins.wall import the_owner

AGENCIES = ("above", "home", "below", "elsewhere", "third", "second", "health", "empty")
PARENTS = {"home": "above", "below": "home"}
COUNTED = sorted(
    {
        model._meta.db_table
        for app in ("agencies", "audit", "auth", "cases", "desk", "trail", "worklist")
        for model in apps.get_app_config(app).get_models()
        if model._meta.managed
    }
)


def make_world() -> World:
    world = World(partnership("Larkmere"))
    far = partnership("Saltmarsh")
    for key in AGENCIES:
        parent = world.agencies.get(PARENTS.get(key, ""))
        kind = AgencyType.CAMHS if key == "health" else ""
        world.agencies[key] = add_agency(
            partnership=world.partnership, name=f"Agency {key}", kind=kind, parent=parent, by=TEST
        )
    world.agencies["far"] = add_agency(partnership=far, name="Agency far", by=TEST)
    people(world)
    stand_ins(world)
    for key, agency in (("colleague", "home"), ("third", "third")):
        world.beside[key] = person(f"Beside {key}", world.agencies[agency], Role.PRACTITIONER)
    for number, relation in enumerate(RELATIONS):
        _case(world, relation, number)
        if step := STEPS.get(relation.name):
            step(world, world.cases[relation.name])
    world.cases = {name: _whole(case) for name, case in world.cases.items()}
    plant_looks(world)
    return world


# ── Cases ────────────────────────────────────────────────────────────────────────────────────────────────────────
LED_BY = {
    **dict.fromkeys(("leads", "restricted", "lifted"), "home"),
    **{"below": "below", "above": "above", "far": "far", "unseen": "empty"},
}


def _case(world: World, relation: Relation, number: int) -> None:
    """Led by another agency unless the relation says otherwise; one person is named on each."""
    born, review = date(2009, 3 + number // 20, 10 + number % 20), date(2031, 7 + number // 20, 10 + number % 20)
    plant = world.plant
    case = open_case(
        given_names=plant(relation, matrix.GIVEN_NAMES, word()),
        family_name=plant(relation, matrix.FAMILY_NAME, word()),
        known_as=plant(relation, matrix.KNOWN_AS, word()),
        born_on=born,
        lead_agency=world.agencies[LED_BY.get(relation.name, "elsewhere")],
        by=TEST,
    )
    plant(relation, matrix.BORN, *spellings(born))
    plant(relation, matrix.REVIEW, *spellings(review))
    plant(relation, matrix.REFERENCE, case.ref)
    name = "Nobody in particular" if relation.name == "unseen" else plant(relation, matrix.SEER, word())
    keeper = person(name, case.lead_agency, Role.SOCIAL_WORKER)
    grant_to_person(case=case, membership=keeper, note=plant(relation, matrix.NOTE, word()), by=TEST)
    world.cases[relation.name], world.keepers[relation.name] = case, keeper
    with wall.as_system("test"):
        child = Child.objects.get(pk=case.child_id)
        plant(relation, matrix.CHILD_REFERENCE, child.ref)
        plant(relation, matrix.KEYS, *(key for key in child.keys if key.startswith(Kind.WORD)))
        Case.objects.filter(pk=case.pk).update(review_on=review, stage="reopened")
        said = dict.fromkeys(("why", "goes_on", "goes_on_with"), plant(relation, matrix.STAGE_WORDS, word()))
        StageStep.objects.bulk_create(
            [
                StageStep(case=case, stage="closed", closing="safe", **said),
                StageStep(case=case, stage="reopened"),
            ]
        )
        _team(world, relation, case, keeper)
        _around(world, relation, case)
        entries = Entry.objects.bulk_create([_entry(world, relation, one) for one in ENTRIES])
        EntryPart.objects.bulk_create([_part(world, relation, entries[0], one) for one in matrix.ADDED])
        _facts(world, relation)
        plant_meeting(world, relation)
        plant_missing(world, relation)
        plant_papers(world, relation)
        plant_messages(world, relation)
        plant_tools(world, relation)
        plant_network(world, relation)


def _facts(world: World, relation: Relation) -> None:
    """One row of each kind, and a fact that somebody is to find out."""
    case, keeper = world.cases[relation.name], world.keepers[relation.name]
    for one in matrix.KNOWN:
        said = {one.field: world.plant(relation, one, word()), **dict(one.more)}
        apps.get_model("cases", one.model)._default_manager.create(child_id=case.child_id, **said)
    who = world.plant(relation, matrix.QUESTION, word())
    terms = {"ask_by": clock.today(), "asked_by": keeper.user, "agency": case.lead_agency}
    Question.objects.create(child_id=case.child_id, fact="nhs", who_could_know=who, **terms)


def _team(world: World, relation: Relation, case: Case, keeper: Membership) -> None:
    """The keeper has a part in it, and a transfer was declined."""
    said = world.plant(relation, matrix.TEAM_WORDS, word())
    CaseMember.objects.create(case=case, membership=keeper, part="other", part_words=said, why=said)
    there = {"from_agency": case.lead_agency, "to_agency": world.agencies["third"], "asked_by": keeper.user}
    answered = {"status": "declined", "answered_by": keeper.user, "answered_at": clock.now()}
    words = world.plant(relation, matrix.TRANSFER_WORDS, word())
    CaseTransfer.objects.create(case=case, why=words, answer=words, **there, **answered)


def _around(world: World, relation: Relation, case: Case) -> None:
    """An agency is involved without seeing it, somebody works with the child, and the police have a reference."""
    involved, works = (world.plant(relation, one, word()) for one in (matrix.INVOLVED_WORDS, matrix.SERVICE_WORDS))
    said = dict.fromkeys(("purpose", "contact", "asked_words"), involved)
    terms = {"basis": "public_task", "asked": "not_asked"}
    Involvement.objects.create(case=case, agency=world.agencies["third"], **said, **terms)
    works_with = dict.fromkeys(("name", "service", "what_for", "phone"), works)
    ServiceAround.objects.create(case=case, **works_with)
    PoliceReference.objects.create(case=case, reference=world.plant(relation, matrix.POLICE, word()))
    trusts = world.plant(relation, matrix.TRUSTS, word())
    Case.objects.filter(pk=case.pk).update(best_relationship=trusts)


def _entry(world: World, relation: Relation, marked: matrix.Marked) -> Entry:
    case, keeper = world.cases[relation.name], world.keepers[relation.name]
    return Entry(
        case=case,
        agency=world.agencies[marked.wrote],
        written_by=keeper.user,
        happened_on=clock.today(),
        words=world.plant(relation, marked, word()),
        handling=marked.mark,
        named_agencies=[world.agencies[marked.names].pk] if marked.names else [],
    )


def _part(world: World, relation: Relation, entry: Entry, marked: matrix.Marked) -> EntryPart:
    return EntryPart(
        entry=entry,
        agency=world.agencies[marked.wrote],
        written_by=world.keepers[relation.name].user,
        words=world.plant(relation, marked, word()),
        handling=marked.mark,
        named_agencies=[world.agencies[marked.names].pk] if marked.names else [],
    )


def _whole(case: Case) -> Case:
    with wall.as_system("test"):
        return Case.objects.select_related("child", "lead_agency", "partnership").get(pk=case.pk)


@contextmanager
def the_world() -> Iterator[World]:
    """In one transaction that is never committed."""
    with transaction.atomic():
        made = make_world()
        with the_owner(), connection.cursor() as cursor:
            # Nobody else can count rows that are not committed, and plans need to know. Never the whole database: the
            # catalogues of the server would stay locked for the other worker.
            cursor.execute(f"analyze {', '.join(COUNTED)}")
        yield made
        transaction.set_rollback(True)
