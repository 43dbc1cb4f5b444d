"""script/bench: what each page costs, beside a null page, a signed-in null page and raw SQL of the same run."""

import argparse
import os
from dataclasses import dataclass
from pathlib import Path

from house import setup
from house.places import PYTHON, ROOT
from house.says import plainly

DESCRIPTION = """\
Start the production web server on a Postgres and a Redis of its own, load the demo borough, and
measure pages in interleaved rounds, so that whatever else the machine does hits all of them alike.
Everything stays on this machine and is thrown away afterwards. docs/performance.md says how to read
the table."""


@dataclass(frozen=True, kw_only=True)
class Wishes:
    """What the command line asked for."""

    rows: list[str]
    rounds: int
    requests: int
    size: int
    cases: int
    seconds: int
    connections: int
    worker_class: str
    workers: int
    threads: int
    json: Path | None
    strict: bool
    listing: bool


QUICK = {"rounds": 1, "requests": 3, "size": 120, "cases": 10_000}
USUAL = {"rounds": 5, "requests": 100, "size": 10_000, "cases": 1_000_000}


def number(low: int, high: int):
    def read(text: str) -> int:
        if not text.isdigit() or not low <= int(text) <= high:
            raise argparse.ArgumentTypeError(f"must be a whole number from {low} to {high}")
        return int(text)

    return read


def wishes(arguments: list[str]) -> Wishes:
    chosen = vars(_parser().parse_args(arguments))
    usual = QUICK if chosen.pop("quick") else USUAL
    return Wishes(**{name: usual.get(name) if value is None else value for name, value in chosen.items()})


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="script/bench", description=DESCRIPTION, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    add = parser.add_argument
    add("rows", nargs="*", help="names of rows; those they are compared to come along (all rows)")
    add("--list", dest="listing", action="store_true", help="list the rows and their targets, and measure nothing")
    add("--rounds", type=number(1, 100), help=f"how often every row has its turn ({USUAL['rounds']})")
    add("--requests", type=number(1, 10_000), help=f"requests of a row in one round ({USUAL['requests']})")
    add("--size", type=number(0, 1_000_000), help=f"size of the demo borough ({USUAL['size']})")
    add("--cases", type=number(0, 1_000_000), help=f"leave out rows that need more cases ({USUAL['cases']})")
    add("--seconds", type=number(1, 3600), default=600, help="begin no further round after this time (600)")
    add("--connections", type=number(1, 32), default=1, help="clients at once (1)")
    add("--worker-class", choices=("gthread", "sync"), default="gthread", help="gunicorn's kind of worker (gthread)")
    add("--workers", type=number(1, 16), default=2, help="gunicorn's processes (2)")
    add("--threads", type=number(1, 32), default=4, help="threads of each process (4)")
    add("--json", type=Path, help="also write the figures to this file")
    add("--strict", action="store_true", help="end with code 1 when a row misses its target")
    add("--quick", action="store_true", help="prove only that measuring works; the figures mean nothing")
    return parser


@plainly
def main(arguments: list[str]) -> int:
    wishes(arguments)  # --help and a mistyped option end here, before anything is installed
    setup.ensure()
    places = [str(ROOT), str(ROOT / "script"), os.environ.get("PYTHONPATH", "")]
    env = os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, places))}
    os.chdir(ROOT)
    os.execve(PYTHON, [str(PYTHON), "-m", "tests.load.run", *arguments], env)  # noqa: S606
