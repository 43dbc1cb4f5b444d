"""Sealing finds a transaction's events by their index, whatever the statistics say.

After a large load all events bear one transaction's number; the planner then expects to meet a new one's at once and
reads the whole trail to find none. A bitmap would be as bad: in a transaction of many events each would gather them all,
where the index alone stops at the first.
"""

from django.db import migrations

FUNCTIONS = ("audit_seal()", "audit_seal_many(bigint)")
WAYS = ("enable_seqscan", "enable_bitmapscan")


class Migration(migrations.Migration):
    dependencies = [("audit", "0004_seal_what_was_written")]

    operations = [
        migrations.RunSQL(
            [f"alter function {name} set {way} = off" for name in FUNCTIONS for way in WAYS],
            [f"alter function {name} reset {way}" for name in FUNCTIONS for way in WAYS],
        )
    ]
