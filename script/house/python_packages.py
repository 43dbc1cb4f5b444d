"""Makes the Python environment and installs exactly what the lock files name."""

import ast
import hashlib
import importlib.util
import os
import sys
from pathlib import Path

from house.places import PYTHON, ROOT, TOOLS, VENV
from house.processes import attempt, run_tool
from house.says import Trouble, note, trouble
from house.system_packages import apt_install, can_install, command_for

TOOLS_LOCK = ROOT / "requirements-tools.lock"
DEV_LOCK = ROOT / "requirements-dev.lock"
PRODUCTION_LOCK = ROOT / "requirements.lock"

# What pip is told through its own configuration, and how uv wants to hear it.
PIP_TO_UV = {
    "index-url": "UV_DEFAULT_INDEX",
    "extra-index-url": "UV_INDEX",
    "find-links": "UV_FIND_LINKS",
    "trusted-host": "UV_INSECURE_HOST",
    "cert": "SSL_CERT_FILE",
    "proxy": "ALL_PROXY",
}
LOOK_HERE = 'import os, sys; os.path.exists("manage.py") and sys.path.append(os.getcwd())\n'
UV_INDEXES = (
    "UV_INDEX",
    "UV_DEFAULT_INDEX",
    "UV_INDEX_URL",
    "UV_EXTRA_INDEX_URL",
    "UV_CONFIG_FILE",
)


def stamp_of(*files: Path) -> str:
    """What a finished environment was made from; it changes when it has to be made again."""
    made_from = hashlib.sha256(repr((sys.version_info[:2], str(VENV.resolve()), LOOK_HERE)).encode())
    for file in files:
        made_from.update(file.read_bytes())
    return made_from.hexdigest()


def _stamp() -> Path:
    """The stamp lies inside what it vouches for, so that both go together."""
    return VENV / ".installed"


def fresh(lock: Path = DEV_LOCK) -> bool:
    """Whether the environment is already what the lock file says."""
    stamp = _stamp()
    return PYTHON.exists() and stamp.exists() and stamp.read_text() == stamp_of(lock, TOOLS_LOCK)


def ensure(*, production: bool = False) -> None:
    """Bring the environment to what the lock file says; at once when it is."""
    lock = PRODUCTION_LOCK if production else DEV_LOCK
    if fresh(lock):
        return
    _make_environment()
    _stamp().unlink(missing_ok=True)
    note("Installing the Python packages …")
    _install(lock)
    if not production:
        _let_commands_find_us()
    _stamp().write_text(stamp_of(lock, TOOLS_LOCK))


def install_into(target: Path, lock: Path, *options: object) -> None:
    """Install a lock file's packages into a folder of their own."""
    _install(lock, "--target", target, *options)


def _make_environment() -> None:
    if PYTHON.exists() and attempt([PYTHON, "-m", "pip", "--version"]).returncode == 0 and _same_version():
        return
    if importlib.util.find_spec("ensurepip") is None:
        _get_ensurepip()
    note("Making the Python environment …")
    run_tool("Making the environment", [sys.executable, "-m", "venv", "--clear", VENV])


def _let_commands_find_us() -> None:
    """Commands in .venv/bin look beside themselves; pytest must also look where it was started."""
    for packages in VENV.glob("lib/python3*/site-packages"):
        (packages / "portal.pth").write_text(LOOK_HERE)


def _same_version() -> bool:
    asked = attempt([PYTHON, "-c", "import sys; print(*sys.version_info[:2])"])
    return asked.stdout.split() == [str(part) for part in sys.version_info[:2]]


def _get_ensurepip() -> None:
    """Debian leaves out the part of Python that makes environments."""
    if not can_install():
        raise Trouble(f"Python cannot make environments here: run “{command_for('python3-venv')}”, then this again.")
    apt_install("what Python needs to make environments", "python3-venv")


def _install(lock: Path, *options: object) -> None:
    """With uv, which takes a third of the time; with pip where uv cannot run."""
    pip = [
        PYTHON,
        "-m",
        "pip",
        "install",
        "--quiet",
        "--disable-pip-version-check",
        "--no-input",
        "--retries",
        "1",
    ]
    uv = VENV / "bin" / "uv"
    has_uv = uv.exists() or attempt([*pip, "--require-hashes", "-r", TOOLS_LOCK]).returncode == 0
    if has_uv:
        by_uv = attempt(
            [
                uv,
                "pip",
                "install",
                "--quiet",
                "--python",
                PYTHON,
                *options,
                "--require-hashes",
                "-r",
                lock,
            ],
            env=uv_environment(dict(os.environ), pip_settings()),
        )
        if by_uv.returncode == 0:
            return
    by_pip = attempt([*pip, *options, "--require-hashes", "-r", lock])
    if by_pip.returncode:
        raise trouble("Installing the packages", by_pip.stdout)


def pip_settings() -> dict[str, str]:
    """What pip's configuration files and variables say, the strongest last."""
    listed = attempt([PYTHON, "-m", "pip", "config", "list"]).stdout
    return read_pip_settings(listed)


def read_pip_settings(listed: str) -> dict[str, str]:
    """Read `pip config list`; a variable outdoes [install], and that outdoes [global]."""
    found: dict[str, str] = {}
    for section in ("global.", "install.", ":env:."):
        for line in listed.splitlines():
            name, _, value = line.partition("=")
            if name.startswith(section) and value[:1] in "'\"":
                found[name.removeprefix(section)] = str(ast.literal_eval(value))
    return found


def uv_environment(env: dict[str, str], settings: dict[str, str]) -> dict[str, str]:
    """The environment for uv, which does not read pip's configuration. What is already set stays."""
    own_indexes = any(env.get(name) for name in UV_INDEXES)
    for option, variable in PIP_TO_UV.items():
        value = settings.get(option)
        is_index = option.endswith("index-url")
        if value and not env.get(variable) and not (is_index and own_indexes):
            env[variable] = ",".join(value.split()) if option == "find-links" else " ".join(value.split())
    if "extra-index-url" in settings and not own_indexes:
        # Like pip: any index may hold the file, since its hash is what we trust.
        env.setdefault("UV_INDEX_STRATEGY", "unsafe-best-match")
    if not os.access(Path.home(), os.W_OK):
        env.setdefault("UV_CACHE_DIR", str(TOOLS / "uv-cache"))
    env.setdefault("UV_NO_PROGRESS", "1")
    env.setdefault("UV_PYTHON_DOWNLOADS", "never")
    return env
