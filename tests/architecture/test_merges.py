"""A merge reaches every table in which a child or a case stands; a new one is met here before it is forgotten."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.apps import apps
from django.db import models

from cse_portal.audit.models.history import Change
from cse_portal.cases.actions.merge_log import links_to_children
from cse_portal.cases.models import Case, Child

FACT = "is a fact of the child, and becomes the other record’s"
WITH_CASE = "hangs on a case, which becomes the other record’s with all that is in it"
# Every foreign key to a child or a case, and what a merge does with it.
REACHED: dict[str, str] = {
    "cases.case.child": "becomes the other record’s; of two open ones in a partnership one closes",
    "cases.child.merged_into": "what became part of the one that is merged becomes part of the other, too",
    **dict.fromkeys(
        (
            f"cases.{one}.child"
            for one in (
                *("address", "carestatus", "childname", "childphoto", "healthcontact", "identifier", "knownelsewhere"),
                *("phone", "placement", "question", "relation", "schooling"),
            )
        ),
        FACT,
    ),
    **dict.fromkeys(
        (
            *(f"network.link.{end}_case" for end in ("start", "end", "origin")),
            *(f"network.linkalert.{side}_case" for side in ("first", "second")),
            "network.order.protects",
            "network.submission.case",
            "screening.tool.case",
            *(f"referrals.{one}.case" for one in ("askedcheck", "checkanswer", "consultation", "enquiry")),
            "referrals.referredchild.case",
        ),
        WITH_CASE,
    ),
    **dict.fromkeys(
        (
            f"cases.{one}.case"
            for one in (
                *(
                    "adultmove",
                    "casemember",
                    "casetransfer",
                    "emergencyaccess",
                    "entry",
                    "involvement",
                    "policereference",
                ),
                *(
                    "document",
                    "meeting",
                    "missingepisode",
                    "plan",
                    "schoolabsence",
                    "stagestep",
                    "statedreason",
                    "servicearound",
                    "thread",
                ),
            )
        ),
        WITH_CASE,
    ),
    "cases.casegrant.content_object": WITH_CASE,
    "cases.childsearch.led_to": WITH_CASE,
    "trail.canary.case": WITH_CASE,
    **dict.fromkeys(
        (f"cases.likelypair.{one}" for one in ("first", "second", "kept")),
        "is about both records, and says which went on",
    ),
}
# What there may be once of each child, and how a merge sees to it before the second one comes.
SETTLED: dict[str, str] = {
    "case_open_once": "one case of each partnership goes on, which the first person chooses",
    "identifier_one_of_a_kind": "the other record’s becomes an earlier number",
    "question_open_once": "it is asked once",
}


def _models() -> Iterator[type[models.Model]]:
    for model in apps.get_models(include_auto_created=True):
        if model._meta.managed and not issubclass(model, Change):
            yield model


def _links(to: type[models.Model]) -> set[str]:
    return {
        f"{model._meta.label_lower}.{field.name}"
        for model in _models()
        for field in model._meta.local_fields
        if field.related_model is to
    }


def test_each_table_with_a_child_or_a_case_says_what_a_merge_does() -> None:
    assert _links(Child) | _links(Case) == set(REACHED)


def test_the_merge_itself_reaches_every_table_with_a_child() -> None:
    followed = {f"{model._meta.label_lower}.{field}" for model, field in links_to_children()}
    about_pairs = {name for name in REACHED if name.startswith("cases.likelypair.")}
    assert followed == _links(Child) - about_pairs


def test_what_there_is_once_of_a_child_is_settled_first() -> None:
    once = set()
    for model, field in links_to_children():
        for constraint in model._meta.constraints:
            if isinstance(constraint, models.UniqueConstraint) and field in constraint.fields:
                once.add(constraint.name)
        assert not any(field in together for together in model._meta.unique_together)
        assert not model._meta.get_field(field).unique
    assert once == set(SETTLED)


@pytest.mark.parametrize("model", [Child, Case], ids=lambda model: model.__name__)
def test_nothing_names_a_child_or_a_case_but_by_a_foreign_key(model: type[models.Model]) -> None:
    """A reference that is copied elsewhere stays true: both go on working after a merge."""
    many = {
        f"{one._meta.label_lower}.{field.name}"
        for one in _models()
        for field in one._meta.local_many_to_many
        if field.related_model is model
    }
    assert many == set()
