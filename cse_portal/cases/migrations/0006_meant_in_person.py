"""Whoever is named on a restricted case is meant in person: nobody who stands in for them sees it.

Forward-safe: `principal` is worked out by the database and written by nobody; it goes and comes back under its name in
one transaction.
"""

from typing import ClassVar

import django.db.models.expressions
from django.db import migrations, models
from django.db.models import Case, F, When

IN_PERSON = 2**40
# The wall makes them again after the migration; until then nobody meets a grant.
LEAVE_THE_COLUMN = "drop policy if exists seen on cases_casegrant"
COPY = """
update cases_casegrant g set is_restricted = true from cases_case c where c.id = g.case_id and c.is_restricted
"""


class Migration(migrations.Migration):
    dependencies: ClassVar = [("cases", "0005_words_of_names")]

    operations: ClassVar = [
        migrations.AddField(
            "casegrant", "is_restricted", models.BooleanField(default=False, db_default=False, editable=False)
        ),
        migrations.RunSQL(COPY, migrations.RunSQL.noop),
        migrations.RunSQL(LEAVE_THE_COLUMN, LEAVE_THE_COLUMN),
        migrations.RemoveConstraint("casegrant", "grant_once_for_a_reason"),
        migrations.RemoveIndex("casegrant", "grant_list"),
        migrations.RemoveField("casegrant", "principal"),
        migrations.AddField(
            "casegrant",
            "principal",
            models.GeneratedField(
                db_persist=True,
                expression=Case(
                    When(group_id__isnull=False, then=F("group_id")),
                    When(
                        is_restricted=True,
                        then=django.db.models.expressions.CombinedExpression(
                            -F("membership_id"), "-", models.Value(IN_PERSON)
                        ),
                    ),
                    default=-F("membership_id"),
                ),
                output_field=models.BigIntegerField(),
            ),
        ),
        migrations.AddIndex(
            "casegrant",
            models.Index(
                fields=["principal", "sort_rank", "sort_review", "content_object"],
                include=("valid_from", "valid_until"),
                name="grant_list",
            ),
        ),
        migrations.AddConstraint(
            "casegrant",
            models.UniqueConstraint(fields=("content_object", "principal", "reason"), name="grant_once_for_a_reason"),
        ),
    ]
