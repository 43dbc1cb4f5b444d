"""script/test: every test, on a Postgres and a Redis of its own."""

import os

from house import setup, system_packages
from house.places import PYTHON, ROOT
from house.says import note, plainly

DESCRIPTION = """\
usage: script/test [anything that pytest takes]

Run the tests: unit, integration on a real Postgres and Redis with a real worker, browser journeys
in Chromium, and drills that start and kill the whole portal. Without arguments everything runs.

  script/test tests/unit -k review      a part of it
  script/test -m "not system"           everything but the drills
  script/test -n 0 --pdb tests/unit     one process, with the debugger

Postgres and Redis are started for the run and thrown away, unless DATABASE_URL and REDIS_URL name
others. PLAYWRIGHT_CHROMIUM names a browser that is not found by itself."""

WITHOUT_CHROMIUM = "WITHOUT CHROMIUM THE BROWSER TESTS ARE SKIPPED. To run them: "


def processes(arguments: list[str]) -> list[str]:
    """Both cores, file by file, unless the person chose otherwise."""
    chosen = any(one == "--pdb" or one.startswith(("-n", "--numprocesses", "--dist")) for one in arguments)
    cores = str(max(2, min(8, os.cpu_count() or 2)))
    return [] if chosen else ["-n", cores, "--dist", "loadfile", "--no-loadscope-reorder"]


@plainly
def main(arguments: list[str]) -> int:
    if arguments[:1] in (["-h"], ["--help"]):
        print(DESCRIPTION)
        return 0
    setup.ensure()
    browser = system_packages.ensure_chromium()
    if browser:
        os.environ[system_packages.CHROMIUM_VARIABLE] = browser
    else:
        note(WITHOUT_CHROMIUM + system_packages.command_for("chromium", brew="--cask google-chrome"))
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # tests start many processes: each would compile everything anew
    os.chdir(ROOT)
    os.execv(PYTHON, [str(PYTHON), "-m", "pytest", *processes(arguments), *arguments])  # noqa: S606
