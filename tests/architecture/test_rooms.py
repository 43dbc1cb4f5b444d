"""Every module has a home, knows only what lies beneath it, and keeps its screens to itself."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

from tests.architecture.conftest import Planted
from tests.architecture.rooms import (
    BANNED,
    LENT,
    MAY_REACH_IN,
    OWN_MODULES,
    PLAIN_LIBRARIES,
    PRIVATE,
    is_ground,
    is_rule,
    level_of,
)
from tests.architecture.source import APPS, ROOT, Module, app_and_part, modules


def homeless(found: Iterable[Module]) -> list[str]:
    return [module.name for module in found if module.part and level_of(module.app, module.part) is None]


def banned(found: Iterable[Module]) -> list[str]:
    return [module.name for module in found if BANNED & set(module.name.split("."))]


def upward(found: Iterable[Module]) -> Iterator[str]:
    """Imports inside one app that climb, or go sideways."""
    for module in found:
        yield from (
            f"{module.name} imports {name}" for name in module.imports() if _climbs(module, *app_and_part(name))
        )


def _climbs(module: Module, app: str, part: str) -> bool:
    here, there = level_of(module.app, module.part), level_of(app, part)
    if app != module.app or part == module.part or here is None or there is None:
        return False
    builds_on = there == here and is_ground(app, part) and is_ground(module.app, module.part)
    return there <= here and not builds_on


def circles(found: Iterable[Module]) -> Iterator[str]:
    """Modules of one app that import each other, however long the way round; said with the way."""
    graphs: dict[str, dict[str, set[str]]] = {}
    for module in found:
        for app, part in map(app_and_part, module.imports()):
            if part and module.part and app == module.app and part != module.part:
                graphs.setdefault(app, {}).setdefault(module.part, set()).add(part)
    for app, graph in graphs.items():
        try:
            TopologicalSorter(graph).prepare()
        except CycleError as circle:
            yield f"{app}: {' -> '.join(circle.args[1])}"


def reaching_in(found: Iterable[Module]) -> Iterator[str]:
    for module in found:
        for imported in module.imports():
            app, part = app_and_part(imported)
            is_private = part in PRIVATE or part.endswith(tuple(f"_{name}" for name in PRIVATE))
            is_elsewhere = app and app != module.app and (app, part) not in LENT
            if is_elsewhere and is_private and module.name not in MAY_REACH_IN:
                yield f"{module.name} imports {imported}"


def framework_in_rules(found: Iterable[Module]) -> Iterator[str]:
    for module in found:
        if not is_rule(module.app, module.part):
            continue
        for imported in module.imports():
            app, part = app_and_part(imported)
            top = imported.split(".")[0]
            is_plain = top in sys.stdlib_module_names or top in PLAIN_LIBRARIES or (app and is_rule(app, part))
            if not is_plain:
                yield f"{module.name} imports {imported}"


def test_every_module_has_a_home() -> None:
    assert homeless(modules()) == []


def test_every_line_of_the_table_is_about_a_module() -> None:
    there = {(module.app, module.part) for module in modules()}
    assert [(app, part) for app, parts in OWN_MODULES.items() for part in parts if (app, part) not in there] == []


def test_every_folder_beside_the_stages_is_known() -> None:
    """A new package at the top or in cse_portal must be placed in the layers first."""
    packages = {file.parent for file in (*ROOT.glob("*/__init__.py"), *ROOT.glob("cse_portal/*/__init__.py"))}
    names = {".".join(package.relative_to(ROOT).parts) for package in packages} - {"tests", "cse_portal"}
    assert names == set(APPS)


def test_no_module_is_named_after_nothing() -> None:
    assert banned(modules()) == []


def test_modules_import_only_from_beneath() -> None:
    assert list(upward(modules())) == []


def test_no_modules_go_in_a_circle() -> None:
    assert list(circles(modules())) == []


def test_screens_are_private_to_their_app() -> None:
    assert list(reaching_in(modules())) == []


def test_rules_are_plain_python() -> None:
    assert list(framework_in_rules(modules())) == []


@pytest.mark.parametrize(
    ("rule", "files"),
    [
        (homeless, {"mase/panel_things.py": ""}),
        (banned, {"cse_portal/desk/utils.py": ""}),
        (banned, {"cse_portal/desk/actions/helpers.py": ""}),
        (upward, {"mase/models.py": "from mase.actions import decide"}),
        (upward, {"mase/queries.py": "def late():\n    from mase import views\n"}),
        (upward, {"mase/forms.py": "from mase.documents import pack"}),
        (
            circles,
            {"mase/one.py": "import mase.two", "mase/two.py": "import mase.three", "mase/three.py": "import mase.one"},
        ),
        (reaching_in, {"mase/views.py": "from screening.forms import ScreeningForm"}),
        (reaching_in, {"cse_portal/demo/actions.py": "import cse_portal.desk.views.drafts"}),
        (framework_in_rules, {"cse_portal/worklist/urgency.py": "from django.utils import timezone"}),
        (framework_in_rules, {"cse_portal/worklist/urgency.py": "from cse_portal.core import clock"}),
    ],
    ids=lambda value: value.__name__ if callable(value) else next(iter(value)),
)
def test_a_planted_violation_is_caught(plant: Planted, rule: object, files: dict[str, str], tmp_path: Path) -> None:
    assert len(list(rule(plant(files)))) == 1  # type: ignore[operator]


def test_what_is_right_is_not_caught(plant: Planted) -> None:
    found = plant(
        {
            "mase/views.py": "from mase.actions import decide\nfrom screening.models import Screening",
            "mase/actions.py": "from mase.models import Panel",
            "mase/models.py": "from django.db import models",
        }
    )
    assert [*homeless(found), *banned(found), *upward(found), *reaching_in(found), *framework_in_rules(found)] == []
