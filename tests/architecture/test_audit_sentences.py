"""Every kind of event has a sentence for people, and every sentence a kind that is still recorded."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from django.apps import apps

from cse_portal.audit.sentences import SENTENCES, sentence, thing
from cse_portal.audit.things import THINGS
from tests.architecture.audit_kinds import TRAIL, Unclear, kinds_recorded
from tests.architecture.source import Module, modules

IMPORT = "from cse_portal.audit.actions import record, record_refusal\n"


def kinds_of_the_demos_past() -> set[str]:
    """Two years of events, written row by row and not through an action."""
    (bulk,) = (module for module in modules() if module.name == "cse_portal.demo.bulk")
    (chooser,) = (
        node for node in ast.walk(bulk.tree) if isinstance(node, ast.FunctionDef) and node.name == "_event_kind"
    )
    found = (node.value for node in ast.walk(chooser) if isinstance(node, ast.Constant))
    return {value for value in found if isinstance(value, str) and "." in value}


def test_every_kind_that_is_recorded_has_a_sentence() -> None:
    recorded = kinds_recorded(modules()) | kinds_of_the_demos_past()
    assert recorded - set(SENTENCES) == set(), "add a sentence to cse_portal/audit/sentences.py"
    assert set(SENTENCES) - recorded == set(), "nothing records these any more"
    assert len(recorded) > 40


def test_the_trail_is_called_by_name() -> None:
    """So that the test above sees every call."""
    assert [module.name for module in modules() if set(TRAIL) & set(module.imports())] == []


def test_sentences_read_as_sentences() -> None:
    assert list(SENTENCES) == sorted(SENTENCES)
    assert len(set(SENTENCES.values())) == len(SENTENCES)
    for words in SENTENCES.values():
        assert words[0].isupper(), words
        assert not words.endswith("."), words
        assert "_" not in words, words


def test_every_thing_is_a_model() -> None:
    assert [label for label in THINGS if apps.get_model(label)._meta.label_lower != label] == []


def test_what_is_not_in_the_tables_reads_as_words_too() -> None:
    assert sentence("panel.sent_back") == "Panel sent back"
    assert thing("mase.panel") == "panel"
    assert thing("") == ""


# --- planted: what the reading of the source must see ---------------------------------------------------------


def planted(tmp_path: Path, *sources: str) -> list[Module]:
    found = []
    for number, source in enumerate(sources):
        file = tmp_path / f"planted_{number}.py"
        file.write_text(source)
        found.append(Module(f"planted_{number}", file))
    return found


@pytest.mark.parametrize(
    ("source", "kinds"),
    [
        ("record('a.b', by=x)", {"a.b"}),
        ("record(kind='a.b', by=x)", {"a.b"}),
        ("record('a.b' if new else 'a.c', by=x)", {"a.b", "a.c"}),
        ("def act():\n    record_refusal('a.refused', by=x)", {"a.refused"}),
        ("def end(row, kind): record(kind)\nend(1, 'a.b')\nend(1, kind='a.c')", {"a.b", "a.c"}),
        ("def step(*, what): record(f'a.{what}_it')\nstep(what='took')", {"a.took_it"}),
        ("def record_it(kind): pass\nrecord_it('not.recorded')", set()),
    ],
)
def test_kinds_are_read_from_the_source(tmp_path: Path, source: str, kinds: set[str]) -> None:
    assert kinds_recorded(planted(tmp_path, IMPORT + source)) == kinds


def test_kinds_handed_over_by_another_module_are_read_too(tmp_path: Path) -> None:
    actions = IMPORT + "def note(*, what, by): record(f'step.{what}', by=by)"
    assert kinds_recorded(planted(tmp_path, actions, "actions.note(what='added', by=me)")) == {"step.added"}


def test_a_namesake_in_another_module_hands_over_nothing(tmp_path: Path) -> None:
    one, other = IMPORT + "def _end(kind): record(kind)\n_end('a.b')", "def _end(kind): pass\n_end(KINDS[n])"
    assert kinds_recorded(planted(tmp_path, one, other)) == {"a.b"}


@pytest.mark.parametrize("source", ["record(KINDS[n])", "kind = 'a.b'\nrecord(kind)", "record(f'a.{one.name}')"])
def test_a_kind_that_cannot_be_read_is_said(tmp_path: Path, source: str) -> None:
    with pytest.raises(Unclear, match="planted_0, line"):
        kinds_recorded(planted(tmp_path, IMPORT + source))
