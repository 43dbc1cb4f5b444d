"""Migrations: one line per app, each can be undone, and none breaks the release that still runs beside it."""

from __future__ import annotations

import inspect
import sys
from collections.abc import Iterable, Iterator

import pytest
from django.db import migrations, models
from django.db.migrations import Migration
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ModelState, ProjectState

from tests.architecture.source import APPS

# A migration that needs one of these says in its docstring or a comment why it may.
FORWARD_NOTE, BACKWARD_NOTE = "Forward-safe:", "Cannot be undone:"
AWAY = (migrations.RemoveField, migrations.DeleteModel, migrations.RenameField, migrations.RenameModel)
FIELDS = (migrations.AddField, migrations.AlterField)


LOADER = MigrationLoader(None)


def our_migrations() -> list[Migration]:
    ours = (one for one in LOADER.disk_migrations.values() if type(one).__module__.startswith(APPS))
    return sorted(ours, key=str)


def notes_of(migration: Migration) -> str:
    return inspect.getsource(sys.modules[type(migration).__module__])


def state_before(migration: Migration) -> ProjectState:
    return LOADER.project_state((migration.app_label, migration.name), at_end=False)


def breaks_what_runs(migration: Migration, before: ProjectState) -> Iterator[str]:
    """Operations that the code of the release before would trip over."""
    old = {name: state.fields for (app, name), state in before.models.items() if app == migration.app_label}
    for operation in migration.operations:
        model = getattr(operation, "model_name_lower", None) or getattr(operation, "old_name_lower", None)
        is_away = isinstance(operation, AWAY)
        if is_away or (model in old and isinstance(operation, FIELDS) and _demands_more(operation, old[model])):
            yield operation.describe()


def _demands_more(operation: migrations.AddField | migrations.AlterField, old: dict[str, models.Field]) -> bool:
    """A column that old code leaves out, and that neither it nor the database fills in."""
    field, was = operation.field, old.get(operation.name)
    if isinstance(field, models.ManyToManyField) or field.null or field.db_default is not models.NOT_PROVIDED:
        return False
    return was is None or was.null


def cannot_be_undone(migration: Migration) -> Iterator[str]:
    yield from (one.describe() for one in migration.operations if not one.reversible)


def branches(found: Iterable[Migration]) -> Iterator[str]:
    """Two migrations of one app that follow the same one."""
    seen: dict[tuple[str, str | None], str] = {}
    for migration in found:
        before = [name for app, name in migration.dependencies if app == migration.app_label]
        if len(before) > 1:
            yield f"{migration} joins two lines"
        place = (migration.app_label, before[0] if before else None)
        if place in seen:
            yield f"{migration} and {seen[place]} follow the same one"
        seen[place] = str(migration)


def test_each_app_has_one_line() -> None:
    assert list(branches(our_migrations())) == []


@pytest.mark.parametrize("migration", our_migrations(), ids=str)
def test_the_release_before_goes_on_working(migration: Migration) -> None:
    assert list(breaks_what_runs(migration, state_before(migration))) == [] or FORWARD_NOTE in notes_of(migration)


@pytest.mark.parametrize("migration", our_migrations(), ids=str)
def test_it_can_be_undone(migration: Migration) -> None:
    assert list(cannot_be_undone(migration)) == [] or BACKWARD_NOTE in notes_of(migration)


ID = ("id", models.BigAutoField(primary_key=True))
PANEL = ProjectState({("mase", "panel"): ModelState("mase", "Panel", [ID, ("name", models.TextField(null=True))])})


def _planted(*operations: object, name: str = "0002_planted", after: str = "0001_initial") -> Migration:
    migration = Migration(name, "mase")
    migration.operations = list(operations)  # type: ignore[assignment]
    migration.dependencies = [("mase", after)]
    return migration


@pytest.mark.parametrize(
    "operation",
    [
        migrations.RemoveField("panel", "name"),
        migrations.DeleteModel("panel"),
        migrations.RenameField("panel", "name", "title"),
        migrations.AddField("panel", "place", models.TextField()),
        migrations.AddField("panel", "place", models.TextField(default="")),  # Django drops a default of its own
        migrations.AlterField("panel", "name", models.TextField()),
    ],
    ids=lambda operation: type(operation).__name__,
)
def test_a_planted_break_is_caught(operation: object) -> None:
    assert len(list(breaks_what_runs(_planted(operation), PANEL))) == 1


def test_what_is_right_is_not_caught() -> None:
    new = migrations.CreateModel("thing", [ID])
    inside = migrations.AddField("thing", "name", models.TextField())
    gentle = migrations.AddField("panel", "place", models.TextField(db_default=""))  # the database fills it in
    assert list(breaks_what_runs(_planted(new, inside, gentle), PANEL)) == []


def test_planted_one_way_and_branch_are_caught() -> None:
    one_way = _planted(migrations.RunPython(migrations.RunPython.noop))
    assert len(list(cannot_be_undone(one_way))) == 1
    assert len(list(branches([one_way, _planted(name="0002_other")]))) == 1
