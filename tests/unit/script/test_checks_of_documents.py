"""Documents are compared with what makes them, and written only when they differ."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

from house.docs.pages import stale, write
from house.docs.picture import architecture, rows

PAGES = {"docs/reference/roles.md": "# Roles\n", ".env.example": "A=1\n"}


def test_a_missing_document_is_stale_until_written(tmp_path: Path) -> None:
    assert stale(PAGES, tmp_path) == list(PAGES)
    write(PAGES, tmp_path)
    assert stale(PAGES, tmp_path) == []


def test_a_changed_document_is_stale(tmp_path: Path) -> None:
    write(PAGES, tmp_path)
    (tmp_path / ".env.example").write_text("A=2\n")
    assert stale(PAGES, tmp_path) == [".env.example"]


def test_what_nothing_makes_any_more_is_removed(tmp_path: Path) -> None:
    write(PAGES, tmp_path)
    (tmp_path / "docs/reference/old.md").write_text("old")
    assert stale(PAGES, tmp_path) == ["docs/reference/old.md"]
    write(PAGES, tmp_path)
    assert not (tmp_path / "docs/reference/old.md").exists()


def test_the_picture_shows_every_room_of_the_contract() -> None:
    drawn = ElementTree.fromstring(architecture())
    texts = {element.text for element in drawn.iter("{http://www.w3.org/2000/svg}text")}
    assert {box.title for row in rows() for box in row} <= texts


def test_the_stages_stand_in_the_order_of_the_childs_path() -> None:
    stages = [box.title for row in rows() for box in row if box.is_stage]
    assert stages == ["reporting", "mase", "referrals", "screening"]
