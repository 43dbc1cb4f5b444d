"""Meetings about a child, and what stands in the record of each; every change of it is kept."""

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
        ("cases", "0013_the_list_of_cases"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="AgreedAction",
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
                ("what", models.CharField(max_length=500)),
                ("due_on", models.DateField()),
                (
                    "outcome",
                    models.CharField(blank=True, choices=[("done", "Done"), ("not_done", "Not done")], max_length=10),
                ),
                ("outcome_words", models.TextField(blank=True)),
                ("settled_at", models.DateTimeField(blank=True, null=True)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="agencies.agency"
                    ),
                ),
                (
                    "membership",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="agencies.membership",
                    ),
                ),
                (
                    "settled_by",
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
                "ordering": ["due_on", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Contribution",
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
                ("is_objection", models.BooleanField(default=False)),
                ("weighed", models.TextField(blank=True)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="agencies.agency"
                    ),
                ),
                (
                    "weighed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
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
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="Decision",
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
                ("made_by", models.CharField(max_length=200)),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="Invitee",
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
                ("who", models.CharField(max_length=200)),
                (
                    "attendance",
                    models.CharField(
                        choices=[
                            ("asked", "Invited"),
                            ("came", "Came"),
                            ("apologies", "Sent apologies"),
                            ("report", "Sent a report instead"),
                            ("absent", "Did not come"),
                            ("not_asked", "No longer invited"),
                        ],
                        default="asked",
                        max_length=10,
                    ),
                ),
                (
                    "agency",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="agencies.agency",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="Meeting",
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
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("planned", "Planned"),
                            ("held", "Held"),
                            ("approved", "Minutes approved"),
                            ("cancelled", "Cancelled"),
                        ],
                        default="planned",
                        max_length=10,
                    ),
                ),
                ("planned_at", models.DateTimeField()),
                ("by_video", models.BooleanField(default=False)),
                ("place", models.CharField(blank=True, max_length=200)),
                ("chair_words", models.CharField(blank=True, max_length=200)),
                ("purpose", models.TextField()),
                ("child_invited", models.BooleanField()),
                ("child_why_not", models.CharField(blank=True, max_length=500)),
                ("parents_invited", models.BooleanField()),
                ("parents_why_not", models.CharField(blank=True, max_length=500)),
                ("took_place_at", models.DateTimeField(blank=True, null=True)),
                ("cancelled_because", models.CharField(blank=True, max_length=500)),
                ("approved_at", models.DateTimeField(blank=True, null=True)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="agencies.agency"
                    ),
                ),
                (
                    "approved_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "called_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="meetings", to="cases.case"
                    ),
                ),
                (
                    "chair",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="agencies.membership",
                    ),
                ),
            ],
            options={
                "ordering": ["-planned_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="InviteeHistory",
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
                ("who", models.CharField(max_length=200)),
                (
                    "attendance",
                    models.CharField(
                        choices=[
                            ("asked", "Invited"),
                            ("came", "Came"),
                            ("apologies", "Sent apologies"),
                            ("report", "Sent a report instead"),
                            ("absent", "Did not come"),
                            ("not_asked", "No longer invited"),
                        ],
                        default="asked",
                        max_length=10,
                    ),
                ),
                (
                    "agency",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="agencies.agency",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="history",
                        to="cases.invitee",
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="cases.meeting",
                    ),
                ),
            ],
            options={
                "ordering": ["-pgh_id"],
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="invitee",
            name="meeting",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="%(class)s_set", to="cases.meeting"
            ),
        ),
        migrations.CreateModel(
            name="DecisionHistory",
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
                ("words", models.TextField()),
                ("made_by", models.CharField(max_length=200)),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="history",
                        to="cases.decision",
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
                    "meeting",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="cases.meeting",
                    ),
                ),
            ],
            options={
                "ordering": ["-pgh_id"],
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="decision",
            name="meeting",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="%(class)s_set", to="cases.meeting"
            ),
        ),
        migrations.CreateModel(
            name="ContributionHistory",
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
                ("is_objection", models.BooleanField(default=False)),
                ("weighed", models.TextField(blank=True)),
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
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="history",
                        to="cases.contribution",
                    ),
                ),
                (
                    "weighed_by",
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
                (
                    "meeting",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="cases.meeting",
                    ),
                ),
            ],
            options={
                "ordering": ["-pgh_id"],
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="contribution",
            name="meeting",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="%(class)s_set", to="cases.meeting"
            ),
        ),
        migrations.CreateModel(
            name="AgreedActionHistory",
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
                ("what", models.CharField(max_length=500)),
                ("due_on", models.DateField()),
                (
                    "outcome",
                    models.CharField(blank=True, choices=[("done", "Done"), ("not_done", "Not done")], max_length=10),
                ),
                ("outcome_words", models.TextField(blank=True)),
                ("settled_at", models.DateTimeField(blank=True, null=True)),
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
                    "membership",
                    models.ForeignKey(
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
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="history",
                        to="cases.agreedaction",
                    ),
                ),
                (
                    "settled_by",
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
                    "meeting",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="cases.meeting",
                    ),
                ),
            ],
            options={
                "ordering": ["-pgh_id"],
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="agreedaction",
            name="meeting",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="%(class)s_set", to="cases.meeting"
            ),
        ),
        migrations.CreateModel(
            name="MeetingHistory",
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
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("planned", "Planned"),
                            ("held", "Held"),
                            ("approved", "Minutes approved"),
                            ("cancelled", "Cancelled"),
                        ],
                        default="planned",
                        max_length=10,
                    ),
                ),
                ("planned_at", models.DateTimeField()),
                ("by_video", models.BooleanField(default=False)),
                ("place", models.CharField(blank=True, max_length=200)),
                ("chair_words", models.CharField(blank=True, max_length=200)),
                ("purpose", models.TextField()),
                ("child_invited", models.BooleanField()),
                ("child_why_not", models.CharField(blank=True, max_length=500)),
                ("parents_invited", models.BooleanField()),
                ("parents_why_not", models.CharField(blank=True, max_length=500)),
                ("took_place_at", models.DateTimeField(blank=True, null=True)),
                ("cancelled_because", models.CharField(blank=True, max_length=500)),
                ("approved_at", models.DateTimeField(blank=True, null=True)),
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
                    "approved_by",
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
                    "called_by",
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
                    "chair",
                    models.ForeignKey(
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
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="history",
                        to="cases.meeting",
                    ),
                ),
            ],
            options={
                "ordering": ["-pgh_id"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Minutes",
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
                ("number", models.PositiveSmallIntegerField()),
                ("is_addendum", models.BooleanField(default=False)),
                ("words", models.TextField()),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="agencies.agency"
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="%(class)s_set", to="cases.meeting"
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
                "verbose_name_plural": "minutes",
                "ordering": ["-number"],
            },
        ),
        migrations.AddIndex(
            model_name="meeting",
            index=models.Index(fields=["case", "-planned_at"], name="meeting_of_case"),
        ),
        migrations.AddConstraint(
            model_name="meeting",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("child_invited", True), models.Q(("child_why_not", ""), _negated=True), _connector="OR"
                ),
                name="meeting_says_why_without_child",
            ),
        ),
        migrations.AddConstraint(
            model_name="meeting",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("parents_invited", True), models.Q(("parents_why_not", ""), _negated=True), _connector="OR"
                ),
                name="meeting_says_why_without_parents",
            ),
        ),
        migrations.AddConstraint(
            model_name="meeting",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("chair__isnull", False), models.Q(("chair_words", ""), _negated=True), _connector="OR"
                ),
                name="meeting_names_its_chair",
            ),
        ),
        migrations.AddConstraint(
            model_name="meeting",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("took_place_at__isnull", False),
                    models.Q(("status__in", ["held", "approved"]), _negated=True),
                    _connector="OR",
                ),
                name="meeting_held_at_a_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="meeting",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("approved_at__isnull", False), ("approved_by__isnull", False)),
                    models.Q(("status", "approved"), _negated=True),
                    _connector="OR",
                ),
                name="meeting_minutes_approved_by_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="meeting",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("cancelled_because", ""), _negated=True),
                    models.Q(("status", "cancelled"), _negated=True),
                    _connector="OR",
                ),
                name="meeting_cancelled_for_a_reason",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="meeting",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "cases_meetinghistory" ("agency_id", "approved_at", "approved_by_id", "by_video", "called_by_id", "cancelled_because", "case_id", "chair_id", "chair_words", "child_invited", "child_why_not", "created_at", "id", "kind", "parents_invited", "parents_why_not", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "planned_at", "purpose", "ref", "status", "took_place_at", "updated_at", "version") VALUES (NEW."agency_id", NEW."approved_at", NEW."approved_by_id", NEW."by_video", NEW."called_by_id", NEW."cancelled_because", NEW."case_id", NEW."chair_id", NEW."chair_words", NEW."child_invited", NEW."child_why_not", NEW."created_at", NEW."id", NEW."kind", NEW."parents_invited", NEW."parents_why_not", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, clock_timestamp(), \'insert\', NEW."id", NEW."place", NEW."planned_at", NEW."purpose", NEW."ref", NEW."status", NEW."took_place_at", NEW."updated_at", NEW."version"); RETURN NULL;',
                    hash="1d5ae40b61de319d28c2df31df8bc166a38738a4",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_6e86b",
                    table="cases_meeting",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="meeting",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "cases_meetinghistory" ("agency_id", "approved_at", "approved_by_id", "by_video", "called_by_id", "cancelled_because", "case_id", "chair_id", "chair_words", "child_invited", "child_why_not", "created_at", "id", "kind", "parents_invited", "parents_why_not", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "planned_at", "purpose", "ref", "status", "took_place_at", "updated_at", "version") VALUES (NEW."agency_id", NEW."approved_at", NEW."approved_by_id", NEW."by_video", NEW."called_by_id", NEW."cancelled_because", NEW."case_id", NEW."chair_id", NEW."chair_words", NEW."child_invited", NEW."child_why_not", NEW."created_at", NEW."id", NEW."kind", NEW."parents_invited", NEW."parents_why_not", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, clock_timestamp(), \'update\', NEW."id", NEW."place", NEW."planned_at", NEW."purpose", NEW."ref", NEW."status", NEW."took_place_at", NEW."updated_at", NEW."version"); RETURN NULL;',
                    hash="5e06e743b65afbf3a19b3fbcdf32162298754bef",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_bed0c",
                    table="cases_meeting",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="meeting",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "cases_meetinghistory" ("agency_id", "approved_at", "approved_by_id", "by_video", "called_by_id", "cancelled_because", "case_id", "chair_id", "chair_words", "child_invited", "child_why_not", "created_at", "id", "kind", "parents_invited", "parents_why_not", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "planned_at", "purpose", "ref", "status", "took_place_at", "updated_at", "version") VALUES (OLD."agency_id", OLD."approved_at", OLD."approved_by_id", OLD."by_video", OLD."called_by_id", OLD."cancelled_because", OLD."case_id", OLD."chair_id", OLD."chair_words", OLD."child_invited", OLD."child_why_not", OLD."created_at", OLD."id", OLD."kind", OLD."parents_invited", OLD."parents_why_not", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, clock_timestamp(), \'delete\', OLD."id", OLD."place", OLD."planned_at", OLD."purpose", OLD."ref", OLD."status", OLD."took_place_at", OLD."updated_at", OLD."version"); RETURN NULL;',
                    hash="f69967808102a6c624de085112d426cfdb9c739b",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_93aa4",
                    table="cases_meeting",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="invitee",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "cases_inviteehistory" ("agency_id", "attendance", "created_at", "id", "meeting_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "ref", "updated_at", "version", "who") VALUES (NEW."agency_id", NEW."attendance", NEW."created_at", NEW."id", NEW."meeting_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, clock_timestamp(), \'insert\', NEW."id", NEW."ref", NEW."updated_at", NEW."version", NEW."who"); RETURN NULL;',
                    hash="0d979843e12994d94c3c6e620f36003a32da6d23",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_012f8",
                    table="cases_invitee",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="invitee",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "cases_inviteehistory" ("agency_id", "attendance", "created_at", "id", "meeting_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "ref", "updated_at", "version", "who") VALUES (NEW."agency_id", NEW."attendance", NEW."created_at", NEW."id", NEW."meeting_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, clock_timestamp(), \'update\', NEW."id", NEW."ref", NEW."updated_at", NEW."version", NEW."who"); RETURN NULL;',
                    hash="44dd7c53c92df6ecb5a97c0dfef20627dbdeb1f0",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_f3dbb",
                    table="cases_invitee",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="invitee",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "cases_inviteehistory" ("agency_id", "attendance", "created_at", "id", "meeting_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "ref", "updated_at", "version", "who") VALUES (OLD."agency_id", OLD."attendance", OLD."created_at", OLD."id", OLD."meeting_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, clock_timestamp(), \'delete\', OLD."id", OLD."ref", OLD."updated_at", OLD."version", OLD."who"); RETURN NULL;',
                    hash="9d08e80ae2a16ecda9f5d0d1ae342404cb4ff912",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_68cfa",
                    table="cases_invitee",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="decision",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "cases_decisionhistory" ("created_at", "id", "made_by", "meeting_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_by_id", "ref", "updated_at", "version", "words") VALUES (NEW."created_at", NEW."id", NEW."made_by", NEW."meeting_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, clock_timestamp(), \'insert\', NEW."id", NEW."recorded_by_id", NEW."ref", NEW."updated_at", NEW."version", NEW."words"); RETURN NULL;',
                    hash="0d5b07578d3e99e9f8bbbe37b70cf7d9a66d919d",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_5e7ef",
                    table="cases_decision",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="decision",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "cases_decisionhistory" ("created_at", "id", "made_by", "meeting_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_by_id", "ref", "updated_at", "version", "words") VALUES (NEW."created_at", NEW."id", NEW."made_by", NEW."meeting_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, clock_timestamp(), \'update\', NEW."id", NEW."recorded_by_id", NEW."ref", NEW."updated_at", NEW."version", NEW."words"); RETURN NULL;',
                    hash="2e1370e77645062e8fefbc531268c53d44ef670e",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_19250",
                    table="cases_decision",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="decision",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "cases_decisionhistory" ("created_at", "id", "made_by", "meeting_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_by_id", "ref", "updated_at", "version", "words") VALUES (OLD."created_at", OLD."id", OLD."made_by", OLD."meeting_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, clock_timestamp(), \'delete\', OLD."id", OLD."recorded_by_id", OLD."ref", OLD."updated_at", OLD."version", OLD."words"); RETURN NULL;',
                    hash="c526d6de50312345eff7398f2e80ab8be53835a7",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_ae3e6",
                    table="cases_decision",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="contribution",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("handling", "named_agencies"), _negated=True),
                    models.Q(("named_agencies", []), _negated=True),
                    _connector="OR",
                ),
                name="contribution_names_its_agencies",
            ),
        ),
        migrations.AddConstraint(
            model_name="contribution",
            constraint=models.CheckConstraint(
                condition=models.Q(("is_objection", False), ("handling", "network"), _connector="OR"),
                name="contribution_objects_before_all",
            ),
        ),
        migrations.AddConstraint(
            model_name="contribution",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("weighed", ""), models.Q(("is_objection", True), ("weighed_by__isnull", False)), _connector="OR"
                ),
                name="contribution_weighed_by_somebody",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="contribution",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "cases_contributionhistory" ("agency_id", "created_at", "handling", "id", "is_objection", "meeting_id", "named_agencies", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "ref", "updated_at", "version", "weighed", "weighed_by_id", "words", "written_by_id") VALUES (NEW."agency_id", NEW."created_at", NEW."handling", NEW."id", NEW."is_objection", NEW."meeting_id", NEW."named_agencies", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, clock_timestamp(), \'insert\', NEW."id", NEW."ref", NEW."updated_at", NEW."version", NEW."weighed", NEW."weighed_by_id", NEW."words", NEW."written_by_id"); RETURN NULL;',
                    hash="096bbcf44116ebc2e52f9c2b8fdfb78f45543219",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_32d7b",
                    table="cases_contribution",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="contribution",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "cases_contributionhistory" ("agency_id", "created_at", "handling", "id", "is_objection", "meeting_id", "named_agencies", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "ref", "updated_at", "version", "weighed", "weighed_by_id", "words", "written_by_id") VALUES (NEW."agency_id", NEW."created_at", NEW."handling", NEW."id", NEW."is_objection", NEW."meeting_id", NEW."named_agencies", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, clock_timestamp(), \'update\', NEW."id", NEW."ref", NEW."updated_at", NEW."version", NEW."weighed", NEW."weighed_by_id", NEW."words", NEW."written_by_id"); RETURN NULL;',
                    hash="87418f019fd750aa18f104b3c32c5771ece7403c",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_1c67d",
                    table="cases_contribution",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="contribution",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "cases_contributionhistory" ("agency_id", "created_at", "handling", "id", "is_objection", "meeting_id", "named_agencies", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "ref", "updated_at", "version", "weighed", "weighed_by_id", "words", "written_by_id") VALUES (OLD."agency_id", OLD."created_at", OLD."handling", OLD."id", OLD."is_objection", OLD."meeting_id", OLD."named_agencies", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, clock_timestamp(), \'delete\', OLD."id", OLD."ref", OLD."updated_at", OLD."version", OLD."weighed", OLD."weighed_by_id", OLD."words", OLD."written_by_id"); RETURN NULL;',
                    hash="76b06f9e920747098873d338518107ceef59eb7b",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_1a985",
                    table="cases_contribution",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="agreedaction",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("outcome", ""), ("settled_at__isnull", True)),
                    models.Q(
                        models.Q(("outcome", ""), _negated=True),
                        ("settled_at__isnull", False),
                        ("settled_by__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="agreedaction_settled_by_somebody",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="agreedaction",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "cases_agreedactionhistory" ("agency_id", "created_at", "due_on", "id", "meeting_id", "membership_id", "outcome", "outcome_words", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "ref", "settled_at", "settled_by_id", "updated_at", "version", "what") VALUES (NEW."agency_id", NEW."created_at", NEW."due_on", NEW."id", NEW."meeting_id", NEW."membership_id", NEW."outcome", NEW."outcome_words", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, clock_timestamp(), \'insert\', NEW."id", NEW."ref", NEW."settled_at", NEW."settled_by_id", NEW."updated_at", NEW."version", NEW."what"); RETURN NULL;',
                    hash="fdb753e4118b6faaad7d8ab501a88252e130038f",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_c4fe0",
                    table="cases_agreedaction",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="agreedaction",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "cases_agreedactionhistory" ("agency_id", "created_at", "due_on", "id", "meeting_id", "membership_id", "outcome", "outcome_words", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "ref", "settled_at", "settled_by_id", "updated_at", "version", "what") VALUES (NEW."agency_id", NEW."created_at", NEW."due_on", NEW."id", NEW."meeting_id", NEW."membership_id", NEW."outcome", NEW."outcome_words", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, clock_timestamp(), \'update\', NEW."id", NEW."ref", NEW."settled_at", NEW."settled_by_id", NEW."updated_at", NEW."version", NEW."what"); RETURN NULL;',
                    hash="7ff4010e208985bce8800795faa9d1a3ba008e46",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_ecb47",
                    table="cases_agreedaction",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="agreedaction",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "cases_agreedactionhistory" ("agency_id", "created_at", "due_on", "id", "meeting_id", "membership_id", "outcome", "outcome_words", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "ref", "settled_at", "settled_by_id", "updated_at", "version", "what") VALUES (OLD."agency_id", OLD."created_at", OLD."due_on", OLD."id", OLD."meeting_id", OLD."membership_id", OLD."outcome", OLD."outcome_words", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, clock_timestamp(), \'delete\', OLD."id", OLD."ref", OLD."settled_at", OLD."settled_by_id", OLD."updated_at", OLD."version", OLD."what"); RETURN NULL;',
                    hash="8a8fa34369a2855a879c532724b20555569a5763",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_07c79",
                    table="cases_agreedaction",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="minutes",
            constraint=models.UniqueConstraint(fields=("meeting", "number"), name="minutes_numbered_once"),
        ),
        migrations.RunSQL(HISTORY_IS_KEPT, migrations.RunSQL.noop),
    ]
