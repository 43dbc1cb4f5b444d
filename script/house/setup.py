"""script/setup: makes everything that the portal needs on this machine."""

import argparse
import contextlib
import fcntl
from collections.abc import Iterator

from house import frontend, python_packages, redis_server, system_packages
from house.places import LOCAL, ROOT, TOOLS, ensure_folder
from house.says import note, plainly

DESCRIPTION = """\
Make the Python environment (.venv), fetch the front-end packages (node_modules), build the style
sheets (.build) and find what PDF files need. Run again after every update; when nothing has
changed it ends at once. Everything is installed by hash from the lock files."""


@contextlib.contextmanager
def alone() -> Iterator[None]:
    """One set-up at a time; a second one waits for the first."""
    ensure_folder(LOCAL)
    with (LOCAL / "setup.lock").open("w") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            note("Another set-up is running here; waiting for it …")
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def stale(*, production: bool = False) -> bool:
    """Whether anything has to be made."""
    lock = python_packages.PRODUCTION_LOCK if production else python_packages.DEV_LOCK
    services = production or redis_server.looked_for()
    return not (python_packages.fresh(lock) and frontend.packages_fresh() and frontend.static_fresh() and services)


def ensure(*, production: bool = False) -> None:
    """Make what is missing or out of date."""
    if not stale(production=production):
        return
    with alone():
        ensure_folder(ROOT)
        ensure_folder(TOOLS)
        python_packages.ensure(production=production)
        frontend.ensure()
        system_packages.ensure_weasyprint()
        if not production:
            redis_server.ensure_redis()


@plainly
def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(
        prog="script/setup",
        description=DESCRIPTION,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "--production",
        action="store_true",
        help="leave out tests and embedded services",
    )
    chosen = parser.parse_args(arguments)
    ensure(production=chosen.production)
    note("Ready. script/server starts the portal, script/test tests it.")
    return 0
