"""A partnership's settings, section by section: kept when wrong, told in the history, shown where they count."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from cse_portal.agencies.models import LocalAuthority, Panel, Partnership, SettingChange
from cse_portal.agencies.partnership_settings import office_hours_of, timescales_of
from cse_portal.agencies.timescales import Timescale
from cse_portal.audit.models import AuditEvent
from tests.integration.office.conftest import Cast, signed_in
from tests.integration.office.forms import controls, send, words


def at(name: str, of: Partnership | LocalAuthority | Panel) -> str:
    return reverse(f"office:{name}", args=[of.ref])


def test_whom_to_ring_is_changed_shown_and_told(office: Client, here: Partnership) -> None:
    page = send(office, at("contacts", here), mash_phone="01632 960555", mash_email="mash@larkmere.example")
    assert "Saved. The change stands in the history." in page
    here.refresh_from_db()
    assert (here.mash_phone, here.mash_email) == ("01632 960555", "mash@larkmere.example")
    history = words(office.get(at("history", here)))
    assert "<del>01632 960200</del>" in history
    assert "<ins>01632 960555</ins>" in history
    assert "23 November 2026, 9:30am, Rosalind Achterberg" in history
    assert "MASH is open" not in words(office.get(at("history", here) + "?section=contacts"))
    event = AuditEvent.objects.filter(kind="partnership.changed").latest("pk")
    assert event.object_ref == here.ref


def test_a_number_that_is_none_is_kept_and_named(office: Client, here: Partnership) -> None:
    page = send(office, at("contacts", here), mash_phone="ask Kit", out_of_hours_phone="01632 960999")
    assert "There is a problem" in page
    assert 'value="ask Kit"' in page
    assert 'value="01632 960999"' in page
    here.refresh_from_db()
    assert here.out_of_hours_phone == "01632 960299"


def test_nothing_changed_leaves_no_line(office: Client, here: Partnership) -> None:
    before = SettingChange.objects.count()
    send(office, at("names", here))
    assert SettingChange.objects.count() == before


def test_what_a_partnership_calls_its_manager_is_what_pages_say(office: Client, here: Partnership) -> None:
    send(office, at("names", here), manager_title="Board manager")
    assert "Board manager" in words(office.get("/"))
    assert "Board manager" in words(office.get("/roles/"))


def test_hours_are_kept_by_the_day(office: Client, here: Partnership) -> None:
    page = send(office, at("hours", here), opens_5="10am", closes_5="2pm", bank_holidays="as_sunday")
    assert "Monday to Friday, 8:30am to 5pm; Saturday, 10am to 2pm" in page
    assert sorted(office_hours_of(Partnership.objects.get()).week) == [0, 1, 2, 3, 4, 5]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"opens_5": "10am"}, "Enter when MASH closes on Saturday, or empty both boxes"),
        ({"closes_6": "10am"}, "Enter when MASH opens on Sunday, or empty both boxes"),
        ({"opens_0": "5pm", "closes_0": "9am"}, "On Monday MASH must close later than it opens"),
        ({"opens_0": "half past"}, "Monday opens at"),
    ],
)
def test_odd_hours_are_named_at_their_box(office: Client, here: Partnership, typed: dict[str, str], said: str) -> None:
    page = send(office, at("hours", here), **typed)
    assert "There is a problem" in page
    assert said in page
    assert 4 in office_hours_of(here).week


def test_a_timescale_is_changed_with_a_reason(office: Client, here: Partnership) -> None:
    page = send(office, at("timescales_panel", here), panel_papers="4", reason="Agreed by the board")
    assert "Saved" in page
    assert timescales_of(here)[Timescale.PANEL_PAPERS] == 4
    assert "Agreed by the board" in words(office.get(at("timescales_panel", here)))
    assert "Agreed by the board" not in words(office.get(at("timescales_mash", here)))


def test_a_timescale_stays_within_the_law_and_asks_why(office: Client, here: Partnership) -> None:
    page = send(office, at("timescales_mash", here), mash_decides="9", reason="")
    assert "MASH decides must be between 0 and 1" in page
    assert "Enter why you are changing this" in page
    page = send(office, at("timescales_panel", here), panel_papers="6", reason="Agreed by the board")
    assert "There is a problem" in page
    assert SettingChange.objects.filter(section="timescales").count() == 0
    page = send(office, at("timescales_mash", here), reason="Only looking")
    assert "Nothing is changed yet" in page


def test_a_colour_is_looked_at_before_anybody_else_sees_it(office: Client, here: Partnership) -> None:
    place = at("colour", here)
    page = words(office.get(place, {"brand_colour": "#2b5d34"}))
    assert "This whole page shows #2b5d34." in page
    assert reverse("brand", args=["2b5d34"]) in page
    assert Partnership.objects.get().brand_colour == "#124c5c"
    words(office.post(place, {"brand_colour": "#2b5d34", "version": here.version}, follow=True))
    assert Partnership.objects.get().brand_colour == "#2b5d34"
    stale = words(office.post(place, {"brand_colour": "#1d4b8f", "version": here.version}))
    assert "Someone else changed the settings meanwhile" in stale
    assert Partnership.objects.get().brand_colour == "#2b5d34"


@pytest.mark.parametrize(("colour", "said"), [("#ffcc00", "The nearest colour that works is"), ("teal", "six digits")])
def test_a_colour_that_cannot_be_read_is_refused_with_one_that_can(
    office: Client, here: Partnership, colour: str, said: str
) -> None:
    assert said in words(office.post(at("colour", here), {"brand_colour": colour, "version": here.version}))


def test_the_answer_to_a_search_is_chosen(office: Client, here: Partnership) -> None:
    assert "Says that nobody by that name is recorded" in send(
        office, at("searching", here), answers_unknown_like_known="no"
    )
    assert not Partnership.objects.get().answers_unknown_like_known


def test_authorities_and_panels_come_and_end(office: Client, here: Partnership) -> None:
    send(office, at("authority_add", here), name="Borough of Ostermere", short_name="Ostermere", code="e09000098")
    added = LocalAuthority.objects.get(short_name="Ostermere")
    assert added.code == "E09000098"
    assert "An authority of this name is there already" in send(
        office, at("authority_add", here), name="borough of ostermere", short_name="O", code=""
    )
    assert "Statistics code must be nine letters" in send(
        office, at("authority_add", here), name="Another", short_name="A", code="E09"
    )
    send(office, at("panel_add", here), kind="mase", name="Ostermere MASE panel", authorities=[added.ref])
    panel = Panel.objects.get(name="Ostermere MASE panel")
    assert list(panel.authorities.all()) == [added]
    page = send(office, at("panel", panel), ended_on="on")
    assert "until 23 November 2026" in page
    page = send(office, at("authority", added), left_on="on")
    assert "Ostermere, E09000098, until 23 November 2026" in page


def test_a_change_by_somebody_else_is_shown_beside_ones_own(office: Client, here: Partnership, cast: Cast) -> None:
    place = at("contacts", here)
    opened = controls(office.get(place).content.decode())
    send(signed_in(cast["lscb_manager"]), place, mash_phone="01632 960111")
    page = words(office.post(place, {**opened, "mash_phone": "01632 960222"}, follow=True))
    assert "01632 960111" in page
    assert "01632 960222" in page
    assert Partnership.objects.get().mash_phone == "01632 960111"
