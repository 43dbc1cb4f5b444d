"""The language helper offers better words as a person types, and leaves the decision to them."""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import expect

from cse_portal.agencies.models import User
from cse_portal.demo.models import PracticeNote
from cse_portal.desk.models import WordingCount
from cse_portal.ui.language import prompts
from tests.browser.desk.conftest import Device
from tests.browser.desk.notes import WRITE, expect_accessible, fill_note, save, what_happened
from tests.unit.ui.test_language import AVOID, FINE

pytestmark = pytest.mark.browser
BLAMING = "She keeps putting herself at risk and will not engage. She said “I am streetwise”."


def test_prompts_appear_can_be_put_away_and_never_block(people: dict[str, User], device: Device) -> None:
    page = device(people["social_worker"])
    page.goto(WRITE)
    fill_note(page, what_happened=BLAMING)
    box = page.locator("#id_what_happened-prompts")
    expect(box.get_by_role("listitem")).to_have_count(2)
    expect(box).to_contain_text("“is being targeted”")
    expect(page.locator("#id_what_happened-prompts-spoken")).to_contain_text("will not engage")
    expect_accessible(page)
    box.get_by_role("button", name="will not engage").click()
    expect(box.get_by_role("listitem")).to_have_count(1)
    expect(what_happened(page)).to_be_focused()
    expect(what_happened(page)).to_have_value(BLAMING)
    save(page)
    expect(page.get_by_text("The note is saved.")).to_be_visible()
    assert PracticeNote.objects.get().what_happened == BLAMING
    assert dict(WordingCount.objects.values_list("phrase", "number")) == {"putting-at-risk": 1, "will-not-engage": 1}


def test_the_browser_prompts_what_the_server_prompts(people: dict[str, User], device: Device) -> None:
    page = device(people["social_worker"])
    page.goto(WRITE)
    texts = (
        [text for text, *_ in AVOID] + FINE + [BLAMING, "Zoë’s “promiscuous” friend; PROSTITUTES and streetwiseness"]
    )
    found = page.evaluate(
        """async texts => {
            const { readTable, prompts } = await import('/static/ui/language.js')
            const table = readTable(await (await fetch('/desk/wordings.json')).json())
            return texts.map(text => prompts(text, table).map(p => [p.start, p.end, p.code, p.avoid]))
        }""",
        texts,
    )
    expected = [[[p.start, p.end, p.code, p.avoid] for p in prompts(text)] for text in texts]
    assert json.loads(json.dumps(found)) == expected
