"""A backup comes back whole, into another database, or says in one sentence why not."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from collections.abc import Callable, Iterator
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.core.management import CommandError, call_command
from django.db import connection

from cse_portal.agencies.models import User
from cse_portal.audit.models import AuditEvent
from cse_portal.core.actor import System
from cse_portal.operations import in_force
from cse_portal.operations.models import BackupRun
from cse_portal.operations.pg_tools import Server
from cse_portal.operations.queries import backup_is_due, last_good_backup
from cse_portal.operations.sealing import new_key

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def place(tmp_path: Path, settings: Any) -> Path:
    settings.BACKUP_DIR, settings.BACKUP_KEY_FILE = tmp_path / "backups", tmp_path / "key"
    settings.FILES_DIR = tmp_path / "files"
    (tmp_path / "files" / "a").mkdir(parents=True)
    (tmp_path / "files" / "a" / "minutes.pdf").write_bytes(os.urandom(2_500_000))
    (tmp_path / "files" / "empty.txt").touch()
    new_key(tmp_path / "key")
    return tmp_path


@pytest.fixture
def elsewhere() -> Iterator[str]:
    """Another database of this server, not there yet; whatever a restore made of it goes afterwards."""
    name = f"{in_force.database()}_back"
    yield name
    server = in_force.server()
    with psycopg2_admin(server) as cursor:
        cursor.execute("select datname from pg_database where datname like %s", [name.replace("_", r"\_") + "%"])
        for (found,) in cursor.fetchall():
            cursor.execute(f'drop database "{found}" with (force)')  # our own name, nobody else's


class psycopg2_admin:  # noqa: N801
    """A cursor outside any transaction, in the server's own database."""

    def __init__(self, server: Any) -> None:
        self._connection = server.connect("postgres")
        self._connection.autocommit = True

    def __enter__(self) -> Any:
        return self._connection.cursor()

    def __exit__(self, *_: object) -> None:
        self._connection.close()


def run(*arguments: Any, **options: Any) -> str:
    said = StringIO()
    call_command(*arguments, stdout=said, **options)
    return said.getvalue()


def backed_up(place: Path) -> Path:
    run("backup")
    (found,) = (place / "backups").glob("*.backup")
    return found


def asked(database: str, query: str) -> Any:
    found = in_force.server().connect(database)
    try:
        with found.cursor() as cursor:
            cursor.execute(query)
            return cursor.fetchone()[0]
    finally:
        found.close()


def test_backup_is_one_private_file_read_back_and_recorded(cast: dict[str, User], place: Path) -> None:
    assert backup_is_due()
    path = backed_up(place)
    last = last_good_backup()
    assert last is not None
    assert (last.file_name, last.documents) == (path.name, 2)
    assert last.size == path.stat().st_size
    assert path.stat().st_mode & 0o777 == 0o600
    assert cast["social_worker"].email.encode() not in path.read_bytes()
    assert [one.name for one in (place / "backups").iterdir()] == [path.name]
    assert AuditEvent.objects.filter(kind="backup.made").count() == 1
    assert not backup_is_due()
    assert f"{last.rows:,} rows, 2 documents" in run("verify_backup", path)


def test_restore_brings_everything_back_and_notes_itself(cast: dict[str, User], place: Path, elsewhere: str) -> None:
    path = backed_up(place)
    people, events = User.objects.count(), AuditEvent.objects.count()
    said = run("restore", path, into=elsewhere, files=place / "back", yes=True)
    assert "as backed up" in said
    assert asked(elsewhere, "select count(*) from agencies_user") == people
    assert asked(elsewhere, "select count(*) from audit_auditevent where kind = 'backup.restored'") == 1
    # The event that the backup was made came after the instant it holds.
    assert asked(elsewhere, "select count(*) from audit_auditevent") == events - 1 + 1
    for name in ("a/minutes.pdf", "empty.txt"):
        assert (place / "back" / name).read_bytes() == (place / "files" / name).read_bytes()
    assert in_force.database() == connection.settings_dict["NAME"]
    assert AuditEvent.objects.filter(kind="backup.restored").count() == 0


