"""Data changes in `actions` only, each change in one transaction with its line in the audit trail."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Callable, Iterable, Iterator
from importlib import import_module
from pathlib import Path

import pytest

from tests.architecture.conftest import Planted
from tests.architecture.source import Module, modules

ALWAYS_A_WRITE = frozenset(
    {"save", "asave", "bulk_create", "bulk_update", "get_or_create", "update_or_create", "abulk_create", "adelete"}
)
A_WRITE_ON_A_QUERY = frozenset({"create", "update", "delete", "acreate", "aupdate"})
QUERY_WORDS = frozenset(
    {"objects", "_default_manager", "_base_manager", "filter", "exclude", "all", "select_for_update", "using"}
)
WRITING_SQL = ("insert", "update", "delete", "truncate", "drop", "alter")

# (module, what it calls): why it may write although it is no action.
MAY_WRITE: dict[tuple[str, str], str] = {
    (
        "cse_portal.cases.models.grants",
        "self.update_or_create",
    ): "is guardian's, called by the action that grants",
    (
        "cse_portal.cases.document_store",
        "_store().save",
    ): "puts a file in its folder, for the action that then says so",
    ("cse_portal.cases.word_files", "document.save"): "writes a Word document into memory",
    ("cse_portal.cases.files.drawer", "clean.save"): "draws a picture, in a process without a database",
}

TRAIL = "is the audit trail itself; it runs inside the transaction of its caller"

OF_A_MERGE = "is a part of what people say of two records, inside the transaction and the event of that"

OF_AN_EPISODE = "is a part of what is done about a missing episode, inside the transaction and the event of that"
PARTS_OF_AN_EPISODE = (
    *(f"missing.{one}" for one in ("own_agency", "held_open", "require_possible", "put_interview_before")),
    *(
        f"missing_follow_up.{one}"
        for one in ("addressees", "after_report", "after_return", "close_all", "look_again_later")
    ),
    *(f"missing_lines.{one}" for one in ("note_missing", "note_interview")),
)

OF_SCREENING = (
    *("require_may", "require_open", "require_whole", "keep_suggestion", "note_decision", "close_what_it_answers"),
    *("let_see", "next_review", "open_advice", "open_review"),
)
OF_REFERRALS = (
    *("held", "require_at_mash", "require_has_it", "due_by", "page_of", "status_page", "desk_of", "open_decision"),
    *("open_approval", "let_agency_see", "managers_of", "note_referral"),
)
OF_A_DEED = "is a part of the deed whose line it writes, inside its transaction and event"
OF_A_LOOK = "is a part of the look that the page puts into the trail, and says nothing else"
LINES = ("line", "step", "worker", "lead", "involved", "crime", "meeting", "plan", "action", "message")

PARTS_OF_A_MERGE = (
    *(f"merge_log.{one}" for one in ("links_to_children", "plain", "put_back", "rows_changed")),
    *("merge_cases.require_may_close", "merge_cases.close_for_merge"),
    *("merge_cases.cases_closed_by", "merge_cases.note_opened_again"),
    *(f"merge_work.{one}" for one in ("end_work", "work_ended_by", "note_work_again")),
)

# Functions beside the actions that change nothing by themselves, and why they are there.
OF_THE_NETWORK = (
    *("items.new_item", "links.sort_of", "links.held_link", "links.note_link"),
    *("writing.own_agency", "writing.require_keeps", "writing.held_open", "writing.require_open"),
)
NO_ACTIONS: dict[str, str] = {
    "cse_portal.audit.actions.events.record": TRAIL,
    "cse_portal.audit.actions.events.record_look": TRAIL,
    "cse_portal.audit.actions.events.record_refusal": "is the audit trail itself, beside its caller's transaction",
    "cse_portal.desk.actions.drafts.hold_form": "takes a lock that lasts as long as its caller's transaction",
    "cse_portal.operations.actions.retention.lock_disposals": "takes a lock, as above",
    "cse_portal.notices.actions.news.post_news": "is part of the deed that tells it, whose event says by whom",
    "cse_portal.cases.actions.child.renew_keys": "works out by what a child is found, inside its caller's deed",
    **dict.fromkeys((f"cse_portal.cases.actions.{one}" for one in PARTS_OF_A_MERGE), OF_A_MERGE),
    **dict.fromkeys((f"cse_portal.cases.actions.lines.note_{one}" for one in LINES), OF_A_DEED),
    "cse_portal.cases.actions.lines.strike_line": OF_A_DEED,
    **dict.fromkeys(
        (f"cse_portal.cases.actions.pairs.{one}" for one in ("go_on", "note_in_both", "take_in_hand")), OF_A_MERGE
    ),
    **dict.fromkeys((f"cse_portal.cases.actions.{one}" for one in PARTS_OF_AN_EPISODE), OF_AN_EPISODE),
    **dict.fromkeys((f"cse_portal.network.actions.{one}" for one in OF_THE_NETWORK), OF_A_DEED),
    **dict.fromkeys((f"screening.actions.writing.{one}" for one in OF_SCREENING), OF_A_DEED),
    **dict.fromkeys((f"referrals.actions.writing.{one}" for one in OF_REFERRALS), OF_A_DEED),
    **dict.fromkeys((f"referrals.actions.checking.{one}" for one in ("count_again", "end_check")), OF_A_DEED),
    "cse_portal.operations.actions.disposal.certificate": "works out what the audit trail then keeps",
}
PART_OF_DISPOSAL = "is one line of a disposal list, inside the transaction and the event of carrying it out"
WITHOUT_TRANSACTION: dict[str, str] = {
    "cse_portal.cases.actions.by_calendar.open_by_calendar": "goes lot by lot, each a transaction of its own",
    "screening.actions.standing_behind.begin_reviews": "goes case by case, each a transaction of its own",
    "cse_portal.cases.actions.pairs.compare_children": "goes lot by lot, each a transaction of its own",
    "cse_portal.operations.actions.backups.forget_backup_run": PART_OF_DISPOSAL,
    "cse_portal.desk.actions.attempts.report_progress": "is one statement, seen by others at once",
}
OWN_RECORD = "writes the service's own diary: those rows are themselves the record"
WITHOUT_AUDIT: dict[str, str] = {
    "cse_portal.cases.actions.messages.note_messages_read": OF_A_LOOK,
    "cse_portal.worklist.actions.items.hand_over_one": "is a step of a deed that says in the trail why",
    "cse_portal.agencies.actions.groups.access_group": "makes an empty group; what is opened to it is audited",
    "cse_portal.desk.actions.attempts.report_progress": "is a sign of life, no deed",
    "cse_portal.desk.actions.attempts.hand_over_waiting": "sends a message again; asking for the work was audited",
    "cse_portal.desk.actions.wording.count_wording": "counts words a day, so that nobody can be told from it",
    "cse_portal.operations.actions.backups.forget_backup_run": PART_OF_DISPOSAL,
    "cse_portal.operations.actions.runs.mark_alive": OWN_RECORD,
    "cse_portal.operations.actions.runs.begin_run": OWN_RECORD,
    "cse_portal.operations.actions.runs.end_run": OWN_RECORD,
    "cse_portal.operations.actions.runs.forget_old_runs": OWN_RECORD,
}

Fault = Callable[[Iterable[Module]], Iterator[str]]


def is_action_module(module: Module) -> bool:
    return module.part == "actions"


def names_in(node: ast.expr) -> set[str]:
    """Every name on the way to the call: {"Draft", "objects", "filter"} for Draft.objects.filter()."""
    found: set[str] = set()
    while True:
        if isinstance(node, ast.Attribute):
            found.add(node.attr)
            node = node.value
        elif isinstance(node, ast.Call | ast.Subscript):
            node = node.func if isinstance(node, ast.Call) else node.value
        else:
            return found | ({node.id} if isinstance(node, ast.Name) else set())


def is_write(call: ast.Call) -> bool:
    if not isinstance(call.func, ast.Attribute):
        return False
    name, before = call.func.attr, names_in(call.func.value)
    if name == "execute":
        return _writes_by_sql(call)
    if name in ALWAYS_A_WRITE:
        return "super" not in before
    if name == "delete":
        # files, caches and sessions are deleted too; a record is deleted without arguments
        return bool(QUERY_WORDS & before) or not call.args
    return name in A_WRITE_ON_A_QUERY and bool(QUERY_WORDS & before)


def _writes_by_sql(call: ast.Call) -> bool:
    first = call.args[0] if call.args else None
    return (
        isinstance(first, ast.Constant)
        and isinstance(first.value, str)
        and first.value.strip().lower().startswith(WRITING_SQL)
    )


def writes_elsewhere(found: Iterable[Module]) -> Iterator[str]:
    for module in found:
        if is_action_module(module):
            continue
        for node in ast.walk(module.tree):
            if isinstance(node, ast.Call) and is_write(node):
                called = ast.unparse(node.func)
                if (module.name, called) not in MAY_WRITE:
                    yield f"{module.name}:{node.lineno} {called}"


def actions_of(module: Module) -> Iterator[ast.FunctionDef]:
    for node in module.tree.body:
        public = isinstance(node, ast.FunctionDef) and not node.name.startswith("_")
        if public and f"{module.name}.{node.name}" not in NO_ACTIONS:
            yield node


def without_transaction(found: Iterable[Module]) -> Iterator[str]:
    for module in filter(is_action_module, found):
        for action in actions_of(module):
            inside = [*action.decorator_list, *(node for node in ast.walk(action) if isinstance(node, ast.withitem))]
            if f"{module.name}.{action.name}" in WITHOUT_TRANSACTION:
                continue
            if not any("atomic" in ast.unparse(node) for node in inside):
                yield f"{module.name}.{action.name}"


def without_audit(found: Iterable[Module]) -> Iterator[str]:
    """An action records what happened, itself or through a function of its module or another action."""
    for module in filter(is_action_module, found):
        local = {node.name: node for node in module.tree.body if isinstance(node, ast.FunctionDef)}
        others = {
            alias.asname or alias.name
            for node in ast.walk(module.tree)
            if isinstance(node, ast.ImportFrom) and node.module and "actions" in node.module.split(".")
            for alias in node.names
        }
        for action in actions_of(module):
            if f"{module.name}.{action.name}" in WITHOUT_AUDIT:
                continue
            if not _records(action, local, others, frozenset()):
                yield f"{module.name}.{action.name}"


def _records(
    action: ast.FunctionDef, local: dict[str, ast.FunctionDef], others: set[str], seen: frozenset[str]
) -> bool:
    called = {name for node in ast.walk(action) if isinstance(node, ast.Call) for name in names_in(node.func)}
    if called & others:
        return True
    inner = (called & local.keys()) - seen - {action.name}
    return any(_records(local[name], local, others, seen | {action.name, name}) for name in inner)


def misshapen(found: Iterable[Module]) -> Iterator[str]:
    """An action takes keywords only, and says last by whom."""
    for module in filter(is_action_module, found):
        for action in actions_of(module):
            takes = action.args
            names = [one.arg for one in takes.kwonlyargs]
            if takes.posonlyargs or takes.args or takes.vararg or not names or names[-1] != "by":
                yield f"{module.name}.{action.name}"


STAGES = ("cse_portal.cases", "cse_portal.network", "screening", "referrals", "mase", "reporting")


def work_without_case(found: Iterable[Module]) -> Iterator[str]:
    """Whoever puts work before somebody says which case it is about, or that it is about none: of a restricted case
    nobody else hears.
    """
    for module in found:
        calls = [node for node in ast.walk(module.tree) if isinstance(node, ast.Call)]
        for call in calls if module.name.startswith(STAGES) else []:
            if ast.unparse(call.func) == "open_item" and "case_ref" not in {one.arg for one in call.keywords}:
                yield f"{module.name}:{call.lineno}"


@pytest.mark.parametrize("rule", [writes_elsewhere, without_transaction, without_audit, misshapen, work_without_case])
def test_the_rule_holds(rule: Fault) -> None:
    assert list(rule(modules())) == []


def test_actions_keep_their_shape_when_imported() -> None:
    """A decorator could hide a signature from a caller: the function that callers get has it too."""
    for module in filter(is_action_module, modules()):
        for action in actions_of(module):
            parameters = list(inspect.signature(getattr(import_module(module.name), action.name)).parameters.values())
            assert parameters[-1].name == "by"
            assert {one.kind for one in parameters} == {inspect.Parameter.KEYWORD_ONLY}


def test_every_exception_is_about_something() -> None:
    found = {module.name: module for module in modules()}
    for full in NO_ACTIONS | WITHOUT_TRANSACTION | WITHOUT_AUDIT:
        name, _, function = full.rpartition(".")
        assert function in {node.name for node in found[name].tree.body if isinstance(node, ast.FunctionDef)}
    for name, called in MAY_WRITE:
        assert called in {ast.unparse(node.func) for node in ast.walk(found[name].tree) if isinstance(node, ast.Call)}


def test_work_that_does_not_say_its_case_is_caught(tmp_path: Path) -> None:
    file = tmp_path / "made.py"
    file.write_text("open_item(kind='x', source=case, by=by)")
    made = Module("cse_portal.cases.actions.made", file)
    assert list(work_without_case([made])) == ["cse_portal.cases.actions.made:1"]


GOOD_ACTION = """
    from django.db import transaction
    from cse_portal.audit.actions import record

    @transaction.atomic
    def decide(*, panel, by):
        panel.save()
        record("panel.decided", about=panel, by=by)
