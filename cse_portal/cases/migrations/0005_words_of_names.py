"""Children are found by whole words of their names, among the cases that one sees."""

from django.db import migrations

WORDS = "string_to_array(upper(given_names || ' ' || family_name || ' ' || known_as), ' ')"


class Migration(migrations.Migration):
    dependencies = [("cases", "0004_emergency_access")]

    operations = [
        migrations.RunSQL(
            f"create index child_name_words on cases_child using gin ({WORDS})",
            "drop index if exists child_name_words",
        )
    ]
