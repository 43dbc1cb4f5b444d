"""Alarms on looking at many cases and on planted ones: raised once, told to the right people, looked into, closed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import ProgrammingError, connection, transaction
from django.urls import reverse

from cse_portal.agencies import access, find
from cse_portal.agencies.actions import add_person, give_role
from cse_portal.agencies.find import Found, Provider, add_provider
from cse_portal.agencies.models import Membership, User
from cse_portal.agencies.roles import Permission, Role
from cse_portal.agencies.standing import NotAllowedNow
from cse_portal.audit.models import AuditEvent
from cse_portal.cases.actions import open_case
from cse_portal.cases.models import Case
from cse_portal.core import clock, wall
from cse_portal.trail.actions.alarms import plant, retire, say_finding
from cse_portal.trail.alarms import LIMITS, AlarmKind, Limit, Outcome
from cse_portal.trail.models import Alarm, Canary
from cse_portal.trail.tasks import raise_alarms
from cse_portal.worklist.models import DueItem
from tests.factories import TEST, agency_of
from tests.integration.people.forms import send
from tests.integration.trail.conftest import Cast, looks, signed_in
from tests.post import delivered, read_and_emptied

pytestmark = pytest.mark.django_db


@pytest.fixture
def spoc(cast: Cast) -> User:
    person = add_person(email="spoc.east@larkmere.example", name="Nadia Okafor", by=TEST)
    give_role(user=person, agency=agency_of(cast["team_manager"]), role=Role.SPOC, by=TEST)
    return person


@pytest.fixture(autouse=True)
def _few_are_many(monkeypatch: pytest.MonkeyPatch) -> None:
    for role in (Role.CSC_TEAM_MANAGER, Role.SPOC):
        monkeypatch.setitem(LIMITS, role, Limit(2, 4, "tests this"))  # type: ignore[arg-type]


def looks_at(person: User, number: int, cast: Cast) -> None:
    for _ in range(number):
        case = open_case(
            given_names="A",
            family_name="Canaryname",
            born_on=None,
            lead_agency=agency_of(cast["team_manager"]),
            by=TEST,
        )
        looks(person, case)
        looks(person, case)


@pytest.fixture
def planted(cast: Cast, spoc: User) -> Canary:
    return plant(
        agency=agency_of(cast["team_manager"]),
        given_names="Invented",
        family_name="Plantedname",
        why="A yearly test",
        by=cast["governance_lead"],
    )


def ref_of(planted: Canary) -> str:
    with wall.as_system("test"):
        return Case.objects.get(pk=planted.case_id).ref


def told() -> set[str]:
    items = DueItem.objects.open().filter(task="Look into an alarm about looking")
    return set(items.values_list("person__name", flat=True))


def test_every_look_of_an_alarm_is_found(cast: Cast, spoc: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cse_portal.trail.queries.alarms.LOOKS_A_PAGE", 4)
    looks_at(cast["team_manager"], 5, cast)
    raise_alarms()
    place = reverse("trail:alarm", kwargs={"ref": Alarm.objects.filter(kind="hour").get().ref})
    browser = signed_in(cast["governance_lead"])
    addresses, seen = [place], []
    while addresses[-1]:
        page = browser.get(addresses[-1]).content.decode()
        seen.append(page.count("Looked at a case"))
        following = re.search(r'href="(\?after=[^"]+)" rel="next"', page)
        addresses.append(place + following[1] if following else "")
        assert (f'href="{place}" rel="prev"' in page) == (len(seen) > 1)
    assert seen == [4, 4, 2]
    assert browser.get(f"{place}?after=rubbish").content.decode().count("Looked at a case") == 4


# --- without a governance lead -----------------------------------------------------------------------------------


def gone(*people: User) -> None:
    begun, over = clock.today() - timedelta(days=90), clock.today() - timedelta(days=1)
    Membership.objects.filter(user__in=people).update(starts_on=begun, ends_on=over)


def back_again(person: User) -> None:
    Membership.objects.filter(user=person).update(ends_on=None)


@pytest.fixture
def leads(cast: Cast) -> tuple[User, User]:
    long_ago = clock.today() - timedelta(days=90)
    Membership.objects.update(starts_on=long_ago)
    return cast["governance_lead"], cast["second_governance_lead"]


@pytest.fixture
def mash_manager(cast: Cast) -> User:
    person = add_person(email="mash.manager@larkmere.example", name="Winifred Osei", by=TEST)
    give_role(user=person, agency=agency_of(cast["mash_officer"]), role=Role.MASH_MANAGER, by=TEST)
    return person


@pytest.fixture
def head_of_service(cast: Cast) -> User:
    person = add_person(email="head@larkmere.example", name="Idris Vane", by=TEST)
    give_role(user=person, agency=agency_of(cast["team_manager"]), role=Role.HEAD_OF_SERVICE, by=TEST)
    return person


def place_of(alarm: Alarm) -> str:
    return reverse("trail:alarm", kwargs={"ref": alarm.ref})


def test_without_a_lead_the_next_in_line_closes_it(
    cast: Cast, spoc: User, leads: tuple[User, User], mash_manager: User, head_of_service: User
) -> None:
    gone(*leads)
    looks_at(cast["team_manager"], 3, cast)
    raise_alarms()
    assert told() == {"Winifred Osei", "Nadia Okafor"}
    alarm = Alarm.objects.get()
    assert signed_in(head_of_service).get(place_of(alarm)).status_code == 404
    browser = signed_in(mash_manager)
    assert browser.get(place_of(alarm)).content.decode().count("Looked at a case") == 6
    assert "come to you only while" in browser.get("/trail/alarms/").content.decode()
    send(browser, place_of(alarm), outcome="reason", words="Supervision of the whole team")
    alarm.refresh_from_db()
    assert alarm.closed_at is not None
    assert told() == set()
    gone(mash_manager)
    looks_at(cast["team_manager"], 3, cast)
    raise_alarms()
    assert told() == {"Idris Vane", "Nadia Okafor"}


def test_while_there_is_a_lead_nobody_stands_in(
    cast: Cast, spoc: User, leads: tuple[User, User], mash_manager: User, head_of_service: User
) -> None:
    looks_at(cast["team_manager"], 3, cast)
    raise_alarms()
    assert told() == {"Imran Castellan", "Maud Ferreira", "Nadia Okafor"}
    alarm = Alarm.objects.get()
    for person in (mash_manager, head_of_service):
        assert signed_in(person).get(place_of(alarm)).status_code == 404
        with access.acting_for(person), pytest.raises(PermissionDenied):
            say_finding(alarm=alarm, outcome=Outcome.REASON, words="x", version=alarm.version, by=person)


def test_an_alarm_about_the_only_lead_goes_past_them(
    cast: Cast, leads: tuple[User, User], mash_manager: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = leads
    gone(second)
    monkeypatch.setitem(LIMITS, Role.INFORMATION_GOVERNANCE_LEAD, Limit(2, 9, "tests this"))  # type: ignore[arg-type]
    looks_at(first, 3, cast)
    raise_alarms()
    assert told() == {"Winifred Osei"}
    alarm = Alarm.objects.get()
    assert signed_in(mash_manager).get(place_of(alarm)).status_code == 200
    assert signed_in(first).get(place_of(alarm)).status_code == 404


def test_an_open_alarm_moves_with_whoever_is_in_charge(
    cast: Cast, spoc: User, leads: tuple[User, User], mash_manager: User
) -> None:
    looks_at(cast["team_manager"], 3, cast)
    raise_alarms()
    gone(*leads)
    read_and_emptied()
    raise_alarms()
    assert told() == {"Winifred Osei", "Nadia Okafor"}
    assert [letter.to for letter in delivered()] == [[mash_manager.email]]
    raise_alarms()
    assert len(delivered()) == 1
    back_again(leads[0])
    raise_alarms()
    assert told() == {"Imran Castellan", "Nadia Okafor"}
    assert signed_in(mash_manager).get(place_of(Alarm.objects.get())).status_code == 404


def test_a_contact_who_has_said_what_they_found_is_not_asked_again(
    cast: Cast, spoc: User, leads: tuple[User, User]
) -> None:
    looks_at(cast["team_manager"], 3, cast)
    raise_alarms()
    send(signed_in(spoc), place_of(Alarm.objects.get()), outcome="reason", words="Supervision")
    raise_alarms()
    assert told() == {"Imran Castellan", "Maud Ferreira"}


# --- many cases --------------------------------------------------------------------------------------------------


def test_as_many_as_are_ordinary_raise_nothing(cast: Cast, spoc: User) -> None:
    looks_at(cast["team_manager"], 2, cast)
    assert raise_alarms() == 0


def test_more_raise_one_alarm_and_tell_without_naming(cast: Cast, spoc: User) -> None:
    looks_at(cast["team_manager"], 3, cast)
    assert raise_alarms() == 1
    assert raise_alarms() == 0
    alarm = Alarm.objects.get()
    assert (alarm.kind, alarm.person, alarm.number) == (AlarmKind.HOUR, cast["team_manager"], 3)
    assert told() == {"Imran Castellan", "Maud Ferreira", "Nadia Okafor"}
    assert len(delivered()) == 3
    text = "".join(message.subject + str(message.body) for message in delivered())
    for word in ("Marsh", "Helen", "East team", "Canaryname"):
        assert word not in text
    looks_at(cast["team_manager"], 2, cast)
    assert raise_alarms() == 1  # now the day’s number is crossed too
    assert set(Alarm.objects.values_list("kind", flat=True)) == {"hour", "day"}


def test_a_contacts_own_alarm_goes_to_governance_alone(cast: Cast, spoc: User) -> None:
    looks_at(spoc, 3, cast)
    assert raise_alarms() == 1
    assert told() == {"Imran Castellan", "Maud Ferreira"}
    place = reverse("trail:alarm", kwargs={"ref": Alarm.objects.get().ref})
    assert signed_in(spoc).get(place).status_code == 404
    assert Alarm.objects.get().ref not in signed_in(spoc).get(reverse("trail:alarms")).content.decode()
    assert signed_in(cast["governance_lead"]).get(place).status_code == 200


def test_an_alarm_is_looked_into_by_the_contact_and_closed_by_governance(cast: Cast, spoc: User) -> None:
    looks_at(cast["team_manager"], 3, cast)
    raise_alarms()
    place = reverse("trail:alarm", kwargs={"ref": Alarm.objects.get().ref})
    contact, lead = signed_in(spoc), signed_in(cast["governance_lead"])
    page = contact.get(place).content.decode()
    assert "3 different cases in an hour" in page
    assert "up to 2 is ordinary: somebody in it tests this" in page
    assert page.count("Looked at a case") == 6
    assert "Canaryname" not in page
    assert "Send what you found" in page
    assert "Select what you found" in send(contact, place).content.decode()
    answer = send(contact, place, outcome="reason", words="Supervision day")
    assert answer["Location"] == reverse("trail:alarms")
    assert told() == {"Imran Castellan", "Maud Ferreira"}
    assert "Supervision day" in lead.get(place).content.decode()
    assert send(lead, place, outcome="reason", words="Confirmed").status_code == 302
    assert told() == set()
    closed = lead.get(place).content.decode()
    assert "Confirmed" in closed
    assert "<form" not in closed.split("<main")[1].split("</main>")[0]
    alarm = Alarm.objects.get()
    with pytest.raises(NotAllowedNow):
        say_finding(alarm=alarm, outcome=Outcome.REASON, words="x", version=alarm.version, by=cast["governance_lead"])
    kinds = list(AuditEvent.objects.filter(kind__startswith="alarm.").order_by("pk").values_list("kind", flat=True))
    assert [kind for kind in kinds if kind != "alarm.looked_at"] == [
        "alarm.opened", "alarm.looked_into", "alarm.closed",
    ]  # fmt: skip


def test_another_agencys_contact_has_no_part_in_it(cast: Cast, spoc: User) -> None:
    looks_at(cast["team_manager"], 3, cast)
    raise_alarms()
    alarm = Alarm.objects.get()
    assert signed_in(cast["school_spoc"]).get(reverse("trail:alarm", kwargs={"ref": alarm.ref})).status_code == 404
    with pytest.raises(PermissionDenied):
        say_finding(alarm=alarm, outcome=Outcome.REASON, words="x", version=alarm.version, by=cast["school_spoc"])


# --- planted records ---------------------------------------------------------------------------------------------


def test_a_planted_record_is_a_case_closed_long_ago_and_shows_no_mark(cast: Cast, planted: Canary) -> None:
    real = open_case(
        given_names="Real", family_name="Child", born_on=None, lead_agency=agency_of(cast["team_manager"]), by=TEST
    )
    page = signed_in(cast["team_manager"]).get("/cases/").content.decode()
    assert page.index(real.ref) < page.index(ref_of(planted))
    assert DueItem.objects.count() == 0
    with access.acting_for(cast["governance_lead"]):
        assert Canary.objects.count() == 0
    with access.acting_for(cast["team_manager"]):
        assert Canary.objects.count() == 0
        with pytest.raises(ProgrammingError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("delete from trail_canary")


def test_being_asked_why_at_a_planted_record_raises_an_alarm(cast: Cast, planted: Canary, spoc: User) -> None:
    manager, ref = signed_in(cast["team_manager"]), ref_of(planted)
    manager.get(f"/cases/{ref}/")
    assert raise_alarms() == 1
    assert raise_alarms() == 0
    alarm = Alarm.objects.get()
    assert (alarm.kind, alarm.case_ref, alarm.person) == (AlarmKind.CANARY, ref, cast["team_manager"])
    assert told() == {"Imran Castellan", "Maud Ferreira", "Nadia Okafor"}
    place = reverse("trail:alarm", kwargs={"ref": alarm.ref})
    assert ref in signed_in(cast["governance_lead"]).get(place).content.decode()
    page = signed_in(spoc).get(place).content.decode()
    assert "Kept to governance" in page
    assert ref not in page
    assert "Plantedname" not in page


@pytest.fixture
def provider(planted: Canary) -> Iterator[None]:
    hit = Found("Case", "A case", "/", ref=ref_of(planted))
    add_provider(Provider("planted", "cases", Permission.OWN_WORK, lambda user, words: [hit]))
    yield
    find._providers.pop("planted")


def test_a_search_that_meets_a_planted_record_raises_an_alarm(cast: Cast, provider: None) -> None:
    signed_in(cast["teacher"]).post("/find/", {"q": "Plantedname"})
    assert raise_alarms() == 1
    assert Alarm.objects.get().person == cast["teacher"]
    assert "Plantedname" not in str(list(AuditEvent.objects.values_list("detail", "reason")))


def test_a_look_at_any_other_case_raises_none(cast: Cast, planted: Canary, case: Case) -> None:
    signed_in(cast["team_manager"]).get(f"/cases/{case.ref}/")
    assert raise_alarms() == 0


def test_governance_plants_and_stops(cast: Cast, spoc: User) -> None:
    lead = signed_in(cast["governance_lead"])
    assert "Nothing is planted yet" in lead.get(reverse("trail:planted")).content.decode()
    typed = {"agency": agency_of(spoc).pk, "given_names": "Ada", "family_name": "Plantedname", "why": "A test"}
    missing = send(lead, reverse("trail:plant"), **{**typed, "family_name": ""})
    assert "Enter an invented family name" in missing.content.decode()
    assert send(lead, reverse("trail:plant"), **typed)["Location"] == reverse("trail:planted")
    with wall.as_system("test"):
        planted = Canary.objects.get()
    page = lead.get(reverse("trail:planted")).content.decode()
    assert ref_of(planted) in page
    assert "Plantedname" not in page
    stop = reverse("trail:retire", kwargs={"ref": planted.ref})
    assert send(lead, stop, why="No longer needed")["Location"] == reverse("trail:planted")
    assert lead.get(stop).status_code == 404
    signed_in(cast["team_manager"]).get(f"/cases/{ref_of(planted)}/")
    assert raise_alarms() == 0
    kinds = set(AuditEvent.objects.filter(kind__startswith="canary.").values_list("kind", flat=True))
    assert kinds == {"canary.looked_at", "canary.planted", "canary.retired"}
    assert not AuditEvent.objects.filter(kind__startswith="canary.").exclude(case_ref="").exists()


def test_nobody_else_plants(cast: Cast, spoc: User, planted: Canary) -> None:
    for key in ("school_spoc", "system_administrator", "lscb_manager"):
        with pytest.raises(PermissionDenied):
            plant(agency=agency_of(spoc), given_names="A", family_name="B", why="x", by=cast[key])
        with pytest.raises(PermissionDenied):
            retire(ref=planted.ref, why="x", by=cast[key])
