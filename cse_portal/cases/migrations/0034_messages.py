"""Conversations about a case: messages, whom they told, and who has read them."""

import cse_portal.audit.models.events
import cse_portal.audit.models.history
import cse_portal.cases.models.marked
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
        ("agencies", "0008_more_timescales"),
        ("cases", "0033_names_not_known_and_partners"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterField(
            model_name="entry",
            name="kind",
            field=models.CharField(
                choices=[
                    ("child", "Contact with the child"),
                    ("family", "Contact with family or carers"),
                    ("incident", "Something that happened"),
                    ("disclosure", "What the child told somebody"),
                    ("observation", "What somebody saw or noticed"),
                    ("online", "Online or by phone"),
                    ("health", "Health"),
                    ("education", "School or college"),
                    ("police", "Police"),
                    ("supervision", "Supervision or advice"),
                    ("note", "Something else"),
                    ("stage", "Stage of the case"),
                    ("team", "Who works on the case"),
                    ("around", "Agencies and services"),
                    ("meeting", "Meetings"),
                    ("plan", "Plans"),
                    ("action", "Actions"),
                    ("missing", "Missing"),
                    ("interview", "Return home interview"),
                    ("document", "Documents"),
                    ("network", "People and places"),
                    ("message", "Messages"),
                ],
                db_default="note",
                default="note",
                max_length=20,
            ),
        ),
        migrations.AlterField(
            model_name="entryhistory",
            name="kind",
            field=models.CharField(
                choices=[
                    ("child", "Contact with the child"),
                    ("family", "Contact with family or carers"),
                    ("incident", "Something that happened"),
                    ("disclosure", "What the child told somebody"),
                    ("observation", "What somebody saw or noticed"),
                    ("online", "Online or by phone"),
                    ("health", "Health"),
                    ("education", "School or college"),
                    ("police", "Police"),
                    ("supervision", "Supervision or advice"),
                    ("note", "Something else"),
                    ("stage", "Stage of the case"),
                    ("team", "Who works on the case"),
                    ("around", "Agencies and services"),
                    ("meeting", "Meetings"),
                    ("plan", "Plans"),
                    ("action", "Actions"),
                    ("missing", "Missing"),
                    ("interview", "Return home interview"),
                    ("document", "Documents"),
                    ("network", "People and places"),
                    ("message", "Messages"),
                ],
                db_default="note",
                default="note",
                max_length=20,
            ),
        ),
        migrations.CreateModel(
            name="CaseMessage",
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
                ("number", models.PositiveIntegerField()),
                ("sent_at", models.DateTimeField()),
                ("words", models.TextField()),
                ("is_significant", models.BooleanField(default=False)),
                ("struck_at", models.DateTimeField(blank=True, null=True)),
                ("struck_because", models.CharField(blank=True, default="", max_length=500)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="agencies.agency"
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
                (
                    "written_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ["number"],
            },
        ),
        migrations.CreateModel(
            name="Thread",
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
                ("subject", models.CharField(max_length=120)),
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
                ("length", models.PositiveIntegerField(default=0)),
                ("last_at", models.DateTimeField()),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="agencies.agency"
                    ),
                ),
                (
                    "begun_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="threads", to="cases.case"
                    ),
                ),
            ],
            bases=(cse_portal.cases.models.marked.UnderMark, models.Model),
        ),
        migrations.CreateModel(
            name="CaseMessageHistory",
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
                ("number", models.PositiveIntegerField()),
                ("sent_at", models.DateTimeField()),
                ("words", models.TextField()),
                ("is_significant", models.BooleanField(default=False)),
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
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="history",
                        to="cases.casemessage",
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
                    "thread",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="cases.thread",
                    ),
                ),
            ],
            options={
                "ordering": ["-pgh_id"],
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="casemessage",
            name="thread",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="messages", to="cases.thread"
            ),
        ),
        migrations.CreateModel(
            name="ThreadHistory",
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
                ("subject", models.CharField(max_length=120)),
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
                ("length", models.PositiveIntegerField(default=0)),
                ("last_at", models.DateTimeField()),
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
                    "begun_by",
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
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="history",
                        to="cases.thread",
                    ),
                ),
            ],
            options={
                "ordering": ["-pgh_id"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Receipt",
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
                    "told",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("person", "Named in the message"),
                            ("agency", "Answers for an agency that is named"),
                            ("thread", "Wrote or was told before"),
                        ],
                        max_length=10,
                    ),
                ),
                ("read_at", models.DateTimeField(blank=True, null=True)),
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
                (
                    "message",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="receipts", to="cases.casemessage"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("message", "person"), name="receipt_once_a_person"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("told", ""), _negated=True), ("read_at__isnull", False), _connector="OR"
                        ),
                        name="receipt_told_or_read",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("agency__isnull", False), ("told", "agency")),
                            models.Q(models.Q(("told", "agency"), _negated=True), ("agency__isnull", True)),
                            _connector="OR",
                        ),
                        name="receipt_for_an_agency",
                    ),
                ],
            },
        ),
        migrations.AddIndex(
            model_name="thread",
            index=models.Index(fields=["case", "-last_at", "-id"], name="thread_of_case"),
        ),
        migrations.AddConstraint(
            model_name="thread",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("handling", "named_agencies"), _negated=True),
                    models.Q(("named_agencies", []), _negated=True),
                    _connector="OR",
                ),
                name="thread_names_its_agencies",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="thread",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "cases_threadhistory" ("agency_id", "begun_by_id", "case_id", "created_at", "handling", "id", "last_at", "length", "named_agencies", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "ref", "subject", "updated_at", "version") VALUES (NEW."agency_id", NEW."begun_by_id", NEW."case_id", NEW."created_at", NEW."handling", NEW."id", NEW."last_at", NEW."length", NEW."named_agencies", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, clock_timestamp(), \'insert\', NEW."id", NEW."ref", NEW."subject", NEW."updated_at", NEW."version"); RETURN NULL;',
                    hash="a18ac3eaa4d0057f83988878cae19de5f69b6d75",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_43695",
                    table="cases_thread",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="thread",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "cases_threadhistory" ("agency_id", "begun_by_id", "case_id", "created_at", "handling", "id", "last_at", "length", "named_agencies", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "ref", "subject", "updated_at", "version") VALUES (NEW."agency_id", NEW."begun_by_id", NEW."case_id", NEW."created_at", NEW."handling", NEW."id", NEW."last_at", NEW."length", NEW."named_agencies", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, clock_timestamp(), \'update\', NEW."id", NEW."ref", NEW."subject", NEW."updated_at", NEW."version"); RETURN NULL;',
                    hash="b8a3b6a36ff11c4a5edda5a9b9a34426ca54917f",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_a5213",
                    table="cases_thread",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="thread",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "cases_threadhistory" ("agency_id", "begun_by_id", "case_id", "created_at", "handling", "id", "last_at", "length", "named_agencies", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "ref", "subject", "updated_at", "version") VALUES (OLD."agency_id", OLD."begun_by_id", OLD."case_id", OLD."created_at", OLD."handling", OLD."id", OLD."last_at", OLD."length", OLD."named_agencies", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, clock_timestamp(), \'delete\', OLD."id", OLD."ref", OLD."subject", OLD."updated_at", OLD."version"); RETURN NULL;',
                    hash="6ed1700d05653ac47d751668714bcacd84f8ac9d",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_ef085",
                    table="cases_thread",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="casemessage",
            constraint=models.UniqueConstraint(fields=("thread", "number"), name="casemessage_numbered_once"),
        ),
        migrations.AddConstraint(
            model_name="casemessage",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("struck_at__isnull", False),
                        ("struck_by__isnull", False),
                        models.Q(("struck_because", ""), _negated=True),
                    ),
                    models.Q(("struck_at__isnull", True), ("struck_because", ""), ("struck_by__isnull", True)),
                    _connector="OR",
                ),
                name="casemessage_struck_by_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="casemessage",
            constraint=models.CheckConstraint(
                condition=models.Q(("struck_at__isnull", True), ("is_significant", False), _connector="OR"),
                name="casemessage_struck_is_no_line",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="casemessage",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "cases_casemessagehistory" ("agency_id", "created_at", "id", "is_significant", "number", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "ref", "sent_at", "struck_at", "struck_because", "struck_by_id", "thread_id", "updated_at", "version", "words", "written_by_id") VALUES (NEW."agency_id", NEW."created_at", NEW."id", NEW."is_significant", NEW."number", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, clock_timestamp(), \'insert\', NEW."id", NEW."ref", NEW."sent_at", NEW."struck_at", NEW."struck_because", NEW."struck_by_id", NEW."thread_id", NEW."updated_at", NEW."version", NEW."words", NEW."written_by_id"); RETURN NULL;',
                    hash="5d7c0ea7714978ac022bc440558fc276e3ea1db6",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_79bb7",
                    table="cases_casemessage",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="casemessage",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "cases_casemessagehistory" ("agency_id", "created_at", "id", "is_significant", "number", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "ref", "sent_at", "struck_at", "struck_because", "struck_by_id", "thread_id", "updated_at", "version", "words", "written_by_id") VALUES (NEW."agency_id", NEW."created_at", NEW."id", NEW."is_significant", NEW."number", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, clock_timestamp(), \'update\', NEW."id", NEW."ref", NEW."sent_at", NEW."struck_at", NEW."struck_because", NEW."struck_by_id", NEW."thread_id", NEW."updated_at", NEW."version", NEW."words", NEW."written_by_id"); RETURN NULL;',
                    hash="97a2c85e52b724c049354705594a964ee527eee8",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_96cfc",
                    table="cases_casemessage",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="casemessage",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "cases_casemessagehistory" ("agency_id", "created_at", "id", "is_significant", "number", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "ref", "sent_at", "struck_at", "struck_because", "struck_by_id", "thread_id", "updated_at", "version", "words", "written_by_id") VALUES (OLD."agency_id", OLD."created_at", OLD."id", OLD."is_significant", OLD."number", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, clock_timestamp(), \'delete\', OLD."id", OLD."ref", OLD."sent_at", OLD."struck_at", OLD."struck_because", OLD."struck_by_id", OLD."thread_id", OLD."updated_at", OLD."version", OLD."words", OLD."written_by_id"); RETURN NULL;',
                    hash="2be23d99bfd9ec982bb374b951a24fbc0ccc15d1",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_e1020",
                    table="cases_casemessage",
                    when="AFTER",
                ),
            ),
        ),
        migrations.RunSQL(HISTORY_IS_KEPT, migrations.RunSQL.noop),
    ]
