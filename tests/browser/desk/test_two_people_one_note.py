"""Two people change the same note, and put it together."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from cse_portal.agencies.models import User
from cse_portal.demo.models import PracticeNote
from tests.browser.desk.conftest import Device
from tests.browser.desk.notes import expect_accessible, expect_no_sideways_scroll, save, what_happened
from tests.integration.desk.forms import edit_address, written_note

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("with_javascript", [True, False])
def test_both_sides_are_seen_and_put_together(people: dict[str, User], device: Device, with_javascript: bool) -> None:
    note = written_note(people["police_spoc"], what_happened="Collected by a silver car on 4 November.")
    tom, ngozi = device(people["police_spoc"]), device(people["mase_chair"], java_script_enabled=with_javascript)
    for page in (tom, ngozi):
        page.goto(edit_address(note))
    what_happened(tom).fill("Collected by a silver car on 4 and 12 November.")
    tom.get_by_label("Very worried").check()
    save(tom)
    expect(tom.get_by_text("The note is saved.")).to_be_visible()
    what_happened(ngozi).fill("Collected by a silver car on 4 and 11 November.")
    save(ngozi)
    expect(ngozi.get_by_text("Tom Akers saved this at")).to_be_visible()
    expect(ngozi.locator("mark")).to_have_text(["11", "12"])
    expect(ngozi.get_by_text("Very worried")).to_be_visible()
    if with_javascript:
        expect_accessible(ngozi)
        ngozi.set_viewport_size({"width": 320, "height": 700})
        expect_no_sideways_scroll(ngozi)
    ngozi.get_by_label("Write both together").check()
    together = ngozi.get_by_label("Both together", exact=True)
    expect(together).to_have_value("Collected by a silver car on 4 and 12 11 November.")
    together.fill("Collected by a silver car on 4, 11 and 12 November.")
    save(ngozi)
    expect(ngozi.get_by_text("The note is saved.")).to_be_visible()
    stored = PracticeNote.objects.get()
    assert stored.what_happened == "Collected by a silver car on 4, 11 and 12 November."
    assert stored.worry == "very"
