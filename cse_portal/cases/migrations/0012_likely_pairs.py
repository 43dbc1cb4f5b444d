"""Records that may be of one child, what people said of them, and what a merge changed."""

import cse_portal.audit.models.events
import cse_portal.audit.models.history
import cse_portal.core.references
import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.functions.comparison
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

from cse_portal.audit.wall import HISTORY_IS_KEPT


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0011_around_the_child"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterField(
            model_name="stagestep",
            name="closing",
            field=models.CharField(
                blank=True,
                choices=[
                    ("safe", "The child is safe from exploitation now"),
                    ("no_concern", "No sign of exploitation was found"),
                    ("early_help", "Work goes on as early help"),
                    ("other_plan", "Work goes on under a child in need or child protection plan"),
                    ("moved", "The family has moved, and the new area has taken over"),
                    ("adult", "The young person is 18, and adult services have taken over"),
                    ("mistake", "It was opened by mistake"),
                    ("died", "The child has died"),
                    ("one_record", "Two records of one child were merged, and another case goes on"),
                ],
                max_length=15,
            ),
        ),
        migrations.CreateModel(
            name="LikelyPair",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "ref",
                    models.CharField(
                        default=cse_portal.core.references.new_reference, editable=False, max_length=20, unique=True
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("updated_at", models.DateTimeField(auto_now=True)),
                (
                    "whys",
                    django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=20), size=None),
                ),
                ("score", models.PositiveSmallIntegerField()),
                ("found_on", models.DateField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("suggested", "To look at"),
                            ("not_the_same", "Not the same person"),
                            ("proposed", "Merge waits for a second person"),
                            ("merged", "Merged"),
                            ("apart_proposed", "Taking apart waits for a second person"),
                            ("taken_apart", "Taken apart"),
                        ],
                        default="suggested",
                        max_length=20,
                    ),
                ),
                ("values_from", models.JSONField(blank=True, default=dict)),
                (
                    "closes",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=20), blank=True, default=list, size=None
                    ),
                ),
                ("proposed_at", models.DateTimeField(blank=True, null=True)),
                ("proposed_why", models.CharField(blank=True, max_length=500)),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                ("decided_why", models.CharField(blank=True, max_length=500)),
            ],
            options={
                "ordering": ["-score", "found_on", "pk"],
            },
        ),
        migrations.CreateModel(
            name="LikelyPairHistory",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                (
                    "pgh_tx",
                    models.BigIntegerField(
                        db_default=django.db.models.functions.comparison.Cast(
                            django.db.models.functions.comparison.Cast(
                                cse_portal.audit.models.events.CurrentTransaction(), models.TextField()
                            ),
                            models.BigIntegerField(),
                        )
                    ),
                ),
                (
                    "pgh_login",
                    models.CharField(db_default=cse_portal.audit.models.history.SessionUser(), max_length=63),
                ),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("id", models.BigIntegerField()),
                (
                    "ref",
                    models.CharField(default=cse_portal.core.references.new_reference, editable=False, max_length=20),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("updated_at", models.DateTimeField(auto_now=True)),
                (
                    "whys",
                    django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=20), size=None),
                ),
                ("score", models.PositiveSmallIntegerField()),
                ("found_on", models.DateField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("suggested", "To look at"),
                            ("not_the_same", "Not the same person"),
                            ("proposed", "Merge waits for a second person"),
                            ("merged", "Merged"),
                            ("apart_proposed", "Taking apart waits for a second person"),
                            ("taken_apart", "Taken apart"),
                        ],
                        default="suggested",
                        max_length=20,
                    ),
                ),
                ("values_from", models.JSONField(blank=True, default=dict)),
                (
                    "closes",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=20), blank=True, default=list, size=None
                    ),
                ),
                ("proposed_at", models.DateTimeField(blank=True, null=True)),
                ("proposed_why", models.CharField(blank=True, max_length=500)),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                ("decided_why", models.CharField(blank=True, max_length=500)),
            ],
            options={
                "ordering": ["-pgh_id"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="MergeStep",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("table", models.CharField(max_length=60)),
                ("row", models.BigIntegerField()),
                (
                    "fields",
                    django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=60), size=None),
                ),
                ("before", models.JSONField()),
                ("after", models.JSONField()),
                ("made_at", models.DateTimeField()),
                ("undone_at", models.DateTimeField(blank=True, null=True)),
            ],
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="child",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="child",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="child",
            name="delete_delete",
        ),
        migrations.AddField(
            model_name="child",
            name="compared_at",
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name="child",
            name="merged_into",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="merged_from",
                to="cases.child",
            ),
        ),
        migrations.AddField(
            model_name="childhistory",
            name="merged_into",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="cases.child",
            ),
        ),
        migrations.AddIndex(
            model_name="child",
            index=models.Index(
                condition=models.Q(("compared_at__isnull", True)), fields=["id"], name="child_to_compare"
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="child",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "cases_childhistory" ("born_is", "born_on", "created_at", "disabilities", "ethnicity", "family_name", "gender", "given_names", "id", "interpreter_language", "known_as", "language", "merged_into_id", "nationality", "needs_interpreter", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "ref", "religion", "sen", "sex", "updated_at", "version", "what_helps") VALUES (NEW."born_is", NEW."born_on", NEW."created_at", NEW."disabilities", NEW."ethnicity", NEW."family_name", NEW."gender", NEW."given_names", NEW."id", NEW."interpreter_language", NEW."known_as", NEW."language", NEW."merged_into_id", NEW."nationality", NEW."needs_interpreter", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, clock_timestamp(), \'insert\', NEW."id", NEW."ref", NEW."religion", NEW."sen", NEW."sex", NEW."updated_at", NEW."version", NEW."what_helps"); RETURN NULL;',
                    hash="cb71a82959dded99a468c7265ad27995549adb62",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_a78bb",
                    table="cases_child",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="child",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."born_is" IS DISTINCT FROM (NEW."born_is") OR OLD."born_on" IS DISTINCT FROM (NEW."born_on") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."disabilities" IS DISTINCT FROM (NEW."disabilities") OR OLD."ethnicity" IS DISTINCT FROM (NEW."ethnicity") OR OLD."family_name" IS DISTINCT FROM (NEW."family_name") OR OLD."gender" IS DISTINCT FROM (NEW."gender") OR OLD."given_names" IS DISTINCT FROM (NEW."given_names") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."interpreter_language" IS DISTINCT FROM (NEW."interpreter_language") OR OLD."known_as" IS DISTINCT FROM (NEW."known_as") OR OLD."language" IS DISTINCT FROM (NEW."language") OR OLD."merged_into_id" IS DISTINCT FROM (NEW."merged_into_id") OR OLD."nationality" IS DISTINCT FROM (NEW."nationality") OR OLD."needs_interpreter" IS DISTINCT FROM (NEW."needs_interpreter") OR OLD."ref" IS DISTINCT FROM (NEW."ref") OR OLD."religion" IS DISTINCT FROM (NEW."religion") OR OLD."sen" IS DISTINCT FROM (NEW."sen") OR OLD."sex" IS DISTINCT FROM (NEW."sex") OR OLD."updated_at" IS DISTINCT FROM (NEW."updated_at") OR OLD."version" IS DISTINCT FROM (NEW."version") OR OLD."what_helps" IS DISTINCT FROM (NEW."what_helps"))',
                    func='INSERT INTO "cases_childhistory" ("born_is", "born_on", "created_at", "disabilities", "ethnicity", "family_name", "gender", "given_names", "id", "interpreter_language", "known_as", "language", "merged_into_id", "nationality", "needs_interpreter", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "ref", "religion", "sen", "sex", "updated_at", "version", "what_helps") VALUES (NEW."born_is", NEW."born_on", NEW."created_at", NEW."disabilities", NEW."ethnicity", NEW."family_name", NEW."gender", NEW."given_names", NEW."id", NEW."interpreter_language", NEW."known_as", NEW."language", NEW."merged_into_id", NEW."nationality", NEW."needs_interpreter", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, clock_timestamp(), \'update\', NEW."id", NEW."ref", NEW."religion", NEW."sen", NEW."sex", NEW."updated_at", NEW."version", NEW."what_helps"); RETURN NULL;',
                    hash="d6b1d337b6fffc262469f34e67aac366b6c5056a",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_dfaec",
                    table="cases_child",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="child",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "cases_childhistory" ("born_is", "born_on", "created_at", "disabilities", "ethnicity", "family_name", "gender", "given_names", "id", "interpreter_language", "known_as", "language", "merged_into_id", "nationality", "needs_interpreter", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "ref", "religion", "sen", "sex", "updated_at", "version", "what_helps") VALUES (OLD."born_is", OLD."born_on", OLD."created_at", OLD."disabilities", OLD."ethnicity", OLD."family_name", OLD."gender", OLD."given_names", OLD."id", OLD."interpreter_language", OLD."known_as", OLD."language", OLD."merged_into_id", OLD."nationality", OLD."needs_interpreter", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, clock_timestamp(), \'delete\', OLD."id", OLD."ref", OLD."religion", OLD."sen", OLD."sex", OLD."updated_at", OLD."version", OLD."what_helps"); RETURN NULL;',
                    hash="f67d351203babecda72400e536ec1c9a288553e8",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_9f97b",
                    table="cases_child",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="child",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("merged_into__isnull", True),
                    models.Q(("merged_into", models.F("pk")), _negated=True),
                    _connector="OR",
                ),
                name="child_merged_into_another",
            ),
        ),
        migrations.AddField(
            model_name="likelypair",
            name="decided_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="likelypair",
            name="first",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="pairs_as_first", to="cases.child"
            ),
        ),
        migrations.AddField(
            model_name="likelypair",
            name="kept",
            field=models.ForeignKey(
                blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cases.child"
            ),
        ),
        migrations.AddField(
            model_name="likelypair",
            name="proposed_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="likelypair",
            name="second",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="pairs_as_second", to="cases.child"
            ),
        ),
        migrations.AddField(
            model_name="likelypairhistory",
            name="decided_by",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="likelypairhistory",
            name="first",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="cases.child",
            ),
        ),
        migrations.AddField(
            model_name="likelypairhistory",
            name="kept",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="cases.child",
            ),
        ),
        migrations.AddField(
            model_name="likelypairhistory",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="history",
                to="cases.likelypair",
            ),
        ),
        migrations.AddField(
            model_name="likelypairhistory",
            name="proposed_by",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="likelypairhistory",
            name="second",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="cases.child",
            ),
        ),
        migrations.AddField(
            model_name="mergestep",
            name="pair",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="steps", to="cases.likelypair"
            ),
        ),
        migrations.AddConstraint(
            model_name="likelypair",
            constraint=models.UniqueConstraint(fields=("first", "second"), name="pair_once"),
        ),
        migrations.AddConstraint(
            model_name="likelypair",
            constraint=models.CheckConstraint(
                condition=models.Q(("first__lt", models.F("second"))), name="pair_in_order"
            ),
        ),
        migrations.AddConstraint(
            model_name="likelypair",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("kept__isnull", True), ("kept", models.F("first")), ("kept", models.F("second")), _connector="OR"
                ),
                name="pair_keeps_one_of_two",
            ),
        ),
        migrations.AddConstraint(
            model_name="likelypair",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state__in", ["proposed", "merged", "apart_proposed", "taken_apart"]), _negated=True),
                    models.Q(("kept__isnull", False), ("proposed_at__isnull", False), ("proposed_by__isnull", False)),
                    _connector="OR",
                ),
                name="pair_proposed_by_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="likelypair",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state__in", ["merged", "taken_apart"]), _negated=True),
                    models.Q(
                        ("decided_at__isnull", False),
                        ("decided_by__isnull", False),
                        models.Q(("decided_by", models.F("proposed_by")), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="pair_decided_by_another",
            ),
        ),
        migrations.AddConstraint(
            model_name="likelypair",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "not_the_same"), _negated=True),
                    models.Q(
                        ("decided_at__isnull", False),
                        ("decided_by__isnull", False),
                        models.Q(("decided_why", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="pair_set_aside_for_a_reason",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="likelypair",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "cases_likelypairhistory" ("closes", "created_at", "decided_at", "decided_by_id", "decided_why", "first_id", "found_on", "id", "kept_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "proposed_at", "proposed_by_id", "proposed_why", "ref", "score", "second_id", "state", "updated_at", "values_from", "version", "whys") VALUES (NEW."closes", NEW."created_at", NEW."decided_at", NEW."decided_by_id", NEW."decided_why", NEW."first_id", NEW."found_on", NEW."id", NEW."kept_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, clock_timestamp(), \'insert\', NEW."id", NEW."proposed_at", NEW."proposed_by_id", NEW."proposed_why", NEW."ref", NEW."score", NEW."second_id", NEW."state", NEW."updated_at", NEW."values_from", NEW."version", NEW."whys"); RETURN NULL;',
                    hash="73c60df2765adf733fa37ea4749499f607de602c",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_1f701",
                    table="cases_likelypair",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="likelypair",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "cases_likelypairhistory" ("closes", "created_at", "decided_at", "decided_by_id", "decided_why", "first_id", "found_on", "id", "kept_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "proposed_at", "proposed_by_id", "proposed_why", "ref", "score", "second_id", "state", "updated_at", "values_from", "version", "whys") VALUES (NEW."closes", NEW."created_at", NEW."decided_at", NEW."decided_by_id", NEW."decided_why", NEW."first_id", NEW."found_on", NEW."id", NEW."kept_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, clock_timestamp(), \'update\', NEW."id", NEW."proposed_at", NEW."proposed_by_id", NEW."proposed_why", NEW."ref", NEW."score", NEW."second_id", NEW."state", NEW."updated_at", NEW."values_from", NEW."version", NEW."whys"); RETURN NULL;',
                    hash="9c5c40e333deb85766d40345baf76e32d6cd53cd",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_af466",
                    table="cases_likelypair",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="likelypair",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "cases_likelypairhistory" ("closes", "created_at", "decided_at", "decided_by_id", "decided_why", "first_id", "found_on", "id", "kept_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "proposed_at", "proposed_by_id", "proposed_why", "ref", "score", "second_id", "state", "updated_at", "values_from", "version", "whys") VALUES (OLD."closes", OLD."created_at", OLD."decided_at", OLD."decided_by_id", OLD."decided_why", OLD."first_id", OLD."found_on", OLD."id", OLD."kept_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, clock_timestamp(), \'delete\', OLD."id", OLD."proposed_at", OLD."proposed_by_id", OLD."proposed_why", OLD."ref", OLD."score", OLD."second_id", OLD."state", OLD."updated_at", OLD."values_from", OLD."version", OLD."whys"); RETURN NULL;',
                    hash="6e326ed66c2f9514107176e513e587af854322cc",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_bd9cb",
                    table="cases_likelypair",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="mergestep",
            constraint=models.UniqueConstraint(
                condition=models.Q(("undone_at__isnull", True)),
                fields=("pair", "table", "row", "fields"),
                name="merge_step_once",
            ),
        ),
        migrations.RunSQL(HISTORY_IS_KEPT, migrations.RunSQL.noop),
    ]
