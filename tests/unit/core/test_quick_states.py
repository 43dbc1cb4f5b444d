"""Steps of migrations that change no field leave the model rendered as it was, and knowing of them."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import models
from django.db.migrations import AddConstraint, AddField, AddIndex, CreateModel, RemoveConstraint, RemoveIndex
from django.db.migrations.state import ProjectState

from cse_portal.core.quick_states import options_are_not_rendered

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


def test_constraints_and_indexes_come_and_go_without_rendering(state: ProjectState) -> None:
    before = model(state)
    with options_are_not_rendered():
        AddConstraint("thing", POSITIVE).state_forwards("things", state)
        AddIndex("thing", BY_NUMBER).state_forwards("things", state)
        assert model(state) is before
        assert [one.name for one in model(state)._meta.constraints] == ["positive"]
        assert [one.name for one in model(state)._meta.indexes] == ["by_number"]
        RemoveConstraint("thing", "positive").state_forwards("things", state)
        RemoveIndex("thing", "by_number").state_forwards("things", state)
        assert model(state)._meta.constraints == model(state)._meta.indexes == []


def test_a_field_is_rendered_all_the_same(state: ProjectState) -> None:
    before = model(state)
    with options_are_not_rendered():
        AddField("thing", "word", models.TextField(default="")).state_forwards("things", state)
    assert model(state) is not before
    assert model(state)._meta.get_field("word")


def test_afterwards_django_does_as_ever(state: ProjectState) -> None:
    with options_are_not_rendered():
        pass
    before = model(state)
    AddConstraint("thing", POSITIVE).state_forwards("things", state)
    assert model(state) is not before
