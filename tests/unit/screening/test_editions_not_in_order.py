"""A file with mistakes is refused with all of them, each by its file, place and field."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from screening.guidance import loading as guidance
from screening.instruments.checking import NotInOrder, content
from screening.instruments.loading import EDITIONS, load

TOOL = "multi-agency-screening-2018.yaml"
ASSESSMENT = "cse-assessment-2018.yaml"
Raw = dict[str, Any]


def said(folder: Path, name: str, change: Callable[[Raw], object]) -> list[str]:
    """What is wrong with a shipped file once it is changed; the others stand beside it."""
    shutil.copytree(EDITIONS, folder, dirs_exist_ok=True)
    raw = content(EDITIONS / name)
    change(raw)
    (folder / name).write_text(json.dumps(raw))  # every JSON is YAML, and quickly written
    with pytest.raises(NotInOrder) as refused:
        load(folder / name)
    assert {problem.file for problem in refused.value.problems} == {name}
    return [str(problem).removeprefix(f"{name}: ") for problem in refused.value.problems]


def row(raw: Raw, field: str, name: str, called: str = "code") -> Raw:
    return next(one for one in raw[field] if one[called] == name)


def item(raw: Raw, code: str) -> Raw:
    return next(one for section in raw["sections"] for one in section.get("items", []) if one["code"] == code)


def rule(raw: Raw, name: str) -> Raw:
    return row(raw, "rules", name, "rule")


CASES: dict[str, tuple[Callable[[Raw], object], str]] = {
    "a field is missing": (
        lambda raw: item(raw, "A9").pop("short"),
        "sections additional, items A9: short: is missing",
    ),
    "a field does not belong": (
        lambda raw: item(raw, "A9").update(weight="3"),
        "sections additional, items A9: weight: is not a field that belongs here",
    ),
    "a word that is none of the list": (
        lambda raw: item(raw, "A9").update(kind="danger"),
        "sections additional, items A9: kind: danger is none of: vulnerability, risk, harm",
    ),
    "a number where text belongs": (
        lambda raw: raw.update(about=2018),
        "about: must be text; a number stands in quotation marks",
    ),
    "a text that is too long for a list": (
        lambda raw: item(raw, "A9").update(short="x" * 61),
        "sections additional, items A9: short: is longer than 60 characters",
    ),
    "a band that is not there": (
        lambda raw: item(raw, "A9").update(band="low"),
        "item A9: band: low is none of: acute, additional, complex, universal_plus",
    ),
    "a band missing without a word": (
        lambda raw: item(raw, "A9").pop("band"),
        "item A9: band: is missing, and no_band does not say why",
    ),
    "a letter that is not of the nine": (
        lambda raw: item(raw, "A9").update(letters=["Z"]),
        "item A9: letters: Z is none of: S, Ab, F, E, G, U, Al, R, D",
    ),
    "a code twice": (
        lambda raw: item(raw, "A9").update(code="A10"),
        "items and questions: A10: is there twice",
    ),
    "an alias of an alias": (
        lambda raw: raw["aliases"].update(C10="C1"),
        "aliases: C10: stands for C1, which is an alias itself",
    ),
    "an alias of nothing": (
        lambda raw: raw["aliases"].update(C10="S8"),
        "aliases: C10: stands for S8, which is no item",
    ),
    "a group with an unknown item": (
        lambda raw: raw["groups"]["exchange"].append("S8"),
        "groups: exchange: S8 is no item, and no choice of one",
    ),
    "a rule that names an unknown item": (
        lambda raw: rule(raw, "6b").update(when={"any": {"items": ["V9"], "period": "ever"}}),
        "rules 6b: when: V9 is no item, and no choice of one",
    ),
    "a rule that gives what is not there": (
        lambda raw: rule(raw, "2").update(gives="high"),
        "rules 2: gives: high is none of: low, medium, significant",
    ),
    "a rule that gives nothing": (
        lambda raw: rule(raw, "2").pop("gives"),
        "rules 2: gives: is missing: a rule gives a result, or marks something",
    ),
    "a rule that can never fire: too many": (
        lambda raw: rule(raw, "6a").update(when={"at_least": {"count": 9, "of": "vulnerability", "period": "ever"}}),
        "rules 6a: when: can never hold: no answers make this rule fire",
    ),
    "a rule that can never fire: never asked for then": (
        lambda raw: rule(raw, "2").update(when={"any": {"bands": ["additional"], "period": "before"}}),
        "rules 2: when: can never hold: no answers make this rule fire",
    ),
    "a rule that forbids what it needs": (
        lambda raw: rule(raw, "5")["when"]["all_of"].append({"none": {"period": "ever"}}),
        "rules 5: when: can never hold: no answers make this rule fire",
    ),
    "a condition that is none": (
        lambda raw: rule(raw, "2").update(when={"perhaps": {}}),
        "rules 2, when: perhaps: is none of: any, at_least, none, child, younger_than, crime_level, not_known, "
        "all_of, any_of",
    ),
    "a part of the whole that is none": (
        lambda raw: rule(raw, "9")["when"]["not_known"].update(more_than="3/3"),
        "rules 9, when not_known: more_than: must be a part of the whole: 1/3",
    ),
    "a rule of the same name": (
        lambda raw: rule(raw, "2").update(rule="3"),
        "rules 3: rule: is there twice",
    ),
    "somebody to ask who is not on the list": (
        lambda raw: item(raw, "A9").update(who_could_know=["neighbour"]),
        "sections additional, items A9: who_could_know: neighbour is none of: ",
    ),
    "a choice without options": (
        lambda raw: raw["sections"][1]["questions"][0].pop("options"),
        "sections child, questions learning_disability: options: are missing",
    ),
    "a follow-up that is not there": (
        lambda raw: row(raw, "results", "low")["next_steps"].append("nothing"),
        "result low: next_steps: nothing is no follow-up",
    ),
    "letters out of order": (
        lambda raw: raw["letters"].reverse(),
        "letters: code: must be the nine, in their order: S Ab F E G U Al R D",
    ),
    "another edition than the file's": (
        lambda raw: raw.update(edition="2019"),
        "code: and edition make another name than the file’s: multi-agency-screening-2019",
    ),
    "points in a tool that adds none": (
        lambda raw: item(raw, "A9").update(points={"now": 1}),
        "item A9: points: belong to a tool that adds up points",
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_a_mistake_is_named(case: str, tmp_path: Path) -> None:
    change, says = CASES[case]
    found = said(tmp_path, TOOL, change)
    assert [one for one in found if one.startswith(says)], found


def test_all_mistakes_are_named_at_once(tmp_path: Path) -> None:
    def change(raw: Raw) -> None:
        for one, _ in list(CASES.values())[:7]:
            try:
                one(raw)
            except KeyError:  # an earlier mistake took the field away
                continue

    assert len(said(tmp_path, TOOL, change)) >= 6


def test_an_item_of_another_edition_has_to_be_there(tmp_path: Path) -> None:
    found = said(tmp_path, ASSESSMENT, _add)
    assert "sections letter_d: items: S9 is not in the edition used" in found


def _add(raw: Raw) -> None:
    next(one for one in raw["sections"] if one["code"] == "letter_d")["items"].append("S9")


def test_an_edition_that_is_used_has_to_be_there(tmp_path: Path) -> None:
    assert said(tmp_path, ASSESSMENT, lambda raw: raw.update(uses="other-2018")) == [
        "uses: other-2018 is no edition beside this one"
    ]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("code: [", "line "),
        ("code: a\ncode: b\n", "line 2: code is there twice"),
        ("- a\n", "must be a table of named fields"),
        ("code: !!python/object:os.system x\n", "could not determine a constructor"),
        ("1.5: a\n? [a]\n: b\n", "a key must be text"),
    ],
)
def test_what_is_no_plain_yaml_is_refused(text: str, says: str, tmp_path: Path) -> None:
    file = tmp_path / "broken.yaml"
    file.write_text(text)
    with pytest.raises(NotInOrder) as refused:
        content(file)
    assert says in str(refused.value)
    assert str(refused.value).startswith("broken.yaml: ")


def test_no_and_dates_stay_the_words_that_they_are(tmp_path: Path) -> None:
    file = tmp_path / "plain.yaml"
    file.write_text("a: no\nb: 2018-01-01\nc: 1.5\nd: 7\ne: null\n")
    assert content(file) == {"a": "no", "b": "2018-01-01", "c": "1.5", "d": 7, "e": None}


def test_the_library_is_read_as_strictly(tmp_path: Path) -> None:
    raw = content(guidance.LIBRARY)
    raw["myths"][0].pop("so")
    raw["services"].reverse()
    raw["documents"].append(raw["documents"][0])
    file = tmp_path / "library.yaml"
    file.write_text(json.dumps(raw))
    with pytest.raises(NotInOrder) as refused:
        guidance.load(file)
    assert [str(one) for one in refused.value.problems] == [
        "library.yaml: myths kinds: so: is missing",
        "library.yaml: services: band: must be the four, in their order: universal_plus, additional, complex, acute",
        "library.yaml: documents: pathway 2018: is there twice",
    ]
