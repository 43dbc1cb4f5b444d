"""Where things stand: the checkout, its environment, and the folders that hold data and sockets."""

import hashlib
import os
import secrets
import stat
import sys
import tempfile
from pathlib import Path

from house.says import Trouble, from_os_error, unwritable

ROOT = Path(__file__).resolve().parents[2]
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
TOOLS = ROOT / ".tools"
LOCAL = ROOT / ".local"
STATIC = ROOT / ".build" / "static"

# A socket's whole path must fit into 107 bytes on Linux and 103 on macOS. Postgres adds
# ".s.PGSQL.5432.lock" to the folder, and we leave a little room.
LONGEST_SOCKET = 103 if sys.platform == "darwin" else 107
LONGEST_SOCKET_FOLDER = 72

# Open to everyone: what we put there goes through private_folder.
SHARED = Path("/tmp")  # noqa: S108
SHARED_AND_LASTING = Path("/var/tmp")  # noqa: S108


def ensure_folder(folder: Path, mode: int = 0o755) -> Path:
    """Make a folder and prove that it can be written to, or say so in one sentence."""
    try:
        folder.mkdir(mode=mode, parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder) as probe:
            # A full disk lets an empty file be made and refuses the first block.
            probe.write(b"\0" * 4096)
            probe.flush()
    except OSError as error:
        raise Trouble(from_os_error(error) or unwritable(folder)) from None
    return folder


def short_name(folder: Path) -> str:
    """A short, stable name for a folder."""
    return hashlib.sha256(os.fsencode(folder.resolve())).hexdigest()[:10]


def socket_folder(data: Path, name: str) -> Path:
    """A private folder for sockets beneath the data, or in /tmp when that path is too long."""
    folder = data / "run" / name
    if len(os.fsencode(folder)) > LONGEST_SOCKET_FOLDER:
        folder = SHARED / f"cse-{short_name(data)}-{name}"
    return folder


def private_folder(folder: Path, owners: tuple[int, ...], mode: int = 0o700) -> Path:
    """Make a folder in a place that others can write to, refusing one that somebody else made."""
    try:
        folder.mkdir(mode=mode, parents=True)
    except FileExistsError:
        found = folder.lstat()
        if not stat.S_ISDIR(found.st_mode) or found.st_uid not in owners:
            raise Trouble(f"{folder} belongs to somebody else: remove it, then run again.") from None
    folder.chmod(mode)
    return folder


def write_secret(file: Path, text: str) -> None:
    """Write a file that only its owner can read, whole or not at all."""
    draft = file.with_name(file.name + ".new")
    draft.unlink(missing_ok=True)
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as handle:
        handle.write(text)
    draft.replace(file)


def kept_secret(file: Path) -> str:
    """The random secret in this file, made at first use."""
    if not file.exists() or not file.read_text().strip():
        write_secret(file, secrets.token_urlsafe(48))
    return file.read_text().strip()
