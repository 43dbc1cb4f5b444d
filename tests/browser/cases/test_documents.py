"""A letter is added, read in the portal and replaced; a file that means harm is refused, and the words stay."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page, expect

from cse_portal.cases.models import Case
from tests.browser.cases.test_meetings import Open, SignInTo, case, check, heading, tab, worker
from tests.unit.cases import made_files as made

__all__ = ["Open", "SignInTo", "case", "worker"]


def file_of(folder: Path, name: str, data: bytes) -> Path:
    made_at = folder / name
    made_at.write_bytes(data)
    return made_at


def fill(page: Page) -> None:
    page.get_by_label("Title").fill("Letter of the school")
    page.get_by_label("What is it?").select_option(label="Letter")
    on = page.get_by_role("group", name="Date of the document")
    for label, value in (("Day", "2"), ("Month", "11"), ("Year", "2026")):
        on.get_by_label(label).fill(value)
    page.get_by_label("Shared with the network").check()


def test_a_letter_is_added_read_and_replaced(worker: Page, case: Case, tmp_path: Path) -> None:
    page = worker
    page.goto(f"/cases/{case.ref}/")
    tab(page, "Documents")
    heading(page, "Documents")
    expect(page.get_by_text("No document yet that you may read")).to_be_visible()
    check(page)
    page.get_by_role("link", name="Add a document").first.click()
    heading(page, "Add a document")
    check(page)
    fill(page)
    mean = made.docx(**{"word/vbaProject.bin": b"x"})
    page.get_by_label("Which file, or which files?").set_input_files(file_of(tmp_path, "letter.docx", mean))
    page.get_by_role("button", name="Add the document").click()
    expect(page.get_by_role("alert")).to_contain_text("The file holds macros. Save it without macros")
    expect(page.get_by_label("Title")).to_have_value("Letter of the school")
    expect(page.get_by_label("Shared with the network")).to_be_checked()
    check(page)
    page.get_by_label("Which file, or which files?").set_input_files(
        file_of(tmp_path, "letter.pdf", made.pdf(pages=2))
    )
    page.get_by_role("button", name="Add the document").click()
    heading(page, "Letter of the school")
    expect(page.get_by_text("Not scanned for viruses")).to_be_visible()
    check(page)
    read_it(page)
    replace_it(page, tmp_path)


def read_it(page: Page) -> None:
    page.get_by_role("link", name="Open the latest version").click()
    picture = page.get_by_role("img", name="Page 1 of 2")
    expect(picture).to_be_visible()
    assert picture.evaluate("image => image.naturalWidth") > 500
    check(page)
    page.get_by_role("link", name="Next page").click()
    expect(page.get_by_role("img", name="Page 2 of 2")).to_be_visible()
    with page.expect_download() as taken:
        page.get_by_role("button", name="Download version 1").click()
    assert taken.value.suggested_filename.startswith("document-")
    page.get_by_role("link", name="About this document").click()
    heading(page, "Letter of the school")


def replace_it(page: Page, folder: Path) -> None:
    page.set_viewport_size({"width": 375, "height": 740})
    page.get_by_role("link", name="Add a new version").click()
    heading(page, "Add a new version")
    check(page)
    page.get_by_label("Which file?").set_input_files(file_of(folder, "b.eml", made.eml("With a signature now")))
    page.get_by_label("What is different in it?").fill("It is signed")
    page.get_by_role("button", name="Add the new version").click()
    heading(page, "Letter of the school")
    expect(page.get_by_text("It is signed")).to_be_visible()
    expect(page.get_by_role("link", name="Version 1")).to_be_visible()
    check(page)
    page.get_by_role("link", name="Withdraw this document").click()
    heading(page, "Withdraw the document")
    page.get_by_label("Why is it withdrawn?").fill("It is of another child")
    page.get_by_role("button", name="Withdraw the document").click()
    heading(page, "Letter of the school")
    expect(page.get_by_text("Nobody can open it any more").first).to_be_visible()
    check(page)
