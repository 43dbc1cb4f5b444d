"""Advice on a screening: who is asked, what they see, and that nobody endorses their own."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from cse_portal.agencies import access
from cse_portal.agencies.models import Membership
from cse_portal.agencies.roles import Role
from cse_portal.cases.actions import restrict
from cse_portal.cases.models import Case
from cse_portal.worklist.models import DueItem
from screening import actions
from screening.models import Advice, Tool
from screening.refused import ScreeningRefused
from screening.workflow import AdviceState
from tests.factories import TEST, agency_of
from tests.integration.cases.conftest import Browse
from tests.integration.cases.forms import led_back, says, send
from tests.integration.screening.conftest import Cast, as_it_is, begun, joins
from tests.post import delivered
from tests.reading import all_of, one_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_worker")]


@pytest.fixture
def tool(case: Case, cast: Cast) -> Tool:
    return begun(case, cast["teacher"])


@pytest.fixture
def adviser(cast: Cast) -> Membership:
    return joins(agency_of(cast["teacher"]), Role.SAFEGUARDING_ADVISER)


def ask(tool: Tool, of: Membership, cast: Cast) -> Advice:
    with access.acting_for(cast["teacher"]):
        version = as_it_is(tool).version
        return actions.ask_advice(tool=tool, version=version, adviser=of, question="Is it enough?", by=cast["teacher"])


def test_the_adviser_sees_it_from_then_on_and_answers(
    tool: Tool, adviser: Membership, cast: Cast, browse: Browse
) -> None:
    teacher, theirs = browse("teacher"), Client()
    theirs.force_login(adviser.user)
    place = reverse("screening:tool", kwargs={"ref": tool.ref})
    assert theirs.get(place).status_code == 404
    send(teacher, reverse("screening:ask", kwargs={"ref": tool.ref}), adviser=adviser.ref, question="Is it enough?")
    asked = one_of(Advice.objects.all())
    assert theirs.get(place).status_code == 200
    assert [item.person for item in all_of(DueItem.objects.open().filter(kind="screening_advice"))] == [adviser.user]
    assert "Is it enough?" in says(theirs.get(reverse("screening:advice", kwargs={"ref": asked.ref})))
    page = led_back(theirs, send(theirs, reverse("screening:advice", kwargs={"ref": asked.ref}), state="more"))
    assert "Enter what you need to know" in says(page)
    send(theirs, reverse("screening:advice", kwargs={"ref": asked.ref}), state="endorsed", words="I agree")
    assert one_of(Advice.objects.all()).state == "endorsed"
    assert all_of(DueItem.objects.open().filter(kind="screening_advice")) == []
    assert "I agree" in says(teacher.get(place))


def test_whoever_asked_is_told_without_a_word_about_the_child(tool: Tool, adviser: Membership, cast: Cast) -> None:
    asked = ask(tool, adviser, cast)
    with access.acting_for(adviser.user):
        actions.give_advice(
            advice=asked, version=asked.version, state=AdviceState.ANSWERED, words="Ring MASH", by=adviser.user
        )
    letter = next(one for one in delivered() if cast["teacher"].email in one.to)
    assert "Canaryname" not in letter.body
    assert "Ring MASH" not in letter.body


def test_asked_twice_it_is_asked_once(tool: Tool, adviser: Membership, cast: Cast) -> None:
    assert ask(tool, adviser, cast).pk == ask(tool, adviser, cast).pk


def test_nobody_advises_on_their_own(case: Case, cast: Cast) -> None:
    spoc = joins(agency_of(cast["teacher"]), Role.SPOC)
    own = begun(case, spoc.user)
    with pytest.raises(ScreeningRefused), access.acting_for(spoc.user):
        actions.ask_advice(tool=own, version=own.version, adviser=spoc, question="", by=spoc.user)


def test_only_whom_it_was_asked_answers(tool: Tool, adviser: Membership, cast: Cast) -> None:
    asked = ask(tool, adviser, cast)
    other = joins(agency_of(cast["teacher"]), Role.SPOC).user
    with pytest.raises(PermissionDenied), access.acting_for(other):
        actions.give_advice(advice=asked, version=asked.version, state=AdviceState.ENDORSED, words="Fine", by=other)


def test_of_a_restricted_case_only_who_is_named_is_asked(
    tool: Tool, adviser: Membership, case: Case, cast: Cast
) -> None:
    manager = joins(agency_of(cast["teacher"]), Role.SPOC)
    named = [Membership.objects.get(user=cast["teacher"]), manager]
    restrict(case=case, keep=named, why="The child of a colleague", by=TEST)
    with pytest.raises(ScreeningRefused, match="restricted"):
        ask(tool, adviser, cast)


def test_advice_is_not_waited_for_while_the_screening_is_set_aside(
    tool: Tool, adviser: Membership, cast: Cast, browse: Browse
) -> None:
    asked = ask(tool, adviser, cast)
    send(browse("teacher"), reverse("screening:set_aside", kwargs={"ref": tool.ref}), because="Begun in error")
    assert all_of(DueItem.objects.open().filter(kind="screening_advice")) == []
    send(browse("teacher"), reverse("screening:take_up", kwargs={"ref": tool.ref}))
    again = one_of(DueItem.objects.open().filter(kind="screening_advice"))
    assert (again.person, again.due_at, again.source_ref) == (adviser.user, asked.due_at, str(asked.ref))
