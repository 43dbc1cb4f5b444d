"""script/check and script/fix: run the steps side by side, time them, and say what mends what failed."""

import argparse
import os
import subprocess
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass

from house import setup
from house.checks.steps import FIXES, STEPS, Step, environment
from house.places import ROOT
from house.says import note, plainly

CHECK = "Check the source: everything that can be proved without running the tests. Needs no database."
FIX = "Mend what can be mended by itself: lint, format, and the documents made from the source."


@dataclass(frozen=True)
class Outcome:
    step: Step
    passed: bool
    output: str
    seconds: float


def run(step: Step) -> Outcome:
    began = time.monotonic()
    done = subprocess.run(
        step.command,
        cwd=ROOT,
        env=environment(step),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    return Outcome(step, done.returncode == 0, done.stdout.strip(), time.monotonic() - began)


def run_all(steps: Sequence[Step], *, at_once: int) -> list[Outcome]:
    """Every step, even when one fails: a person mends them all in one go."""
    width = max(len(step.name) for step in steps)
    outcomes = []
    with ThreadPoolExecutor(at_once) as pool:
        for future in as_completed([pool.submit(run, step) for step in steps]):
            outcome = future.result()
            word = "ok  " if outcome.passed else "FAIL"
            note(f"{word}  {outcome.step.name:<{width}}  {outcome.seconds:5.1f} s  {outcome.step.why}")
            outcomes.append(outcome)
    return sorted(outcomes, key=lambda outcome: steps.index(outcome.step))


def report(outcomes: Sequence[Outcome]) -> int:
    """What failed, in its own words, then what mends it."""
    failed = [outcome for outcome in outcomes if not outcome.passed]
    for outcome in failed:
        note(f"\n--- {outcome.step.name} {'-' * (60 - len(outcome.step.name))}\n{outcome.output}")
    if failed:
        note("\nNot in order:")
        for outcome in failed:
            note(f"  {outcome.step.name}: {outcome.step.mend}")
    return 1 if failed else 0


@plainly
def main(arguments: list[str]) -> int:
    listed = "\n".join(f"  {step.name:<11} {step.why}" for step in STEPS)
    parser = argparse.ArgumentParser(
        prog="script/check",
        description=CHECK,
        epilog=f"steps:\n{listed}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "--only",
        metavar="NAME",
        action="append",
        choices=[step.name for step in STEPS],
        help="run this step alone; may be given more than once",
    )
    chosen = parser.parse_args(arguments)
    setup.ensure()
    steps = [step for step in STEPS if not chosen.only or step.name in chosen.only]
    began = time.monotonic()
    code = report(run_all(steps, at_once=os.cpu_count() or 2))
    if code == 0:
        note(f"All in order, in {time.monotonic() - began:.0f} s.")
    return code


@plainly
def fix(arguments: list[str]) -> int:
    argparse.ArgumentParser(prog="script/fix", description=FIX).parse_args(arguments)
    setup.ensure()
    return report(run_all(FIXES, at_once=1))
