"""Children are found by what their names sound like; the keys are worked out for those who are there already."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import migrations, models

from cse_portal.cases.names import keys_of

AT_ONCE = 500


def work_out(apps, schema_editor):
    children = apps.get_model("cases", "Child").objects.order_by("pk")
    last = 0
    while some := list(children.filter(pk__gt=last)[:AT_ONCE]):
        for child in some:
            names = [f"{child.given_names} {child.family_name}"]
            names += [f"{child.known_as} {child.family_name}"] if child.known_as else []
            child.name_keys = keys_of(names)
        children.model.objects.bulk_update(some, ["name_keys"])
        last = some[-1].pk


class Migration(migrations.Migration):
    dependencies = [("cases", "0005_words_of_names")]

    operations = [
        migrations.AddField(
            "child",
            "name_keys",
            ArrayField(models.TextField(), blank=True, default=list, db_default=[], editable=False),
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="child",
            name="update_update",
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="child",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."born_on" IS DISTINCT FROM (NEW."born_on") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."family_name" IS DISTINCT FROM (NEW."family_name") OR OLD."given_names" IS DISTINCT FROM (NEW."given_names") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."known_as" IS DISTINCT FROM (NEW."known_as") OR OLD."ref" IS DISTINCT FROM (NEW."ref") OR OLD."updated_at" IS DISTINCT FROM (NEW."updated_at") OR OLD."version" IS DISTINCT FROM (NEW."version"))',
                    func='INSERT INTO "cases_childhistory" ("born_on", "created_at", "family_name", "given_names", "id", "known_as", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "ref", "updated_at", "version") VALUES (NEW."born_on", NEW."created_at", NEW."family_name", NEW."given_names", NEW."id", NEW."known_as", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, clock_timestamp(), \'update\', NEW."id", NEW."ref", NEW."updated_at", NEW."version"); RETURN NULL;',
                    hash="6fdcc5c3ae4867dd53ddb4ec490dc727f6e132bd",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_dfaec",
                    table="cases_child",
                    when="AFTER",
                ),
            ),
        ),
        migrations.RunPython(work_out, migrations.RunPython.noop),
        migrations.AddIndex("child", GinIndex(fields=["name_keys"], name="child_name_keys")),
        migrations.RunSQL("drop index if exists child_name_words", migrations.RunSQL.noop),
    ]
