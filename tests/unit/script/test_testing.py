"""How script/test hands over to pytest, and what a missing browser means."""

from __future__ import annotations

import os

import pytest
from house import system_packages, testing

from tests.plugins import services


@pytest.mark.parametrize("chosen", [["-n", "0"], ["-n4"], ["--numprocesses=1"], ["--dist", "no"], ["--pdb"]])
def test_what_the_person_chose_stays(chosen: list[str]) -> None:
    assert testing.processes(["tests/unit", *chosen]) == []


def test_every_core_works_file_by_file() -> None:
    options = testing.processes(["tests/unit", "-k", "name"])
    assert options[0] == "-n"
    assert int(options[1]) >= 2
    assert options[2:] == ["--dist", "loadfile", "--no-loadscope-reorder"]


def test_named_browser_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLAYWRIGHT_CHROMIUM", "/opt/own/chromium")
    assert system_packages.chromium() == "/opt/own/chromium"


def test_no_browser_is_no_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PLAYWRIGHT_CHROMIUM", raising=False)
    monkeypatch.setenv("PATH", "/nowhere")
    monkeypatch.setattr(system_packages, "MAC_CHROMIUM", "/nowhere/chrome")
    assert system_packages.chromium() is None


class Item:
    """As much of a collected test as the plugin looks at."""

    def __init__(self, nodeid: str, *marks: str) -> None:
        self.nodeid = nodeid
        self.marks = {mark: getattr(pytest.mark, mark).mark for mark in marks}

    def get_closest_marker(self, name: str) -> pytest.Mark | None:
        return self.marks.get(name)


@pytest.mark.parametrize(("ci", "outcome"), [("true", pytest.fail.Exception), ("", pytest.skip.Exception)])
def test_browser_test_without_a_browser(
    monkeypatch: pytest.MonkeyPatch, ci: str, outcome: type[BaseException]
) -> None:
    monkeypatch.setenv("CI", ci)
    monkeypatch.setattr(system_packages, "chromium", lambda: None)
    services.pytest_runtest_setup(Item("tests/unit/test_a.py::test_b"))
    with pytest.raises(outcome, match="no Chromium"):
        services.pytest_runtest_setup(Item("tests/browser/test_a.py::test_b", "browser"))


def test_drills_come_first_in_their_order() -> None:
    items = [Item("a"), Item("b", "system"), Item("c"), Item("d", "system")]
    services.pytest_collection_modifyitems(items)
    assert [item.nodeid for item in items] == ["b", "d", "a", "c"]


def test_drills_share_a_process_and_so_does_each_file() -> None:
    drills = {services.kept_together(f"tests/system/test_{name}.py::test_it") for name in "ab"}
    assert len(drills) == 1
    one, other = (services.kept_together(f"tests/unit/test_a.py::test_{name}[x::y]") for name in "ab")
    assert one == other
    assert one != services.kept_together("tests/unit/test_b.py::test_a")


def test_each_worker_has_a_redis_database_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    found = set()
    for number in range(15):
        monkeypatch.setenv("REDIS_URL", "unix:///run/redis.sock?db=0")
        services._own_redis_database(number)
        found.add(os.environ["REDIS_URL"])
    assert len(found) == 15
    assert "unix:///run/redis.sock?db=0" not in found
