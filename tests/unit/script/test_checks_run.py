"""script/check runs every step, tells what failed and what mends it."""

from __future__ import annotations

import sys

import pytest
from house.checks import run
from house.checks.steps import STEPS, Step, environment


def step(name: str, code: str) -> Step:
    return Step(name=name, why="why", command=(sys.executable, "-c", code), mend=f"mend {name}")


GOOD = step("good", "print('quiet')")
BAD = step("bad", "import sys; print('what is wrong'); sys.exit(1)")


def test_all_good_ends_with_zero(capsys: pytest.CaptureFixture[str]) -> None:
    assert run.report(run.run_all([GOOD], at_once=2)) == 0
    assert "quiet" not in capsys.readouterr().out


def test_a_failure_is_told_with_its_words_and_its_mend(capsys: pytest.CaptureFixture[str]) -> None:
    assert run.report(run.run_all([BAD, GOOD], at_once=2)) == 1
    said = capsys.readouterr().out
    assert "what is wrong" in said
    assert "bad: mend bad" in said
    assert "ok    good" in said


def test_every_failure_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    run.report(run.run_all([BAD, step("worse", "raise SystemExit(2)")], at_once=1))
    said = capsys.readouterr().out
    assert "mend bad" in said
    assert "mend worse" in said


def test_a_persons_own_settings_do_not_reach_the_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORTAL_ENV", "demo")
    monkeypatch.setenv("SECRET_KEY", "mine")
    seen = environment(GOOD)
    assert seen["PORTAL_ENV"] == "development"
    assert "SECRET_KEY" not in seen


def test_names_are_told_apart() -> None:
    assert len({one.name for one in STEPS}) == len(STEPS)
    assert all(one.why and one.mend for one in STEPS)


def test_help_names_every_step(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        run.main(["--help"])
    said = capsys.readouterr().out
    assert [one.name for one in STEPS if one.name not in said] == []
