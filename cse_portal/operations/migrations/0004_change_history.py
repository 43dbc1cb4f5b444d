"""Every change of a period, a hold or a disposal list is kept by the database's own triggers."""

import cse_portal.audit.models.events
import cse_portal.audit.models.history
import cse_portal.core.references
import cse_portal.operations.disposal
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
        ("operations", "0003_disposal_failures"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="DisposalLineHistory",
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
                    "class_code",
                    models.CharField(
                        choices=[
                            ("child_cse_record", "Every child with a CSE record"),
                            ("audit_trail", "Audit trail"),
                            ("service_log", "Records of running the service: backups"),
                        ],
                        max_length=40,
                    ),
                ),
                ("object_kind", models.CharField(max_length=80)),
                ("object_ref", models.CharField(max_length=40)),
                ("due_on", models.DateField()),
                (
                    "decision",
                    models.CharField(
                        choices=[("undecided", "undecided"), ("keep", "keep"), ("dispose", "dispose")],
                        default=cse_portal.operations.disposal.Decision["UNDECIDED"],
                        max_length=10,
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=300)),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "Not carried out"),
                            ("kept", "Kept, as decided"),
                            ("disposed", "Disposed of"),
                            ("held", "Kept: a legal hold came meanwhile"),
                            ("not_due", "Kept: its time was lengthened meanwhile"),
                            ("gone", "Was gone already"),
                        ],
                        default="",
                        max_length=10,
                    ),
                ),
                ("digest", models.CharField(blank=True, max_length=64)),
            ],
            options={
                "ordering": ["-pgh_id"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="DisposalListHistory",
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
                ("on", models.DateField()),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("drafted", "Waits for a first review"),
                            ("reviewed", "Waits for a second person"),
                            ("approved", "Approved, being carried out"),
                            ("carried_out", "Carried out"),
                            ("rejected", "Rejected"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default=cse_portal.operations.disposal.ListStatus["DRAFTED"],
                        max_length=12,
                    ),
                ),
                ("drafted_at", models.DateTimeField()),
                ("reviewed_at", models.DateTimeField(blank=True, null=True)),
                ("approved_at", models.DateTimeField(blank=True, null=True)),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                ("end_reason", models.TextField(blank=True)),
                ("carried_out_at", models.DateTimeField(blank=True, null=True)),
                ("certificate", models.JSONField(blank=True, default=dict)),
                ("failed_at", models.DateTimeField(blank=True, null=True)),
                ("failed_with", models.CharField(blank=True, db_default="", default="", max_length=120)),
            ],
            options={
                "ordering": ["-pgh_id"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="LegalHoldHistory",
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
                    "scope",
                    models.CharField(
                        choices=[
                            ("everything", "Everything the portal holds"),
                            ("class", "One kind of record"),
                            ("record", "One record"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "class_code",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("child_cse_record", "Every child with a CSE record"),
                            ("audit_trail", "Audit trail"),
                            ("service_log", "Records of running the service: backups"),
                        ],
                        max_length=40,
                    ),
                ),
                ("object_kind", models.CharField(blank=True, max_length=80)),
                ("object_ref", models.CharField(blank=True, max_length=40)),
                ("authority", models.CharField(max_length=200)),
                ("reason", models.TextField()),
                ("placed_at", models.DateTimeField()),
                ("lifted_at", models.DateTimeField(blank=True, null=True)),
                ("lift_reason", models.TextField(blank=True)),
            ],
            options={
                "ordering": ["-pgh_id"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="RetentionSettingHistory",
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
                    "class_code",
                    models.CharField(
                        choices=[
                            ("child_cse_record", "Every child with a CSE record"),
                            ("audit_trail", "Audit trail"),
                            ("service_log", "Records of running the service: backups"),
                        ],
                        max_length=40,
                    ),
                ),
                ("years", models.PositiveSmallIntegerField()),
                ("reason", models.TextField()),
                ("set_at", models.DateTimeField()),
            ],
            options={
                "ordering": ["-pgh_id"],
                "abstract": False,
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="disposalline",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "operations_disposallinehistory" ("class_code", "created_at", "decision", "digest", "due_on", "id", "list_id", "object_kind", "object_ref", "outcome", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "ref", "updated_at", "version") VALUES (NEW."class_code", NEW."created_at", NEW."decision", NEW."digest", NEW."due_on", NEW."id", NEW."list_id", NEW."object_kind", NEW."object_ref", NEW."outcome", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, clock_timestamp(), \'insert\', NEW."id", NEW."reason", NEW."ref", NEW."updated_at", NEW."version"); RETURN NULL;',
                    hash="85b529caffed212102d8c27db58c92d6c61efd40",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_7a1c3",
                    table="operations_disposalline",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="disposalline",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "operations_disposallinehistory" ("class_code", "created_at", "decision", "digest", "due_on", "id", "list_id", "object_kind", "object_ref", "outcome", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "ref", "updated_at", "version") VALUES (NEW."class_code", NEW."created_at", NEW."decision", NEW."digest", NEW."due_on", NEW."id", NEW."list_id", NEW."object_kind", NEW."object_ref", NEW."outcome", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, clock_timestamp(), \'update\', NEW."id", NEW."reason", NEW."ref", NEW."updated_at", NEW."version"); RETURN NULL;',
                    hash="c4e5d340520b2f26216439ab0b3f092e51d9988d",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_15b44",
                    table="operations_disposalline",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="disposalline",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "operations_disposallinehistory" ("class_code", "created_at", "decision", "digest", "due_on", "id", "list_id", "object_kind", "object_ref", "outcome", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "ref", "updated_at", "version") VALUES (OLD."class_code", OLD."created_at", OLD."decision", OLD."digest", OLD."due_on", OLD."id", OLD."list_id", OLD."object_kind", OLD."object_ref", OLD."outcome", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, clock_timestamp(), \'delete\', OLD."id", OLD."reason", OLD."ref", OLD."updated_at", OLD."version"); RETURN NULL;',
                    hash="e046b12bccb1da7cc1c847fc3ed6828975ff4dd4",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_92eaf",
                    table="operations_disposalline",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="disposallist",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "operations_disposallisthistory" ("approved_at", "approved_by_id", "carried_out_at", "certificate", "created_at", "drafted_at", "drafted_by_id", "end_reason", "ended_at", "ended_by_id", "failed_at", "failed_with", "id", "on", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "ref", "reviewed_at", "reviewed_by_id", "status", "updated_at", "version") VALUES (NEW."approved_at", NEW."approved_by_id", NEW."carried_out_at", NEW."certificate", NEW."created_at", NEW."drafted_at", NEW."drafted_by_id", NEW."end_reason", NEW."ended_at", NEW."ended_by_id", NEW."failed_at", NEW."failed_with", NEW."id", NEW."on", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, clock_timestamp(), \'insert\', NEW."id", NEW."ref", NEW."reviewed_at", NEW."reviewed_by_id", NEW."status", NEW."updated_at", NEW."version"); RETURN NULL;',
                    hash="421ddc341a8faedb17a5d3d3854f79126aa33a10",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_b8dd9",
                    table="operations_disposallist",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="disposallist",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "operations_disposallisthistory" ("approved_at", "approved_by_id", "carried_out_at", "certificate", "created_at", "drafted_at", "drafted_by_id", "end_reason", "ended_at", "ended_by_id", "failed_at", "failed_with", "id", "on", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "ref", "reviewed_at", "reviewed_by_id", "status", "updated_at", "version") VALUES (NEW."approved_at", NEW."approved_by_id", NEW."carried_out_at", NEW."certificate", NEW."created_at", NEW."drafted_at", NEW."drafted_by_id", NEW."end_reason", NEW."ended_at", NEW."ended_by_id", NEW."failed_at", NEW."failed_with", NEW."id", NEW."on", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, clock_timestamp(), \'update\', NEW."id", NEW."ref", NEW."reviewed_at", NEW."reviewed_by_id", NEW."status", NEW."updated_at", NEW."version"); RETURN NULL;',
                    hash="35c92491b5a1321b5ace95abd9991e809665a210",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_9cb34",
                    table="operations_disposallist",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="disposallist",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "operations_disposallisthistory" ("approved_at", "approved_by_id", "carried_out_at", "certificate", "created_at", "drafted_at", "drafted_by_id", "end_reason", "ended_at", "ended_by_id", "failed_at", "failed_with", "id", "on", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "ref", "reviewed_at", "reviewed_by_id", "status", "updated_at", "version") VALUES (OLD."approved_at", OLD."approved_by_id", OLD."carried_out_at", OLD."certificate", OLD."created_at", OLD."drafted_at", OLD."drafted_by_id", OLD."end_reason", OLD."ended_at", OLD."ended_by_id", OLD."failed_at", OLD."failed_with", OLD."id", OLD."on", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, clock_timestamp(), \'delete\', OLD."id", OLD."ref", OLD."reviewed_at", OLD."reviewed_by_id", OLD."status", OLD."updated_at", OLD."version"); RETURN NULL;',
                    hash="2c10c129cc4d4fb3125e6d744a5a205e887449c6",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_40afe",
                    table="operations_disposallist",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="legalhold",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "operations_legalholdhistory" ("authority", "class_code", "created_at", "id", "lift_reason", "lifted_at", "lifted_by_id", "object_kind", "object_ref", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "placed_at", "placed_by_id", "reason", "ref", "scope", "updated_at", "version") VALUES (NEW."authority", NEW."class_code", NEW."created_at", NEW."id", NEW."lift_reason", NEW."lifted_at", NEW."lifted_by_id", NEW."object_kind", NEW."object_ref", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, clock_timestamp(), \'insert\', NEW."id", NEW."placed_at", NEW."placed_by_id", NEW."reason", NEW."ref", NEW."scope", NEW."updated_at", NEW."version"); RETURN NULL;',
                    hash="7f905d9b211a5f8acdc6ad5ce5622504789326d2",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_9b697",
                    table="operations_legalhold",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="legalhold",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "operations_legalholdhistory" ("authority", "class_code", "created_at", "id", "lift_reason", "lifted_at", "lifted_by_id", "object_kind", "object_ref", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "placed_at", "placed_by_id", "reason", "ref", "scope", "updated_at", "version") VALUES (NEW."authority", NEW."class_code", NEW."created_at", NEW."id", NEW."lift_reason", NEW."lifted_at", NEW."lifted_by_id", NEW."object_kind", NEW."object_ref", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, clock_timestamp(), \'update\', NEW."id", NEW."placed_at", NEW."placed_by_id", NEW."reason", NEW."ref", NEW."scope", NEW."updated_at", NEW."version"); RETURN NULL;',
                    hash="8a3d0b063de807b67a7b99b4c416932ec5326836",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_c72b0",
                    table="operations_legalhold",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="legalhold",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "operations_legalholdhistory" ("authority", "class_code", "created_at", "id", "lift_reason", "lifted_at", "lifted_by_id", "object_kind", "object_ref", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "placed_at", "placed_by_id", "reason", "ref", "scope", "updated_at", "version") VALUES (OLD."authority", OLD."class_code", OLD."created_at", OLD."id", OLD."lift_reason", OLD."lifted_at", OLD."lifted_by_id", OLD."object_kind", OLD."object_ref", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, clock_timestamp(), \'delete\', OLD."id", OLD."placed_at", OLD."placed_by_id", OLD."reason", OLD."ref", OLD."scope", OLD."updated_at", OLD."version"); RETURN NULL;',
                    hash="6bbf4f0c83c575f4ad0edd440524ae784074a894",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_2a0b7",
                    table="operations_legalhold",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="retentionsetting",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "operations_retentionsettinghistory" ("class_code", "created_at", "id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "ref", "set_at", "set_by_id", "updated_at", "version", "years") VALUES (NEW."class_code", NEW."created_at", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, clock_timestamp(), \'insert\', NEW."id", NEW."reason", NEW."ref", NEW."set_at", NEW."set_by_id", NEW."updated_at", NEW."version", NEW."years"); RETURN NULL;',
                    hash="8b7373818aa01d95c3f17782a0ef48fddf09a1e2",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_0134c",
                    table="operations_retentionsetting",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="retentionsetting",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "operations_retentionsettinghistory" ("class_code", "created_at", "id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "ref", "set_at", "set_by_id", "updated_at", "version", "years") VALUES (NEW."class_code", NEW."created_at", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, clock_timestamp(), \'update\', NEW."id", NEW."reason", NEW."ref", NEW."set_at", NEW."set_by_id", NEW."updated_at", NEW."version", NEW."years"); RETURN NULL;',
                    hash="6b82843e3ceea36c80efd6583b0a33bc9b6b8151",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_a21f0",
                    table="operations_retentionsetting",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="retentionsetting",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "operations_retentionsettinghistory" ("class_code", "created_at", "id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "ref", "set_at", "set_by_id", "updated_at", "version", "years") VALUES (OLD."class_code", OLD."created_at", OLD."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, clock_timestamp(), \'delete\', OLD."id", OLD."reason", OLD."ref", OLD."set_at", OLD."set_by_id", OLD."updated_at", OLD."version", OLD."years"); RETURN NULL;',
                    hash="f1e82a8b696cfe850507d3a8d8535fc2838bdade",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_e2849",
                    table="operations_retentionsetting",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddField(
            model_name="disposallinehistory",
            name="list",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="operations.disposallist",
            ),
        ),
        migrations.AddField(
            model_name="disposallinehistory",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="history",
                to="operations.disposalline",
            ),
        ),
        migrations.AddField(
            model_name="disposallisthistory",
            name="approved_by",
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
            model_name="disposallisthistory",
            name="drafted_by",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="disposallisthistory",
            name="ended_by",
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
            model_name="disposallisthistory",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="history",
                to="operations.disposallist",
            ),
        ),
        migrations.AddField(
            model_name="disposallisthistory",
            name="reviewed_by",
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
            model_name="legalholdhistory",
            name="lifted_by",
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
            model_name="legalholdhistory",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="history",
                to="operations.legalhold",
            ),
        ),
        migrations.AddField(
            model_name="legalholdhistory",
            name="placed_by",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="retentionsettinghistory",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="history",
                to="operations.retentionsetting",
            ),
        ),
        migrations.AddField(
            model_name="retentionsettinghistory",
            name="set_by",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.RunSQL(HISTORY_IS_KEPT, migrations.RunSQL.noop),
    ]
