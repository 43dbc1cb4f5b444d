"""Old and new Pythons are told what to do, in a file that they can read."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from house import python_version

SCRIPT = Path(__file__).resolve().parents[3] / "script"
READ_BY_ANY_PYTHON = [*(SCRIPT / name for name in ("setup", "server", "test")), Path(python_version.__file__)]


@pytest.mark.parametrize("file", READ_BY_ANY_PYTHON, ids=lambda file: file.name)
def test_files_read_before_the_version_is_known_parse_on_any_python(file: Path) -> None:
    tree = ast.parse(file.read_text(), feature_version=(3, 4))
    newer = (ast.JoinedStr, ast.AnnAssign, ast.NamedExpr, ast.Starred)
    assert not [node for node in ast.walk(tree) if isinstance(node, newer)]
    assert file.read_text().isascii()
    for function in (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)):
        notes = [*(argument.annotation for argument in function.args.args), function.returns]
        assert notes == [None] * len(notes), "types stand in comments, which every Python passes over"


@pytest.mark.parametrize(
    ("version", "covered"),
    [
        ((2, 7), False),
        ((3, 10, 14), False),
        ((3, 11, 0), True),
        ((3, 13, 9), True),
        ((3, 14, 0), False),
        ((4, 0), False),
    ],
)
def test_covered_is_what_the_locks_were_made_for(version: tuple[int, ...], covered: bool) -> None:
    assert python_version.covered(version) is covered


def test_another_python_on_the_path_is_used(tmp_path: Path) -> None:
    for name in ("python3.10", "python3.11", "python3.12"):
        (tmp_path / name).touch(mode=0o755)
    (tmp_path / "python3.13").touch(mode=0o644)  # cannot be run
    assert python_version.other_python(f"/nowhere:{tmp_path}") == str(tmp_path / "python3.12")
    assert python_version.other_python("/nowhere") is None
