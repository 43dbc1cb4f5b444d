"""What tests run on: the environment, a throwaway Postgres and Redis, and the order that spares time.

Loaded before Django's settings are read, by script/test and by pytest alike.
"""

from __future__ import annotations

import atexit
import os
import shutil
import sys
import tempfile
from collections.abc import Generator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "script"))

from house import system_packages  # noqa: E402
from house.postgres import Postgres  # noqa: E402
from house.processes import Programme, spawn, stop, tail, wait_until  # noqa: E402
from house.redis_server import Redis, binary  # noqa: E402
from house.testing import WITHOUT_CHROMIUM  # noqa: E402

os.environ["PORTAL_ENV"] = "test"
os.environ.setdefault("PORTAL_MFA", "optional")
os.environ.setdefault("COOKIES_SECURE", "no")
os.environ.setdefault("LOG_FORMAT", "lines")
os.environ.setdefault(
    "DJANGO_ALLOW_ASYNC_UNSAFE", "true"
)  # Playwright's event loop runs beside the ORM in browser tests

RUNS_NOTHING = {"-h", "--help", "-V", "--version", "--co", "--collect-only", "--fixtures", "--markers"}


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_load_initial_conftests(args: list[str]) -> Generator[None]:
    """Start the services around everything else: pytest-django reads the settings in this hook."""
    if RUNS_NOTHING.isdisjoint(args):
        _start_services()
    return (yield)


def _start_services() -> None:
    """In the controlling process only; its workers inherit the addresses."""
    worker = os.environ.get("PYTEST_XDIST_WORKER")
    if worker:
        _own_redis_database(int(worker.removeprefix("gw")))
        return
    wanted = [name for name in ("DATABASE_URL", "REDIS_URL") if not os.environ.get(name)]
    if not wanted:
        return
    home = Path(tempfile.mkdtemp(prefix="cse-test-"))
    home.chmod(0o711)  # Postgres' own user walks through when we are root
    atexit.register(shutil.rmtree, home, ignore_errors=True)
    if "DATABASE_URL" in wanted:
        _start_postgres(home)
    if "REDIS_URL" in wanted:
        _start_redis(home)


def _start_postgres(home: Path) -> None:
    postgres = Postgres(home=home, throwaway=True)
    atexit.register(postgres.stop, postgres.start())
    os.environ["DATABASE_URL"] = postgres.url()
    os.environ["PORTAL_TESTS_OWN_POSTGRES"] = "yes"  # its tools fit: see template.py


def _start_redis(home: Path) -> None:
    server = binary()
    if server is None:
        raise pytest.UsageError("There is no Redis for the tests: install redis-server, or set REDIS_URL.")
    redis = Redis(home=home, server=server, throwaway=True)
    atexit.register(redis.stop, redis.start())
    os.environ["REDIS_URL"] = redis.url()


def _own_redis_database(number: int) -> None:
    """Each worker has a Postgres database of its own, and so it has one of Redis' sixteen."""
    address = os.environ.get("REDIS_URL", "")
    if address.endswith("?db=0"):
        os.environ["REDIS_URL"] = f"{address[:-1]}{1 + number % 15}"


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Drills first: they take longest, and the other process goes through everything else meanwhile."""
    items.sort(key=lambda item: item.get_closest_marker("system") is None)


def kept_together(nodeid: str) -> str:
    """Tests with the same answer run in the same process: each file's, and all drills."""
    file = nodeid.partition("::")[0]
    return "drills" if file.startswith("tests/system/") else file


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> object | None:
    """xdist's own loadfile, but for the drills."""
    if config.getvalue("dist") != "loadfile":
        return None
    from xdist.scheduler import LoadScopeScheduling

    class ByFile(LoadScopeScheduling):
        def _split_scope(self, nodeid: str) -> str:
            return kept_together(nodeid)

    return ByFile(config, log)


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Without a browser its tests cannot run; in CI nobody would notice a skip, so there they fail."""
    if item.get_closest_marker("browser") is None or system_packages.chromium():
        return
    if os.environ.get("CI", "").lower() in {"1", "true", "yes"}:
        pytest.fail("There is no Chromium, and CI must run the browser tests.", pytrace=False)
    pytest.skip("There is no Chromium.")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    skipped = [report for report in terminalreporter.stats.get("skipped", []) if "no Chromium" in str(report.longrepr)]
    if skipped:
        command = system_packages.command_for("chromium", brew="--cask google-chrome")
        terminalreporter.write_line(f"{WITHOUT_CHROMIUM}{command}", red=True, bold=True)


@pytest.fixture(scope="session")
def real_worker(django_db_setup: None, tmp_path_factory: pytest.TempPathFactory) -> Generator[Path]:
    """A Celery worker in a process of its own, on this run's test database; its log comes back.

    What it should find must be committed: use it together with pytest.mark.django_db(transaction=True).
    """
    from django.db import connection

    log = tmp_path_factory.mktemp("worker") / "worker.log"
    address = urlsplit(os.environ["DATABASE_URL"])
    worker = Programme(
        name="worker",
        argv=[
            *(sys.executable, "-m", "celery", "-A", "cse_portal", "worker", "--loglevel", "INFO"),
            *("--concurrency", "1", "--without-gossip", "--without-mingle"),
        ],
        env=os.environ | {"DATABASE_URL": address._replace(path=f"/{connection.settings_dict['NAME']}").geturl()},
        cwd=ROOT,
        log=log,
    )
    process = spawn(worker)
    try:
        assert wait_until(lambda: log.exists() and " ready." in log.read_text(), 60, every=0.1), tail(log)
        yield log
    finally:
        stop(worker, process)
