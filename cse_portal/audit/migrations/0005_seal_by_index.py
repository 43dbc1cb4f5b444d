"""Sealing finds a transaction's events by their index, whatever the statistics say.

After a large load all events bear one transaction's number; the planner then expects to meet a new one's at once and
reads the whole trail to find none.
"""

from django.db import migrations

FUNCTIONS = ("audit_seal()", "audit_seal_many(bigint)")


class Migration(migrations.Migration):
    dependencies = [("audit", "0004_seal_what_was_written")]

    operations = [
        migrations.RunSQL(
            [f"alter function {name} set enable_seqscan = off" for name in FUNCTIONS],
            [f"alter function {name} reset enable_seqscan" for name in FUNCTIONS],
        )
    ]
