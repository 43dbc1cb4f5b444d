"""Stored facts: every field is classified, no text is both empty and unknown, and records carry a reference."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.apps import apps
from django.db import models
from house.docs.fields import classes_of_all_fields

from cse_portal.audit.models.history import Change
from cse_portal.core.classification import MEANINGS, Classes, Privacy
from cse_portal.core.models import Record
from tests.architecture.source import APPS

# "app.model.field": why this text may be unknown as well as empty.
NULLABLE_TEXT: dict[str, str] = {}

# Stored without a reference of their own, and why.
WITHOUT_REFERENCE: dict[str, str] = {
    "agencies.accessgroup": "stands for its agency or partnership, which has one",
    "cases.casegrant": "is a million rows that pages never name",
    "cases.casegroupgrant": "is another view of the same rows",
    "cases.mergestep": "is a line of its merge, which has one",
    "cases.caseusergrant": "is another view of the same rows",
    "agencies.portalsession": "is Django's session; it has a reference of its own",
    "audit.auditevent": "is never addressed, and never changed",
    "audit.auditseal": "belongs to its event, and is never changed",
    "audit.audithead": "is named by its chain",
    "audit.auditanchor": "is numbered, and never changed",
    "audit.auditcheck": "is about the trail as a whole, and has no page of its own",
    "operations.serviceheartbeat": "is about the service, one row a part",
    "operations.jobrun": "is about the service, and has no page of its own",
}

ALL_MODELS = apps.get_models(include_auto_created=True)
OUR_MODELS = [model for model in ALL_MODELS if model._meta.app_config.name in APPS]


def unclassified(found: Iterable[type[models.Model]], classes: Classes) -> Iterator[str]:
    for model in found:
        stored = {field.name for field in model._meta.concrete_fields} | {
            field.name for field in model._meta.local_many_to_many
        }
        said = set(classes.get(model._meta.label_lower, {}))
        yield from (f"{model._meta.label_lower}.{name} is not classified" for name in sorted(stored - said))
        yield from (f"{model._meta.label_lower}.{name} is no field" for name in sorted(said - stored))


def nullable_text(found: Iterable[type[models.Model]]) -> Iterator[str]:
    for model in found:
        for field in model._meta.concrete_fields:
            # a unique text may be unknown: two empty ones would clash
            if isinstance(field, models.CharField | models.TextField) and field.null and not field.unique:
                yield f"{model._meta.label_lower}.{field.name}"


def test_every_field_is_classified() -> None:
    assert list(unclassified(ALL_MODELS, classes_of_all_fields())) == []


def test_every_classified_model_exists() -> None:
    assert set(classes_of_all_fields()) <= {model._meta.label_lower for model in ALL_MODELS}


def test_every_class_has_a_meaning() -> None:
    assert set(MEANINGS) == set(Privacy)


def test_no_text_is_both_empty_and_unknown() -> None:
    assert set(nullable_text(OUR_MODELS)) == set(NULLABLE_TEXT)


def test_every_record_has_a_reference() -> None:
    bare = {model._meta.label_lower for model in OUR_MODELS if not issubclass(model, Record | Change)}
    assert bare - set(WITHOUT_REFERENCE) == set()
    assert set(WITHOUT_REFERENCE) <= bare


def test_every_foreign_key_says_what_happens_to_a_lost_end() -> None:
    """CASCADE would let one deletion take a child's history with it."""
    cascading = [
        f"{model._meta.label_lower}.{field.name}"
        for model in OUR_MODELS
        if model._meta.managed
        for field in model._meta.concrete_fields
        if isinstance(field, models.ForeignKey) and field.remote_field.on_delete is models.CASCADE
    ]
    assert cascading == []


class _Planted(models.Model):
    note = models.TextField(null=True)

    class Meta:
        app_label = "core"
        managed = False

    def __str__(self) -> str:
        return self.note or ""


apps.all_models["core"].pop("_planted", None)


def test_a_planted_field_is_caught() -> None:
    assert list(unclassified([_Planted], {"core._planted": {"id": Privacy.OPEN}})) == [
        "core._planted.note is not classified"
    ]
    assert list(unclassified([_Planted], {"core._planted": dict.fromkeys(("id", "note", "old"), Privacy.OPEN)})) == [
        "core._planted.old is no field"
    ]
    assert list(nullable_text([_Planted])) == ["core._planted.note"]
