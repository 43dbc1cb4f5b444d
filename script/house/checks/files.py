"""The files that belong to the repository, as text."""

import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

BINARY = {".png", ".jpg", ".ico", ".woff2", ".pdf", ".gz", ".zip"}


@dataclass(frozen=True)
class SourceFile:
    """One file: its place beneath the root, and what it says."""

    place: str
    text: str

    @property
    def suffix(self) -> str:
        return Path(self.place).suffix

    @property
    def is_migration(self) -> bool:
        return "/migrations/" in self.place


def repository_files(root: Path) -> Iterator[SourceFile]:
    """Tracked files, and new ones that git does not ignore."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=root,
        capture_output=True,
        check=True,
        text=True,
    )
    for place in sorted(set(filter(None, listed.stdout.split("\0")))):
        file = root / place
        if file.is_file() and not file.is_symlink() and file.suffix not in BINARY:
            yield SourceFile(place, file.read_text(encoding="utf-8"))
