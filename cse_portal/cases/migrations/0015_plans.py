"""Plans for a child, version by version, and what was in their rows; every change of it is kept."""

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
        ("agencies", "0006_role_titles"),
        ("cases", "0014_meetings"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Plan",
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
                ("kind", models.CharField(max_length=30)),
                ("title", models.CharField(blank=True, max_length=120)),
                ("number", models.PositiveSmallIntegerField(default=1)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("agreed", "Agreed"),
                            ("superseded", "Replaced by a new version"),
                            ("ended", "Ended"),
                        ],
                        default="draft",
                        max_length=12,
                    ),
                ),
                ("worries", models.TextField()),
                (
                    "shared_with",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(), blank=True, default=list, size=None
                    ),
                ),
                ("review_on", models.DateField()),
                ("agreed_at", models.DateTimeField(blank=True, null=True)),
                ("agreed_with", models.CharField(blank=True, max_length=500)),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                ("ended_because", models.CharField(blank=True, max_length=500)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="agencies.agency"
                    ),
                ),
                (
                    "agreed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="plans", to="cases.case"
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="plans",
                        to="cases.meeting",
                    ),
                ),
                (
                    "replaces",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cases.plan",
                    ),
                ),
                (
                    "written_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ["-pk"],
            },
        ),
        migrations.CreateModel(
            name="PlanHistory",
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
                ("kind", models.CharField(max_length=30)),
                ("title", models.CharField(blank=True, max_length=120)),
                ("number", models.PositiveSmallIntegerField(default=1)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("agreed", "Agreed"),
                            ("superseded", "Replaced by a new version"),
                            ("ended", "Ended"),
                        ],
                        default="draft",
                        max_length=12,
                    ),
                ),
                ("worries", models.TextField()),
                (
                    "shared_with",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(), blank=True, default=list, size=None
                    ),
                ),
                ("review_on", models.DateField()),
                ("agreed_at", models.DateTimeField(blank=True, null=True)),
                ("agreed_with", models.CharField(blank=True, max_length=500)),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                ("ended_because", models.CharField(blank=True, max_length=500)),
                (
                    "agency",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="agencies.agency",
                    ),
                ),
                (
                    "agreed_by",
                    models.ForeignKey(
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
                (
                    "case",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="cases.case",
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="cases.meeting",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="history",
                        to="cases.plan",
                    ),
                ),
                (
                    "replaces",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="cases.plan",
                    ),
                ),
                (
                    "written_by",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-pgh_id"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="PlanRow",
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
                ("worry", models.TextField()),
                ("what", models.TextField()),
                ("who", models.CharField(max_length=200)),
                ("by_when", models.CharField(blank=True, max_length=120)),
                ("child_view", models.TextField(blank=True)),
                ("parents_part", models.TextField(blank=True)),
                ("in_emergency", models.TextField(blank=True)),
                ("taken_out_because", models.CharField(blank=True, max_length=500)),
                (
                    "copied_from",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cases.planrow",
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="rows", to="cases.plan"
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="PlanRowHistory",
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
                ("worry", models.TextField()),
                ("what", models.TextField()),
                ("who", models.CharField(max_length=200)),
                ("by_when", models.CharField(blank=True, max_length=120)),
                ("child_view", models.TextField(blank=True)),
                ("parents_part", models.TextField(blank=True)),
                ("in_emergency", models.TextField(blank=True)),
                ("taken_out_because", models.CharField(blank=True, max_length=500)),
                (
                    "copied_from",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="cases.planrow",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="history",
                        to="cases.planrow",
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="cases.plan",
                    ),
                ),
            ],
            options={
                "ordering": ["-pgh_id"],
                "abstract": False,
            },
        ),
        migrations.AddConstraint(
            model_name="plan",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("agreed_at__isnull", False), ("agreed_by__isnull", False)),
                    models.Q(("status__in", ["agreed", "superseded"]), _negated=True),
                    _connector="OR",
                ),
                name="plan_agreed_by_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="plan",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("ended_at__isnull", False), models.Q(("ended_because", ""), _negated=True)),
                    models.Q(("status", "ended"), _negated=True),
                    _connector="OR",
                ),
                name="plan_ended_for_a_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="plan",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("number", 1), ("replaces__isnull", True)),
                    models.Q(("number__gt", 1), ("replaces__isnull", False)),
                    _connector="OR",
                ),
                name="plan_version_follows_another",
            ),
        ),
        migrations.AddConstraint(
            model_name="plan",
            constraint=models.UniqueConstraint(
                condition=models.Q(("status", "ended"), _negated=True),
                fields=("replaces",),
                name="plan_followed_by_one",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="plan",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "cases_planhistory" ("agency_id", "agreed_at", "agreed_by_id", "agreed_with", "case_id", "created_at", "ended_at", "ended_because", "id", "kind", "meeting_id", "number", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "ref", "replaces_id", "review_on", "shared_with", "status", "title", "updated_at", "version", "worries", "written_by_id") VALUES (NEW."agency_id", NEW."agreed_at", NEW."agreed_by_id", NEW."agreed_with", NEW."case_id", NEW."created_at", NEW."ended_at", NEW."ended_because", NEW."id", NEW."kind", NEW."meeting_id", NEW."number", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, clock_timestamp(), \'insert\', NEW."id", NEW."ref", NEW."replaces_id", NEW."review_on", NEW."shared_with", NEW."status", NEW."title", NEW."updated_at", NEW."version", NEW."worries", NEW."written_by_id"); RETURN NULL;',
                    hash="65d5edf317edcbc513ff0888d1a638c1971cda55",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_2431c",
                    table="cases_plan",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="plan",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "cases_planhistory" ("agency_id", "agreed_at", "agreed_by_id", "agreed_with", "case_id", "created_at", "ended_at", "ended_because", "id", "kind", "meeting_id", "number", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "ref", "replaces_id", "review_on", "shared_with", "status", "title", "updated_at", "version", "worries", "written_by_id") VALUES (NEW."agency_id", NEW."agreed_at", NEW."agreed_by_id", NEW."agreed_with", NEW."case_id", NEW."created_at", NEW."ended_at", NEW."ended_because", NEW."id", NEW."kind", NEW."meeting_id", NEW."number", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, clock_timestamp(), \'update\', NEW."id", NEW."ref", NEW."replaces_id", NEW."review_on", NEW."shared_with", NEW."status", NEW."title", NEW."updated_at", NEW."version", NEW."worries", NEW."written_by_id"); RETURN NULL;',
                    hash="727c77fc8824b6a9404dae8bb89ba61e05770c97",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_ba414",
                    table="cases_plan",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="plan",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "cases_planhistory" ("agency_id", "agreed_at", "agreed_by_id", "agreed_with", "case_id", "created_at", "ended_at", "ended_because", "id", "kind", "meeting_id", "number", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "ref", "replaces_id", "review_on", "shared_with", "status", "title", "updated_at", "version", "worries", "written_by_id") VALUES (OLD."agency_id", OLD."agreed_at", OLD."agreed_by_id", OLD."agreed_with", OLD."case_id", OLD."created_at", OLD."ended_at", OLD."ended_because", OLD."id", OLD."kind", OLD."meeting_id", OLD."number", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, clock_timestamp(), \'delete\', OLD."id", OLD."ref", OLD."replaces_id", OLD."review_on", OLD."shared_with", OLD."status", OLD."title", OLD."updated_at", OLD."version", OLD."worries", OLD."written_by_id"); RETURN NULL;',
                    hash="547b353a00d898f80d39eced205e5bb4e77ab1f7",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_88c0d",
                    table="cases_plan",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="planrow",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "cases_planrowhistory" ("by_when", "child_view", "copied_from_id", "created_at", "id", "in_emergency", "parents_part", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "ref", "taken_out_because", "updated_at", "version", "what", "who", "worry") VALUES (NEW."by_when", NEW."child_view", NEW."copied_from_id", NEW."created_at", NEW."id", NEW."in_emergency", NEW."parents_part", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, clock_timestamp(), \'insert\', NEW."id", NEW."plan_id", NEW."ref", NEW."taken_out_because", NEW."updated_at", NEW."version", NEW."what", NEW."who", NEW."worry"); RETURN NULL;',
                    hash="a623ff502c6b5c0d11ad473653a95194a7abd073",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_e00e6",
                    table="cases_planrow",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="planrow",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "cases_planrowhistory" ("by_when", "child_view", "copied_from_id", "created_at", "id", "in_emergency", "parents_part", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "ref", "taken_out_because", "updated_at", "version", "what", "who", "worry") VALUES (NEW."by_when", NEW."child_view", NEW."copied_from_id", NEW."created_at", NEW."id", NEW."in_emergency", NEW."parents_part", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, clock_timestamp(), \'update\', NEW."id", NEW."plan_id", NEW."ref", NEW."taken_out_because", NEW."updated_at", NEW."version", NEW."what", NEW."who", NEW."worry"); RETURN NULL;',
                    hash="c89f735547b406034092ec89ed811bed8c745012",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_663a0",
                    table="cases_planrow",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="planrow",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "cases_planrowhistory" ("by_when", "child_view", "copied_from_id", "created_at", "id", "in_emergency", "parents_part", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "ref", "taken_out_because", "updated_at", "version", "what", "who", "worry") VALUES (OLD."by_when", OLD."child_view", OLD."copied_from_id", OLD."created_at", OLD."id", OLD."in_emergency", OLD."parents_part", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, clock_timestamp(), \'delete\', OLD."id", OLD."plan_id", OLD."ref", OLD."taken_out_because", OLD."updated_at", OLD."version", OLD."what", OLD."who", OLD."worry"); RETURN NULL;',
                    hash="6c89a340822be6f21687f3a25b4f262546bf7edf",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_0464a",
                    table="cases_planrow",
                    when="AFTER",
                ),
            ),
        ),
        migrations.RunSQL(HISTORY_IS_KEPT, migrations.RunSQL.noop),
    ]
