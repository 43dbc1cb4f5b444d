"""Makes a cluster from a base backup that recovers, by the archived log, to the instant asked for."""

from __future__ import annotations

import os
import shlex
import sys
import tarfile
from datetime import datetime
from pathlib import Path
from typing import Any, cast

from cse_portal.operations.archive import BASE, FILE, Manifest, Reader, safe_path, written_whole
from cse_portal.operations.backup import read_tar
from cse_portal.operations.sealing import DAMAGED, Opener
from cse_portal.operations.trouble import BackupTrouble, from_os_error
from cse_portal.operations.wal import FOLDER, SUFFIX


def restore_cluster(
    backup: Path, *, key: bytes, cluster: Path, files: Path | None, until: datetime | None, restore_command: str
) -> Manifest:
    """Start Postgres on the folder afterwards: it recovers, then takes connections."""
    if cluster.exists() and any(cluster.iterdir()):
        raise BackupTrouble(f"{cluster} is not empty and was left alone: name a new folder.")
    try:
        manifest = _read(backup, key, cluster, files)
        if manifest.kind != BASE:
            raise BackupTrouble("This is a backup of one database: restore it without --cluster.")
        _ask_for_recovery(cluster, until, restore_command)
        return manifest
    except FileNotFoundError:
        raise BackupTrouble(f"There is no file {backup}.") from None
    except tarfile.TarError:
        raise BackupTrouble(DAMAGED) from None
    except OSError as error:
        raise from_os_error(error, cluster) from None


def _read(backup: Path, key: bytes, cluster: Path, files: Path | None) -> Manifest:
    with backup.open("rb") as source:
        reader = Reader(Opener(source, key))
        for member in reader.members():
            if member.kind == BASE:
                _unpack(member.blocks, cluster)
            elif member.kind == FILE and files is not None:
                with written_whole(safe_path(files, member.name)) as out:
                    out.writelines(member.blocks)
            member.drain()
    return cast(Manifest, reader.manifest)


def _unpack(blocks: Any, cluster: Path) -> None:
    cluster.mkdir(mode=0o700, parents=True, exist_ok=True)
    with read_tar(blocks) as tar:
        tar.extractall(cluster, filter="data")  # never outside the folder, never a link out of it
    for folder in (cluster, *(path for path in cluster.rglob("*") if path.is_dir())):
        folder.chmod(0o700)


def _ask_for_recovery(cluster: Path, until: datetime | None, restore_command: str) -> None:
    lines = {
        "restore_command": restore_command,
        "recovery_target_action": "promote",
        "recovery_target_timeline": "latest",
    }
    if until:
        lines |= {"recovery_target_time": until.isoformat(), "recovery_target_inclusive": "on"}
    with (cluster / "postgresql.auto.conf").open("a") as settings:
        settings.writelines(f"{name} = '{_quoted(value)}'\n" for name, value in lines.items())
    (cluster / "recovery.signal").touch(mode=0o600)


def wal_command(verb: str, *, root: Path, folder: Path, key_file: Path) -> str:
    """What Postgres runs for each piece of its log; it names the places, for its environment is its own."""
    names = {"archive": "%p %f", "restore": "%f %p"}[verb]
    given = [f"PYTHONPATH={root}", f"BACKUP_DIR={folder}", f"BACKUP_KEY_FILE={key_file}", "PYTHONDONTWRITEBYTECODE=1"]
    settings = " ".join(shlex.quote(one) for one in given)
    command = f"env {settings} {shlex.quote(sys.executable)} -m cse_portal.operations.wal {verb} {names}"
    # Postgres asks for many pieces that do not exist yet: no need to start Python to say so.
    there = shlex.quote(str(folder / FOLDER / ("%f" + SUFFIX)))
    return f"test -e {there} && {command}" if verb == "restore" else command


def _quoted(value: str) -> str:
    return value.replace("'", "''")


def give_to(folder: Path, uid: int, gid: int) -> None:
    """Postgres opens only a folder that is its own."""
    for path in (folder, *folder.rglob("*")):
        os.chown(path, uid, gid, follow_symlinks=False)
