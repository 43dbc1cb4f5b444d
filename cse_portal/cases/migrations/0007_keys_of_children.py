"""Children are found by what their names sound like and by the date of birth; who is there already gets keys, too."""

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

from cse_portal.cases.keys import keys_of

AT_ONCE = 500


def work_out(apps, schema_editor):
    children = apps.get_model("cases", "Child").objects.order_by("pk")
    last = 0
    while some := list(children.filter(pk__gt=last)[:AT_ONCE]):
        for child in some:
            names = [f"{child.given_names} {child.family_name}", f"{child.known_as} {child.family_name}"]
            child.keys = keys_of(names, born=child.born_on, references=[child.ref])
        children.model.objects.bulk_update(some, ["keys"])
        last = some[-1].pk


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0006_meant_in_person"),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name="child",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="child",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="child",
            name="delete_delete",
        ),
        migrations.AddField(
            model_name="child",
            name="born_is_estimated",
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.AddField(
            model_name="child",
            name="keys",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.TextField(), blank=True, db_default=[], default=list, editable=False, size=None
            ),
        ),
        migrations.AddField(
            model_name="childhistory",
            name="born_is_estimated",
            field=models.BooleanField(db_default=False, default=False),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="child",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "cases_childhistory" ("born_is_estimated", "born_on", "created_at", "family_name", "given_names", "id", "known_as", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "ref", "updated_at", "version") VALUES (NEW."born_is_estimated", NEW."born_on", NEW."created_at", NEW."family_name", NEW."given_names", NEW."id", NEW."known_as", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, clock_timestamp(), \'insert\', NEW."id", NEW."ref", NEW."updated_at", NEW."version"); RETURN NULL;',
                    hash="b7b66f5fdcdeb6680b82859ceae658f6b1c4b11b",
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
                    condition='WHEN (OLD."born_is_estimated" IS DISTINCT FROM (NEW."born_is_estimated") OR OLD."born_on" IS DISTINCT FROM (NEW."born_on") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."family_name" IS DISTINCT FROM (NEW."family_name") OR OLD."given_names" IS DISTINCT FROM (NEW."given_names") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."known_as" IS DISTINCT FROM (NEW."known_as") OR OLD."ref" IS DISTINCT FROM (NEW."ref") OR OLD."updated_at" IS DISTINCT FROM (NEW."updated_at") OR OLD."version" IS DISTINCT FROM (NEW."version"))',
                    func='INSERT INTO "cases_childhistory" ("born_is_estimated", "born_on", "created_at", "family_name", "given_names", "id", "known_as", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "ref", "updated_at", "version") VALUES (NEW."born_is_estimated", NEW."born_on", NEW."created_at", NEW."family_name", NEW."given_names", NEW."id", NEW."known_as", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, clock_timestamp(), \'update\', NEW."id", NEW."ref", NEW."updated_at", NEW."version"); RETURN NULL;',
                    hash="d6b7bfe4c613260bce9438c7e1e0dee333c99b58",
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
                    func='INSERT INTO "cases_childhistory" ("born_is_estimated", "born_on", "created_at", "family_name", "given_names", "id", "known_as", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "ref", "updated_at", "version") VALUES (OLD."born_is_estimated", OLD."born_on", OLD."created_at", OLD."family_name", OLD."given_names", OLD."id", OLD."known_as", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, clock_timestamp(), \'delete\', OLD."id", OLD."ref", OLD."updated_at", OLD."version"); RETURN NULL;',
                    hash="3dfba4fd8926b6b40bae345107f3585ee401be66",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_9f97b",
                    table="cases_child",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="child",
            constraint=models.CheckConstraint(
                condition=models.Q(("born_is_estimated", False), ("born_on__isnull", False), _connector="OR"),
                name="child_estimate_is_of_a_day",
            ),
        ),
        migrations.RunPython(work_out, migrations.RunPython.noop),
        migrations.AddIndex(
            model_name="child",
            index=django.contrib.postgres.indexes.GinIndex(fields=["keys"], name="child_keys"),
        ),
        migrations.RunSQL("drop index if exists child_name_words", migrations.RunSQL.noop),
    ]
