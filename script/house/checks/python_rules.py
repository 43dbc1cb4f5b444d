"""Rules that read Python as a tree: lengths, docstrings, and calls that have no place here."""

import ast
from collections.abc import Iterator

from house.checks.files import SourceFile
from house.checks.text_rules import STRAIGHT, STRAIGHT_SAID

LONGEST_FUNCTION = 50

# A name that must not be used, why, and the files that may use it all the same.
REFUSED_NAMES: dict[str, tuple[str, frozenset[str]]] = {
    "mark_safe": ("switches off escaping: use format_html or a template", frozenset()),
    "csrf_exempt": ("lets other sites post here", frozenset()),
    "breakpoint": ("stops at a breakpoint", frozenset()),
}

# Where texts are read by people: the shipped code, save what speaks to the database.
SHIPPED = ("cse_portal/", "screening/", "referrals/", "mase/", "reporting/")
SPEAKS_SQL = "/wall.py"

# A text that is said to be safe must be written out there, save in these files, which hand on what a
# template or a table of shapes has made.
HAND_ON_SAFE = frozenset({"cse_portal/ui/icons.py", "cse_portal/ui/rendering.py"})


def is_python(file: SourceFile) -> bool:
    return file.suffix == ".py" or (
        file.place.startswith("script/") and file.text.startswith("#!") and "python" in file.text.partition("\n")[0]
    )


def _tree(file: SourceFile) -> ast.Module:
    return ast.parse(file.text, file.place)


def says_what_it_is(file: SourceFile) -> Iterator[str]:
    if is_python(file) and not file.is_migration and file.text.strip() and not ast.get_docstring(_tree(file)):
        yield "has no docstring: say in one sentence what the module is"


def functions_are_short(file: SourceFile) -> Iterator[str]:
    if not is_python(file) or file.is_migration:
        return
    for node in ast.walk(_tree(file)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            lines = (node.end_lineno or node.lineno) - node.lineno + 1
            if lines > LONGEST_FUNCTION:
                yield f"line {node.lineno} {node.name} has {lines} lines, more than {LONGEST_FUNCTION}"


def refused_names(file: SourceFile) -> Iterator[str]:
    if not is_python(file):
        return
    for node in ast.walk(_tree(file)):
        name = getattr(node, "id", None) or getattr(node, "attr", None)
        if not isinstance(name, str) or name not in REFUSED_NAMES:
            continue
        why, allowed = REFUSED_NAMES[name]
        if file.place not in allowed:
            yield f"line {node.lineno} {name} {why}"


def safe_text_is_written_out(file: SourceFile) -> Iterator[str]:
    if not is_python(file) or file.place in HAND_ON_SAFE:
        return
    for node in ast.walk(_tree(file)):
        is_said_safe = isinstance(node, ast.Call) and ast.unparse(node.func).endswith("SafeString")
        if is_said_safe and not all(isinstance(argument, ast.Constant) for argument in node.args):
            yield f"line {node.lineno} says of a worked-out text that it is safe: use format_html or a template"


def requests_are_not_unpacked(file: SourceFile) -> Iterator[str]:
    """`filter(**request.GET)` hands the address bar the query."""
    if not is_python(file):
        return
    for node in ast.walk(_tree(file)):
        if isinstance(node, ast.keyword) and node.arg is None and _is_of_request(node.value):
            yield f"line {node.value.lineno} unpacks what a browser sent into a call"


def words_have_curly_apostrophes(file: SourceFile) -> Iterator[str]:
    """A text that is a statement by itself is a docstring: it is read in the source."""
    if not is_python(file) or file.is_migration or not file.place.startswith(SHIPPED):
        return
    tree = _tree(file)
    alone = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        is_text = isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in alone
        if is_text and not file.place.endswith(SPEAKS_SQL) and STRAIGHT.search(node.value):
            yield f"line {node.lineno} {STRAIGHT_SAID}"


def _is_of_request(node: ast.expr) -> bool:
    return any(isinstance(part, ast.Attribute) and part.attr in {"GET", "POST"} for part in ast.walk(node))


PYTHON_RULES = (
    says_what_it_is,
    functions_are_short,
    refused_names,
    safe_text_is_written_out,
    requests_are_not_unpacked,
    words_have_curly_apostrophes,
)
