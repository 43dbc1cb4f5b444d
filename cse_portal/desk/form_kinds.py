"""The kinds of forms that keep drafts: each stage adds its own in one line, so that a draft finds its way back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from cse_portal.agencies.roles import Permission
from cse_portal.core.references import is_reference


@dataclass(frozen=True)
class FormKind:
    """`begin` and `edit` are URL names: of the empty form, and of the form about one record (by its `ref`)."""

    code: str
    label: str
    permission: Permission
    begin: str = ""
    edit: str = ""

    def has_form(self, about_ref: str) -> bool:
        """A draft is only kept where it can be gone on with."""
        return bool(self.begin) if not about_ref else bool(self.edit) and is_reference(about_ref)


_kinds: dict[str, FormKind] = {}


def add_form(code: str, label: str, *, permission: Permission, begin: str = "", edit: str = "") -> FormKind:
    """Called from a stage's `ready()`; the same code twice must say the same thing."""
    kind = FormKind(code, label, permission, begin, edit)
    if _kinds.setdefault(code, kind) != kind:
        raise ValueError(f"The form {code} is already called {_kinds[code].label}")
    return kind


Check = Callable[[Any, str], bool]
_checks: dict[str, Check] = {}


def add_check(kind: FormKind, check: Check) -> None:
    """Whether the person may still open the form about that record: asked each time, beside the permission."""
    _checks[kind.code] = check


def may_go_on(kind: FormKind, person: Any, about_ref: str) -> bool:
    check = _checks.get(kind.code)
    return check is None or check(person, about_ref)


def form_kind(code: str) -> FormKind | None:
    return _kinds.get(code)


def all_forms() -> list[FormKind]:
    return sorted(_kinds.values(), key=lambda kind: kind.label)
