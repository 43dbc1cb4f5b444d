"""What goes wrong on a machine ends in one clear sentence."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

import pytest
from house import says

from tests.system.portal import ROOT, SERVER, bare_environment, one_sentence, run

pytestmark = pytest.mark.system

OLD_PYTHON = """
import runpy, sys
sys.version_info = (3, 9, 2, "final", 0)
sys.argv = [sys.argv[1]]
runpy.run_path(sys.argv[0], run_name="__main__")
"""


@pytest.fixture
def checkout(drills: Path, request: pytest.FixtureRequest) -> Path:
    """The commands and lock files alone, in a folder that any user may read."""
    folder = drills / f"checkout-{abs(hash(request.node.name))}"
    shutil.copytree(ROOT / "script", folder / "script", ignore=shutil.ignore_patterns("__pycache__"))
    for file in [*ROOT.glob("*.lock"), *ROOT.glob("package*.json"), ROOT / ".npmrc"]:
        shutil.copy(file, folder)
    return folder


@pytest.mark.parametrize("command", ["setup", "server", "test"])
def test_old_python_is_told_so(command: str) -> None:
    done = run(sys.executable, "-c", OLD_PYTHON, ROOT / "script" / command, env={"PATH": "/nowhere"})
    assert one_sentence(done) == (
        "The portal needs Python 3.11 to 3.13, and this is Python 3.9: "
        "install one of those and run the same command again."
    )


@pytest.mark.parametrize("command", ["setup", "server", "test"])
def test_help_needs_nothing_installed(checkout: Path, command: str) -> None:
    done = run(checkout / "script" / command, "--help")
    assert done.returncode == 0
    assert f"script/{command}" in done.stdout
    assert not (checkout / ".venv").exists()


def test_unwritable_folder_is_named(checkout: Path) -> None:
    checkout.chmod(0o555)
    nobody = {"user": "nobody", "group": "nogroup", "extra_groups": []} if os.geteuid() == 0 else {}
    try:
        for command in ("setup", "server"):
            sentence = one_sentence(run(checkout / "script" / command, **nobody))
            assert (
                sentence
                == f"This user may not write to {checkout / '.local'}: run as its owner, or name another folder."
            )
    finally:
        checkout.chmod(0o755)


@pytest.mark.parametrize("size", ["16k", "20m"])
def test_full_disk_is_named(drills: Path, size: str) -> None:
    """A small disk is full at once, a larger one while Postgres makes its cluster."""
    folder = drills / f"disk-{size}"
    (folder / "data").mkdir(parents=True)
    mount = f'mount -t tmpfs -o size={size},mode=0755 none "{folder}"'
    if os.geteuid() == 0 and run("unshare", "--mount", "sh", "-c", mount).returncode == 0:
        done = run("unshare", "--mount", "sh", "-c", f'{mount} && exec "{SERVER}" --port 0 --data "{folder}/data"')
    else:  # nobody lets us mount: a device that is always full gives the same answer
        (folder / "data" / "prepare.log").symlink_to("/dev/full")
        done = run(SERVER, "--port", "0", "--data", folder / "data")
    assert one_sentence(done) == says.DISK_FULL


def test_no_network_at_install_is_named(checkout: Path) -> None:
    nowhere = {"PIP_INDEX_URL": "http://127.0.0.1:9/simple", "PIP_CONFIG_FILE": os.devnull, "PIP_NO_CACHE_DIR": "1"}
    bare = {name: value for name, value in bare_environment().items() if not name.startswith(("PIP_", "UV_"))}
    done = run(checkout / "script" / "setup", env=bare | nowhere | {"HOME": str(checkout)})
    assert one_sentence(done) == says.NO_NETWORK
