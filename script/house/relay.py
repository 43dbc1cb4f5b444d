"""Carries pieces of Postgres' log between a Postgres that runs as another user and our own commands.

As root we run Postgres as `nobody`, who may not be able to reach our Python. So Postgres only puts
each piece into a folder and waits; we run the real archive command on it and say how it ended.
"""

import contextlib
import os
import pwd
import subprocess
import threading
from collections.abc import Mapping
from pathlib import Path

from house.places import PYTHON, ROOT

WAIT = 'while [ ! -e "{done}" ]; do [ -e "{failed}" ] && rm -f "{failed}" && exit 1; sleep 0.02; done; rm -f "{done}"'


class Relay:
    """Use it around the life of a cluster."""

    def __init__(self, spool: Path, env: Mapping[str, str], owner: pwd.struct_passwd) -> None:
        self.spool, self._env, self._owner = spool, env, owner
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._serve, daemon=True)

    def __enter__(self) -> "Relay":
        self.spool.mkdir(mode=0o700)
        os.chown(self.spool, self._owner.pw_uid, self._owner.pw_gid)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join(timeout=20)

    @property
    def archive_command(self) -> str:
        piece = f"{self.spool}/%f"
        wait = WAIT.format(done=f"{piece}.archived", failed=f"{piece}.not-archived")
        return f'cp "%p" "{piece}.new" && mv "{piece}.new" "{piece}.archive" && {{ {wait}; }}'

    @property
    def restore_command(self) -> str:
        piece = f"{self.spool}/%f"
        wait = WAIT.format(done=f"{piece}.found", failed=f"{piece}.not-found")
        return f'touch "{piece}.restore" && {{ {wait}; }} && cp "{piece}.plain" "%p" && rm -f "{piece}.plain"'

    def _serve(self) -> None:
        while not self._over.wait(0.02):
            for asked in sorted(self.spool.glob("*.archive")):
                self._settle(asked, ["archive", str(asked), asked.stem], "archived")
            for asked in sorted(self.spool.glob("*.restore")):
                self._settle(asked, ["restore", asked.stem, str(asked.with_suffix(".plain"))], "found")

    def _settle(self, asked: Path, arguments: list[str], word: str) -> None:
        sealed = Path(self._env["BACKUP_DIR"]) / "wal" / f"{asked.stem}.sealed"
        if word == "found" and not sealed.exists():  # as the restore command itself looks first
            asked.rename(asked.with_suffix(".not-found"))
            return
        command = [str(PYTHON), "-m", "cse_portal.operations.wal", *arguments]
        done = subprocess.run(command, env=dict(self._env), cwd=ROOT, capture_output=True, check=False)
        asked.unlink()
        plain = asked.with_suffix(".plain")
        with contextlib.suppress(FileNotFoundError):
            os.chown(plain, self._owner.pw_uid, self._owner.pw_gid)
        asked.with_name(f"{asked.stem}.{word if done.returncode == 0 else 'not-' + word}").touch()
