"""What lies on a desk is its holder's; what is found by searching, and a draft about a case, follows the case."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from cse_portal.agencies import access
from cse_portal.agencies.models import User
from cse_portal.agencies.roles import Role
from cse_portal.cases.form_names import GIVE as GIVE_FORM
from cse_portal.cases.form_names import RESTRICT as RESTRICT_FORM
from cse_portal.demo.practice import PRACTICE_FORM
from cse_portal.desk.actions import jobs, keep_draft
from cse_portal.desk.actions.drafts import Page
from tests.access.asking import Asker
from tests.access.canaries import word
from tests.access.places import HELD, SOME
from tests.access.relations import (
    BY_NAME,
    EACH_WAY,
    GIVES,
    RELATIONS,
    RESTRICTS,
    Standing,
    sees,
)
from tests.access.world import World
from tests.factories import due_item

pytestmark = pytest.mark.django_db
each_role = pytest.mark.parametrize("role", Role)
SOON = timedelta(hours=1)


@pytest.mark.parametrize("role", EACH_WAY)
def test_a_search_finds_what_the_person_sees_and_nothing_else(asker: Asker, role: Role) -> None:
    """By each name and by the reference; the answer may repeat the words that were searched for, and nothing else."""
    wrong = []
    for relation in RELATIONS:
        case = asker.world.cases[relation.name]
        child = case.child
        for words in (child.family_name, case.ref) if relation in SOME else (child.family_name,):
            answer = asker.ask(Standing.AT_WORK, role, reverse("find"), method="post", q=words)
            assert answer.status == 200
            found = reverse("cases:record", kwargs={"ref": case.ref}) in answer.elsewhere["addresses"]
            if found is not (role in BY_NAME and sees(role, relation)):
                wrong.append(f"{relation.words}: found {found}")
            wrong += asker.wrong(answer.without([words]), None, (Standing.AT_WORK, role), [])
    assert wrong == []


# ── Desks ────────────────────────────────────────────────────────────────────────────────────────────────────────
def lay_out(world: World, me: User) -> dict[str, str]:
    """One of everything that is held: mine, a colleague's, the agency's and another agency's."""
    colleague, elsewhere = world.away["stood_in"].user, world.agencies["elsewhere"]
    home = {"agency": world.agencies["home"], "due_in": SOON}
    words = {held.name: word() for held in HELD}
    due_item(me, **home, task=words["own work"])
    due_item(colleague, **home, task=words["a colleague's work"])
    due_item(**home, detail=words["their agency's work"])
    due_item(agency=elsewhere, due_in=SOON, task=words["another agency's work"])
    due_item(world.away["stands_in"].user, **home, detail=words["work of whom they stand in for"])
    for whose, holder in (("own", me), ("a colleague's", colleague)):
        page = Page(kind=PRACTICE_FORM.code, about_ref="", token=uuid4())
        with access.acting_for(holder):
            keep_draft(page=page, fields={"title": [f"Seen {words[f'{whose} draft']}"]}, by=holder)
            jobs.ask_for(kind="desk.my_activity_csv", title=words[f"{whose} file"], by=holder)
    return words


@each_role
def test_a_desk_is_its_holders(asker: Asker, role: Role) -> None:
    words = lay_out(asker.world, asker.world.person(Standing.AT_WORK, role))
    met = set()
    for place in sorted({f"{reverse(held.url_name)}?{held.query}" for held in HELD}):
        answer = asker.ask(Standing.AT_WORK, role, place)
        assert asker.wrong(answer, None, (Standing.AT_WORK, role), []) == []
        met |= {name for name, said in words.items() if said in answer.everywhere()}
    assert met == {held.name for held in HELD if role in held.met_by}


@pytest.mark.parametrize("role", sorted({*EACH_WAY, *GIVES, Role.AUDITOR}))
def test_a_draft_about_a_case_is_shown_while_its_writer_sees_the_case(asker: Asker, role: Role) -> None:
    """Their own words are kept, and so is the reference in them: neither stands on a page that is theirs no longer."""
    world, written = asker.world, {}
    with asker.acting(Standing.AT_WORK, role) as person:
        for relation in RELATIONS:
            for form in (GIVE_FORM, RESTRICT_FORM) if relation in SOME else (GIVE_FORM,):
                words = written[relation, form] = word()
                page = Page(kind=form.code, about_ref=world.cases[relation.name].ref, token=uuid4())
                keep_draft(page=page, fields={"note": [f"Because {words}"]}, by=person)
    answer = asker.ask(Standing.AT_WORK, role, reverse("desk:drafts"))
    assert asker.wrong(answer, None, (Standing.AT_WORK, role), []) == []
    may = {GIVE_FORM: role in GIVES, RESTRICT_FORM: role in RESTRICTS}
    shown = {key for key, words in written.items() if words in answer.body}
    assert shown == {(relation, form) for relation, form in written if may[form] and sees(role, relation)}
