"""Steps that change no field leave the models rendered as they were, and knowing of what is new."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import models
from django.db.migrations import (
    AddConstraint,
    AddField,
    AddIndex,
    AlterField,
    CreateModel,
    RemoveConstraint,
    RemoveField,
    RemoveIndex,
    RenameField,
)
from django.db.migrations.state import ProjectState

from cse_portal.core.quick_states import migrated_quickly

POSITIVE = models.CheckConstraint(condition=models.Q(number__gt=0), name="positive")
BY_NUMBER = models.Index(fields=["number"], name="by_number")


@pytest.fixture
def state() -> ProjectState:
    made = ProjectState()
    fields = [("id", models.AutoField(primary_key=True)), ("number", models.IntegerField())]
    CreateModel("Thing", fields).state_forwards("things", made)
    made.apps.get_model("things", "thing")
    return made


def model(state: ProjectState) -> Any:
    return state.apps.get_model("things", "thing")


def names(state: ProjectState) -> list[str]:
    return [field.name for field in model(state)._meta.fields]


def from_nothing(state: ProjectState) -> ProjectState:
    """The same, as Django draws it when asked for the first time."""
    return ProjectState({key: one.clone() for key, one in state.models.items()})


def test_constraints_and_indexes_come_and_go_without_rendering(state: ProjectState) -> None:
    before = model(state)
    with migrated_quickly():
        AddConstraint("thing", POSITIVE).state_forwards("things", state)
        AddIndex("thing", BY_NUMBER).state_forwards("things", state)
        assert model(state) is before
        assert [one.name for one in model(state)._meta.constraints] == ["positive"]
        assert [one.name for one in model(state)._meta.indexes] == ["by_number"]
        RemoveConstraint("thing", "positive").state_forwards("things", state)
        RemoveIndex("thing", "by_number").state_forwards("things", state)
        assert model(state)._meta.constraints == model(state)._meta.indexes == []


def test_a_new_field_is_added_to_the_model_as_it_stands(state: ProjectState) -> None:
    before = model(state)
    with migrated_quickly():
        AddField("thing", "word", models.TextField(default="")).state_forwards("things", state)
    assert model(state) is before
    assert names(state) == names(from_nothing(state)) == ["id", "number", "word"]
    assert model(state)(word="x").word == "x"


def test_a_new_model_stands_beside_the_others_and_knows_them(state: ProjectState) -> None:
    before = model(state)
    with migrated_quickly():
        key = ("thing", models.ForeignKey("things.Thing", models.CASCADE, related_name="parts"))
        CreateModel("Part", [("id", models.AutoField(primary_key=True)), key]).state_forwards("things", state)
        AddField("thing", "first", models.ForeignKey("things.Part", models.CASCADE, null=True)).state_forwards(
            "things", state
        )
    assert model(state) is before
    part = state.apps.get_model("things", "part")
    assert part._meta.get_field("thing").related_model is before
    assert before._meta.get_field("parts").related_model is part
    assert before._meta.get_field("first").related_model is part
    assert names(state) == names(from_nothing(state))


@pytest.mark.parametrize(
    "step",
    [
        AlterField("thing", "number", models.BigIntegerField()),
        RemoveField("thing", "number"),
        RenameField("thing", "number", "amount"),
    ],
)
def test_what_changes_a_field_is_rendered_anew(state: ProjectState, step: Any) -> None:
    before = model(state)
    with migrated_quickly():
        step.state_forwards("things", state)
    assert model(state) is not before
    assert names(state) == names(from_nothing(state))


def test_a_relation_of_an_earlier_state_is_rendered_anew(state: ProjectState) -> None:
    """Its model would look for the other end in the state in which it was drawn."""
    later = state.clone()
    with migrated_quickly():
        CreateModel("Part", [("id", models.AutoField(primary_key=True))]).state_forwards("things", later)
        AddField("thing", "part", models.ForeignKey("things.Part", models.CASCADE)).state_forwards("things", later)
    assert model(later) is not model(state)
    assert model(later)._meta.get_field("part").related_model is later.apps.get_model("things", "part")
    assert names(state) == ["id", "number"]


def test_afterwards_django_does_as_ever(state: ProjectState) -> None:
    with migrated_quickly():
        pass
    before = model(state)
    AddConstraint("thing", POSITIVE).state_forwards("things", state)
    assert model(state) is not before
