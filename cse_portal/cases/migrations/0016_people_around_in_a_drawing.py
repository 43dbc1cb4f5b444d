"""What a drawing of the people around a child needs to know of each."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

from cse_portal.audit.wall import HISTORY_IS_KEPT


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0015_plans"),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name="relation",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="relation",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="relation",
            name="delete_delete",
        ),
        migrations.AddField(
            model_name="relation",
            name="closeness",
            field=models.CharField(
                choices=[
                    ("close", "Close"),
                    ("strained", "Strained"),
                    ("none", "No contact"),
                    ("not_known", "Not yet known"),
                ],
                db_default="not_known",
                default="not_known",
                max_length=12,
            ),
        ),
        migrations.AddField(
            model_name="relation",
            name="has_died",
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.AddField(
            model_name="relation",
            name="sex",
            field=models.CharField(
                blank=True,
                choices=[("female", "Female"), ("male", "Male"), ("not_known", "Not yet known")],
                db_default="",
                max_length=12,
            ),
        ),
        migrations.AddField(
            model_name="relationhistory",
            name="closeness",
            field=models.CharField(
                choices=[
                    ("close", "Close"),
                    ("strained", "Strained"),
                    ("none", "No contact"),
                    ("not_known", "Not yet known"),
                ],
                db_default="not_known",
                default="not_known",
                max_length=12,
            ),
        ),
        migrations.AddField(
            model_name="relationhistory",
            name="has_died",
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.AddField(
            model_name="relationhistory",
            name="sex",
            field=models.CharField(
                blank=True,
                choices=[("female", "Female"), ("male", "Male"), ("not_known", "Not yet known")],
                db_default="",
                max_length=12,
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="relation",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "cases_relationhistory" ("born_on", "child_id", "closeness", "created_at", "has_died", "has_parental", "id", "kind", "lives_with_child", "may_be_told", "name", "note", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "recorded_by_id", "ref", "sex", "since", "told_by_id", "until", "updated_at", "version", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (NEW."born_on", NEW."child_id", NEW."closeness", NEW."created_at", NEW."has_died", NEW."has_parental", NEW."id", NEW."kind", NEW."lives_with_child", NEW."may_be_told", NEW."name", NEW."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, clock_timestamp(), \'insert\', NEW."id", NEW."phone", NEW."recorded_by_id", NEW."ref", NEW."sex", NEW."since", NEW."told_by_id", NEW."until", NEW."updated_at", NEW."version", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id"); RETURN NULL;',
                    hash="630520d2c483ecbd264fb4bb3b2da6193b14b829",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_fd50c",
                    table="cases_relation",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="relation",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "cases_relationhistory" ("born_on", "child_id", "closeness", "created_at", "has_died", "has_parental", "id", "kind", "lives_with_child", "may_be_told", "name", "note", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "recorded_by_id", "ref", "sex", "since", "told_by_id", "until", "updated_at", "version", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (NEW."born_on", NEW."child_id", NEW."closeness", NEW."created_at", NEW."has_died", NEW."has_parental", NEW."id", NEW."kind", NEW."lives_with_child", NEW."may_be_told", NEW."name", NEW."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, clock_timestamp(), \'update\', NEW."id", NEW."phone", NEW."recorded_by_id", NEW."ref", NEW."sex", NEW."since", NEW."told_by_id", NEW."until", NEW."updated_at", NEW."version", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id"); RETURN NULL;',
                    hash="d4f2587e6c64cf53a412ad0153bc4d6b9dbaf461",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_c334d",
                    table="cases_relation",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="relation",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "cases_relationhistory" ("born_on", "child_id", "closeness", "created_at", "has_died", "has_parental", "id", "kind", "lives_with_child", "may_be_told", "name", "note", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "recorded_by_id", "ref", "sex", "since", "told_by_id", "until", "updated_at", "version", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (OLD."born_on", OLD."child_id", OLD."closeness", OLD."created_at", OLD."has_died", OLD."has_parental", OLD."id", OLD."kind", OLD."lives_with_child", OLD."may_be_told", OLD."name", OLD."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, clock_timestamp(), \'delete\', OLD."id", OLD."phone", OLD."recorded_by_id", OLD."ref", OLD."sex", OLD."since", OLD."told_by_id", OLD."until", OLD."updated_at", OLD."version", OLD."withdrawn_at", OLD."withdrawn_because", OLD."withdrawn_by_id"); RETURN NULL;',
                    hash="0b0ea8aa487d925b82ecd2a0c3ffd5481daaf3b0",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_45433",
                    table="cases_relation",
                    when="AFTER",
                ),
            ),
        ),
        migrations.RunSQL(HISTORY_IS_KEPT, migrations.RunSQL.noop),
    ]