"""


@pytest.mark.parametrize(
    ("rule", "place", "text"),
    [
        (writes_elsewhere, "mase/views.py", "def post(panel):\n    panel.save()"),
        (writes_elsewhere, "mase/tasks.py", "Panel.objects.filter(open=True).update(open=False)"),
        (writes_elsewhere, "mase/forms.py", "Panel.objects.get_or_create(pk=1)"),
        (writes_elsewhere, "mase/queries.py", "def clean(panel):\n    panel.delete()"),
        (writes_elsewhere, "mase/management/commands/tidy.py", "cursor.execute('delete from mase_panel')"),
        (without_transaction, "mase/actions.py", GOOD_ACTION.replace("@transaction.atomic", "")),
        (without_audit, "mase/actions.py", GOOD_ACTION.replace('record("panel', 'print("panel')),
        (misshapen, "mase/actions.py", GOOD_ACTION.replace("*, panel, by", "panel, *, by")),
        (misshapen, "mase/actions.py", GOOD_ACTION.replace("*, panel, by", "*, by, panel")),
        (misshapen, "mase/actions/panel.py", GOOD_ACTION.replace("*, panel, by", "*, panel")),
    ],
)
def test_a_planted_violation_is_caught(plant: Planted, rule: Fault, place: str, text: str) -> None:
    assert len(list(rule(plant({place: text})))) == 1


def test_what_is_right_is_not_caught(plant: Planted) -> None:
    found = plant(
        {
            "mase/actions.py": GOOD_ACTION,
            "mase/models.py": "class Panel(Record):\n    def save(self):\n        super().save()",
            "mase/queries.py": "import hashlib\nhashlib.sha256().update(b'')\n{}.update({})\ncache.delete('key')",
        }
    )
    for rule in (writes_elsewhere, without_transaction, without_audit, misshapen):
        assert list(rule(found)) == []
