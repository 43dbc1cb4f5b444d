"""Pages and forms of the child's record: whoever keeps it, every kind of fact, and what is typed wrong."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cse_portal.agencies import access
from cse_portal.agencies.models import User
from cse_portal.audit.models import AuditEvent
from cse_portal.cases.actions import (
    change_fact,
    record_fact,
)
from cse_portal.cases.fact_kinds import KINDS
from cse_portal.cases.finding import find_cases
from cse_portal.cases.forms.facts import FORMS
from cse_portal.cases.models import Address, Case, Child, Identifier, Relation
from cse_portal.core import clock
from tests.integration.cases.conftest import Browse, Cast
from tests.integration.cases.forms import day, hidden, led_back, says, send
from tests.integration.cases.record import HOME, as_worker, place
from tests.reading import count_of, one_of

pytestmark = pytest.mark.django_db


def test_the_page_says_what_is_known_and_what_is_missing(led: Case, browse: Browse, cast: Cast) -> None:
    by = cast["social_worker"]
    with as_worker(cast):
        record_fact(case=led, fact=Address(), values=HOME, by=by)
        mother = {"name": "Ada Canaryname", "kind": "mother", "lives_with_child": "yes", "has_parental": "yes"}
        record_fact(case=led, fact=Relation(), values={**mother, "may_be_told": "yes"}, by=by)
    page = says(browse("social_worker").get(place("child", led)))
    for words in (
        "Maya Rose Canaryname",
        "4 Canary Row, Larkmere, W1A 1AA",
        "Ada Canaryname, mother",
        "First language",
    ):
        assert words in page
    assert "4 of 17 facts are known" in page
    assert count_of(AuditEvent.objects.filter(kind="child.looked_at", case_ref=led.ref)) == 1


def test_the_page_costs_the_same_however_much_is_known(led: Case, browse: Browse, cast: Cast) -> None:
    client = browse("social_worker")
    client.get(place("child", led))

    def count() -> int:
        with CaptureQueriesContext(connection) as asked:
            client.get(place("child", led))
        return len(asked)

    before = count()
    with as_worker(cast):
        for number in range(5):
            values = {**HOME, "kind": "stays", "lines": f"{number} Canary Row"}
            record_fact(case=led, fact=Address(), values=values, by=cast["social_worker"])
    assert count() == before


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.code)
def test_each_kind_is_added_changed_and_marked_as_never_right(
    kind: Any, led: Case, browse: Browse, cast: Cast
) -> None:
    client, first = browse("social_worker"), TYPED[kind.code]
    added = send(client, place(f"add_{kind.code}", led), **first)
    assert added.status_code == 302, led_back(client, added).content.decode()
    with as_worker(cast):
        made = kind.model.objects.get()
    assert kind.words(made) in says(client.get(added["Location"])).replace("&amp;", "&")
    change = reverse(f"cases:change_{kind.code}", kwargs={"ref": made.ref})
    assert send(client, change, note="Said by the child").status_code == 302
    with as_worker(cast):
        assert kind.model.objects.get().note == "Said by the child"
    never = reverse(f"cases:withdraw_{kind.code}", kwargs={"ref": made.ref})
    assert send(client, never, why="Another child").status_code == 302
    assert client.get(change).status_code == 404
    with as_worker(cast):
        assert kind.model.objects.get().withdrawn_because == "Another child"


TYPED: dict[str, dict[str, Any]] = {
    "name": {"kind": "alias", "name": "Mimi"},
    "number": {"kind": "nhs", "value": "9434765919"},
    "address": {"kind": "home", "lines": "4 Canary Row", "postcode": "w1a1aa"},
    "phone": {"kind": "child", "number": "07700 900123", "is_safe": "arranged"},
    "relation": {
        "name": "Ada Canaryname",
        "kind": "mother",
        "lives_with_child": "yes",
        "has_parental": "yes",
        "may_be_told": "some",
    },
    "school": {"place": "Fernhill Academy", "status": "on_roll", "year_group": "10"},
    "health": {"kind": "gp", "name": "The Orchard Practice"},
    "status": {"kind": "lac", "legal_status": "C2"},
    "placement": {"kind": "foster", "carer": "Rowan carers", "is_out_of_borough": "on", "host_authority": "Saltmarsh"},
    "elsewhere": {"authority": "Saltmarsh"},
}


def test_every_kind_has_a_form_and_words() -> None:
    assert {kind.code for kind in KINDS} == set(FORMS) == set(TYPED)


WRONG: list[tuple[str, dict[str, Any], str]] = [
    ("number", {"kind": "nhs", "value": "943 476 5918"}, "NHS number must be 10 digits"),
    ("number", {"value": "1"}, "Select which number it is"),
    ("address", {"kind": "home"}, "Enter the address, or select “No fixed address”"),
    ("address", {"kind": "home", "lines": "4 Canary Row", "postcode": "W1"}, "Enter a full postcode"),
    ("phone", {"kind": "child", "number": "07700 900123"}, "Select whether it is safe to use"),
    ("school", {"status": "on_roll"}, "Enter the school, college or provider"),
    ("school", {"status": "missing", "attendance": "101"}, "Attendance"),
    ("school", {"status": "missing", "attendance": "40"}, "Enter up to which day the attendance was counted"),
    ("status", {"kind": "lac"}, "Select the legal status"),
    ("status", {"kind": "cp"}, "Select the category"),
    ("placement", {"kind": "foster", "is_out_of_borough": "on"}, "Enter the host borough or council"),
    ("relation", {"name": "Ada"}, "Select what they are"),
    ("relation", {"has_died": "on", "lives_with_child": "yes"}, "If they have died, select No for living with"),
    ("relation", {"has_died": "on", "has_parental": "yes"}, "If they have died, select No for living with"),
]


@pytest.mark.parametrize(("code", "typed", "words"), WRONG, ids=lambda value: value if isinstance(value, str) else "")
def test_a_wrong_answer_is_named_and_nothing_typed_is_lost(
    code: str, typed: dict[str, Any], words: str, led: Case, browse: Browse
) -> None:
    client = browse("social_worker")
    page = says(led_back(client, send(client, place(f"add_{code}", led), note="A note that stays", **typed)))
    assert words in page
    assert "There is a problem" in page
    assert "A note that stays" in page


def test_the_legal_name_is_changed_on_its_form(led: Case, browse: Browse, cast: Cast) -> None:
    client = browse("social_worker")
    answer = send(client, place("child_identity", led), family_name="Okafor", keeps_old_name="on")
    page = says(client.get(answer["Location"]))
    assert "Maya Rose Okafor" in page
    assert "Earlier legal name" in page


def test_a_last_name_that_nobody_knows_is_said_to_be_not_known(led: Case, browse: Browse, cast: Cast) -> None:
    client = browse("social_worker")
    for typed in ({"family_name": ""}, {"family_name": "Okafor", "no_family_name": "on"}):
        wrong = says(led_back(client, send(client, place("child_identity", led), **typed)))
        assert "Enter the last name, or select that it is not known yet" in wrong
    answer = send(client, place("child_identity", led), family_name="", no_family_name="on", keeps_old_name="on")
    page = says(client.get(answer["Location"]))
    assert "Maya Rose (last name not known)" in page
    child = one_of(Child.objects.all())
    assert (child.family_name, child.initials) == ("", "MR")
    assert not [key for key in child.keys if "known" in key], "found by what is known alone"
    with access.acting_for(cast["social_worker"]):
        assert [one.label for one in find_cases(cast["social_worker"], "maya")] == ["Maya Rose (last name not known)"]
        assert find_cases(cast["social_worker"], "Maya Canaryname"), "the earlier name is kept"
    form = client.get(place("child_identity", led)).context["form"]
    assert (form["family_name"].value(), form["no_family_name"].value()) == ("", True)
    assert send(client, place("child_identity", led), family_name="Okafor", no_family_name="").status_code == 302
    assert "Maya Rose Okafor" in says(client.get(place("child", led)))


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"born_is": "known", "born_on_day": "", "born_on_month": "", "born_on_year": ""}, "Enter the date"),
        ({"born_is": "known", **day("born_on", date(2099, 1, 1))}, "Date of birth must be today or in the past"),
        ({"given_names": ""}, "Enter first and middle names"),
    ],
)
def test_a_wrong_birthday(typed: dict[str, str], words: str, led: Case, browse: Browse) -> None:
    client = browse("social_worker")
    assert words in says(led_back(client, send(client, place("child_identity", led), **typed)))


def test_background_and_needs_are_kept(led: Case, browse: Browse, cast: Cast) -> None:
    client = browse("social_worker")
    said = {"sex": "female", "ethnicity": "BAFR", "language": "Yoruba", "needs_interpreter": "yes"}
    assert send(client, place("child_background", led), **said, interpreter_language="Yoruba, for the mother")
    send(client, place("child_needs", led), disabilities=["LD", "AUT"], sen="E", what_helps="Short sentences")
    page = says(client.get(place("child", led)))
    for words in ("Black African", "Yoruba, for the mother", "Learning, Autism", "Education, health and care plan"):
        assert words in page
    wrong = led_back(client, send(client, place("child_needs", led), disabilities=["LD", "NONE"], sen="E"))
    assert "Select either the disabilities or “No disability”" in says(wrong)


def test_what_is_missing_is_taken_on(led: Case, browse: Browse, cast: Cast) -> None:
    client = browse("social_worker")
    assert "Find out" in says(client.get(place("child", led)))
    typed = {"fact": "gp", "who_could_know": "Mother", **day("ask_by", clock.today() + timedelta(days=3))}
    page = says(client.get(send(client, f"{place('child_ask', led)}?fact=gp", **typed)["Location"]))
    assert "Mother could know" in page
    assert "Find out: GP practice" in says(client.get("/"))


def test_somebody_without_a_reason_meets_nothing(led: Case, browse: Browse, cast: Cast) -> None:
    with as_worker(cast):
        made = record_fact(case=led, fact=Address(), values=HOME, by=cast["social_worker"])
    outsider: User = cast["outsider"]
    client = browse("outsider")
    for name in ("child", "child_identity", "add_address", "child_ask"):
        assert client.get(place(name, led)).status_code == 404
    for name in ("change_address", "withdraw_address"):
        assert client.get(reverse(f"cases:{name}", kwargs={"ref": made.ref})).status_code == 404
    refused = AuditEvent.objects.filter(kind="case.refused", case_ref=led.ref, actor_id=outsider.pk)
    assert count_of(refused) == 6
    with access.acting_for(outsider):
        assert not Address.objects.exists()


def test_a_fact_changed_meanwhile_shows_both(led: Case, browse: Browse, cast: Cast) -> None:
    by = cast["social_worker"]
    with as_worker(cast):
        made = record_fact(case=led, fact=Address(), values=HOME, by=by)
    client = browse("social_worker")
    url = reverse("cases:change_address", kwargs={"ref": made.ref})
    page = client.get(url)
    with as_worker(cast):
        change_fact(case=led, fact=made, version=made.version, values={"note": "From school"}, by=by)
    answer = client.post(url, {**hidden(page.content.decode()), "note": "From the mother"})
    both = says(led_back(client, answer))
    assert "Someone changed this while you typed" in both
    assert "From the mother" in both
    assert "Keep Priya’s" in both


def test_a_number_that_is_on_record_is_not_written_a_second_time(led: Case, browse: Browse, cast: Cast) -> None:
    by, note = cast["social_worker"], {"note": ""}
    with as_worker(cast):
        record_fact(case=led, fact=Identifier(), values={"kind": "nhs", "value": "943 476 5919", **note}, by=by)
        other = record_fact(case=led, fact=Identifier(), values={"kind": "police", "value": "LM 1", **note}, by=by)
    client, right = browse("social_worker"), {"kind": "nhs", "value": "9434765919"}
    added = led_back(client, send(client, place("add_number", led), **right, replaces=""))
    assert "NHS number is on record already. Select it, or correct it there" in says(added)
    changed = led_back(client, send(client, reverse("cases:change_number", kwargs={"ref": other.ref}), **right))
    assert "NHS number is on record already. Correct it there, or enter until when this one was right" in says(changed)
