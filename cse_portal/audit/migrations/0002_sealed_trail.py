"""Who, in which post, about which case, from where; and the tables of seals, heads, anchors and checks."""

import cse_portal.audit.models.events
import django.contrib.postgres.indexes
import django.db.models.deletion
import django.db.models.functions.comparison
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("audit", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="AuditAnchor",
            fields=[
                ("number", models.BigIntegerField(primary_key=True, serialize=False)),
                ("day", models.DateField()),
                ("taken_at", models.DateTimeField()),
                ("horizon", models.BigIntegerField()),
                ("chains", models.BigIntegerField()),
                ("entries", models.BigIntegerField()),
                ("moved", models.BigIntegerField()),
                ("previous", models.CharField(blank=True, max_length=64)),
                ("digest", models.CharField(max_length=64)),
                ("file_name", models.CharField(max_length=80)),
            ],
            options={
                "ordering": ["-number"],
            },
        ),
        migrations.CreateModel(
            name="AuditCheck",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("started_at", models.DateTimeField()),
                ("finished_at", models.DateTimeField()),
                ("is_whole", models.BooleanField()),
                ("with_anchors", models.BooleanField()),
                ("entries", models.BigIntegerField()),
                ("chains", models.BigIntegerField()),
                ("broken", models.PositiveIntegerField()),
                ("findings", models.JSONField(blank=True, default=list)),
            ],
            options={
                "ordering": ["-started_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="AuditHead",
            fields=[
                ("chain", models.CharField(max_length=60, primary_key=True, serialize=False)),
                ("seq", models.BigIntegerField()),
                ("prev", models.CharField(blank=True, max_length=64)),
                ("hash", models.CharField(blank=True, max_length=64)),
                ("tx", models.BigIntegerField()),
            ],
        ),
        migrations.CreateModel(
            name="AuditSeal",
            fields=[
                (
                    "event",
                    models.OneToOneField(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        primary_key=True,
                        related_name="seal",
                        serialize=False,
                        to="audit.auditevent",
                    ),
                ),
                ("chain", models.CharField(max_length=60)),
                ("seq", models.BigIntegerField()),
                ("prev", models.CharField(blank=True, max_length=64)),
                ("hash", models.CharField(max_length=64)),
                ("canonical", models.TextField()),
            ],
        ),
        migrations.RemoveConstraint(
            model_name="auditevent",
            name="audit_says_who",
        ),
        migrations.AddField(
            model_name="auditevent",
            name="actor_ref",
            field=models.CharField(blank=True, db_default="", max_length=40),
        ),
        migrations.AddField(
            model_name="auditevent",
            name="case_ref",
            field=models.CharField(blank=True, db_default="", max_length=40),
        ),
        migrations.AddField(
            model_name="auditevent",
            name="child_ref",
            field=models.CharField(blank=True, db_default="", max_length=40),
        ),
        migrations.AddField(
            model_name="auditevent",
            name="hat_agency",
            field=models.CharField(blank=True, db_default="", max_length=120),
        ),
        migrations.AddField(
            model_name="auditevent",
            name="hat_agency_ref",
            field=models.CharField(blank=True, db_default="", max_length=40),
        ),
        migrations.AddField(
            model_name="auditevent",
            name="hat_ref",
            field=models.CharField(blank=True, db_default="", max_length=40),
        ),
        migrations.AddField(
            model_name="auditevent",
            name="hat_role",
            field=models.CharField(blank=True, db_default="", max_length=40),
        ),
        migrations.AddField(
            model_name="auditevent",
            name="ip",
            field=models.GenericIPAddressField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="auditevent",
            name="session_ref",
            field=models.CharField(blank=True, db_default="", max_length=32),
        ),
        migrations.AddField(
            model_name="auditevent",
            name="sort",
            field=models.CharField(
                choices=[
                    ("change", "Something was done"),
                    ("look", "Something was looked at"),
                    ("refusal", "Something was refused"),
                ],
                db_default="change",
                max_length=10,
            ),
        ),
        migrations.AddField(
            model_name="auditevent",
            name="tx",
            field=models.BigIntegerField(
                db_default=django.db.models.functions.comparison.Cast(
                    django.db.models.functions.comparison.Cast(
                        cse_portal.audit.models.events.CurrentTransaction(), models.TextField()
                    ),
                    models.BigIntegerField(),
                )
            ),
        ),
        migrations.AlterField(
            model_name="auditevent",
            name="actor_id",
            field=models.BigIntegerField(blank=True, null=True),
        ),
        migrations.AlterField(
            model_name="auditevent",
            name="actor_kind",
            field=models.CharField(
                choices=[("person", "A person"), ("system", "The portal"), ("stranger", "Someone unknown")],
                max_length=10,
            ),
        ),
        migrations.AlterField(
            model_name="auditevent",
            name="at",
            field=models.DateTimeField(db_default=cse_portal.audit.models.events.ClockTimestamp()),
        ),
        migrations.AlterField(
            model_name="auditevent",
            name="kind",
            field=models.CharField(max_length=80),
        ),
        migrations.AddIndex(
            model_name="auditevent",
            index=django.contrib.postgres.indexes.BrinIndex(autosummarize=True, fields=["at"], name="audit_at"),
        ),
        migrations.AddIndex(
            model_name="auditevent",
            index=models.Index(fields=["tx"], name="audit_tx"),
        ),
        migrations.AddIndex(
            model_name="auditevent",
            index=models.Index(fields=["kind", "-id"], name="audit_kind"),
        ),
        migrations.AddIndex(
            model_name="auditevent",
            index=models.Index(fields=["actor_id", "-id"], name="audit_actor"),
        ),
        migrations.AddIndex(
            model_name="auditevent",
            index=models.Index(
                condition=models.Q(("hat_agency_ref", ""), _negated=True),
                fields=["hat_agency_ref", "-id"],
                name="audit_agency",
            ),
        ),
        migrations.AddIndex(
            model_name="auditevent",
            index=models.Index(
                condition=models.Q(("case_ref", ""), _negated=True), fields=["case_ref", "-id"], name="audit_case"
            ),
        ),
        migrations.AddIndex(
            model_name="auditevent",
            index=models.Index(
                condition=models.Q(("child_ref", ""), _negated=True), fields=["child_ref", "-id"], name="audit_child"
            ),
        ),
        migrations.AddConstraint(
            model_name="auditevent",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("actor_id__isnull", False), ("actor_kind", "person")),
                    models.Q(("actor_kind", "system"), models.Q(("purpose", ""), _negated=True)),
                    models.Q(("actor_id__isnull", True), ("actor_kind", "stranger")),
                    _connector="OR",
                ),
                name="audit_says_who",
            ),
        ),
        migrations.AddConstraint(
            model_name="auditevent",
            constraint=models.CheckConstraint(condition=models.Q(("kind", ""), _negated=True), name="audit_says_what"),
        ),
        migrations.AddConstraint(
            model_name="auditcheck",
            constraint=models.CheckConstraint(
                condition=models.Q(("finished_at__gte", models.F("started_at"))), name="audit_check_ends"
            ),
        ),
        migrations.AddConstraint(
            model_name="auditseal",
            constraint=models.UniqueConstraint(fields=("chain", "seq"), name="audit_seal_place"),
        ),
    ]