def test_dump_lies_beside_the_documents_for_its_owner_alone(
    cast: dict[str, User], place: Path, elsewhere: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, back, seen = backed_up(place), place / "back", list[tuple[Path, int, int]]()
    run_tool = Server.run

    def watched(server: Server, tool: str, *arguments: str) -> str:
        dump = Path(arguments[-1])
        seen.append((dump.parent.parent, dump.parent.stat().st_mode & 0o777, dump.stat().st_mode & 0o777))
        assert dump.stat().st_size <= path.stat().st_size, "as the guide says of the space that is needed"
        return run_tool(server, tool, *arguments)

    monkeypatch.setattr(Server, "run", watched)
    run("restore", path, into=elsewhere, files=back, yes=True)
    assert seen == [(back, 0o700, 0o600)]
    assert sorted(one.name for one in back.iterdir()) == ["a", "empty.txt"]
    again = run("restore", path, into=elsewhere, no_files=True, replace=True, confirm=elsewhere)
    assert "as backed up" in again
    assert seen[1] == (place / "files", 0o700, 0o600), "without documents, where they would be"


def test_what_a_killed_restore_left_is_in_no_backup(cast: dict[str, User], place: Path) -> None:
    left = place / "files" / ".restoring-x1y2z3"
    left.mkdir()
    (left / "database.dump").write_text("names")
    (place / "files" / "a" / ".minutes.pdf.restoring").write_text("half a document")
    assert "2 documents" in run("verify_backup", backed_up(place))


def test_database_that_holds_data_is_left_alone_until_named_twice(
    cast: dict[str, User], place: Path, elsewhere: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, back = backed_up(place), place / "back"
    run("restore", path, into=elsewhere, files=back, yes=True)
    with pytest.raises(CommandError, match="holds data and was left alone"):
        run("restore", path, into=elsewhere, files=back, yes=True)
    monkeypatch.setattr("builtins.input", lambda _: "another")
    with pytest.raises(CommandError, match="not the same, so nothing was changed"):
        run("restore", path, into=elsewhere, files=back, replace=True, yes=True)
    with pytest.raises(CommandError, match="Nothing was changed"):
        run("restore", path, into=elsewhere, files=back)
    (back / "empty.txt").write_text("changed since")
    (back / "newer.pdf").write_text("newer")
    said = run("restore", path, into=elsewhere, files=back, replace=True, confirm=elsewhere)
    assert "1 written, 1 were there already, 1 others left alone" in said
    kept = said.split("kept as the database ")[1].split(".")[0]
    assert asked(kept, "select count(*) from agencies_user") == len(cast)
    assert (back / "empty.txt").read_text() == ""


def test_documents_that_are_there_are_left_alone(cast: dict[str, User], place: Path, elsewhere: str) -> None:
    path = backed_up(place)
    with pytest.raises(CommandError, match="holds files and was left alone"):
        run("restore", path, into=elsewhere, files=place / "files", yes=True)
    with pytest.raises(CommandError, match="--no-files"):
        run("restore", path, into=elsewhere, yes=True)
    assert "documents: 0 written" in run("restore", path, into=elsewhere, no_files=True, yes=True)


def tampered(path: Path) -> None:
    with path.open("r+b") as file:
        file.seek(path.stat().st_size // 2)
        byte = file.read(1)
        file.seek(-1, os.SEEK_CUR)
        file.write(bytes([byte[0] ^ 1]))


def cut(path: Path) -> None:
    os.truncate(path, path.stat().st_size - 40)


def other_key(path: Path) -> None:
    django_settings.BACKUP_KEY_FILE.unlink()
    new_key(django_settings.BACKUP_KEY_FILE)


def no_key(path: Path) -> None:
    django_settings.BACKUP_KEY_FILE.unlink()


@pytest.mark.parametrize(
    ("harm", "words"),
    [
        (tampered, "damaged or was changed"),
        (cut, "ends too early"),
        (other_key, "another key"),
        (no_key, "backup key is not at"),
        (Path.unlink, "There is no file"),
    ],
)
def test_each_harm_is_one_sentence_and_leaves_nothing_behind(
    cast: dict[str, User], place: Path, elsewhere: str, harm: Callable[[Path], None], words: str
) -> None:
    path = backed_up(place)
    harm(path)
    with pytest.raises(CommandError, match=words) as trouble:
        run("restore", path, into=elsewhere, files=place / "back", yes=True)
    assert "\n" not in str(trouble.value)
    with pytest.raises(CommandError, match=words):
        run("verify_backup", path)
    assert not [path for path in (place / "back").rglob("*") if path.name != "a"]
    with psycopg2_admin(in_force.server()) as cursor:
        cursor.execute("select count(*) from pg_database where datname like %s", [elsewhere.replace("_", r"\_") + "%"])
        assert cursor.fetchone()[0] == 0


def test_full_disk_leaves_no_half_backup_and_is_recorded(cast: dict[str, User], place: Path) -> None:
    """Another process with a limit on the size of its files: for it the disk is full after a megabyte."""
    address = connection.settings_dict
    query = f"host={address['HOST']}&user={address['USER']}&password={address['PASSWORD']}&port={address['PORT']}"
    env = os.environ | {
        "DATABASE_URL": f"postgres:///{address['NAME']}?{query}",
        "BACKUP_DIR": str(place / "backups"),
        "BACKUP_KEY_FILE": str(place / "key"),
        "FILES_DIR": str(place / "files"),
    }
    done = subprocess.run(
        [sys.executable, "manage.py", "backup"],
        cwd=django_settings.BASE_DIR, env=env, capture_output=True, text=True, check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (1_000_000, 1_000_000)),
    )  # fmt: skip
    assert done.returncode == 1
    assert done.stderr.strip().endswith("takes no file this large: make room, then run again.")
    assert list((place / "backups").iterdir()) == []
    assert BackupRun.objects.get().failure.endswith("make room, then run again.")
    assert last_good_backup() is None
    assert backed_up(place).exists()


def test_missing_tool_is_named_with_what_to_install(
    place: Path, monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    monkeypatch.setattr("cse_portal.operations.pg_tools.candidates", lambda tool: [Path("/usr/bin/true")])
    with pytest.raises(CommandError, match=r"needs pg_dump of Postgres .* Install postgresql-client-"):
        run("backup")
    assert list((place / "backups").iterdir()) == []


def test_pruning_says_first_and_removes_only_what_the_rule_lets_go(place: Path) -> None:
    folder = place / "backups"
    folder.mkdir()
    for day in range(1, 31):
        (folder / f"cse-portal-202610{day:02}T020000Z.backup").touch()
    (folder / "cse-portal-notes.txt").touch()
    said = run("prune_backups")
    assert "to remove with --remove" in said
    assert len(list(folder.iterdir())) == 31
    assert "Removed cse-portal-20261001T020000Z.backup" in run("prune_backups", remove=True)
    left = {path.name for path in folder.iterdir()}
    assert "cse-portal-20261030T020000Z.backup" in left
    assert "cse-portal-notes.txt" in left
    assert len(left) == 1 + 7 + 3  # and one of each of three earlier weeks
    assert (
        AuditEvent.objects.get(kind="backup.pruned").purpose == System("keep the folder of backups in bounds").purpose
    )
