"""Missing episodes, what was learnt of each and what followed; every change of an episode is kept."""

import cse_portal.audit.models.events
import cse_portal.audit.models.history
import cse_portal.cases.missing_rules
import cse_portal.core.references
import django.contrib.postgres.constraints
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
        ("cases", "0020_documents"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="MissingEpisode",
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
                    "kind",
                    models.CharField(
                        choices=[
                            ("missing", "Missing"),
                            ("away", "Away without authorisation"),
                            ("education", "Missing from education"),
                        ],
                        max_length=10,
                    ),
                ),
                ("began_at", models.DateTimeField()),
                ("is_about", models.BooleanField(default=False)),
                ("reported_by", models.CharField(max_length=200)),
                ("told_whom", models.CharField(blank=True, default="", max_length=300)),
                ("police_told_at", models.DateTimeField(blank=True, null=True)),
                ("police_reference", models.CharField(blank=True, default="", max_length=60)),
                (
                    "risk",
                    models.CharField(
                        blank=True,
                        choices=[("high", "High"), ("medium", "Medium"), ("low", "Low")],
                        default="",
                        max_length=6,
                    ),
                ),
                ("circumstances", models.TextField(blank=True, default="")),
                ("last_with", models.CharField(blank=True, default="", max_length=500)),
                ("likely_places", models.TextField(blank=True, default="")),
                ("is_looked_after", models.BooleanField(default=False)),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                (
                    "returned",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("back", "Came back"),
                            ("police", "Found by police"),
                            ("family", "Found by family or carers"),
                            ("worker", "Found by somebody who works with the child"),
                            ("other", "In another way"),
                        ],
                        default="",
                        max_length=10,
                    ),
                ),
                ("found_where", models.CharField(blank=True, default="", max_length=300)),
                ("found_with", models.CharField(blank=True, default="", max_length=300)),
                ("condition", models.TextField(blank=True, default="")),
                ("was_harmed", models.BooleanField(default=False)),
                ("harm", models.TextField(blank=True, default="")),
                ("child_said", models.TextField(blank=True, default="")),
                (
                    "indicators",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=2), blank=True, default=list, size=None
                    ),
                ),
                ("checked_by", models.CharField(blank=True, default="", max_length=200)),
                ("checked_at", models.DateTimeField(blank=True, null=True)),
                ("interview_due_at", models.DateTimeField(blank=True, null=True)),
                ("interviewed_at", models.DateTimeField(blank=True, null=True)),
                ("interviewer", models.CharField(blank=True, default="", max_length=200)),
                ("interviewer_agency", models.CharField(blank=True, default="", max_length=200)),
                ("is_independent", models.BooleanField(blank=True, null=True)),
                ("interview_said", models.TextField(blank=True, default="")),
                ("interview_harm", models.TextField(blank=True, default="")),
                ("struck_at", models.DateTimeField(blank=True, null=True)),
                ("struck_because", models.CharField(blank=True, default="", max_length=500)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="agencies.agency"
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="missing_episodes", to="cases.case"
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "struck_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-began_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="Learnt",
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
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="agencies.agency"
                    ),
                ),
                (
                    "written_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "episode",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)s_set",
                        to="cases.missingepisode",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "learnt",
                "ordering": ["pk"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="InterviewStep",
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
                    "step",
                    models.CharField(
                        choices=[
                            ("waiting", "Offered, no answer yet"),
                            ("accepted", "Offered and accepted"),
                            ("declined", "Offered and declined"),
                            ("not_offered", "Not offered yet"),
                            ("none", "There will be no interview"),
                        ],
                        max_length=12,
                    ),
                ),
                ("at", models.DateTimeField()),
                ("by_whom", models.CharField(blank=True, default="", max_length=200)),
                ("why", models.TextField(blank=True, default="")),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="agencies.agency"
                    ),
                ),
                (
                    "written_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "episode",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)s_set",
                        to="cases.missingepisode",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="FollowUp",
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
                    "about",
                    models.CharField(
                        choices=[
                            ("action", "Action of a head of service"),
                            ("screening", "Screening again"),
                            ("assessment", "CSE assessment"),
                        ],
                        max_length=10,
                    ),
                ),
                ("words", models.TextField()),
                ("done_on", models.DateField()),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="agencies.agency"
                    ),
                ),
                (
                    "written_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "episode",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)s_set",
                        to="cases.missingepisode",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="MissingEpisodeHistory",
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
                    "kind",
                    models.CharField(
                        choices=[
                            ("missing", "Missing"),
                            ("away", "Away without authorisation"),
                            ("education", "Missing from education"),
                        ],
                        max_length=10,
                    ),
                ),
                ("began_at", models.DateTimeField()),
                ("is_about", models.BooleanField(default=False)),
                ("reported_by", models.CharField(max_length=200)),
                ("told_whom", models.CharField(blank=True, default="", max_length=300)),
                ("police_told_at", models.DateTimeField(blank=True, null=True)),
                ("police_reference", models.CharField(blank=True, default="", max_length=60)),
                (
                    "risk",
                    models.CharField(
                        blank=True,
                        choices=[("high", "High"), ("medium", "Medium"), ("low", "Low")],
                        default="",
                        max_length=6,
                    ),
                ),
                ("circumstances", models.TextField(blank=True, default="")),
                ("last_with", models.CharField(blank=True, default="", max_length=500)),
                ("likely_places", models.TextField(blank=True, default="")),
                ("is_looked_after", models.BooleanField(default=False)),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                (
                    "returned",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("back", "Came back"),
                            ("police", "Found by police"),
                            ("family", "Found by family or carers"),
                            ("worker", "Found by somebody who works with the child"),
                            ("other", "In another way"),
                        ],
                        default="",
                        max_length=10,
                    ),
                ),
                ("found_where", models.CharField(blank=True, default="", max_length=300)),
                ("found_with", models.CharField(blank=True, default="", max_length=300)),
                ("condition", models.TextField(blank=True, default="")),
                ("was_harmed", models.BooleanField(default=False)),
                ("harm", models.TextField(blank=True, default="")),
                ("child_said", models.TextField(blank=True, default="")),
                (
                    "indicators",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=2), blank=True, default=list, size=None
                    ),
                ),
                ("checked_by", models.CharField(blank=True, default="", max_length=200)),
                ("checked_at", models.DateTimeField(blank=True, null=True)),
                ("interview_due_at", models.DateTimeField(blank=True, null=True)),
                ("interviewed_at", models.DateTimeField(blank=True, null=True)),
                ("interviewer", models.CharField(blank=True, default="", max_length=200)),
                ("interviewer_agency", models.CharField(blank=True, default="", max_length=200)),
                ("is_independent", models.BooleanField(blank=True, null=True)),
                ("interview_said", models.TextField(blank=True, default="")),
                ("interview_harm", models.TextField(blank=True, default="")),
                ("struck_at", models.DateTimeField(blank=True, null=True)),
                ("struck_because", models.CharField(blank=True, default="", max_length=500)),
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
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="history",
                        to="cases.missingepisode",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "struck_by",
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
            ],
            options={
                "ordering": ["-pgh_id"],
                "abstract": False,
            },
        ),
        migrations.AddIndex(
            model_name="missingepisode",
            index=models.Index(fields=["case", "-began_at"], name="missing_of_case"),
        ),
        migrations.AddIndex(
            model_name="missingepisode",
            index=models.Index(
                condition=models.Q(("ended_at__isnull", True), ("struck_at__isnull", True)),
                fields=["began_at"],
                name="missing_now",
            ),
        ),
        migrations.AddIndex(
            model_name="missingepisode",
            index=models.Index(fields=["-began_at"], name="missing_by_day"),
        ),
        migrations.AddConstraint(
            model_name="missingepisode",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ended_at__isnull", True), ("ended_at__gt", models.F("began_at")), _connector="OR"
                ),
                name="missing_ends_after_it_begins",
            ),
        ),
        migrations.AddConstraint(
            model_name="missingepisode",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("ended_at__isnull", True), ("interview_due_at__isnull", True), ("returned", "")),
                    models.Q(
                        ("ended_at__isnull", False),
                        ("interview_due_at__isnull", False),
                        models.Q(("returned", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="missing_return_says_how",
            ),
        ),
        migrations.AddConstraint(
            model_name="missingepisode",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("interviewed_at__isnull", True),
                    models.Q(("ended_at__isnull", False), ("interviewed_at__gte", models.F("ended_at"))),
                    _connector="OR",
                ),
                name="missing_interviewed_after_return",
            ),
        ),
        migrations.AddConstraint(
            model_name="missingepisode",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("interviewed_at__isnull", True),
                    models.Q(models.Q(("interviewer", ""), _negated=True), ("is_independent__isnull", False)),
                    _connector="OR",
                ),
                name="missing_interviewed_by_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="missingepisode",
            constraint=models.CheckConstraint(
                condition=models.Q(("was_harmed", True), ("harm", ""), _connector="OR"), name="missing_harm_in_step"
            ),
        ),
        migrations.AddConstraint(
            model_name="missingepisode",
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
                name="missing_struck_for_a_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="missingepisode",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                condition=models.Q(("struck_at__isnull", True)),
                expressions=[
                    (
                        models.Func(
                            models.F("case_id"), models.F("case_id"), models.Value("[]"), function="int8range"
                        ),
                        "&&",
                    ),
                    (models.Func(models.F("began_at"), models.F("ended_at"), function="tstzrange"), "&&"),
                ],
                name="missing_once_at_a_time",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="missingepisode",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "cases_missingepisodehistory" ("agency_id", "began_at", "case_id", "checked_at", "checked_by", "child_said", "circumstances", "condition", "created_at", "ended_at", "found_where", "found_with", "harm", "id", "indicators", "interview_due_at", "interview_harm", "interview_said", "interviewed_at", "interviewer", "interviewer_agency", "is_about", "is_independent", "is_looked_after", "kind", "last_with", "likely_places", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "police_reference", "police_told_at", "recorded_by_id", "ref", "reported_by", "returned", "risk", "struck_at", "struck_because", "struck_by_id", "told_whom", "updated_at", "version", "was_harmed") VALUES (NEW."agency_id", NEW."began_at", NEW."case_id", NEW."checked_at", NEW."checked_by", NEW."child_said", NEW."circumstances", NEW."condition", NEW."created_at", NEW."ended_at", NEW."found_where", NEW."found_with", NEW."harm", NEW."id", NEW."indicators", NEW."interview_due_at", NEW."interview_harm", NEW."interview_said", NEW."interviewed_at", NEW."interviewer", NEW."interviewer_agency", NEW."is_about", NEW."is_independent", NEW."is_looked_after", NEW."kind", NEW."last_with", NEW."likely_places", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, clock_timestamp(), \'insert\', NEW."id", NEW."police_reference", NEW."police_told_at", NEW."recorded_by_id", NEW."ref", NEW."reported_by", NEW."returned", NEW."risk", NEW."struck_at", NEW."struck_because", NEW."struck_by_id", NEW."told_whom", NEW."updated_at", NEW."version", NEW."was_harmed"); RETURN NULL;',
                    hash="c37d8f41ec9c2fce32619d5218cd3a27004242cd",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_379a9",
                    table="cases_missingepisode",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="missingepisode",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "cases_missingepisodehistory" ("agency_id", "began_at", "case_id", "checked_at", "checked_by", "child_said", "circumstances", "condition", "created_at", "ended_at", "found_where", "found_with", "harm", "id", "indicators", "interview_due_at", "interview_harm", "interview_said", "interviewed_at", "interviewer", "interviewer_agency", "is_about", "is_independent", "is_looked_after", "kind", "last_with", "likely_places", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "police_reference", "police_told_at", "recorded_by_id", "ref", "reported_by", "returned", "risk", "struck_at", "struck_because", "struck_by_id", "told_whom", "updated_at", "version", "was_harmed") VALUES (NEW."agency_id", NEW."began_at", NEW."case_id", NEW."checked_at", NEW."checked_by", NEW."child_said", NEW."circumstances", NEW."condition", NEW."created_at", NEW."ended_at", NEW."found_where", NEW."found_with", NEW."harm", NEW."id", NEW."indicators", NEW."interview_due_at", NEW."interview_harm", NEW."interview_said", NEW."interviewed_at", NEW."interviewer", NEW."interviewer_agency", NEW."is_about", NEW."is_independent", NEW."is_looked_after", NEW."kind", NEW."last_with", NEW."likely_places", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, clock_timestamp(), \'update\', NEW."id", NEW."police_reference", NEW."police_told_at", NEW."recorded_by_id", NEW."ref", NEW."reported_by", NEW."returned", NEW."risk", NEW."struck_at", NEW."struck_because", NEW."struck_by_id", NEW."told_whom", NEW."updated_at", NEW."version", NEW."was_harmed"); RETURN NULL;',
                    hash="e16a15b89cdc2d5b51b77d0666c8eebc0a42fa4a",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_c3116",
                    table="cases_missingepisode",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="missingepisode",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "cases_missingepisodehistory" ("agency_id", "began_at", "case_id", "checked_at", "checked_by", "child_said", "circumstances", "condition", "created_at", "ended_at", "found_where", "found_with", "harm", "id", "indicators", "interview_due_at", "interview_harm", "interview_said", "interviewed_at", "interviewer", "interviewer_agency", "is_about", "is_independent", "is_looked_after", "kind", "last_with", "likely_places", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "police_reference", "police_told_at", "recorded_by_id", "ref", "reported_by", "returned", "risk", "struck_at", "struck_because", "struck_by_id", "told_whom", "updated_at", "version", "was_harmed") VALUES (OLD."agency_id", OLD."began_at", OLD."case_id", OLD."checked_at", OLD."checked_by", OLD."child_said", OLD."circumstances", OLD."condition", OLD."created_at", OLD."ended_at", OLD."found_where", OLD."found_with", OLD."harm", OLD."id", OLD."indicators", OLD."interview_due_at", OLD."interview_harm", OLD."interview_said", OLD."interviewed_at", OLD."interviewer", OLD."interviewer_agency", OLD."is_about", OLD."is_independent", OLD."is_looked_after", OLD."kind", OLD."last_with", OLD."likely_places", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, clock_timestamp(), \'delete\', OLD."id", OLD."police_reference", OLD."police_told_at", OLD."recorded_by_id", OLD."ref", OLD."reported_by", OLD."returned", OLD."risk", OLD."struck_at", OLD."struck_because", OLD."struck_by_id", OLD."told_whom", OLD."updated_at", OLD."version", OLD."was_harmed"); RETURN NULL;',
                    hash="2dd8214b7a7ea7b399a0ae3acacc4c5f44835617",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_acd8d",
                    table="cases_missingepisode",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="learnt",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("handling", "named_agencies"), _negated=True),
                    models.Q(("named_agencies", []), _negated=True),
                    _connector="OR",
                ),
                name="learnt_names_its_agencies",
            ),
        ),
        migrations.AddConstraint(
            model_name="interviewstep",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        (
                            "step__in",
                            [
                                cse_portal.cases.missing_rules.Step["DECLINED"],
                                cse_portal.cases.missing_rules.Step["NONE"],
                                cse_portal.cases.missing_rules.Step["NOT_OFFERED"],
                            ],
                        ),
                        _negated=True,
                    ),
                    models.Q(("why", ""), _negated=True),
                    _connector="OR",
                ),
                name="interviewstep_says_why",
            ),
        ),
        migrations.RunSQL(HISTORY_IS_KEPT, migrations.RunSQL.noop),
    ]
