"""The lock files fit what is asked for: a version for every name, a hash for every version, no host."""

import json
import re
import sys
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

from house.places import ROOT

PINNED = re.compile(r"^([A-Za-z0-9._-]+)(?:\[[^]]*\])?==([^\s;\\]+)", re.M)
Pins = dict[str, set[Version]]


def pins_of(text: str) -> Pins:
    """Every name with its versions: markers may give one name two."""
    pins: Pins = {}
    for name, version in PINNED.findall(text):
        pins.setdefault(canonicalize_name(name), set()).add(Version(version))
    return pins


def unhashed(text: str) -> list[str]:
    entries = re.split(r"\n(?=\S)", text.strip())
    return [entry.split("==")[0] for entry in entries if not entry.startswith("#") and "--hash=sha256:" not in entry]


def not_met(asked: Iterable[str], pins: Pins) -> Iterator[str]:
    for line in asked:
        wanted = Requirement(line)
        versions = pins.get(canonicalize_name(wanted.name), set())
        if not versions:
            yield f"{wanted.name} is not there"
        elif not all(version in wanted.specifier for version in versions):
            yield f"{wanted.name} is at {', '.join(map(str, versions))}, but {wanted.specifier} is asked for"


def group(project: dict[str, Any], name: str) -> Iterator[str]:
    for entry in project["dependency-groups"][name]:
        if isinstance(entry, str):
            yield entry
        else:
            yield from group(project, entry["include-group"])


def python_faults(root: Path) -> Iterator[str]:
    project = tomllib.loads((root / "pyproject.toml").read_text())
    asked = project["project"]["dependencies"]
    wanted = {"requirements.lock": asked, "requirements-dev.lock": [*asked, *group(project, "dev")]}
    for place, lines in wanted.items():
        pins = pins_of((root / place).read_text())
        yield from (f"{place}: {fault}" for fault in not_met(lines, pins))
    production, dev = (pins_of((root / place).read_text()) for place in wanted)
    for name in sorted(name for name, versions in production.items() if dev.get(name) != versions):
        yield f"requirements-dev.lock: {name} differs from what production installs"
    for lock in sorted(root.glob("requirements*.lock")):
        text = lock.read_text()
        yield from (f"{lock.name}: {name} has no hash" for name in unhashed(text))
        if "://" in text or "--index" in text:
            yield f"{lock.name}: names a host"


def npm_faults(root: Path) -> Iterator[str]:
    asked = json.loads((root / "package.json").read_text()).get("dependencies", {})
    packages = json.loads((root / "package-lock.json").read_text())["packages"]
    for name, version in asked.items():
        locked = packages.get(f"node_modules/{name}", {}).get("version")
        if locked != version:
            yield f"package-lock.json: {name} is at {locked}, but {version} is asked for"
    for place, package in packages.items():
        if place and "integrity" not in package:
            yield f"package-lock.json: {place} has no hash"
        if "resolved" in package:
            yield f"package-lock.json: {place} names a host"


def main(root: Path = ROOT) -> int:
    found = [*python_faults(root), *npm_faults(root)]
    print("\n".join(found))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
