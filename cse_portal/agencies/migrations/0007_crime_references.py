"""What the police’s crime references look like is a setting of the partnership."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("agencies", "0006_role_titles"),
    ]

    operations = [
        migrations.AddField(
            model_name="partnership",
            name="crime_reference_pattern",
            field=models.CharField(db_default="9999999/99", default="9999999/99", max_length=40),
        ),
    ]
