"""After the whole suite: which of our templates no test has rendered.

Each process notes the templates that it renders; xdist's workers hand theirs to the controller, which
compares. A part of the suite proves nothing, so then nothing is compared.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = ("templates", "cse_portal/*/templates", "screening/templates", "referrals/templates", "mase/templates")
ENDINGS = ("*.html", "*.txt", "*.svg", "*.xml")
KEY = "rendered_templates"
PARTS = ("keyword", "markexpr", "lf", "last_failed", "deselect", "maxfail", "collectonly")

# Templates that no test can render, and why.
NEVER: dict[str, str] = {}


def own_templates(root: Path = ROOT) -> set[str]:
    """Every template of ours, by its place in the repository."""
    folders = [folder for pattern in (*FOLDERS, "reporting/templates") for folder in root.glob(pattern)]
    return {str(file.relative_to(root)) for folder in folders for ending in ENDINGS for file in folder.rglob(ending)}


def unrendered(rendered: Iterable[str], root: Path = ROOT) -> list[str]:
    return sorted(own_templates(root) - set(rendered) - set(NEVER))


class RenderedTemplates:
    """Listens to Django's own signal, which its test client switches on."""

    def __init__(self, config: pytest.Config) -> None:
        self.config = config
        self.rendered: set[str] = set()
        self.missing: list[str] = []

    def note(self, sender: Any, **_: Any) -> None:
        origin = getattr(getattr(sender, "origin", None), "name", None) or ""
        if origin.startswith(f"{ROOT}/"):
            self.rendered.add(origin.removeprefix(f"{ROOT}/"))

    def pytest_sessionstart(self) -> None:
        from django.test.signals import template_rendered

        template_rendered.connect(self.note)

    def pytest_testnodedown(self, node: Any) -> None:
        self.rendered |= set(getattr(node, "workeroutput", {}).get(KEY, ()))

    @pytest.hookimpl(trylast=True)
    def pytest_sessionfinish(self, session: pytest.Session, exitstatus: int) -> None:
        if hasattr(self.config, "workeroutput"):
            self.config.workeroutput[KEY] = sorted(self.rendered)
        elif exitstatus in (pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED) and self.is_whole():
            self.missing = unrendered(self.rendered)
            if self.missing:
                session.exitstatus = pytest.ExitCode.TESTS_FAILED

    def is_whole(self) -> bool:
        chosen = self.config.option
        named = self.config.args_source == pytest.Config.ArgsSource.ARGS
        return not named and not any(getattr(chosen, part, None) for part in PARTS)

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        if self.missing:
            terminalreporter.section("Templates that no test rendered", red=True)
            terminalreporter.write_line("\n".join(self.missing))


def pytest_configure(config: pytest.Config) -> None:
    config.pluginmanager.register(RenderedTemplates(config), KEY)
