"""Children are found by what their names sound like and by the date of birth; who is there already gets keys, too."""

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
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


def texts():
    return django.contrib.postgres.fields.ArrayField(
        base_field=models.TextField(), blank=True, db_default=[], default=list, editable=False, size=None
    )


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0006_meant_in_person"),
    ]

    operations = [
        migrations.AddField(model_name="child", name="keys", field=texts()),
        migrations.AddField(model_name="child", name="other_names", field=texts()),
        migrations.AddField(model_name="child", name="numbers", field=texts()),
        migrations.RunPython(work_out, migrations.RunPython.noop),
        migrations.AddIndex(
            model_name="child",
            index=django.contrib.postgres.indexes.GinIndex(fields=["keys"], name="child_keys"),
        ),
        migrations.RunSQL("drop index if exists child_name_words", migrations.RunSQL.noop),
    ]
