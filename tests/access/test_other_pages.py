"""What is about no case lets out nothing of one; and what lies on a desk is its holder's."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from cse_portal.agencies.models import User
from cse_portal.agencies.roles import Role
from cse_portal.demo.practice import PRACTICE_FORM
from cse_portal.desk.actions import jobs, keep_draft
from cse_portal.desk.actions.drafts import Page
from tests.access.asking import Asker, allowed
from tests.access.canaries import judge, word
from tests.access.catalogue import WITHOUT_CASE
from tests.access.matrix import HELD, PAGES, RELATIONS, SEER, Standing
from tests.access.world import World
from tests.architecture.access_table import ROWS
from tests.factories import due_item

pytestmark = pytest.mark.django_db
each_role = pytest.mark.parametrize("role", Role)
# One of each sort: works with children, runs an agency, keeps people, keeps the trail, keeps the machine, nobody.
SORTS = (
    Role.PRACTITIONER,
    Role.SPOC,
    Role.LSCB_MANAGER,
    Role.INFORMATION_GOVERNANCE_LEAD,
    Role.SYSTEM_ADMINISTRATOR,
    None,
)
ABOUT_CASES = {page.url_name for page in PAGES}
ENDS_THE_SESSION = {"account_logout"}
OTHER = [row.name for row in ROWS if not row.of and row.method == "get" and row.name not in ABOUT_CASES]
SOON = timedelta(hours=1)


@pytest.mark.parametrize("role", SORTS)
def test_a_page_about_no_case_holds_nothing_of_one(asker: Asker, role: Role | None) -> None:
    """Names of people who see a case are allowed: they are colleagues, and their agency knows them."""
    standing = Standing.AT_WORK if role else Standing.STRANGER
    may = allowed(role, standing) | {(relation.name, SEER.name) for relation in RELATIONS}
    wrong = {}
    for name in sorted(set(OTHER) - ENDS_THE_SESSION):
        found = judge(asker.ask(standing, role, reverse(name)), asker.world.canaries, may=may, must=set()).leaked
        if found:
            wrong[name] = found
    assert wrong == {}


@pytest.mark.parametrize("role", SORTS[:-1])
def test_a_search_finds_nothing_that_the_person_may_not_see(asker: Asker, role: Role) -> None:
    """By family name and by reference; the answer may repeat the words that were searched for, and nothing else."""
    wrong = []
    may = allowed(role, Standing.AT_WORK)
    for relation in RELATIONS:
        child = asker.world.cases[relation.name].child
        for words in (child.family_name, asker.world.cases[relation.name].ref):
            answer = asker.ask(Standing.AT_WORK, role, reverse("find"), method="post", q=words)
            assert answer.status == 200
            wrong += judge(answer.without([words]), asker.world.canaries, may=may, must=set()).leaked
    assert wrong == []


# ── Desks ────────────────────────────────────────────────────────────────────────────────────────────────────────
def lay_out(world: World, me: User) -> dict[str, str]:
    """One of everything that is held: mine, a colleague's, the agency's and another agency's."""
    colleague, elsewhere = world.away["stood_in"].user, world.agencies["elsewhere"]
    home = {"agency": world.agencies["home"], "due_in": SOON}
    words = {held.name: word() for held in HELD}
    due_item(me, **home, task=words["own work"])
    due_item(colleague, **home, task=words["a colleague's work"])
    due_item(**home, task=words["their agency's work"])
    due_item(agency=elsewhere, due_in=SOON, task=words["another agency's work"])
    for whose, holder in (("own", me), ("a colleague's", colleague)):
        page = Page(kind=PRACTICE_FORM.code, about_ref="", token=uuid4())
        keep_draft(page=page, fields={"title": [f"Seen {words[f'{whose} draft']}"]}, by=holder)
        jobs.ask_for(kind="desk.my_activity_csv", title=words[f"{whose} file"], by=holder)
    return words


@each_role
def test_a_desk_is_its_holders(asker: Asker, role: Role) -> None:
    words = lay_out(asker.world, asker.world.person(Standing.AT_WORK, role))
    met = set()
    for place in sorted({f"{reverse(held.url_name)}?{held.query}" for held in HELD}):
        body = asker.ask(Standing.AT_WORK, role, place).everywhere()
        met |= {name for name, said in words.items() if said in body}
    assert met == {held.name for held in HELD if role in held.met_by}


def test_every_page_that_is_excused_is_looked_at_or_needs_something_to_be_about() -> None:
    about_something = {row.name for row in ROWS if row.of or row.method == "post"}
    assert set(WITHOUT_CASE) - set(OTHER) - about_something == set()
