"""Each case has a stage, and each move from one to the next is kept.

Forward-safe: the database fills the stage in. Until the release before is gone, planting a record is refused, since that
alone closed a case without saying its stage.
"""

import cse_portal.core.clock
import cse_portal.core.references
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

from cse_portal.audit.wall import HISTORY_IS_KEPT

CLOSED_HAS_ITS_STAGE = "update cases_case set stage = 'closed' where closed_on is not null"


class Migration(migrations.Migration):
    dependencies = [
        ("agencies", "0006_role_titles"),
        ("cases", "0008_the_childs_record"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="StageStep",
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
                    "stage",
                    models.CharField(
                        choices=[
                            ("identified", "Identified"),
                            ("screened", "Screened"),
                            ("referred", "Referred"),
                            ("in_assessment", "In assessment"),
                            ("at_mase", "At MASE"),
                            ("off_mase", "Off the MASE list"),
                            ("closed", "Closed"),
                            ("reopened", "Reopened"),
                        ],
                        max_length=20,
                    ),
                ),
                ("at", models.DateTimeField(default=cse_portal.core.clock.now)),
                ("why", models.TextField(blank=True)),
                (
                    "closing",
                    models.CharField(
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
                        ],
                        max_length=15,
                    ),
                ),
                ("goes_on", models.TextField(blank=True)),
                ("goes_on_with", models.CharField(blank=True, max_length=200)),
            ],
            options={
                "ordering": ["at", "pk"],
            },
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="case",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="case",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="case",
            name="delete_delete",
        ),
        migrations.AddField(
            model_name="case",
            name="stage",
            field=models.CharField(
                choices=[
                    ("identified", "Identified"),
                    ("screened", "Screened"),
                    ("referred", "Referred"),
                    ("in_assessment", "In assessment"),
                    ("at_mase", "At MASE"),
                    ("off_mase", "Off the MASE list"),
                    ("closed", "Closed"),
                    ("reopened", "Reopened"),
                ],
                db_default="identified",
                default="identified",
                max_length=20,
            ),
        ),
        migrations.AddField(
            model_name="casehistory",
            name="stage",
            field=models.CharField(
                choices=[
                    ("identified", "Identified"),
                    ("screened", "Screened"),
                    ("referred", "Referred"),
                    ("in_assessment", "In assessment"),
                    ("at_mase", "At MASE"),
                    ("off_mase", "Off the MASE list"),
                    ("closed", "Closed"),
                    ("reopened", "Reopened"),
                ],
                db_default="identified",
                default="identified",
                max_length=20,
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="case",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "cases_casehistory" ("child_id", "closed_on", "created_at", "id", "is_restricted", "lead_agency_id", "opened_on", "partnership_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "ref", "restricted_because", "review_on", "risk", "stage", "updated_at", "version") VALUES (NEW."child_id", NEW."closed_on", NEW."created_at", NEW."id", NEW."is_restricted", NEW."lead_agency_id", NEW."opened_on", NEW."partnership_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, clock_timestamp(), \'insert\', NEW."id", NEW."ref", NEW."restricted_because", NEW."review_on", NEW."risk", NEW."stage", NEW."updated_at", NEW."version"); RETURN NULL;',
                    hash="5969db32d84dca827cf9ba37749f717b6b20771e",
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
                    condition='WHEN (OLD."child_id" IS DISTINCT FROM (NEW."child_id") OR OLD."closed_on" IS DISTINCT FROM (NEW."closed_on") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."is_restricted" IS DISTINCT FROM (NEW."is_restricted") OR OLD."lead_agency_id" IS DISTINCT FROM (NEW."lead_agency_id") OR OLD."opened_on" IS DISTINCT FROM (NEW."opened_on") OR OLD."partnership_id" IS DISTINCT FROM (NEW."partnership_id") OR OLD."ref" IS DISTINCT FROM (NEW."ref") OR OLD."restricted_because" IS DISTINCT FROM (NEW."restricted_because") OR OLD."review_on" IS DISTINCT FROM (NEW."review_on") OR OLD."risk" IS DISTINCT FROM (NEW."risk") OR OLD."stage" IS DISTINCT FROM (NEW."stage") OR OLD."updated_at" IS DISTINCT FROM (NEW."updated_at") OR OLD."version" IS DISTINCT FROM (NEW."version"))',
                    func='INSERT INTO "cases_casehistory" ("child_id", "closed_on", "created_at", "id", "is_restricted", "lead_agency_id", "opened_on", "partnership_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "ref", "restricted_because", "review_on", "risk", "stage", "updated_at", "version") VALUES (NEW."child_id", NEW."closed_on", NEW."created_at", NEW."id", NEW."is_restricted", NEW."lead_agency_id", NEW."opened_on", NEW."partnership_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, clock_timestamp(), \'update\', NEW."id", NEW."ref", NEW."restricted_because", NEW."review_on", NEW."risk", NEW."stage", NEW."updated_at", NEW."version"); RETURN NULL;',
                    hash="1ed6977a1239e9ab9fc2661dca1ac13833d748fe",
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
                    func='INSERT INTO "cases_casehistory" ("child_id", "closed_on", "created_at", "id", "is_restricted", "lead_agency_id", "opened_on", "partnership_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "ref", "restricted_because", "review_on", "risk", "stage", "updated_at", "version") VALUES (OLD."child_id", OLD."closed_on", OLD."created_at", OLD."id", OLD."is_restricted", OLD."lead_agency_id", OLD."opened_on", OLD."partnership_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, clock_timestamp(), \'delete\', OLD."id", OLD."ref", OLD."restricted_because", OLD."review_on", OLD."risk", OLD."stage", OLD."updated_at", OLD."version"); RETURN NULL;',
                    hash="7062a9e5a8f6886dd7dba568007bf1b3fe7da599",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_8d49e",
                    table="cases_case",
                    when="AFTER",
                ),
            ),
        ),
        migrations.RunSQL(CLOSED_HAS_ITS_STAGE, migrations.RunSQL.noop),
        migrations.AddConstraint(
            model_name="case",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("closed_on__isnull", False), ("stage", "closed")),
                    models.Q(models.Q(("stage", "closed"), _negated=True), ("closed_on__isnull", True)),
                    _connector="OR",
                ),
                name="case_closed_in_step",
            ),
        ),
        migrations.AddConstraint(
            model_name="case",
            constraint=models.UniqueConstraint(
                condition=models.Q(("closed_on__isnull", True)), fields=("child", "partnership"), name="case_open_once"
            ),
        ),
        migrations.AddField(
            model_name="stagestep",
            name="agency",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="agencies.agency",
            ),
        ),
        migrations.AddField(
            model_name="stagestep",
            name="case",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="stage_steps", to="cases.case"
            ),
        ),
        migrations.AddField(
            model_name="stagestep",
            name="moved_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddIndex(
            model_name="stagestep",
            index=models.Index(fields=["case", "at", "id"], name="stage_step_of_case"),
        ),
        migrations.AddConstraint(
            model_name="stagestep",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("stage", "closed"), models.Q(("closing", ""), _negated=True)),
                    models.Q(models.Q(("stage", "closed"), _negated=True), ("closing", "")),
                    _connector="OR",
                ),
                name="stage_step_closing_says_why",
            ),
        ),
        migrations.AddConstraint(
            model_name="stagestep",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("closing", ""),
                    (
                        "closing__in",
                        ["died", "mistake"],
                    ),
                    models.Q(models.Q(("goes_on", ""), _negated=True), models.Q(("goes_on_with", ""), _negated=True)),
                    _connector="OR",
                ),
                name="stage_step_says_what_goes_on",
            ),
        ),
        migrations.RunSQL(HISTORY_IS_KEPT, migrations.RunSQL.noop),
    ]
