"""What is fetched, what is built from it, and what never appears in it."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from house import frontend
from house.places import STATIC
from house.says import Trouble


@pytest.fixture
def lock(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, dict[str, dict[str, object]]]:
    """A lock file with one package beside an empty node_modules."""
    wanted: dict[str, dict[str, dict[str, object]]] = {
        "packages": {
            "": {"name": "us"},
            "node_modules/a": {"version": "1.0.0", "integrity": "sha512-a"},
            "node_modules/watcher": {"version": "1.0.0", "integrity": "sha512-w", "optional": True},
        }
    }
    (tmp_path / "package-lock.json").write_text(json.dumps(wanted))
    (tmp_path / "node_modules").mkdir()
    monkeypatch.setattr(frontend, "PACKAGE_LOCK", tmp_path / "package-lock.json")
    monkeypatch.setattr(frontend, "PACKAGES", tmp_path / "node_modules")
    return wanted


def installed(tmp_path: Path, lock: dict[str, object]) -> None:
    (tmp_path / "node_modules" / ".package-lock.json").write_text(json.dumps(lock))


def test_packages_are_fresh_when_npm_installed_what_the_lock_names(
    tmp_path: Path, lock: dict[str, dict[str, dict[str, object]]]
) -> None:
    assert not frontend.packages_fresh()
    del lock["packages"][""], lock["packages"]["node_modules/watcher"]
    installed(tmp_path, lock)
    assert frontend.packages_fresh()
    lock["packages"]["node_modules/a"]["integrity"] = "sha512-b"
    installed(tmp_path, lock)
    assert not frontend.packages_fresh()


@pytest.mark.parametrize(("said", "version"), [("v20.20.2\n", 20), ("v8.1.0", 8), ("", 0), ("node: not found", 0)])
def test_node_version_is_its_first_number(said: str, version: int) -> None:
    assert frontend.node_version(said) == version


def test_stamp_changes_with_the_content_of_a_sheet(tmp_path: Path) -> None:
    sheet = tmp_path / "a.scss"
    sheet.write_text("a{}")
    before = frontend.stamp_of([sheet])
    sheet.touch()
    assert frontend.stamp_of([sheet]) == before
    sheet.write_text("b{}")
    assert frontend.stamp_of([sheet]) != before


@pytest.mark.parametrize("comment", ["\n//# sourceMappingURL=a.js.map", "//# sourceMappingURL=a.js.map\n"])
def test_copied_script_names_no_source_map(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, comment: str) -> None:
    monkeypatch.setattr(frontend, "PACKAGES", tmp_path)
    (tmp_path / "a.js").write_text(f"export const a=1;{comment}")
    frontend._copy("a.js", tmp_path / "out")
    assert (tmp_path / "out" / "a.js").read_text() == "export const a=1;\n"


def test_missing_package_file_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(frontend, "PACKAGES", tmp_path)
    with pytest.raises(Trouble, match="node_modules has no gone/\\*\\.js"):
        frontend._copy("gone/*.js", tmp_path / "out")


def test_crest_and_crown_are_not_even_referred_to() -> None:
    sheet = 'a{background:url("./images/govuk-crest.svg")}b{mask:url(./images/crown.png)}c{background:url(x.svg)}'
    assert frontend.CREST.sub("none", sheet) == "a{background:none}b{mask:none}c{background:url(x.svg)}"


@pytest.mark.parametrize("address", ["images/gone.svg", "https://other.example/a.svg", "//other.example/a.svg"])
def test_sheet_that_refers_to_what_is_not_there_is_refused(tmp_path: Path, address: str) -> None:
    (tmp_path / "a.css").write_text(f'a{{background:url("{address}")}}')
    with pytest.raises(Trouble, match="is not among the static files"):
        frontend.check_references(tmp_path)


def test_data_and_fragments_are_no_files(tmp_path: Path) -> None:
    (tmp_path / "here.svg").touch()
    (tmp_path / "a.css").write_text("a{b:url(data:image/svg+xml;x)}c{d:url(#e)}f{g:url(here.svg?v=1)}")
    frontend.check_references(tmp_path)


def test_built_files_are_ours_to_show() -> None:
    """The static files that this very run uses."""
    names = [str(file.relative_to(STATIC)) for file in STATIC.rglob("*") if file.is_file()]
    assert {"css/inter.css", "js/govuk-frontend.min.js", "js/moj-frontend.min.js"} <= set(names)
    assert not [name for name in names if re.search("crest|crown|logotype|gds|light-|bold-", name, re.IGNORECASE)]
    for name in names:
        if name.endswith((".css", ".js")):
            text = (STATIC / name).read_text()
            assert "sourceMappingURL" not in text, name
            assert "GDS Transport" not in text, name
