"""Every change of a child, a case, an entry or a grant is kept by the database's own triggers."""

import cse_portal.audit.models.events
import cse_portal.audit.models.history
import cse_portal.core.clock
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
        ("agencies", "0005_change_history"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("cases", "0002_why_somebody_looked"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="CaseGrantHistory",
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
                    "reason",
                    models.CharField(
                        choices=[
                            ("named", "Named on this case"),
                            ("agency", "{agency} is involved"),
                            ("cse", "Oversees every case of the partnership"),
                            ("mase", "Sees every case that was referred to the panel"),
                            ("agenda", "On the agenda of a panel they sit on"),
                            ("reviews", "Reviews this child’s plans"),
                            ("audit", "In the sample of an audit they carry out"),
                            ("emergency", "Opened it in an emergency"),
                        ],
                        max_length=12,
                    ),
                ),
                ("note", models.TextField(blank=True)),
                ("valid_from", models.DateTimeField(default=cse_portal.core.clock.now)),
                ("valid_until", models.DateTimeField(blank=True, null=True)),
                ("granted_for", models.CharField(blank=True, max_length=200)),
            ],
            options={
                "ordering": ["-pgh_id"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="CaseHistory",
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
                ("opened_on", models.DateField(default=cse_portal.core.clock.today)),
                ("closed_on", models.DateField(blank=True, null=True)),
                ("risk", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("review_on", models.DateField(blank=True, null=True)),
                ("is_restricted", models.BooleanField(default=False)),
                ("restricted_because", models.TextField(blank=True)),
            ],
            options={
                "ordering": ["-pgh_id"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ChildHistory",
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
                ("given_names", models.CharField(max_length=120)),
                ("family_name", models.CharField(max_length=120)),
                ("known_as", models.CharField(blank=True, max_length=120)),
                ("born_on", models.DateField(blank=True, null=True)),
            ],
            options={
                "ordering": ["-pgh_id"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="EntryHistory",
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
                ("happened_on", models.DateField()),
                ("words", models.TextField()),
                (
                    "handling",
                    models.CharField(
                        choices=[
                            ("network", "Shared with the network"),
                            ("own_agency", "Own agency only"),
                            ("named_agencies", "Named agencies"),
                            ("covert", "Police and MASE co-chairs"),
                            ("health", "Health confidential"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "named_agencies",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(), blank=True, default=list, size=None
                    ),
                ),
            ],
            options={
                "ordering": ["-pgh_id"],
                "abstract": False,
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="case",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "cases_casehistory" ("child_id", "closed_on", "created_at", "id", "is_restricted", "lead_agency_id", "opened_on", "partnership_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "ref", "restricted_because", "review_on", "risk", "updated_at", "version") VALUES (NEW."child_id", NEW."closed_on", NEW."created_at", NEW."id", NEW."is_restricted", NEW."lead_agency_id", NEW."opened_on", NEW."partnership_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, clock_timestamp(), \'insert\', NEW."id", NEW."ref", NEW."restricted_because", NEW."review_on", NEW."risk", NEW."updated_at", NEW."version"); RETURN NULL;',
                    hash="b0c43441d402563aee7eb38d3d286fe5905e7814",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_0b483",
                    table="cases_case",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="case",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."child_id" IS DISTINCT FROM (NEW."child_id") OR OLD."closed_on" IS DISTINCT FROM (NEW."closed_on") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."is_restricted" IS DISTINCT FROM (NEW."is_restricted") OR OLD."lead_agency_id" IS DISTINCT FROM (NEW."lead_agency_id") OR OLD."opened_on" IS DISTINCT FROM (NEW."opened_on") OR OLD."partnership_id" IS DISTINCT FROM (NEW."partnership_id") OR OLD."ref" IS DISTINCT FROM (NEW."ref") OR OLD."restricted_because" IS DISTINCT FROM (NEW."restricted_because") OR OLD."review_on" IS DISTINCT FROM (NEW."review_on") OR OLD."risk" IS DISTINCT FROM (NEW."risk") OR OLD."updated_at" IS DISTINCT FROM (NEW."updated_at") OR OLD."version" IS DISTINCT FROM (NEW."version"))',
                    func='INSERT INTO "cases_casehistory" ("child_id", "closed_on", "created_at", "id", "is_restricted", "lead_agency_id", "opened_on", "partnership_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "ref", "restricted_because", "review_on", "risk", "updated_at", "version") VALUES (NEW."child_id", NEW."closed_on", NEW."created_at", NEW."id", NEW."is_restricted", NEW."lead_agency_id", NEW."opened_on", NEW."partnership_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, clock_timestamp(), \'update\', NEW."id", NEW."ref", NEW."restricted_because", NEW."review_on", NEW."risk", NEW."updated_at", NEW."version"); RETURN NULL;',
                    hash="edae0ba0e418b587d8af31d9a1e4fb605324c274",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_f5146",
                    table="cases_case",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="case",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "cases_casehistory" ("child_id", "closed_on", "created_at", "id", "is_restricted", "lead_agency_id", "opened_on", "partnership_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "ref", "restricted_because", "review_on", "risk", "updated_at", "version") VALUES (OLD."child_id", OLD."closed_on", OLD."created_at", OLD."id", OLD."is_restricted", OLD."lead_agency_id", OLD."opened_on", OLD."partnership_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, clock_timestamp(), \'delete\', OLD."id", OLD."ref", OLD."restricted_because", OLD."review_on", OLD."risk", OLD."updated_at", OLD."version"); RETURN NULL;',
                    hash="cab7345e35e7854ecf6e142ba66cc7daf2b9eb6b",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_8d49e",
                    table="cases_case",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="casegrant",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "cases_casegranthistory" ("case_id", "granted_by_id", "granted_for", "group_id", "id", "membership_id", "note", "permission_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "user_id", "valid_from", "valid_until") VALUES (NEW."case_id", NEW."granted_by_id", NEW."granted_for", NEW."group_id", NEW."id", NEW."membership_id", NEW."note", NEW."permission_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, clock_timestamp(), \'insert\', NEW."id", NEW."reason", NEW."user_id", NEW."valid_from", NEW."valid_until"); RETURN NULL;',
                    hash="eb0a914346462914e29d8f0dd5bb6b07c6b0c84d",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_d58e4",
                    table="cases_casegrant",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="casegrant",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."case_id" IS DISTINCT FROM (NEW."case_id") OR OLD."granted_by_id" IS DISTINCT FROM (NEW."granted_by_id") OR OLD."granted_for" IS DISTINCT FROM (NEW."granted_for") OR OLD."group_id" IS DISTINCT FROM (NEW."group_id") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."membership_id" IS DISTINCT FROM (NEW."membership_id") OR OLD."note" IS DISTINCT FROM (NEW."note") OR OLD."permission_id" IS DISTINCT FROM (NEW."permission_id") OR OLD."reason" IS DISTINCT FROM (NEW."reason") OR OLD."user_id" IS DISTINCT FROM (NEW."user_id") OR OLD."valid_from" IS DISTINCT FROM (NEW."valid_from") OR OLD."valid_until" IS DISTINCT FROM (NEW."valid_until"))',
                    func='INSERT INTO "cases_casegranthistory" ("case_id", "granted_by_id", "granted_for", "group_id", "id", "membership_id", "note", "permission_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "user_id", "valid_from", "valid_until") VALUES (NEW."case_id", NEW."granted_by_id", NEW."granted_for", NEW."group_id", NEW."id", NEW."membership_id", NEW."note", NEW."permission_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, clock_timestamp(), \'update\', NEW."id", NEW."reason", NEW."user_id", NEW."valid_from", NEW."valid_until"); RETURN NULL;',
                    hash="f736c6feb7a3c2e93ccd7074c930ce3fe4724c8b",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_88baf",
                    table="cases_casegrant",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="casegrant",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "cases_casegranthistory" ("case_id", "granted_by_id", "granted_for", "group_id", "id", "membership_id", "note", "permission_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "user_id", "valid_from", "valid_until") VALUES (OLD."case_id", OLD."granted_by_id", OLD."granted_for", OLD."group_id", OLD."id", OLD."membership_id", OLD."note", OLD."permission_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, clock_timestamp(), \'delete\', OLD."id", OLD."reason", OLD."user_id", OLD."valid_from", OLD."valid_until"); RETURN NULL;',
                    hash="6791c4c19c8c2888108bdfe6ab14fbe0e448c29a",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_4fca1",
                    table="cases_casegrant",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="child",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "cases_childhistory" ("born_on", "created_at", "family_name", "given_names", "id", "known_as", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "ref", "updated_at", "version") VALUES (NEW."born_on", NEW."created_at", NEW."family_name", NEW."given_names", NEW."id", NEW."known_as", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, clock_timestamp(), \'insert\', NEW."id", NEW."ref", NEW."updated_at", NEW."version"); RETURN NULL;',
                    hash="97b407ef9f26f749798ea27b30a61e01e6bec65e",
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
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "cases_childhistory" ("born_on", "created_at", "family_name", "given_names", "id", "known_as", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "ref", "updated_at", "version") VALUES (NEW."born_on", NEW."created_at", NEW."family_name", NEW."given_names", NEW."id", NEW."known_as", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, clock_timestamp(), \'update\', NEW."id", NEW."ref", NEW."updated_at", NEW."version"); RETURN NULL;',
                    hash="a5ea2f2f308e25060f439a36c02ac757c43f5049",
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
                    func='INSERT INTO "cases_childhistory" ("born_on", "created_at", "family_name", "given_names", "id", "known_as", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "ref", "updated_at", "version") VALUES (OLD."born_on", OLD."created_at", OLD."family_name", OLD."given_names", OLD."id", OLD."known_as", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, clock_timestamp(), \'delete\', OLD."id", OLD."ref", OLD."updated_at", OLD."version"); RETURN NULL;',
                    hash="23dffe5109c028559ff6d05caaa3f1cf3bc90a9a",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_9f97b",
                    table="cases_child",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="entry",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "cases_entryhistory" ("agency_id", "case_id", "created_at", "handling", "happened_on", "id", "named_agencies", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "ref", "updated_at", "version", "words", "written_by_id") VALUES (NEW."agency_id", NEW."case_id", NEW."created_at", NEW."handling", NEW."happened_on", NEW."id", NEW."named_agencies", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, clock_timestamp(), \'insert\', NEW."id", NEW."ref", NEW."updated_at", NEW."version", NEW."words", NEW."written_by_id"); RETURN NULL;',
                    hash="ff5fab0e197e9cc2514f66cc9a5ea6c80951443d",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_c524d",
                    table="cases_entry",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="entry",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "cases_entryhistory" ("agency_id", "case_id", "created_at", "handling", "happened_on", "id", "named_agencies", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "ref", "updated_at", "version", "words", "written_by_id") VALUES (NEW."agency_id", NEW."case_id", NEW."created_at", NEW."handling", NEW."happened_on", NEW."id", NEW."named_agencies", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, clock_timestamp(), \'update\', NEW."id", NEW."ref", NEW."updated_at", NEW."version", NEW."words", NEW."written_by_id"); RETURN NULL;',
                    hash="e764c9ed12b2dfa0a73fdba7172b673df72cb846",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_1a210",
                    table="cases_entry",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="entry",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "cases_entryhistory" ("agency_id", "case_id", "created_at", "handling", "happened_on", "id", "named_agencies", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "ref", "updated_at", "version", "words", "written_by_id") VALUES (OLD."agency_id", OLD."case_id", OLD."created_at", OLD."handling", OLD."happened_on", OLD."id", OLD."named_agencies", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, clock_timestamp(), \'delete\', OLD."id", OLD."ref", OLD."updated_at", OLD."version", OLD."words", OLD."written_by_id"); RETURN NULL;',
                    hash="426ddede93cb862856f44e685e38d4a1808204d6",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_c2edf",
                    table="cases_entry",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddField(
            model_name="casegranthistory",
            name="content_object",
            field=models.ForeignKey(
                db_column="case_id",
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="cases.case",
            ),
        ),
        migrations.AddField(
            model_name="casegranthistory",
            name="granted_by",
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
            model_name="casegranthistory",
            name="group",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="auth.group",
            ),
        ),
        migrations.AddField(
            model_name="casegranthistory",
            name="membership",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="agencies.membership",
            ),
        ),
        migrations.AddField(
            model_name="casegranthistory",
            name="permission",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="auth.permission",
            ),
        ),
        migrations.AddField(
            model_name="casegranthistory",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="history",
                to="cases.casegrant",
            ),
        ),
        migrations.AddField(
            model_name="casegranthistory",
            name="user",
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
            model_name="casehistory",
            name="child",
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
            model_name="casehistory",
            name="lead_agency",
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
            model_name="casehistory",
            name="partnership",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="agencies.partnership",
            ),
        ),
        migrations.AddField(
            model_name="casehistory",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="history",
                to="cases.case",
            ),
        ),
        migrations.AddField(
            model_name="childhistory",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="history",
                to="cases.child",
            ),
        ),
        migrations.AddField(
            model_name="entryhistory",
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
            model_name="entryhistory",
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
            model_name="entryhistory",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="history",
                to="cases.entry",
            ),
        ),
        migrations.AddField(
            model_name="entryhistory",
            name="written_by",
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
