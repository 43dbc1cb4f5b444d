"""The table of the shared cache (rate limits and the like), so that no extra command is needed."""

from django.db import migrations


class Migration(migrations.Migration):
    initial = True
    dependencies: list[tuple[str, str]] = []
    operations = [
        migrations.RunSQL(
            """
            create table portal_cache (
                cache_key varchar(255) not null primary key,
                value text not null,
                expires timestamp with time zone not null
            );
            create index portal_cache_expires on portal_cache (expires);
            """,
            "drop table portal_cache;",
        )
    ]
