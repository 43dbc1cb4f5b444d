"""What schools report of absence, kept in the case; what was learnt of an episode can be struck through."""

import cse_portal.audit.models.events
import cse_portal.audit.models.history
import cse_portal.core.references
import django.contrib.postgres.constraints
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
        ("agencies", "0007_crime_references"),
        ("cases", "0031_lines_of_the_network"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="AttendanceImport",
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
                ("rows_read", models.PositiveIntegerField()),
                ("rows_wrong", models.PositiveIntegerField()),
                ("rows_present", models.PositiveIntegerField()),
                ("kept_for", models.PositiveIntegerField()),
                ("periods_added", models.PositiveIntegerField()),
                ("problems", models.JSONField(blank=True, default=list)),
            ],
            options={
                "ordering": ["-pk"],
            },
        ),
        migrations.CreateModel(
            name="SchoolAbsence",
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
                ("row", models.PositiveIntegerField()),
                ("from_on", models.DateField()),
                ("to_on", models.DateField()),
                ("sessions", models.PositiveSmallIntegerField()),
                ("possible", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("code", models.CharField(blank=True, default="", max_length=20)),
                ("is_authorised", models.BooleanField(blank=True, null=True)),
                ("reason", models.CharField(blank=True, default="", max_length=300)),
                ("struck_at", models.DateTimeField(blank=True, null=True)),
                ("struck_because", models.CharField(blank=True, default="", max_length=500)),
            ],
            options={
                "ordering": ["-from_on", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="SchoolAbsenceHistory",
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
                ("row", models.PositiveIntegerField()),
                ("from_on", models.DateField()),
                ("to_on", models.DateField()),
                ("sessions", models.PositiveSmallIntegerField()),
                ("possible", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("code", models.CharField(blank=True, default="", max_length=20)),
                ("is_authorised", models.BooleanField(blank=True, null=True)),
                ("reason", models.CharField(blank=True, default="", max_length=300)),
                ("struck_at", models.DateTimeField(blank=True, null=True)),
                ("struck_because", models.CharField(blank=True, default="", max_length=500)),
            ],
            options={
                "ordering": ["-pgh_id"],
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="learnt",
            name="struck_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="learnt",
            name="struck_because",
            field=models.CharField(blank=True, db_default="", default="", max_length=500),
        ),
        migrations.AddField(
            model_name="learnt",
            name="struck_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AlterField(
            model_name="followup",
            name="about",
            field=models.CharField(
                choices=[
                    ("action", "Action of a head of service"),
                    ("looked", "Looked again while the child is missing"),
                    ("screening", "Screening again"),
                    ("assessment", "CSE assessment"),
                ],
                max_length=10,
            ),
        ),
        migrations.AddConstraint(
            model_name="learnt",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("struck_at__isnull", True), ("struck_because", ""), ("struck_by__isnull", True)),
                    models.Q(
                        ("struck_at__isnull", False),
                        ("struck_by__isnull", False),
                        models.Q(("struck_because", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="learnt_struck_for_a_reason",
            ),
        ),
        migrations.AddField(
            model_name="attendanceimport",
            name="agency",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="agencies.agency"
            ),
        ),
        migrations.AddField(
            model_name="attendanceimport",
            name="imported_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="schoolabsence",
            name="agency",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="agencies.agency"
            ),
        ),
        migrations.AddField(
            model_name="schoolabsence",
            name="case",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="school_absences", to="cases.case"
            ),
        ),
        migrations.AddField(
            model_name="schoolabsence",
            name="imported",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cases.attendanceimport"
            ),
        ),
        migrations.AddField(
            model_name="schoolabsence",
            name="struck_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="schoolabsencehistory",
            name="agency",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="agencies.agency",
            ),
        ),
        migrations.AddField(
            model_name="schoolabsencehistory",
            name="case",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="cases.case",
            ),
        ),
        migrations.AddField(
            model_name="schoolabsencehistory",
            name="imported",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="cases.attendanceimport",
            ),
        ),
        migrations.AddField(
            model_name="schoolabsencehistory",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="history",
                to="cases.schoolabsence",
            ),
        ),
        migrations.AddField(
            model_name="schoolabsencehistory",
            name="struck_by",
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
        migrations.AddIndex(
            model_name="attendanceimport",
            index=models.Index(fields=["imported_by", "-id"], name="attendanceimport_own"),
        ),
        migrations.AddIndex(
            model_name="schoolabsence",
            index=models.Index(fields=["case", "-from_on"], name="absence_of_case"),
        ),
        migrations.AddIndex(
            model_name="schoolabsence",
            index=models.Index(fields=["-to_on"], name="absence_by_day"),
        ),
        migrations.AddConstraint(
            model_name="schoolabsence",
            constraint=models.CheckConstraint(
                condition=models.Q(("to_on__gte", models.F("from_on"))), name="absence_ends_after_it_begins"
            ),
        ),
        migrations.AddConstraint(
            model_name="schoolabsence",
            constraint=models.CheckConstraint(condition=models.Q(("sessions__gte", 1)), name="absence_of_a_session"),
        ),
        migrations.AddConstraint(
            model_name="schoolabsence",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("possible__isnull", True), ("possible__gte", models.F("sessions")), _connector="OR"
                ),
                name="absence_within_the_possible",
            ),
        ),
        migrations.AddConstraint(
            model_name="schoolabsence",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("struck_at__isnull", True), ("struck_because", ""), ("struck_by__isnull", True)),
                    models.Q(
                        ("struck_at__isnull", False),
                        ("struck_by__isnull", False),
                        models.Q(("struck_because", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="absence_struck_for_a_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="schoolabsence",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                condition=models.Q(("struck_at__isnull", True)),
                expressions=[
                    (
                        models.Func(
                            models.F("case_id"), models.F("case_id"), models.Value("[]"), function="int8range"
                        ),
                        "&&",
                    ),
                    (
                        models.Func(
                            models.F("agency_id"), models.F("agency_id"), models.Value("[]"), function="int8range"
                        ),
                        "&&",
                    ),
                    (
                        models.Func(models.F("from_on"), models.F("to_on"), models.Value("[]"), function="daterange"),
                        "&&",
                    ),
                ],
                name="absence_once_a_day",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="schoolabsence",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "cases_schoolabsencehistory" ("agency_id", "case_id", "code", "created_at", "from_on", "id", "imported_id", "is_authorised", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "possible", "reason", "ref", "row", "sessions", "struck_at", "struck_because", "struck_by_id", "to_on", "updated_at", "version") VALUES (NEW."agency_id", NEW."case_id", NEW."code", NEW."created_at", NEW."from_on", NEW."id", NEW."imported_id", NEW."is_authorised", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, clock_timestamp(), \'insert\', NEW."id", NEW."possible", NEW."reason", NEW."ref", NEW."row", NEW."sessions", NEW."struck_at", NEW."struck_because", NEW."struck_by_id", NEW."to_on", NEW."updated_at", NEW."version"); RETURN NULL;',
                    hash="307944aac8ec6efc840d6217074c29a3f66ba579",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_08e30",
                    table="cases_schoolabsence",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="schoolabsence",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "cases_schoolabsencehistory" ("agency_id", "case_id", "code", "created_at", "from_on", "id", "imported_id", "is_authorised", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "possible", "reason", "ref", "row", "sessions", "struck_at", "struck_because", "struck_by_id", "to_on", "updated_at", "version") VALUES (NEW."agency_id", NEW."case_id", NEW."code", NEW."created_at", NEW."from_on", NEW."id", NEW."imported_id", NEW."is_authorised", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, clock_timestamp(), \'update\', NEW."id", NEW."possible", NEW."reason", NEW."ref", NEW."row", NEW."sessions", NEW."struck_at", NEW."struck_because", NEW."struck_by_id", NEW."to_on", NEW."updated_at", NEW."version"); RETURN NULL;',
                    hash="e7bc120cad3a0da407d58e01442e57130543f438",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_9c63e",
                    table="cases_schoolabsence",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="schoolabsence",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "cases_schoolabsencehistory" ("agency_id", "case_id", "code", "created_at", "from_on", "id", "imported_id", "is_authorised", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "possible", "reason", "ref", "row", "sessions", "struck_at", "struck_because", "struck_by_id", "to_on", "updated_at", "version") VALUES (OLD."agency_id", OLD."case_id", OLD."code", OLD."created_at", OLD."from_on", OLD."id", OLD."imported_id", OLD."is_authorised", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, clock_timestamp(), \'delete\', OLD."id", OLD."possible", OLD."reason", OLD."ref", OLD."row", OLD."sessions", OLD."struck_at", OLD."struck_because", OLD."struck_by_id", OLD."to_on", OLD."updated_at", OLD."version"); RETURN NULL;',
                    hash="5f260a9e494f0e57faf0facc349d4abea5efea46",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_09c67",
                    table="cases_schoolabsence",
                    when="AFTER",
                ),
            ),
        ),
        migrations.RunSQL(HISTORY_IS_KEPT, migrations.RunSQL.noop),
    ]
