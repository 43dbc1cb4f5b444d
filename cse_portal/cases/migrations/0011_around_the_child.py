"""Agencies involved, police references, and who works with the child; what the case says of the child."""

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
        ("agencies", "0007_crime_references"),
        ("cases", "0010_team_and_transfers"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Involvement",
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
                ("since", models.DateField(default=cse_portal.core.clock.today)),
                ("until", models.DateField(blank=True, null=True)),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                ("ended_why", models.TextField(blank=True)),
                ("purpose", models.TextField()),
                (
                    "basis",
                    models.CharField(
                        choices=[
                            ("public_task", "Public task and safeguarding duty"),
                            ("legal_duty", "A legal obligation, such as a court’s order"),
                            ("vital", "Vital interests: to protect somebody’s life"),
                            ("interests", "Legitimate interests of keeping a child safe"),
                            ("consent", "Consent"),
                        ],
                        max_length=15,
                    ),
                ),
                (
                    "asked",
                    models.CharField(
                        choices=[
                            ("agreed", "They were asked, and agreed"),
                            ("refused", "They were asked, and did not agree"),
                            ("not_asked", "They were not asked"),
                        ],
                        max_length=10,
                    ),
                ),
                ("asked_words", models.TextField(blank=True)),
                ("contact", models.CharField(blank=True, max_length=200)),
                ("sees_case", models.BooleanField(default=False)),
            ],
            options={
                "ordering": ["since", "pk"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="InvolvementHistory",
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
                ("since", models.DateField(default=cse_portal.core.clock.today)),
                ("until", models.DateField(blank=True, null=True)),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                ("ended_why", models.TextField(blank=True)),
                ("purpose", models.TextField()),
                (
                    "basis",
                    models.CharField(
                        choices=[
                            ("public_task", "Public task and safeguarding duty"),
                            ("legal_duty", "A legal obligation, such as a court’s order"),
                            ("vital", "Vital interests: to protect somebody’s life"),
                            ("interests", "Legitimate interests of keeping a child safe"),
                            ("consent", "Consent"),
                        ],
                        max_length=15,
                    ),
                ),
                (
                    "asked",
                    models.CharField(
                        choices=[
                            ("agreed", "They were asked, and agreed"),
                            ("refused", "They were asked, and did not agree"),
                            ("not_asked", "They were not asked"),
                        ],
                        max_length=10,
                    ),
                ),
                ("asked_words", models.TextField(blank=True)),
                ("contact", models.CharField(blank=True, max_length=200)),
                ("sees_case", models.BooleanField(default=False)),
            ],
            options={
                "ordering": ["-pgh_id"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="PoliceReference",
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
                ("reference", models.CharField(max_length=40)),
                (
                    "level",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("1", "Level 1: suspicion, kept by the borough"),
                            ("2", "Level 2: kept by the central team"),
                            ("3", "Level 3: kept by the central team"),
                        ],
                        max_length=1,
                    ),
                ),
                ("is_flagged", models.BooleanField(default=False)),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("victim", "Positive intervention with the child"),
                            ("order", "Order on a suspect"),
                            ("disruption", "Positive disruption"),
                        ],
                        max_length=12,
                    ),
                ),
                ("recorded_on", models.DateField(default=cse_portal.core.clock.today)),
            ],
            options={
                "ordering": ["recorded_on", "pk"],
            },
        ),
        migrations.CreateModel(
            name="PoliceReferenceHistory",
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
                ("reference", models.CharField(max_length=40)),
                (
                    "level",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("1", "Level 1: suspicion, kept by the borough"),
                            ("2", "Level 2: kept by the central team"),
                            ("3", "Level 3: kept by the central team"),
                        ],
                        max_length=1,
                    ),
                ),
                ("is_flagged", models.BooleanField(default=False)),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("victim", "Positive intervention with the child"),
                            ("order", "Order on a suspect"),
                            ("disruption", "Positive disruption"),
                        ],
                        max_length=12,
                    ),
                ),
                ("recorded_on", models.DateField(default=cse_portal.core.clock.today)),
            ],
            options={
                "ordering": ["-pgh_id"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ServiceAround",
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
                ("since", models.DateField(default=cse_portal.core.clock.today)),
                ("until", models.DateField(blank=True, null=True)),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                ("ended_why", models.TextField(blank=True)),
                ("name", models.CharField(max_length=120)),
                ("service", models.CharField(max_length=120)),
                ("what_for", models.CharField(max_length=300)),
                ("phone", models.CharField(blank=True, max_length=30)),
            ],
            options={
                "ordering": ["since", "pk"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ServiceAroundHistory",
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
                ("since", models.DateField(default=cse_portal.core.clock.today)),
                ("until", models.DateField(blank=True, null=True)),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                ("ended_why", models.TextField(blank=True)),
                ("name", models.CharField(max_length=120)),
                ("service", models.CharField(max_length=120)),
                ("what_for", models.CharField(max_length=300)),
                ("phone", models.CharField(blank=True, max_length=30)),
            ],
            options={
                "ordering": ["-pgh_id"],
                "abstract": False,
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
            name="best_relationship",
            field=models.CharField(blank=True, db_default="", default="", max_length=200),
        ),
        migrations.AddField(
            model_name="case",
            name="best_relationship_with",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="agencies.membership",
            ),
        ),
        migrations.AddField(
            model_name="case",
            name="is_cse_presenting_need",
            field=models.CharField(
                choices=[("yes", "Yes"), ("no", "No"), ("not_known", "Not known")],
                db_default="not_known",
                default="not_known",
                max_length=10,
            ),
        ),
        migrations.AddField(
            model_name="case",
            name="models_of_cse",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(
                    choices=[
                        ("peer", "Peer-on-peer"),
                        ("online", "Online"),
                        ("inappropriate", "Inappropriate relationship"),
                        ("boyfriend", "Boyfriend model"),
                        ("county_lines", "County lines"),
                        ("gangs", "Gangs"),
                        ("familial", "Familial"),
                        ("organised", "Organised or networked, trafficking"),
                    ],
                    max_length=15,
                ),
                blank=True,
                db_default=[],
                default=list,
                size=None,
            ),
        ),
        migrations.AddField(
            model_name="casehistory",
            name="best_relationship",
            field=models.CharField(blank=True, db_default="", default="", max_length=200),
        ),
        migrations.AddField(
            model_name="casehistory",
            name="best_relationship_with",
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
            model_name="casehistory",
            name="is_cse_presenting_need",
            field=models.CharField(
                choices=[("yes", "Yes"), ("no", "No"), ("not_known", "Not known")],
                db_default="not_known",
                default="not_known",
                max_length=10,
            ),
        ),
        migrations.AddField(
            model_name="casehistory",
            name="models_of_cse",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(
                    choices=[
                        ("peer", "Peer-on-peer"),
                        ("online", "Online"),
                        ("inappropriate", "Inappropriate relationship"),
                        ("boyfriend", "Boyfriend model"),
                        ("county_lines", "County lines"),
                        ("gangs", "Gangs"),
                        ("familial", "Familial"),
                        ("organised", "Organised or networked, trafficking"),
                    ],
                    max_length=15,
                ),
                blank=True,
                db_default=[],
                default=list,
                size=None,
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="case",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "cases_casehistory" ("best_relationship", "best_relationship_with_id", "child_id", "closed_on", "created_at", "id", "is_cse_presenting_need", "is_restricted", "lead_agency_id", "models_of_cse", "opened_on", "partnership_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "ref", "restricted_because", "review_on", "risk", "stage", "updated_at", "version") VALUES (NEW."best_relationship", NEW."best_relationship_with_id", NEW."child_id", NEW."closed_on", NEW."created_at", NEW."id", NEW."is_cse_presenting_need", NEW."is_restricted", NEW."lead_agency_id", NEW."models_of_cse", NEW."opened_on", NEW."partnership_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, clock_timestamp(), \'insert\', NEW."id", NEW."ref", NEW."restricted_because", NEW."review_on", NEW."risk", NEW."stage", NEW."updated_at", NEW."version"); RETURN NULL;',
                    hash="bdefa74384ef317debc128629a81d8c4c300cd5e",
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
                    condition='WHEN (OLD."best_relationship" IS DISTINCT FROM (NEW."best_relationship") OR OLD."best_relationship_with_id" IS DISTINCT FROM (NEW."best_relationship_with_id") OR OLD."child_id" IS DISTINCT FROM (NEW."child_id") OR OLD."closed_on" IS DISTINCT FROM (NEW."closed_on") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."is_cse_presenting_need" IS DISTINCT FROM (NEW."is_cse_presenting_need") OR OLD."is_restricted" IS DISTINCT FROM (NEW."is_restricted") OR OLD."lead_agency_id" IS DISTINCT FROM (NEW."lead_agency_id") OR OLD."models_of_cse" IS DISTINCT FROM (NEW."models_of_cse") OR OLD."opened_on" IS DISTINCT FROM (NEW."opened_on") OR OLD."partnership_id" IS DISTINCT FROM (NEW."partnership_id") OR OLD."ref" IS DISTINCT FROM (NEW."ref") OR OLD."restricted_because" IS DISTINCT FROM (NEW."restricted_because") OR OLD."review_on" IS DISTINCT FROM (NEW."review_on") OR OLD."risk" IS DISTINCT FROM (NEW."risk") OR OLD."stage" IS DISTINCT FROM (NEW."stage") OR OLD."updated_at" IS DISTINCT FROM (NEW."updated_at") OR OLD."version" IS DISTINCT FROM (NEW."version"))',
                    func='INSERT INTO "cases_casehistory" ("best_relationship", "best_relationship_with_id", "child_id", "closed_on", "created_at", "id", "is_cse_presenting_need", "is_restricted", "lead_agency_id", "models_of_cse", "opened_on", "partnership_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "ref", "restricted_because", "review_on", "risk", "stage", "updated_at", "version") VALUES (NEW."best_relationship", NEW."best_relationship_with_id", NEW."child_id", NEW."closed_on", NEW."created_at", NEW."id", NEW."is_cse_presenting_need", NEW."is_restricted", NEW."lead_agency_id", NEW."models_of_cse", NEW."opened_on", NEW."partnership_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, clock_timestamp(), \'update\', NEW."id", NEW."ref", NEW."restricted_because", NEW."review_on", NEW."risk", NEW."stage", NEW."updated_at", NEW."version"); RETURN NULL;',
                    hash="6a3e18e8f496301c458c84b6f676d1809997f314",
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
                    func='INSERT INTO "cases_casehistory" ("best_relationship", "best_relationship_with_id", "child_id", "closed_on", "created_at", "id", "is_cse_presenting_need", "is_restricted", "lead_agency_id", "models_of_cse", "opened_on", "partnership_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "ref", "restricted_because", "review_on", "risk", "stage", "updated_at", "version") VALUES (OLD."best_relationship", OLD."best_relationship_with_id", OLD."child_id", OLD."closed_on", OLD."created_at", OLD."id", OLD."is_cse_presenting_need", OLD."is_restricted", OLD."lead_agency_id", OLD."models_of_cse", OLD."opened_on", OLD."partnership_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, clock_timestamp(), \'delete\', OLD."id", OLD."ref", OLD."restricted_because", OLD."review_on", OLD."risk", OLD."stage", OLD."updated_at", OLD."version"); RETURN NULL;',
                    hash="7dd2b10e3f57d160257d0293a929406ac8981371",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_8d49e",
                    table="cases_case",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddField(
            model_name="involvement",
            name="added_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="involvement",
            name="agency",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="agencies.agency"
            ),
        ),
        migrations.AddField(
            model_name="involvement",
            name="case",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="involvements", to="cases.case"
            ),
        ),
        migrations.AddField(
            model_name="involvementhistory",
            name="added_by",
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
            model_name="involvementhistory",
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
            model_name="involvementhistory",
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
            model_name="involvementhistory",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="history",
                to="cases.involvement",
            ),
        ),
        migrations.AddField(
            model_name="policereference",
            name="added_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="policereference",
            name="case",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="police_references", to="cases.case"
            ),
        ),
        migrations.AddField(
            model_name="policereferencehistory",
            name="added_by",
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
            model_name="policereferencehistory",
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
            model_name="policereferencehistory",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="history",
                to="cases.policereference",
            ),
        ),
        migrations.AddField(
            model_name="servicearound",
            name="added_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="servicearound",
            name="case",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="services", to="cases.case"
            ),
        ),
        migrations.AddField(
            model_name="servicearoundhistory",
            name="added_by",
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
            model_name="servicearoundhistory",
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
            model_name="servicearoundhistory",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="history",
                to="cases.servicearound",
            ),
        ),
        migrations.AddConstraint(
            model_name="involvement",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_at__isnull", True)), fields=("case", "agency"), name="involved_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="involvement",
            constraint=models.CheckConstraint(
                condition=models.Q(("until__isnull", True), ("until__gte", models.F("since")), _connector="OR"),
                name="involvement_ends_after_it_begins",
            ),
        ),
        migrations.AddConstraint(
            model_name="involvement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("asked__in", ["not_asked", "refused"]), _negated=True),
                    models.Q(("asked_words", ""), _negated=True),
                    _connector="OR",
                ),
                name="involvement_says_why_not",
            ),
        ),
        migrations.AddConstraint(
            model_name="involvement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("basis", "consent"), _negated=True), ("asked", "agreed"), _connector="OR"
                ),
                name="involvement_by_consent_was_agreed",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="involvement",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "cases_involvementhistory" ("added_by_id", "agency_id", "asked", "asked_words", "basis", "case_id", "contact", "created_at", "ended_at", "ended_why", "id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "purpose", "ref", "sees_case", "since", "until", "updated_at", "version") VALUES (NEW."added_by_id", NEW."agency_id", NEW."asked", NEW."asked_words", NEW."basis", NEW."case_id", NEW."contact", NEW."created_at", NEW."ended_at", NEW."ended_why", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, clock_timestamp(), \'insert\', NEW."id", NEW."purpose", NEW."ref", NEW."sees_case", NEW."since", NEW."until", NEW."updated_at", NEW."version"); RETURN NULL;',
                    hash="8bbeab3c11e8d2df324e5d786b2ea9a7fc74fc2b",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_64c42",
                    table="cases_involvement",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="involvement",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "cases_involvementhistory" ("added_by_id", "agency_id", "asked", "asked_words", "basis", "case_id", "contact", "created_at", "ended_at", "ended_why", "id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "purpose", "ref", "sees_case", "since", "until", "updated_at", "version") VALUES (NEW."added_by_id", NEW."agency_id", NEW."asked", NEW."asked_words", NEW."basis", NEW."case_id", NEW."contact", NEW."created_at", NEW."ended_at", NEW."ended_why", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, clock_timestamp(), \'update\', NEW."id", NEW."purpose", NEW."ref", NEW."sees_case", NEW."since", NEW."until", NEW."updated_at", NEW."version"); RETURN NULL;',
                    hash="695a92b0369f72ccfd7ba432b146e344b8bfcfb5",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_cf369",
                    table="cases_involvement",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="involvement",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "cases_involvementhistory" ("added_by_id", "agency_id", "asked", "asked_words", "basis", "case_id", "contact", "created_at", "ended_at", "ended_why", "id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "purpose", "ref", "sees_case", "since", "until", "updated_at", "version") VALUES (OLD."added_by_id", OLD."agency_id", OLD."asked", OLD."asked_words", OLD."basis", OLD."case_id", OLD."contact", OLD."created_at", OLD."ended_at", OLD."ended_why", OLD."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, clock_timestamp(), \'delete\', OLD."id", OLD."purpose", OLD."ref", OLD."sees_case", OLD."since", OLD."until", OLD."updated_at", OLD."version"); RETURN NULL;',
                    hash="53f4729d16484697c661c8a7abfddd6ac2471a3b",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_ea339",
                    table="cases_involvement",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="policereference",
            constraint=models.UniqueConstraint(fields=("case", "reference"), name="police_reference_once"),
        ),
        migrations.AddConstraint(
            model_name="policereference",
            constraint=models.CheckConstraint(
                condition=models.Q(("reference", ""), _negated=True), name="police_reference_is_one"
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="policereference",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "cases_policereferencehistory" ("added_by_id", "case_id", "created_at", "id", "is_flagged", "level", "outcome", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_on", "ref", "reference", "updated_at", "version") VALUES (NEW."added_by_id", NEW."case_id", NEW."created_at", NEW."id", NEW."is_flagged", NEW."level", NEW."outcome", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, clock_timestamp(), \'insert\', NEW."id", NEW."recorded_on", NEW."ref", NEW."reference", NEW."updated_at", NEW."version"); RETURN NULL;',
                    hash="f4229d0002190c15a03b80c03f5c005196636046",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_61ed1",
                    table="cases_policereference",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="policereference",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "cases_policereferencehistory" ("added_by_id", "case_id", "created_at", "id", "is_flagged", "level", "outcome", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_on", "ref", "reference", "updated_at", "version") VALUES (NEW."added_by_id", NEW."case_id", NEW."created_at", NEW."id", NEW."is_flagged", NEW."level", NEW."outcome", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, clock_timestamp(), \'update\', NEW."id", NEW."recorded_on", NEW."ref", NEW."reference", NEW."updated_at", NEW."version"); RETURN NULL;',
                    hash="3e586f5792f2a6bec715ba1c2eceb975a09ddc6b",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_07994",
                    table="cases_policereference",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="policereference",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "cases_policereferencehistory" ("added_by_id", "case_id", "created_at", "id", "is_flagged", "level", "outcome", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_on", "ref", "reference", "updated_at", "version") VALUES (OLD."added_by_id", OLD."case_id", OLD."created_at", OLD."id", OLD."is_flagged", OLD."level", OLD."outcome", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, clock_timestamp(), \'delete\', OLD."id", OLD."recorded_on", OLD."ref", OLD."reference", OLD."updated_at", OLD."version"); RETURN NULL;',
                    hash="6ec1b081e40eadec27d6ded29cedc0740d0d46e0",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_0203b",
                    table="cases_policereference",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="servicearound",
            constraint=models.CheckConstraint(
                condition=models.Q(("until__isnull", True), ("until__gte", models.F("since")), _connector="OR"),
                name="service_ends_after_it_begins",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="servicearound",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "cases_servicearoundhistory" ("added_by_id", "case_id", "created_at", "ended_at", "ended_why", "id", "name", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "ref", "service", "since", "until", "updated_at", "version", "what_for") VALUES (NEW."added_by_id", NEW."case_id", NEW."created_at", NEW."ended_at", NEW."ended_why", NEW."id", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, clock_timestamp(), \'insert\', NEW."id", NEW."phone", NEW."ref", NEW."service", NEW."since", NEW."until", NEW."updated_at", NEW."version", NEW."what_for"); RETURN NULL;',
                    hash="88edac7391df9ec59891c8d04b5dcdebab1b29ad",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_54e2e",
                    table="cases_servicearound",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="servicearound",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "cases_servicearoundhistory" ("added_by_id", "case_id", "created_at", "ended_at", "ended_why", "id", "name", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "ref", "service", "since", "until", "updated_at", "version", "what_for") VALUES (NEW."added_by_id", NEW."case_id", NEW."created_at", NEW."ended_at", NEW."ended_why", NEW."id", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, clock_timestamp(), \'update\', NEW."id", NEW."phone", NEW."ref", NEW."service", NEW."since", NEW."until", NEW."updated_at", NEW."version", NEW."what_for"); RETURN NULL;',
                    hash="252a25e2c8c90d1013fe9de88e951da044338796",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_5ed5b",
                    table="cases_servicearound",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="servicearound",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "cases_servicearoundhistory" ("added_by_id", "case_id", "created_at", "ended_at", "ended_why", "id", "name", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "ref", "service", "since", "until", "updated_at", "version", "what_for") VALUES (OLD."added_by_id", OLD."case_id", OLD."created_at", OLD."ended_at", OLD."ended_why", OLD."id", OLD."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, clock_timestamp(), \'delete\', OLD."id", OLD."phone", OLD."ref", OLD."service", OLD."since", OLD."until", OLD."updated_at", OLD."version", OLD."what_for"); RETURN NULL;',
                    hash="aeef2830854e3768bb899c882edbaedaba8bab0a",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_a1105",
                    table="cases_servicearound",
                    when="AFTER",
                ),
            ),
        ),
        migrations.RunSQL(HISTORY_IS_KEPT, migrations.RunSQL.noop),
    ]
