"""Migrations without drawing every model anew after each step.

Django renders a model and all that point to it after each step. A constraint, an index or a trigger is no field: it is
enough that the model itself knows of it. A new field is added to the model as it stands, and a new model beside the
others. What changes, renames or removes a field is rendered as ever. That spares nine tenths of the time, and makes
the same schema.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db.migrations.state import ProjectState
from pgtrigger.migrations import AddTrigger, RemoveTrigger

Method = Callable[..., Any]
OPTIONS = ("_append_option", "_remove_option", "_alter_option")
NAMED = ("constraints", "indexes", "triggers")


@contextmanager
def migrated_quickly() -> Iterator[None]:
    instead: list[tuple[Any, str, Callable[[Method], Method]]] = [
        *((ProjectState, name, _of_a_state) for name in OPTIONS),
        *((one, "state_forwards", _of_a_step) for one in (AddTrigger, RemoveTrigger)),
        (ProjectState, "add_field", _field_in_place),
        (ProjectState, "add_model", _model_beside),
    ]
    kept = [(owner, name, getattr(owner, name)) for owner, name, _ in instead]
    for (owner, name, new), (_, _, method) in zip(instead, kept, strict=True):
        setattr(owner, name, new(method))
    try:
        yield
    finally:
        for owner, name, method in kept:
            setattr(owner, name, method)


# ── What is no field ─────────────────────────────────────────────────────────────────────────────────────────────
def _of_a_state(method: Method) -> Method:
    def changed(state: Any, app: str, model: str, *more: Any) -> None:
        with _unrendered(state, app, model):
            method(state, app, model, *more)

    return changed


def _of_a_step(method: Method) -> Method:
    def changed(step: Any, app: str, state: Any) -> None:
        with _unrendered(state, app, step.model_name.lower()):
            method(step, app, state)

    return changed


@contextmanager
def _unrendered(state: Any, app: str, model: str) -> Iterator[None]:
    with _reloading(state, _nothing):
        yield
    if _is_rendered(state):
        meta, options = state.apps.get_model(app, model)._meta, state.models[app, model].options
        for name in NAMED:
            if name in options:
                setattr(meta, name, list(options[name]))


def _nothing(*args: Any, **more: Any) -> None:
    return None


# ── What is new ──────────────────────────────────────────────────────────────────────────────────────────────────
def _field_in_place(method: Method) -> Method:
    def added(state: Any, app: str, model: str, name: str, *more: Any, **terms: Any) -> None:
        if not _is_rendered(state):
            method(state, app, model, name, *more, **terms)
            return
        rendered = state.apps.get_model(app, model)

        def in_place(app: str, model: str, delay: bool = False) -> None:
            field = state.models[app, model].fields[name]
            if _stands_alone(rendered, field, state.apps):
                field.clone().contribute_to_class(rendered, name)
            else:
                ProjectState.reload_model(state, app, model, delay=delay)

        with _reloading(state, in_place):
            method(state, app, model, name, *more, **terms)

    return added


def _stands_alone(rendered: Any, field: Any, apps: Any) -> bool:
    """A relation finds its other end only in the state in which its own model was drawn."""
    if field.many_to_many or rendered.__subclasses__():
        return False
    return not field.is_relation or rendered._meta.apps is apps


def _model_beside(method: Method) -> Method:
    def added(state: Any, new: Any) -> None:
        def beside(app: str, model: str, delay: bool = False) -> None:
            state.apps.render_multiple([new])

        is_there = _is_rendered(state) and new.name_lower in state.apps.all_models[new.app_label]
        with _reloading(state, None if is_there else beside):
            method(state, new)

    return added


def _is_rendered(state: Any) -> bool:
    """Asking for `apps` itself would render everything."""
    return "apps" in vars(state)


@contextmanager
def _reloading(state: Any, instead: Method | None) -> Iterator[None]:
    if instead is None:
        yield
        return
    state.reload_model = instead
    try:
        yield
    finally:
        del state.reload_model
