"""Looking agencies up and keeping them: directory, one agency, leads, roles."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from cse_portal.agencies.actions import add_agency, add_person, end_role, found_partnership, give_role
from cse_portal.agencies.models import Agency, Membership, Partnership
from cse_portal.agencies.roles import MAY, TITLES, WHY, Permission, Role
from cse_portal.desk import files, tasks
from cse_portal.desk.models import BackgroundJob
from cse_portal.office.views import agencies as agency_views
from tests.desks import again, one
from tests.factories import TEST, agency_of
from tests.integration.office.conftest import Cast, signed_in
from tests.integration.office.forms import send, words


def at(name: str, of: Agency | Partnership | Membership) -> str:
    return reverse(f"office:{name}", args=[of.ref])


def clinic(here: Partnership) -> Agency:
    return add_agency(partnership=here, name="Wrenbeck Sexual Health Clinic", kind="sexual_health", by=TEST)


# --- the directory -----------------------------------------------------------------------------------------------


def test_everyone_finds_an_agency_by_part_of_its_name_or_its_kind(spoc: Client, here: Partnership) -> None:
    clinic(here)
    for asked in ({"q": "clinic wrenbeck"}, {"group": "health"}):
        page = words(spoc.get("/agencies/", asked))
        assert "Wrenbeck Sexual Health Clinic" in page
        assert "Brackwater Youth Trust" not in page
    assert "No agency found" in words(spoc.get("/agencies/", {"q": "lighthouse"}))
    whole = words(spoc.get("/agencies/"))
    assert "Beth Lindqvist" in whole
    found = words(spoc.post("/find/", {"q": "wrenbeck"}, follow=True))
    assert "Wrenbeck Sexual Health Clinic" in found


def test_another_partnerships_agencies_are_not_there(spoc: Client, here: Partnership) -> None:
    there = found_partnership(
        name="Ostermere", short_name="O", mash_phone="01632 960700", out_of_hours_phone="01632 960799", by=TEST
    )
    stranger = add_agency(partnership=there, name="Ostermere clinic", kind="gp", by=TEST)
    assert "Ostermere clinic" not in words(spoc.get("/agencies/"))
    assert spoc.get(at("agency", stranger)).status_code == 404


# --- one agency ------------------------------------------------------------------------------------------------


def test_the_office_adds_an_agency(office: Client, here: Partnership) -> None:
    page = send(office, at("agency_add", here), name="Hollow Road Surgery", kind="gp", phone="01632 960401")
    assert "Hollow Road Surgery is added. Invite its single point of contact next." in page
    assert "GP surgery" in page
    twice = send(office, at("agency_add", here), name="hollow road surgery", kind="")
    assert "An agency of this name is there already" in twice
    assert "Select a type of agency" in twice


def test_its_point_of_contact_keeps_its_contacts(spoc: Client, school: Agency, cast: Cast) -> None:
    typed = {"phone": "01632 960410", "out_of_hours_who": "Site manager", "address": "1 Low Lane"}
    send(spoc, at("agency_contacts", school), **typed)
    page = words(signed_in(cast["teacher"]).get(at("agency", school)))
    for said in ("01632 960410", "Site manager", "1 Low Lane"):
        assert said in page
    assert "Change contacts" not in page


def test_a_circle_of_agencies_is_refused_with_the_words_kept(office: Client, here: Partnership) -> None:
    top = clinic(here)
    team = add_agency(partnership=here, name="Outreach", kind="sexual_health", parent=top, by=TEST)
    place = at("agency_details", top)
    page = send(office, place, name="Wrenbeck Clinic", parent=team.ref)
    assert "An agency cannot belong to itself, or to one of its own teams" in page
    assert 'value="Wrenbeck Clinic"' in page
    top.refresh_from_db()
    assert (top.name, top.parent) == ("Wrenbeck Sexual Health Clinic", None)
    assert "An agency cannot belong to itself" not in words(office.get(place))


def test_an_agency_closes_when_nobody_is_left_and_opens_again(office: Client, here: Partnership, cast: Cast) -> None:
    youth = agency_of(cast["outsider"])
    refused = words(office.post(at("agency_close", youth), {"reason": "Merged"}))
    assert "1 person still works in this agency" in refused
    assert "Merged</textarea>" in refused
    assert "Enter why it closes" in words(office.post(at("agency_close", youth), {"reason": ""}))
    Membership.objects.filter(agency=youth).delete()
    page = words(office.post(at("agency_close", youth), {"reason": "Merged"}, follow=True))
    assert "Closed on 23 November 2026." in page
    assert "Brackwater Youth Trust" not in words(office.get("/agencies/"))
    assert "Brackwater Youth Trust" in words(office.get("/agencies/?closed=yes"))
    page = words(office.post(at("agency_reopen", youth), follow=True))
    assert "is open again" in page
    assert "Closed on" not in page


# --- who leads what ------------------------------------------------------------------------------------------------


def test_a_lead_stands_on_the_page_until_the_role_ends(spoc: Client, cast: Cast, school: Agency) -> None:
    held = Membership.objects.get(user=cast["teacher"])
    send(spoc, at("lead", held), lead_title="education_lead", lead_phone="01632 960420")
    reader = signed_in(cast["outsider"])
    page = words(reader.get("/leads/"))
    assert "Gareth Onwuachi" in page
    assert "01632 960420" in page
    assert "Name who leads what" in words(spoc.get(at("agency", school)))
    held.refresh_from_db()
    end_role(membership=held, last_day=None, reason="Left", version=held.version, by=cast["school_spoc"])
    assert "Gareth Onwuachi" not in words(reader.get("/leads/"))
    assert spoc.get(at("lead", held)).status_code == 404


def test_the_people_who_may_lead_come_page_by_page(
    spoc: Client, school: Agency, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("Aaron Ash", "Bella Birch", "Zora Zeal"):
        person = add_person(email=f"{name[:5].strip().lower()}@larkmere.example", name=name, by=TEST)
        give_role(user=person, agency=school, role=Role.PRACTITIONER, by=TEST)
    monkeypatch.setattr(agency_views, "PEOPLE_A_PAGE", 2)
    first = words(spoc.get(at("agency_leads", school)))
    assert ("Aaron Ash" in first, "Bella Birch" in first, "Zora Zeal" in first) == (True, True, False)
    total = Membership.objects.live().filter(agency=school).count()
    assert f"1 to 2 of {total} people" in first
    assert 'href="?page=2" rel="next"' in first
    last = words(spoc.get(at("agency_leads", school), {"page": "99"}))
    assert "Zora Zeal" in last
    assert 'rel="next"' not in last
    assert "Aaron Ash" in words(spoc.get(at("agency_leads", school), {"page": "rubbish"}))


@pytest.mark.usefixtures("_no_worker")
def test_lead_arrangements_are_a_paper(cast: Cast, here: Partnership) -> None:
    signed_in(cast["outsider"]).post("/leads/", {"partnership": here.ref})
    job = one(BackgroundJob)
    assert tasks.run_job(job.ref) == 1
    again(job)
    assert job.file_name == "lead-arrangements.pdf"
    assert files.full_path(job.file) is not None


# --- roles ---------------------------------------------------------------------------------------------------------


def test_every_role_says_what_it_sees_does_and_may_and_why(spoc: Client) -> None:
    page = words(spoc.get("/roles/"))
    for role in Role:
        assert TITLES[role].replace("'", "&#x27;") in page
    for permission in Permission:
        assert WHY[permission] in page
    own = page[page.index(f'id="{Role.SPOC.value}"') :]
    assert own.index("Your role") < own.index("</h2>") + 80


def test_the_page_is_the_table(spoc: Client) -> None:
    """What a card lists is what the role may, beside what all may."""
    everyone = frozenset(Permission).intersection(*MAY.values())
    page = words(spoc.get("/roles/"))
    for permission in set(Permission) - everyone:
        said = permission.value[0].upper() + permission.value[1:].replace("'", "&#x27;")
        assert page.count(said) == sum(permission in MAY[role] for role in Role)


def test_the_hat_that_is_worn_is_marked(cast: Cast, school: Agency) -> None:
    teacher = cast["teacher"]
    give_role(user=teacher, agency=school, role=Role.PREVENTION_LEAD, by=TEST)
    page = words(signed_in(teacher).get("/roles/"))
    assert page.count("Your role") == 1
