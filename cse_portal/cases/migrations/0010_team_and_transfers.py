"""Who works a case, from when until when, and asking another agency to lead it."""

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
        ("agencies", "0006_role_titles"),
        ("cases", "0009_stages"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="CaseMember",
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
                    "part",
                    models.CharField(
                        choices=[
                            ("allocated", "Allocated worker"),
                            ("co_worker", "Co-worker"),
                            ("supervisor", "Supervisor"),
                            ("other", "Another part"),
                        ],
                        max_length=12,
                    ),
                ),
                ("part_words", models.CharField(blank=True, max_length=120)),
                ("since", models.DateField(default=cse_portal.core.clock.today)),
                ("until", models.DateField(blank=True, null=True)),
                ("why", models.TextField(blank=True)),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                ("ended_why", models.TextField(blank=True)),
                (
                    "added_by",
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
                        on_delete=django.db.models.deletion.PROTECT, related_name="members", to="cases.case"
                    ),
                ),
                (
                    "membership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="agencies.membership"
                    ),
                ),
            ],
            options={
                "ordering": ["since", "pk"],
            },
        ),
        migrations.CreateModel(
            name="CaseMemberHistory",
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
                    "part",
                    models.CharField(
                        choices=[
                            ("allocated", "Allocated worker"),
                            ("co_worker", "Co-worker"),
                            ("supervisor", "Supervisor"),
                            ("other", "Another part"),
                        ],
                        max_length=12,
                    ),
                ),
                ("part_words", models.CharField(blank=True, max_length=120)),
                ("since", models.DateField(default=cse_portal.core.clock.today)),
                ("until", models.DateField(blank=True, null=True)),
                ("why", models.TextField(blank=True)),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                ("ended_why", models.TextField(blank=True)),
                (
                    "added_by",
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
                    "membership",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
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
                        to="cases.casemember",
                    ),
                ),
            ],
            options={
                "ordering": ["-pgh_id"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="CaseTransfer",
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
                    "status",
                    models.CharField(
                        choices=[
                            ("asked", "Waits for an answer"),
                            ("accepted", "Accepted"),
                            ("declined", "Declined"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="asked",
                        max_length=10,
                    ),
                ),
                ("why", models.TextField()),
                ("asked_at", models.DateTimeField(default=cse_portal.core.clock.now)),
                ("answer", models.TextField(blank=True)),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                (
                    "answered_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="transfers", to="cases.case"
                    ),
                ),
                (
                    "from_agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="agencies.agency"
                    ),
                ),
                (
                    "to_agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="agencies.agency"
                    ),
                ),
            ],
            options={
                "ordering": ["-asked_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="CaseTransferHistory",
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
                    "status",
                    models.CharField(
                        choices=[
                            ("asked", "Waits for an answer"),
                            ("accepted", "Accepted"),
                            ("declined", "Declined"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="asked",
                        max_length=10,
                    ),
                ),
                ("why", models.TextField()),
                ("asked_at", models.DateTimeField(default=cse_portal.core.clock.now)),
                ("answer", models.TextField(blank=True)),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                (
                    "answered_by",
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
                    "asked_by",
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
                    "from_agency",
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
                        to="cases.casetransfer",
                    ),
                ),
                (
                    "to_agency",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="agencies.agency",
                    ),
                ),
            ],
            options={
                "ordering": ["-pgh_id"],
                "abstract": False,
            },
        ),
        migrations.AddConstraint(
            model_name="casemember",
            constraint=models.CheckConstraint(
                condition=models.Q(("until__isnull", True), ("until__gte", models.F("since")), _connector="OR"),
                name="case_member_ends_after_it_begins",
            ),
        ),
        migrations.AddConstraint(
            model_name="casemember",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("part", "other"), _negated=True),
                    models.Q(("part_words", ""), _negated=True),
                    _connector="OR",
                ),
                name="case_member_says_which_part",
            ),
        ),
        migrations.AddConstraint(
            model_name="casemember",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_at__isnull", True), ("part", "allocated")),
                fields=("case",),
                name="case_allocated_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="casemember",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_at__isnull", True)), fields=("case", "membership"), name="case_member_once"
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="casemember",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "cases_casememberhistory" ("added_by_id", "case_id", "created_at", "ended_at", "ended_why", "id", "membership_id", "part", "part_words", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "ref", "since", "until", "updated_at", "version", "why") VALUES (NEW."added_by_id", NEW."case_id", NEW."created_at", NEW."ended_at", NEW."ended_why", NEW."id", NEW."membership_id", NEW."part", NEW."part_words", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, clock_timestamp(), \'insert\', NEW."id", NEW."ref", NEW."since", NEW."until", NEW."updated_at", NEW."version", NEW."why"); RETURN NULL;',
                    hash="56ce98faf69dbec0a8bb1e80e75526e80f9b6bb5",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_a436c",
                    table="cases_casemember",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="casemember",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "cases_casememberhistory" ("added_by_id", "case_id", "created_at", "ended_at", "ended_why", "id", "membership_id", "part", "part_words", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "ref", "since", "until", "updated_at", "version", "why") VALUES (NEW."added_by_id", NEW."case_id", NEW."created_at", NEW."ended_at", NEW."ended_why", NEW."id", NEW."membership_id", NEW."part", NEW."part_words", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, clock_timestamp(), \'update\', NEW."id", NEW."ref", NEW."since", NEW."until", NEW."updated_at", NEW."version", NEW."why"); RETURN NULL;',
                    hash="0adf1cf954c307d74fc1d5abbf7e4f16faac4632",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_8d863",
                    table="cases_casemember",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="casemember",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "cases_casememberhistory" ("added_by_id", "case_id", "created_at", "ended_at", "ended_why", "id", "membership_id", "part", "part_words", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "ref", "since", "until", "updated_at", "version", "why") VALUES (OLD."added_by_id", OLD."case_id", OLD."created_at", OLD."ended_at", OLD."ended_why", OLD."id", OLD."membership_id", OLD."part", OLD."part_words", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, clock_timestamp(), \'delete\', OLD."id", OLD."ref", OLD."since", OLD."until", OLD."updated_at", OLD."version", OLD."why"); RETURN NULL;',
                    hash="686eb34487665734c910c7619d6c3fa0af1bc283",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_177a4",
                    table="cases_casemember",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="casetransfer",
            constraint=models.UniqueConstraint(
                condition=models.Q(("status", "asked")), fields=("case",), name="case_transfer_asked_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="casetransfer",
            constraint=models.CheckConstraint(
                condition=models.Q(("from_agency", models.F("to_agency")), _negated=True),
                name="case_transfer_goes_elsewhere",
            ),
        ),
        migrations.AddConstraint(
            model_name="casetransfer",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("answered_at__isnull", True), ("answered_by__isnull", True), ("status", "asked")),
                    models.Q(
                        models.Q(("status", "asked"), _negated=True),
                        ("answered_at__isnull", False),
                        ("answered_by__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="case_transfer_says_who_answered",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="casetransfer",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "cases_casetransferhistory" ("answer", "answered_at", "answered_by_id", "asked_at", "asked_by_id", "case_id", "created_at", "from_agency_id", "id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "ref", "status", "to_agency_id", "updated_at", "version", "why") VALUES (NEW."answer", NEW."answered_at", NEW."answered_by_id", NEW."asked_at", NEW."asked_by_id", NEW."case_id", NEW."created_at", NEW."from_agency_id", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, clock_timestamp(), \'insert\', NEW."id", NEW."ref", NEW."status", NEW."to_agency_id", NEW."updated_at", NEW."version", NEW."why"); RETURN NULL;',
                    hash="018d8097d93e3698befa0c0212cb17ae4b29aa42",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_cbf70",
                    table="cases_casetransfer",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="casetransfer",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "cases_casetransferhistory" ("answer", "answered_at", "answered_by_id", "asked_at", "asked_by_id", "case_id", "created_at", "from_agency_id", "id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "ref", "status", "to_agency_id", "updated_at", "version", "why") VALUES (NEW."answer", NEW."answered_at", NEW."answered_by_id", NEW."asked_at", NEW."asked_by_id", NEW."case_id", NEW."created_at", NEW."from_agency_id", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, clock_timestamp(), \'update\', NEW."id", NEW."ref", NEW."status", NEW."to_agency_id", NEW."updated_at", NEW."version", NEW."why"); RETURN NULL;',
                    hash="555586819e72ac49f97d76e59c1b7be900933a27",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_01a11",
                    table="cases_casetransfer",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="casetransfer",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "cases_casetransferhistory" ("answer", "answered_at", "answered_by_id", "asked_at", "asked_by_id", "case_id", "created_at", "from_agency_id", "id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "ref", "status", "to_agency_id", "updated_at", "version", "why") VALUES (OLD."answer", OLD."answered_at", OLD."answered_by_id", OLD."asked_at", OLD."asked_by_id", OLD."case_id", OLD."created_at", OLD."from_agency_id", OLD."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, clock_timestamp(), \'delete\', OLD."id", OLD."ref", OLD."status", OLD."to_agency_id", OLD."updated_at", OLD."version", OLD."why"); RETURN NULL;',
                    hash="93be8074a210a978d024554d404480d8e31f9525",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_4abab",
                    table="cases_casetransfer",
                    when="AFTER",
                ),
            ),
        ),
        migrations.RunSQL(HISTORY_IS_KEPT, migrations.RunSQL.noop),
    ]
