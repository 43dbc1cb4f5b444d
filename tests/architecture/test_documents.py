"""What the documents name is there: links, pictures, scripts, commands; decisions are short and listed."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from django.core.management import get_commands

from cse_portal.demo.cast import CAST
from tests.architecture.source import ROOT

DOCUMENTS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])
LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)")
LONGEST_DECISION = 40


def broken_links(documents: Iterable[Path]) -> Iterator[str]:
    for document in documents:
        for target in LINK.findall(document.read_text()):
            if not target.startswith("https://") and not (document.parent / target).exists():
                yield f"{document.name}: {target}"


def unlinked(documents: Iterable[Path]) -> set[str]:
    """Documents that no other leads to."""
    led_to = {
        (document.parent / target).resolve() for document in documents for target in LINK.findall(document.read_text())
    }
    return {str(one.relative_to(ROOT)) for one in documents if one.resolve() not in led_to}


def test_links_lead_somewhere() -> None:
    assert list(broken_links(DOCUMENTS)) == []


def test_every_document_is_found_from_another() -> None:
    assert unlinked(DOCUMENTS) - {"README.md", "docs/README.md"} == set()


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: str(document.relative_to(ROOT)))
def test_scripts_and_commands_exist(document: Path) -> None:
    text = document.read_text()
    scripts = set(re.findall(r"\bscript/([a-z]+)\b(?!/)", text)) - {"house"}
    assert {name for name in scripts if not os.access(ROOT / "script" / name, os.X_OK)} == set()
    assert set(re.findall(r"manage\.py (\w+)", text)) <= set(get_commands())


def test_the_readme_names_the_whole_cast() -> None:
    readme = (ROOT / "README.md").read_text()
    assert [member.email for member in CAST if member.email not in readme] == []
    named = set(re.findall(r"`([a-z.]+@larkmere\.example)`", readme))
    assert named == {member.email for member in CAST}


def test_decisions_are_numbered_listed_and_short() -> None:
    decisions = sorted((ROOT / "docs/decisions").glob("0*.md"))
    assert [int(one.name[:4]) for one in decisions] == list(range(1, len(decisions) + 1))
    listed = (ROOT / "docs/decisions/README.md").read_text()
    for decision in decisions:
        lines = decision.read_text().splitlines()
        assert decision.name in listed
        assert lines[0].startswith(f"# {int(decision.name[:4])}. ")
        assert len(lines) <= LONGEST_DECISION, decision.name


def test_a_broken_link_is_caught(tmp_path: Path) -> None:
    document = tmp_path / "page.md"
    document.write_text("[there](page.md) and [gone](missing.md#part) and [out](https://example.org/)")
    assert list(broken_links([document])) == ["page.md: missing.md"]
