"""The server, key and folders that backups use, from the settings in force."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from cse_portal.core.wall import as_owner
from cse_portal.operations import sealing
from cse_portal.operations.pg_tools import MAINTENANCE, Server
from cse_portal.operations.trouble import BackupTrouble


def server() -> Server:
    """On a new machine the database itself is not there yet; the server's own one always is."""
    settings_dict = {**connection.settings_dict, **settings.DATABASE_OWNER}
    try:
        there = Server(settings_dict, 0).connect(MAINTENANCE)
    except BackupTrouble:
        there = Server(settings_dict, 0).connect(database())
    with closing(there):
        return Server(settings_dict, there.server_version // 10_000)


def database() -> str:
    return str(connection.settings_dict["NAME"])


def key() -> bytes:
    return sealing.read_key(settings.BACKUP_KEY_FILE)


def folder() -> Path:
    return Path(settings.BACKUP_DIR)


def files() -> Path:
    return Path(settings.FILES_DIR)


def known_migrations() -> set[tuple[str, str]]:
    return set(MigrationLoader(None, ignore_no_migrations=True).disk_migrations)


@contextmanager
def working_in(name: str) -> Iterator[None]:
    """Django works in another database of the same server for a moment, as its owner."""
    with as_owner():
        own = database()
        connection.close()
        connection.settings_dict["NAME"] = name
        try:
            yield
        finally:
            connection.close()
            connection.settings_dict["NAME"] = own
