"""script/docs: make the documents that are made from the source, or tell which are out of date."""

import argparse
import subprocess

from house import setup
from house.checks.steps import Step, environment, own
from house.places import ROOT
from house.says import plainly

DESCRIPTION = """\
Make the documents that are made from the source: docs/reference/, docs/architecture.svg and
.env.example. Commit what changes."""


@plainly
def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="script/docs", description=DESCRIPTION)
    parser.add_argument("--check", action="store_true", help="write nothing; fail when a document is out of date")
    chosen = parser.parse_args(arguments)
    setup.ensure()
    step = Step(name="docs", why="", mend="", command=own("docs.pages", *(["--check"] if chosen.check else [])))
    return subprocess.run(step.command, cwd=ROOT, env=environment(step)).returncode
