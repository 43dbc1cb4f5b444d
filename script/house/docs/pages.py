"""Every document that is made from the source, and whether it is fresh."""

import os
import sys
from collections.abc import Callable
from pathlib import Path

import django

from house.docs import asvs, examples, fields, picture, reference, workflows
from house.places import ROOT

# Documents in these folders are all made here: one that nothing makes any more is removed.
OWNED = ("docs/reference",)

PAGES: dict[str, Callable[[], str]] = {
    ".env.example": reference.env_example,
    "docs/architecture.svg": picture.architecture,
    "docs/reference/asvs.md": asvs.page_of_counts,
    "docs/reference/fields.md": fields.page,
    "docs/reference/roles.md": reference.roles,
    "docs/reference/settings.md": reference.settings,
    "docs/reference/urls.md": reference.urls,
    "docs/reference/worked-examples.md": examples.worked_examples,
    "docs/reference/workflows.md": workflows.page,
}


def all_pages() -> dict[str, str]:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cse_portal.settings")
    django.setup()
    return {place: make() for place, make in PAGES.items()}


def stale(pages: dict[str, str], root: Path = ROOT) -> list[str]:
    """What differs from the files, what is missing, and what nothing makes any more."""
    different = [place for place, text in pages.items() if _read(root / place) != text]
    orphans = [
        str(file.relative_to(root))
        for folder in OWNED
        for file in sorted((root / folder).glob("*"))
        if str(file.relative_to(root)) not in pages
    ]
    return different + orphans


def write(pages: dict[str, str], root: Path = ROOT) -> None:
    for place in stale(pages, root):
        file = root / place
        if place in pages:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(pages[place], encoding="utf-8")
        else:
            file.unlink()
        print(f"Made {place}" if place in pages else f"Removed {place}")


def _read(file: Path) -> str | None:
    return file.read_text(encoding="utf-8") if file.exists() else None


def main(arguments: list[str]) -> int:
    pages = all_pages()
    if "--check" not in arguments:
        write(pages)
        return 0
    old = stale(pages)
    if old:
        print("Out of date: " + ", ".join(old))
    return 1 if old else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
