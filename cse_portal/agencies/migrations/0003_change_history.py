"""Every change of an agency, a person or a membership is kept by the database's own triggers."""

import cse_portal.audit.models.events
import cse_portal.audit.models.history
import cse_portal.core.clock
import cse_portal.core.references
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
        ("agencies", "0002_accessgroup"),
    ]

    operations = [
        migrations.CreateModel(
            name="AgencyHistory",
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
                ("name", models.CharField(max_length=120)),
            ],
            options={
                "ordering": ["-pgh_id"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="MembershipHistory",
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
                    "role",
                    models.CharField(
                        choices=[
                            ("practitioner", "Practitioner"),
                            ("safeguarding_adviser", "Safeguarding adviser"),
                            ("spoc", "Single point of contact"),
                            ("social_worker", "Social worker"),
                            ("csc_team_manager", "Team manager, children's social care"),
                            ("mash_officer", "MASH officer"),
                            ("mash_manager", "MASH manager"),
                            ("sspl", "Specialist safeguarding practice lead"),
                            ("mase_co_chair", "MASE co-chair"),
                            ("mase_member", "MASE member"),
                            ("mase_coordinator", "MASE coordinator or analyst"),
                            ("police_cse_spoc", "Police CSE single point of contact"),
                            ("lscb_manager", "Partnership manager"),
                            ("iro", "Independent reviewing officer or conference chair"),
                            ("support_worker", "Support worker or return home interviewer"),
                            ("lado", "LADO, adult social care or education welfare"),
                            ("mase_guest", "MASE guest"),
                            ("independent_chair", "Independent chair or quality assurance subgroup"),
                            ("elected_member", "Elected member"),
                            ("head_of_service", "Head of service or director"),
                            ("cse_coordinator", "CSE coordinator"),
                            ("prevention_lead", "Prevention lead"),
                            ("auditor", "Auditor"),
                            ("strategic_group_member", "Strategic group member"),
                            ("information_governance_lead", "Information governance lead"),
                            ("system_administrator", "System administrator"),
                        ],
                        max_length=40,
                    ),
                ),
                ("starts_on", models.DateField(default=cse_portal.core.clock.today)),
                ("ends_on", models.DateField(blank=True, null=True)),
            ],
            options={
                "ordering": ["-pgh_id"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="UserHistory",
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
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("email", models.EmailField(max_length=254)),
                ("name", models.CharField(max_length=120)),
                ("is_active", models.BooleanField(default=True)),
            ],
            options={
                "ordering": ["-pgh_id"],
                "abstract": False,
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="agency",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "agencies_agencyhistory" ("created_at", "id", "name", "partnership_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "ref", "updated_at", "version") VALUES (NEW."created_at", NEW."id", NEW."name", NEW."partnership_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, clock_timestamp(), \'insert\', NEW."id", NEW."ref", NEW."updated_at", NEW."version"); RETURN NULL;',
                    hash="fbbeefba32cfd05166041c716b5b3fa685fa3ab2",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_064bb",
                    table="agencies_agency",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="agency",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "agencies_agencyhistory" ("created_at", "id", "name", "partnership_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "ref", "updated_at", "version") VALUES (NEW."created_at", NEW."id", NEW."name", NEW."partnership_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, clock_timestamp(), \'update\', NEW."id", NEW."ref", NEW."updated_at", NEW."version"); RETURN NULL;',
                    hash="60231eab15822a188c27138d74b5fc8db530f47d",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_187e7",
                    table="agencies_agency",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="agency",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "agencies_agencyhistory" ("created_at", "id", "name", "partnership_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "ref", "updated_at", "version") VALUES (OLD."created_at", OLD."id", OLD."name", OLD."partnership_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, clock_timestamp(), \'delete\', OLD."id", OLD."ref", OLD."updated_at", OLD."version"); RETURN NULL;',
                    hash="d93c51ab3494363c1153b3add5e6e29ee8fd0c25",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_9c312",
                    table="agencies_agency",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="membership",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "agencies_membershiphistory" ("agency_id", "created_at", "ends_on", "id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "ref", "role", "starts_on", "updated_at", "user_id", "version") VALUES (NEW."agency_id", NEW."created_at", NEW."ends_on", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, clock_timestamp(), \'insert\', NEW."id", NEW."ref", NEW."role", NEW."starts_on", NEW."updated_at", NEW."user_id", NEW."version"); RETURN NULL;',
                    hash="355360170719c50b8855933251eef22dd615f1f9",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_da12b",
                    table="agencies_membership",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="membership",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "agencies_membershiphistory" ("agency_id", "created_at", "ends_on", "id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "ref", "role", "starts_on", "updated_at", "user_id", "version") VALUES (NEW."agency_id", NEW."created_at", NEW."ends_on", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, clock_timestamp(), \'update\', NEW."id", NEW."ref", NEW."role", NEW."starts_on", NEW."updated_at", NEW."user_id", NEW."version"); RETURN NULL;',
                    hash="cbe3688b957997820250c9fc1f807fcf6954ad14",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_bda2e",
                    table="agencies_membership",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="membership",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "agencies_membershiphistory" ("agency_id", "created_at", "ends_on", "id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "ref", "role", "starts_on", "updated_at", "user_id", "version") VALUES (OLD."agency_id", OLD."created_at", OLD."ends_on", OLD."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, clock_timestamp(), \'delete\', OLD."id", OLD."ref", OLD."role", OLD."starts_on", OLD."updated_at", OLD."user_id", OLD."version"); RETURN NULL;',
                    hash="49b0ea3705c3826f5d75f8aed6e078d7823c090d",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_c36fb",
                    table="agencies_membership",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="user",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "agencies_userhistory" ("created_at", "email", "id", "is_active", "name", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "ref") VALUES (NEW."created_at", NEW."email", NEW."id", NEW."is_active", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, clock_timestamp(), \'insert\', NEW."id", NEW."ref"); RETURN NULL;',
                    hash="1e31401e8ef6a4ffbd22c26910d223fe2dacbb24",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_2175f",
                    table="agencies_user",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="user",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."email" IS DISTINCT FROM (NEW."email") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."is_active" IS DISTINCT FROM (NEW."is_active") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."ref" IS DISTINCT FROM (NEW."ref"))',
                    func='INSERT INTO "agencies_userhistory" ("created_at", "email", "id", "is_active", "name", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "ref") VALUES (NEW."created_at", NEW."email", NEW."id", NEW."is_active", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, clock_timestamp(), \'update\', NEW."id", NEW."ref"); RETURN NULL;',
                    hash="9143a96c6d04128f71860b909111fb8bdb81d0b9",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_a123f",
                    table="agencies_user",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="user",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "agencies_userhistory" ("created_at", "email", "id", "is_active", "name", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "ref") VALUES (OLD."created_at", OLD."email", OLD."id", OLD."is_active", OLD."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, clock_timestamp(), \'delete\', OLD."id", OLD."ref"); RETURN NULL;',
                    hash="29775112443c0e99006f2b449103c6c1f5a2f662",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_081d4",
                    table="agencies_user",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddField(
            model_name="agencyhistory",
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
            model_name="agencyhistory",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="history",
                to="agencies.agency",
            ),
        ),
        migrations.AddField(
            model_name="membershiphistory",
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
            model_name="membershiphistory",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="history",
                to="agencies.membership",
            ),
        ),
        migrations.AddField(
            model_name="membershiphistory",
            name="user",
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
            model_name="userhistory",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="history",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.RunSQL(HISTORY_IS_KEPT, migrations.RunSQL.noop),
    ]
