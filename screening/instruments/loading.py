"""Finds, reads and keeps every edition that is shipped; one that is not in order is never half used."""

from __future__ import annotations

import hashlib
import json
from functools import cache
from pathlib import Path
from typing import Any

from screening.instruments.checking import Findings, NotInOrder, Problem, content
from screening.instruments.crossing import cross
from screening.instruments.reading import instrument_of
from screening.instruments.shape import Instrument

EDITIONS = Path(__file__).parent / "editions"

# What an edition takes from the one that it uses, where it says nothing itself.
TAKEN = ("who", "letters", "bands", "together", "asked", "periods")
ADDED_TO = ("groups", "aliases")  # own rows stand beside those taken


class NoSuchEdition(LookupError):
    """No file holds this edition of this tool."""


def load(path: Path) -> Instrument:
    """One file, checked; raises NotInOrder with everything that is wrong in it."""
    findings = Findings(path.name)
    raw = _resolved(content(path), path, findings)
    instrument = instrument_of(raw, digest_of(raw), findings)
    cross(instrument, findings)
    if path.stem != instrument.name:
        findings.add("", "code", f"and edition make another name than the file’s: {instrument.name}")
    findings.stop()
    return instrument


def digest_of(raw: dict[str, Any]) -> str:
    """Of what the file says, with what it uses; neither comments nor the order of fields change it."""
    plain = json.dumps(raw, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(plain.encode()).hexdigest()


def _resolved(raw: dict[str, Any], path: Path, findings: Findings) -> dict[str, Any]:
    """With what is taken from another edition: items named by their code alone, and tables that are not said anew."""
    name = raw.get("uses")
    if name is None:
        return raw
    used = path.parent / f"{name}.yaml"
    if not isinstance(name, str) or not used.is_file():
        raise NotInOrder([Problem(path.name, "", "uses", f"{name} is no edition beside this one")])
    load(used)  # what is used is in order itself
    base = content(used)
    if "uses" in base:
        raise NotInOrder([Problem(path.name, "", "uses", f"{name} uses another edition itself")])
    whole = {field: base[field] for field in TAKEN if field in base} | raw
    for field in ADDED_TO:
        whole[field] = _added(raw, base, field)
    if "levels" in raw or "level_rules" in raw:
        whole["levels"] = raw.get("levels") or base.get("results")
        whole["level_rules"] = [*base.get("rules", []), *raw.get("level_rules", [])]
    whole["follow_ups"] = _beside(raw, base, "follow_ups")
    rows = {field: _rows(base, field) for field in ("items", "questions")}
    whole["sections"] = [_section(section, rows, findings) for section in raw.get("sections", [])]
    return whole


def _added(raw: dict[str, Any], base: dict[str, Any], field: str) -> Any:
    """Nothing is added to an empty table: it says that there are none."""
    taken, own = base.get(field, {}), raw.get(field)
    if own is None:
        return taken
    return taken | own if own and isinstance(own, dict) else own


def _rows(base: dict[str, Any], field: str) -> dict[str, Any]:
    return {row["code"]: row for section in base["sections"] for row in section.get(field, [])}


def _beside(raw: dict[str, Any], base: dict[str, Any], field: str) -> list[Any]:
    own = raw.get(field, [])
    codes = {row.get("code") for row in own if isinstance(row, dict)}
    return [*(row for row in base.get(field, []) if row["code"] not in codes), *own]


def _section(section: Any, rows: dict[str, dict[str, Any]], findings: Findings) -> Any:
    """What is named by its code alone stands as in the edition used."""
    if not isinstance(section, dict):
        return section
    return section | {
        field: [_row(section, field, row, known, findings) for row in section[field]]
        for field, known in rows.items()
        if isinstance(section.get(field), list)
    }


def _row(section: dict[str, Any], field: str, row: Any, known: dict[str, Any], findings: Findings) -> Any:
    """Periods are the section’s own: one tool asks of an item for two, another for one."""
    if not isinstance(row, str):
        return row
    if row not in known:
        findings.add(f"sections {section.get('code')}", field, f"{row} is not in the edition used")
        return {"code": row}
    return {name: value for name, value in known[row].items() if name != "periods"}


@cache
def every_edition() -> tuple[Instrument, ...]:
    """Each that is shipped, all of them in order; raises NotInOrder with the problems of every file."""
    found: list[Instrument] = []
    problems: list[Problem] = []
    for path in sorted(EDITIONS.glob("*.yaml")):
        try:
            found.append(load(path))
        except NotInOrder as wrong:
            problems += wrong.problems
    if problems:
        raise NotInOrder(problems)
    return tuple(found)


@cache
def edition(code: str, edition: str) -> Instrument:
    for one in every_edition():
        if (one.code, one.edition) == (code, edition):
            return one
    raise NoSuchEdition(f"{code}, edition {edition}")
