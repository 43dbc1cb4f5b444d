"""Who the child is, and what is known around them; every change of it is kept."""

import cse_portal.audit.models.events
import cse_portal.audit.models.history
import cse_portal.core.references
import django.contrib.postgres.fields
import django.core.validators
import django.db.models.deletion
import django.db.models.functions.comparison
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

from cse_portal.audit.wall import HISTORY_IS_KEPT


class Migration(migrations.Migration):
    dependencies = [
        ("agencies", "0006_role_titles"),
        ("cases", "0007_keys_of_children"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Address",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "ref",
                    models.CharField(
                        default=cse_portal.core.references.new_reference, editable=False, max_length=20, unique=True
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("updated_at", models.DateTimeField(auto_now=True)),
                ("since", models.DateField(blank=True, null=True)),
                ("until", models.DateField(blank=True, null=True)),
                ("note", models.CharField(blank=True, max_length=500)),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                ("withdrawn_because", models.CharField(blank=True, max_length=300)),
                ("is_confidential", models.BooleanField(default=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("home", "Home"),
                            ("other_parent", "Other parent or family"),
                            ("temporary", "Temporary accommodation"),
                            ("hostel", "Hostel or refuge"),
                            ("stays", "Where the child often stays"),
                            ("none", "No fixed address"),
                        ],
                        max_length=20,
                    ),
                ),
                ("lines", models.TextField(blank=True, max_length=300)),
                ("postcode", models.CharField(blank=True, max_length=10)),
                ("authority", models.CharField(blank=True, max_length=120)),
            ],
            options={
                "verbose_name_plural": "addresses",
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="AddressHistory",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                (
                    "pgh_tx",
                    models.BigIntegerField(
                        db_default=django.db.models.functions.comparison.Cast(
                            django.db.models.functions.comparison.Cast(
                                cse_portal.audit.models.events.CurrentTransaction(), models.TextField()
                            ),
                            models.BigIntegerField(),
                        )
                    ),
                ),
                (
                    "pgh_login",
                    models.CharField(db_default=cse_portal.audit.models.history.SessionUser(), max_length=63),
                ),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("id", models.BigIntegerField()),
                (
                    "ref",
                    models.CharField(default=cse_portal.core.references.new_reference, editable=False, max_length=20),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("updated_at", models.DateTimeField(auto_now=True)),
                ("since", models.DateField(blank=True, null=True)),
                ("until", models.DateField(blank=True, null=True)),
                ("note", models.CharField(blank=True, max_length=500)),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                ("withdrawn_because", models.CharField(blank=True, max_length=300)),
                ("is_confidential", models.BooleanField(default=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("home", "Home"),
                            ("other_parent", "Other parent or family"),
                            ("temporary", "Temporary accommodation"),
                            ("hostel", "Hostel or refuge"),
                            ("stays", "Where the child often stays"),
                            ("none", "No fixed address"),
                        ],
                        max_length=20,
                    ),
                ),
                ("lines", models.TextField(blank=True, max_length=300)),
                ("postcode", models.CharField(blank=True, max_length=10)),
                ("authority", models.CharField(blank=True, max_length=120)),
            ],
            options={
                "ordering": ["-pgh_id"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="CareStatus",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "ref",
                    models.CharField(
                        default=cse_portal.core.references.new_reference, editable=False, max_length=20, unique=True
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("updated_at", models.DateTimeField(auto_now=True)),
                ("since", models.DateField(blank=True, null=True)),
                ("until", models.DateField(blank=True, null=True)),
                ("note", models.CharField(blank=True, max_length=500)),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                ("withdrawn_because", models.CharField(blank=True, max_length=300)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("early_help", "Early help plan"),
                            ("cin", "Child in need plan"),
                            ("cp", "Child protection plan"),
                            ("lac", "Looked after"),
                            ("leaver", "Care leaver"),
                            ("youth_justice", "Youth justice order or remand"),
                            ("asylum", "Unaccompanied, or seeking asylum"),
                            ("nrm", "Referred as a possible victim of trafficking"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "legal_status",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("V2", "Accommodated by agreement (section 20)"),
                            ("C1", "Interim care order"),
                            ("C2", "Full care order"),
                            ("E1", "Placement order"),
                            ("L1", "Police protection, in local authority accommodation"),
                            ("L2", "Emergency protection order"),
                            ("L3", "Child assessment order, in local authority accommodation"),
                            ("J1", "Remanded to local authority accommodation or youth detention"),
                            ("J2", "Placed under police bail or detention (PACE)"),
                            ("J3", "Sentenced to a youth rehabilitation order with residence"),
                            ("V4", "Short breaks by agreement"),
                        ],
                        max_length=4,
                    ),
                ),
                (
                    "cp_category",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("sexual", "Sexual abuse"),
                            ("physical", "Physical abuse"),
                            ("emotional", "Emotional abuse"),
                            ("neglect", "Neglect"),
                        ],
                        max_length=20,
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "care statuses",
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="CareStatusHistory",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                (
                    "pgh_tx",
                    models.BigIntegerField(
                        db_default=django.db.models.functions.comparison.Cast(
                            django.db.models.functions.comparison.Cast(
                                cse_portal.audit.models.events.CurrentTransaction(), models.TextField()
                            ),
                            models.BigIntegerField(),
                        )
                    ),
                ),
                (
                    "pgh_login",
                    models.CharField(db_default=cse_portal.audit.models.history.SessionUser(), max_length=63),
                ),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("id", models.BigIntegerField()),
                (
                    "ref",
                    models.CharField(default=cse_portal.core.references.new_reference, editable=False, max_length=20),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("updated_at", models.DateTimeField(auto_now=True)),
                ("since", models.DateField(blank=True, null=True)),
                ("until", models.DateField(blank=True, null=True)),
                ("note", models.CharField(blank=True, max_length=500)),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                ("withdrawn_because", models.CharField(blank=True, max_length=300)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("early_help", "Early help plan"),
                            ("cin", "Child in need plan"),
                            ("cp", "Child protection plan"),
                            ("lac", "Looked after"),
                            ("leaver", "Care leaver"),
                            ("youth_justice", "Youth justice order or remand"),
                            ("asylum", "Unaccompanied, or seeking asylum"),
                            ("nrm", "Referred as a possible victim of trafficking"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "legal_status",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("V2", "Accommodated by agreement (section 20)"),
                            ("C1", "Interim care order"),
                            ("C2", "Full care order"),
                            ("E1", "Placement order"),
                            ("L1", "Police protection, in local authority accommodation"),
                            ("L2", "Emergency protection order"),
                            ("L3", "Child assessment order, in local authority accommodation"),
                            ("J1", "Remanded to local authority accommodation or youth detention"),
                            ("J2", "Placed under police bail or detention (PACE)"),
                            ("J3", "Sentenced to a youth rehabilitation order with residence"),
                            ("V4", "Short breaks by agreement"),
                        ],
                        max_length=4,
                    ),
                ),
                (
                    "cp_category",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("sexual", "Sexual abuse"),
                            ("physical", "Physical abuse"),
                            ("emotional", "Emotional abuse"),
                            ("neglect", "Neglect"),
                        ],
                        max_length=20,
                    ),
                ),
            ],
            options={
                "ordering": ["-pgh_id"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ChildName",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "ref",
                    models.CharField(
                        default=cse_portal.core.references.new_reference, editable=False, max_length=20, unique=True
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("updated_at", models.DateTimeField(auto_now=True)),
                ("since", models.DateField(blank=True, null=True)),
                ("until", models.DateField(blank=True, null=True)),
                ("note", models.CharField(blank=True, max_length=500)),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                ("withdrawn_because", models.CharField(blank=True, max_length=300)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("alias", "Another name they use"),
                            ("nickname", "Nickname or online name"),
                            ("former", "Earlier legal name"),
                            ("spelling", "Another spelling of the same name"),
                            ("script", "The name in another script"),
                        ],
                        max_length=20,
                    ),
                ),
                ("name", models.CharField(max_length=200)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ChildNameHistory",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                (
                    "pgh_tx",
                    models.BigIntegerField(
                        db_default=django.db.models.functions.comparison.Cast(
                            django.db.models.functions.comparison.Cast(
                                cse_portal.audit.models.events.CurrentTransaction(), models.TextField()
                            ),
                            models.BigIntegerField(),
                        )
                    ),
                ),
                (
                    "pgh_login",
                    models.CharField(db_default=cse_portal.audit.models.history.SessionUser(), max_length=63),
                ),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("id", models.BigIntegerField()),
                (
                    "ref",
                    models.CharField(default=cse_portal.core.references.new_reference, editable=False, max_length=20),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("updated_at", models.DateTimeField(auto_now=True)),
                ("since", models.DateField(blank=True, null=True)),
                ("until", models.DateField(blank=True, null=True)),
                ("note", models.CharField(blank=True, max_length=500)),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                ("withdrawn_because", models.CharField(blank=True, max_length=300)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("alias", "Another name they use"),
                            ("nickname", "Nickname or online name"),
                            ("former", "Earlier legal name"),
                            ("spelling", "Another spelling of the same name"),
                            ("script", "The name in another script"),
                        ],
                        max_length=20,
                    ),
                ),
                ("name", models.CharField(max_length=200)),
            ],
            options={
                "ordering": ["-pgh_id"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="HealthContact",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "ref",
                    models.CharField(
                        default=cse_portal.core.references.new_reference, editable=False, max_length=20, unique=True
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("updated_at", models.DateTimeField(auto_now=True)),
                ("since", models.DateField(blank=True, null=True)),
                ("until", models.DateField(blank=True, null=True)),
                ("note", models.CharField(blank=True, max_length=500)),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                ("withdrawn_because", models.CharField(blank=True, max_length=300)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("gp", "GP practice"),
                            ("nurse", "School nurse or health visitor"),
                            ("dentist", "Dentist"),
                            ("hospital", "Hospital or clinic"),
                        ],
                        max_length=20,
                    ),
                ),
                ("name", models.CharField(max_length=200)),
                ("phone", models.CharField(blank=True, max_length=40)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="HealthContactHistory",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                (
                    "pgh_tx",
                    models.BigIntegerField(
                        db_default=django.db.models.functions.comparison.Cast(
                            django.db.models.functions.comparison.Cast(
                                cse_portal.audit.models.events.CurrentTransaction(), models.TextField()
                            ),
                            models.BigIntegerField(),
                        )
                    ),
                ),
                (
                    "pgh_login",
                    models.CharField(db_default=cse_portal.audit.models.history.SessionUser(), max_length=63),
                ),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("id", models.BigIntegerField()),
                (
                    "ref",
                    models.CharField(default=cse_portal.core.references.new_reference, editable=False, max_length=20),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("updated_at", models.DateTimeField(auto_now=True)),
                ("since", models.DateField(blank=True, null=True)),
                ("until", models.DateField(blank=True, null=True)),
                ("note", models.CharField(blank=True, max_length=500)),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                ("withdrawn_because", models.CharField(blank=True, max_length=300)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("gp", "GP practice"),
                            ("nurse", "School nurse or health visitor"),
                            ("dentist", "Dentist"),
                            ("hospital", "Hospital or clinic"),
                        ],
                        max_length=20,
                    ),
                ),
                ("name", models.CharField(max_length=200)),
                ("phone", models.CharField(blank=True, max_length=40)),
            ],
            options={
                "ordering": ["-pgh_id"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Identifier",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "ref",
                    models.CharField(
                        default=cse_portal.core.references.new_reference, editable=False, max_length=20, unique=True
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("updated_at", models.DateTimeField(auto_now=True)),
                ("since", models.DateField(blank=True, null=True)),
                ("until", models.DateField(blank=True, null=True)),
                ("note", models.CharField(blank=True, max_length=500)),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                ("withdrawn_because", models.CharField(blank=True, max_length=300)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("nhs", "NHS number"),
                            ("upn", "Unique pupil number"),
                            ("social_care", "Social care number"),
                            ("pnc", "Police national computer number"),
                            ("police", "Local police number"),
                        ],
                        max_length=20,
                    ),
                ),
                ("value", models.CharField(max_length=40)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="IdentifierHistory",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                (
                    "pgh_tx",
                    models.BigIntegerField(
                        db_default=django.db.models.functions.comparison.Cast(
                            django.db.models.functions.comparison.Cast(
                                cse_portal.audit.models.events.CurrentTransaction(), models.TextField()
                            ),
                            models.BigIntegerField(),
                        )
                    ),
                ),
                (
                    "pgh_login",
                    models.CharField(db_default=cse_portal.audit.models.history.SessionUser(), max_length=63),
                ),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("id", models.BigIntegerField()),
                (
                    "ref",
                    models.CharField(default=cse_portal.core.references.new_reference, editable=False, max_length=20),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("updated_at", models.DateTimeField(auto_now=True)),
                ("since", models.DateField(blank=True, null=True)),
                ("until", models.DateField(blank=True, null=True)),
                ("note", models.CharField(blank=True, max_length=500)),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                ("withdrawn_because", models.CharField(blank=True, max_length=300)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("nhs", "NHS number"),
                            ("upn", "Unique pupil number"),
                            ("social_care", "Social care number"),
                            ("pnc", "Police national computer number"),
                            ("police", "Local police number"),
                        ],
                        max_length=20,
                    ),
                ),
                ("value", models.CharField(max_length=40)),
            ],
            options={
                "ordering": ["-pgh_id"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="KnownElsewhere",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "ref",
                    models.CharField(
                        default=cse_portal.core.references.new_reference, editable=False, max_length=20, unique=True
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("updated_at", models.DateTimeField(auto_now=True)),
                ("since", models.DateField(blank=True, null=True)),
                ("until", models.DateField(blank=True, null=True)),
                ("note", models.CharField(blank=True, max_length=500)),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                ("withdrawn_because", models.CharField(blank=True, max_length=300)),
                ("authority", models.CharField(max_length=120)),
                ("contact", models.CharField(blank=True, max_length=200)),
            ],
            options={
                "verbose_name_plural": "known elsewhere",
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="KnownElsewhereHistory",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                (
                    "pgh_tx",
                    models.BigIntegerField(
                        db_default=django.db.models.functions.comparison.Cast(
                            django.db.models.functions.comparison.Cast(
                                cse_portal.audit.models.events.CurrentTransaction(), models.TextField()
                            ),
                            models.BigIntegerField(),
                        )
                    ),
                ),
                (
                    "pgh_login",
                    models.CharField(db_default=cse_portal.audit.models.history.SessionUser(), max_length=63),
                ),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("id", models.BigIntegerField()),
                (
                    "ref",
                    models.CharField(default=cse_portal.core.references.new_reference, editable=False, max_length=20),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("updated_at", models.DateTimeField(auto_now=True)),
                ("since", models.DateField(blank=True, null=True)),
                ("until", models.DateField(blank=True, null=True)),
                ("note", models.CharField(blank=True, max_length=500)),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                ("withdrawn_because", models.CharField(blank=True, max_length=300)),
                ("authority", models.CharField(max_length=120)),
                ("contact", models.CharField(blank=True, max_length=200)),
            ],
            options={
                "ordering": ["-pgh_id"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Phone",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "ref",
                    models.CharField(
                        default=cse_portal.core.references.new_reference, editable=False, max_length=20, unique=True
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("updated_at", models.DateTimeField(auto_now=True)),
                ("since", models.DateField(blank=True, null=True)),
                ("until", models.DateField(blank=True, null=True)),
                ("note", models.CharField(blank=True, max_length=500)),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                ("withdrawn_because", models.CharField(blank=True, max_length=300)),
                ("is_confidential", models.BooleanField(default=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("child", "The child’s mobile"),
                            ("child_second", "Another phone that the child has"),
                            ("home", "Home"),
                            ("email", "Email"),
                            ("online", "Name on a social media or gaming account"),
                        ],
                        max_length=20,
                    ),
                ),
                ("number", models.CharField(max_length=120)),
                (
                    "is_safe",
                    models.CharField(
                        choices=[
                            ("yes", "Yes"),
                            ("arranged", "Only as arranged: say how in the note"),
                            ("no", "No: somebody else may read or hear it"),
                            ("not_known", "Not yet known"),
                        ],
                        default="not_known",
                        max_length=20,
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="PhoneHistory",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                (
                    "pgh_tx",
                    models.BigIntegerField(
                        db_default=django.db.models.functions.comparison.Cast(
                            django.db.models.functions.comparison.Cast(
                                cse_portal.audit.models.events.CurrentTransaction(), models.TextField()
                            ),
                            models.BigIntegerField(),
                        )
                    ),
                ),
                (
                    "pgh_login",
                    models.CharField(db_default=cse_portal.audit.models.history.SessionUser(), max_length=63),
                ),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("id", models.BigIntegerField()),
                (
                    "ref",
                    models.CharField(default=cse_portal.core.references.new_reference, editable=False, max_length=20),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("updated_at", models.DateTimeField(auto_now=True)),
                ("since", models.DateField(blank=True, null=True)),
                ("until", models.DateField(blank=True, null=True)),
                ("note", models.CharField(blank=True, max_length=500)),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                ("withdrawn_because", models.CharField(blank=True, max_length=300)),
                ("is_confidential", models.BooleanField(default=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("child", "The child’s mobile"),
                            ("child_second", "Another phone that the child has"),
                            ("home", "Home"),
                            ("email", "Email"),
                            ("online", "Name on a social media or gaming account"),
                        ],
                        max_length=20,
                    ),
                ),
                ("number", models.CharField(max_length=120)),
                (
                    "is_safe",
                    models.CharField(
                        choices=[
                            ("yes", "Yes"),
                            ("arranged", "Only as arranged: say how in the note"),
                            ("no", "No: somebody else may read or hear it"),
                            ("not_known", "Not yet known"),
                        ],
                        default="not_known",
                        max_length=20,
                    ),
                ),
            ],
            options={
                "ordering": ["-pgh_id"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Placement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "ref",
                    models.CharField(
                        default=cse_portal.core.references.new_reference, editable=False, max_length=20, unique=True
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("updated_at", models.DateTimeField(auto_now=True)),
                ("since", models.DateField(blank=True, null=True)),
                ("until", models.DateField(blank=True, null=True)),
                ("note", models.CharField(blank=True, max_length=500)),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                ("withdrawn_because", models.CharField(blank=True, max_length=300)),
                ("is_confidential", models.BooleanField(default=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("foster", "Foster carer"),
                            ("kinship", "Family or friends as carers"),
                            ("parents", "With parents"),
                            ("home", "Children’s home"),
                            ("secure", "Secure children’s home"),
                            ("supported", "Supported accommodation"),
                            ("independent", "Living independently"),
                            ("school", "Residential school"),
                            ("hospital", "Hospital"),
                            ("custody", "Young offender institution"),
                            ("family_centre", "Family centre"),
                            ("other", "Somewhere else"),
                        ],
                        max_length=20,
                    ),
                ),
                ("carer", models.CharField(blank=True, max_length=200)),
                ("phone", models.CharField(blank=True, max_length=40)),
                ("is_out_of_borough", models.BooleanField(default=False)),
                ("host_authority", models.CharField(blank=True, max_length=120)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="PlacementHistory",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                (
                    "pgh_tx",
                    models.BigIntegerField(
                        db_default=django.db.models.functions.comparison.Cast(
                            django.db.models.functions.comparison.Cast(
                                cse_portal.audit.models.events.CurrentTransaction(), models.TextField()
                            ),
                            models.BigIntegerField(),
                        )
                    ),
                ),
                (
                    "pgh_login",
                    models.CharField(db_default=cse_portal.audit.models.history.SessionUser(), max_length=63),
                ),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("id", models.BigIntegerField()),
                (
                    "ref",
                    models.CharField(default=cse_portal.core.references.new_reference, editable=False, max_length=20),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("updated_at", models.DateTimeField(auto_now=True)),
                ("since", models.DateField(blank=True, null=True)),
                ("until", models.DateField(blank=True, null=True)),
                ("note", models.CharField(blank=True, max_length=500)),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                ("withdrawn_because", models.CharField(blank=True, max_length=300)),
                ("is_confidential", models.BooleanField(default=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("foster", "Foster carer"),
                            ("kinship", "Family or friends as carers"),
                            ("parents", "With parents"),
                            ("home", "Children’s home"),
                            ("secure", "Secure children’s home"),
                            ("supported", "Supported accommodation"),
                            ("independent", "Living independently"),
                            ("school", "Residential school"),
                            ("hospital", "Hospital"),
                            ("custody", "Young offender institution"),
                            ("family_centre", "Family centre"),
                            ("other", "Somewhere else"),
                        ],
                        max_length=20,
                    ),
                ),
                ("carer", models.CharField(blank=True, max_length=200)),
                ("phone", models.CharField(blank=True, max_length=40)),
                ("is_out_of_borough", models.BooleanField(default=False)),
                ("host_authority", models.CharField(blank=True, max_length=120)),
            ],
            options={
                "ordering": ["-pgh_id"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Question",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "ref",
                    models.CharField(
                        default=cse_portal.core.references.new_reference, editable=False, max_length=20, unique=True
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("updated_at", models.DateTimeField(auto_now=True)),
                (
                    "fact",
                    models.CharField(
                        choices=[
                            ("born", "Date of birth"),
                            ("sex", "Sex"),
                            ("ethnicity", "Ethnicity"),
                            ("language", "First language"),
                            ("interpreter", "Whether an interpreter is needed"),
                            ("religion", "Religion"),
                            ("disability", "Disability"),
                            ("sen", "Special educational needs"),
                            ("address", "Where the child lives"),
                            ("phone", "How to reach the child"),
                            ("school", "School or college"),
                            ("gp", "GP practice"),
                            ("nhs", "NHS number"),
                            ("upn", "Unique pupil number"),
                            ("social_care", "Social care number"),
                            ("parental", "Who holds parental responsibility"),
                            ("household", "Who lives in the home"),
                        ],
                        max_length=20,
                    ),
                ),
                ("who_could_know", models.CharField(max_length=200)),
                ("ask_by", models.DateField()),
                ("settled_at", models.DateTimeField(blank=True, null=True)),
            ],
        ),
        migrations.CreateModel(
            name="QuestionHistory",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                (
                    "pgh_tx",
                    models.BigIntegerField(
                        db_default=django.db.models.functions.comparison.Cast(
                            django.db.models.functions.comparison.Cast(
                                cse_portal.audit.models.events.CurrentTransaction(), models.TextField()
                            ),
                            models.BigIntegerField(),
                        )
                    ),
                ),
                (
                    "pgh_login",
                    models.CharField(db_default=cse_portal.audit.models.history.SessionUser(), max_length=63),
                ),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("id", models.BigIntegerField()),
                (
                    "ref",
                    models.CharField(default=cse_portal.core.references.new_reference, editable=False, max_length=20),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("updated_at", models.DateTimeField(auto_now=True)),
                (
                    "fact",
                    models.CharField(
                        choices=[
                            ("born", "Date of birth"),
                            ("sex", "Sex"),
                            ("ethnicity", "Ethnicity"),
                            ("language", "First language"),
                            ("interpreter", "Whether an interpreter is needed"),
                            ("religion", "Religion"),
                            ("disability", "Disability"),
                            ("sen", "Special educational needs"),
                            ("address", "Where the child lives"),
                            ("phone", "How to reach the child"),
                            ("school", "School or college"),
                            ("gp", "GP practice"),
                            ("nhs", "NHS number"),
                            ("upn", "Unique pupil number"),
                            ("social_care", "Social care number"),
                            ("parental", "Who holds parental responsibility"),
                            ("household", "Who lives in the home"),
                        ],
                        max_length=20,
                    ),
                ),
                ("who_could_know", models.CharField(max_length=200)),
                ("ask_by", models.DateField()),
                ("settled_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "ordering": ["-pgh_id"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Relation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "ref",
                    models.CharField(
                        default=cse_portal.core.references.new_reference, editable=False, max_length=20, unique=True
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("updated_at", models.DateTimeField(auto_now=True)),
                ("since", models.DateField(blank=True, null=True)),
                ("until", models.DateField(blank=True, null=True)),
                ("note", models.CharField(blank=True, max_length=500)),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                ("withdrawn_because", models.CharField(blank=True, max_length=300)),
                ("name", models.CharField(max_length=200)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("mother", "Mother"),
                            ("father", "Father"),
                            ("step_parent", "Step-parent or parent’s partner"),
                            ("sibling", "Brother or sister"),
                            ("half_sibling", "Half or step-brother or sister"),
                            ("grandparent", "Grandparent"),
                            ("relative", "Other relative"),
                            ("carer", "Carer"),
                            ("own_child", "The child’s own baby"),
                            ("household_child", "Another child in the home"),
                            ("household_adult", "Another adult in the home"),
                            ("trusted", "Trusted adult"),
                            ("friend", "Friend"),
                        ],
                        max_length=20,
                    ),
                ),
                ("born_on", models.DateField(blank=True, null=True)),
                (
                    "lives_with_child",
                    models.CharField(
                        choices=[
                            ("yes", "Yes"),
                            ("part", "Part of the time"),
                            ("no", "No"),
                            ("not_known", "Not yet known"),
                        ],
                        default="not_known",
                        max_length=20,
                    ),
                ),
                (
                    "has_parental",
                    models.CharField(
                        choices=[("yes", "Yes"), ("no", "No"), ("not_known", "Not yet known")],
                        default="not_known",
                        max_length=20,
                    ),
                ),
                (
                    "may_be_told",
                    models.CharField(
                        choices=[
                            ("yes", "Yes"),
                            ("some", "Only some things: say which in the note"),
                            ("no", "No: it could put the child in danger"),
                            ("not_decided", "Not decided yet"),
                        ],
                        default="not_decided",
                        max_length=20,
                    ),
                ),
                ("phone", models.CharField(blank=True, max_length=40)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="RelationHistory",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                (
                    "pgh_tx",
                    models.BigIntegerField(
                        db_default=django.db.models.functions.comparison.Cast(
                            django.db.models.functions.comparison.Cast(
                                cse_portal.audit.models.events.CurrentTransaction(), models.TextField()
                            ),
                            models.BigIntegerField(),
                        )
                    ),
                ),
                (
                    "pgh_login",
                    models.CharField(db_default=cse_portal.audit.models.history.SessionUser(), max_length=63),
                ),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("id", models.BigIntegerField()),
                (
                    "ref",
                    models.CharField(default=cse_portal.core.references.new_reference, editable=False, max_length=20),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("updated_at", models.DateTimeField(auto_now=True)),
                ("since", models.DateField(blank=True, null=True)),
                ("until", models.DateField(blank=True, null=True)),
                ("note", models.CharField(blank=True, max_length=500)),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                ("withdrawn_because", models.CharField(blank=True, max_length=300)),
                ("name", models.CharField(max_length=200)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("mother", "Mother"),
                            ("father", "Father"),
                            ("step_parent", "Step-parent or parent’s partner"),
                            ("sibling", "Brother or sister"),
                            ("half_sibling", "Half or step-brother or sister"),
                            ("grandparent", "Grandparent"),
                            ("relative", "Other relative"),
                            ("carer", "Carer"),
                            ("own_child", "The child’s own baby"),
                            ("household_child", "Another child in the home"),
                            ("household_adult", "Another adult in the home"),
                            ("trusted", "Trusted adult"),
                            ("friend", "Friend"),
                        ],
                        max_length=20,
                    ),
                ),
                ("born_on", models.DateField(blank=True, null=True)),
                (
                    "lives_with_child",
                    models.CharField(
                        choices=[
                            ("yes", "Yes"),
                            ("part", "Part of the time"),
                            ("no", "No"),
                            ("not_known", "Not yet known"),
                        ],
                        default="not_known",
                        max_length=20,
                    ),
                ),
                (
                    "has_parental",
                    models.CharField(
                        choices=[("yes", "Yes"), ("no", "No"), ("not_known", "Not yet known")],
                        default="not_known",
                        max_length=20,
                    ),
                ),
                (
                    "may_be_told",
                    models.CharField(
                        choices=[
                            ("yes", "Yes"),
                            ("some", "Only some things: say which in the note"),
                            ("no", "No: it could put the child in danger"),
                            ("not_decided", "Not decided yet"),
                        ],
                        default="not_decided",
                        max_length=20,
                    ),
                ),
                ("phone", models.CharField(blank=True, max_length=40)),
            ],
            options={
                "ordering": ["-pgh_id"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Schooling",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "ref",
                    models.CharField(
                        default=cse_portal.core.references.new_reference, editable=False, max_length=20, unique=True
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("updated_at", models.DateTimeField(auto_now=True)),
                ("since", models.DateField(blank=True, null=True)),
                ("until", models.DateField(blank=True, null=True)),
                ("note", models.CharField(blank=True, max_length=500)),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                ("withdrawn_because", models.CharField(blank=True, max_length=300)),
                ("is_confidential", models.BooleanField(default=False)),
                ("place", models.CharField(blank=True, max_length=200)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("on_roll", "On roll and expected to attend"),
                            ("part_time", "On a part-time timetable"),
                            ("suspended", "Suspended"),
                            ("excluded", "Permanently excluded"),
                            ("alternative", "In alternative provision"),
                            ("home", "Educated at home by choice"),
                            ("missing", "Missing education"),
                            ("college", "At college or in training"),
                            ("work", "In work"),
                            ("neet", "Not in education, employment or training"),
                        ],
                        max_length=20,
                    ),
                ),
                ("year_group", models.CharField(blank=True, max_length=20)),
                (
                    "attendance",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, validators=[django.core.validators.MaxValueValidator(100)]
                    ),
                ),
                ("attendance_on", models.DateField(blank=True, null=True)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="SchoolingHistory",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                (
                    "pgh_tx",
                    models.BigIntegerField(
                        db_default=django.db.models.functions.comparison.Cast(
                            django.db.models.functions.comparison.Cast(
                                cse_portal.audit.models.events.CurrentTransaction(), models.TextField()
                            ),
                            models.BigIntegerField(),
                        )
                    ),
                ),
                (
                    "pgh_login",
                    models.CharField(db_default=cse_portal.audit.models.history.SessionUser(), max_length=63),
                ),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("id", models.BigIntegerField()),
                (
                    "ref",
                    models.CharField(default=cse_portal.core.references.new_reference, editable=False, max_length=20),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("updated_at", models.DateTimeField(auto_now=True)),
                ("since", models.DateField(blank=True, null=True)),
                ("until", models.DateField(blank=True, null=True)),
                ("note", models.CharField(blank=True, max_length=500)),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                ("withdrawn_because", models.CharField(blank=True, max_length=300)),
                ("is_confidential", models.BooleanField(default=False)),
                ("place", models.CharField(blank=True, max_length=200)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("on_roll", "On roll and expected to attend"),
                            ("part_time", "On a part-time timetable"),
                            ("suspended", "Suspended"),
                            ("excluded", "Permanently excluded"),
                            ("alternative", "In alternative provision"),
                            ("home", "Educated at home by choice"),
                            ("missing", "Missing education"),
                            ("college", "At college or in training"),
                            ("work", "In work"),
                            ("neet", "Not in education, employment or training"),
                        ],
                        max_length=20,
                    ),
                ),
                ("year_group", models.CharField(blank=True, max_length=20)),
                (
                    "attendance",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, validators=[django.core.validators.MaxValueValidator(100)]
                    ),
                ),
                ("attendance_on", models.DateField(blank=True, null=True)),
            ],
            options={
                "ordering": ["-pgh_id"],
                "abstract": False,
            },
        ),
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
            name="born_is",
            field=models.CharField(
                choices=[
                    ("known", "The date of birth is known"),
                    ("estimated", "The date is an estimate"),
                    ("unborn", "Not born yet: the date is when the baby is due"),
                    ("not_known", "Not yet known"),
                ],
                db_default="known",
                default="known",
                max_length=12,
            ),
        ),
        migrations.AddField(
            model_name="child",
            name="disabilities",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(max_length=4), blank=True, db_default=[], default=list, size=None
            ),
        ),
        migrations.AddField(
            model_name="child",
            name="ethnicity",
            field=models.CharField(
                blank=True,
                choices=[
                    ("WBRI", "White British"),
                    ("WIRI", "White Irish"),
                    ("WIRT", "Traveller of Irish heritage"),
                    ("WROM", "Gypsy or Roma"),
                    ("WOTH", "Any other White background"),
                    ("MWBC", "White and Black Caribbean"),
                    ("MWBA", "White and Black African"),
                    ("MWAS", "White and Asian"),
                    ("MOTH", "Any other mixed background"),
                    ("AIND", "Indian"),
                    ("APKN", "Pakistani"),
                    ("ABAN", "Bangladeshi"),
                    ("CHNE", "Chinese"),
                    ("AOTH", "Any other Asian background"),
                    ("BCRB", "Black Caribbean"),
                    ("BAFR", "Black African"),
                    ("BOTH", "Any other Black background"),
                    ("OOTH", "Any other ethnic group"),
                    ("REFU", "Preferred not to say"),
                ],
                db_default="",
                max_length=4,
            ),
        ),
        migrations.AddField(
            model_name="child",
            name="gender",
            field=models.CharField(blank=True, db_default="", max_length=100),
        ),
        migrations.AddField(
            model_name="child",
            name="interpreter_language",
            field=models.CharField(blank=True, db_default="", max_length=100),
        ),
        migrations.AddField(
            model_name="child",
            name="language",
            field=models.CharField(blank=True, db_default="", max_length=100),
        ),
        migrations.AddField(
            model_name="child",
            name="nationality",
            field=models.CharField(blank=True, db_default="", max_length=100),
        ),
        migrations.AddField(
            model_name="child",
            name="needs_interpreter",
            field=models.CharField(
                blank=True,
                choices=[("yes", "Yes"), ("no", "No"), ("not_known", "Not yet known")],
                db_default="",
                max_length=12,
            ),
        ),
        migrations.AddField(
            model_name="child",
            name="religion",
            field=models.CharField(
                blank=True,
                choices=[
                    ("none", "No religion"),
                    ("buddhist", "Buddhist"),
                    ("christian", "Christian"),
                    ("hindu", "Hindu"),
                    ("jewish", "Jewish"),
                    ("muslim", "Muslim"),
                    ("sikh", "Sikh"),
                    ("other", "Another religion"),
                    ("not_said", "Preferred not to say"),
                ],
                db_default="",
                max_length=12,
            ),
        ),
        migrations.AddField(
            model_name="child",
            name="sen",
            field=models.CharField(
                blank=True,
                choices=[
                    ("N", "No special educational needs"),
                    ("K", "Special educational needs support"),
                    ("E", "Education, health and care plan"),
                    ("not_known", "Not yet known"),
                ],
                db_default="",
                max_length=12,
            ),
        ),
        migrations.AddField(
            model_name="child",
            name="sex",
            field=models.CharField(
                blank=True,
                choices=[("female", "Female"), ("male", "Male"), ("not_known", "Not yet known")],
                db_default="",
                max_length=12,
            ),
        ),
        migrations.AddField(
            model_name="child",
            name="what_helps",
            field=models.TextField(blank=True, db_default=""),
        ),
        migrations.AddField(
            model_name="childhistory",
            name="born_is",
            field=models.CharField(
                choices=[
                    ("known", "The date of birth is known"),
                    ("estimated", "The date is an estimate"),
                    ("unborn", "Not born yet: the date is when the baby is due"),
                    ("not_known", "Not yet known"),
                ],
                db_default="known",
                default="known",
                max_length=12,
            ),
        ),
        migrations.AddField(
            model_name="childhistory",
            name="disabilities",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(max_length=4), blank=True, db_default=[], default=list, size=None
            ),
        ),
        migrations.AddField(
            model_name="childhistory",
            name="ethnicity",
            field=models.CharField(
                blank=True,
                choices=[
                    ("WBRI", "White British"),
                    ("WIRI", "White Irish"),
                    ("WIRT", "Traveller of Irish heritage"),
                    ("WROM", "Gypsy or Roma"),
                    ("WOTH", "Any other White background"),
                    ("MWBC", "White and Black Caribbean"),
                    ("MWBA", "White and Black African"),
                    ("MWAS", "White and Asian"),
                    ("MOTH", "Any other mixed background"),
                    ("AIND", "Indian"),
                    ("APKN", "Pakistani"),
                    ("ABAN", "Bangladeshi"),
                    ("CHNE", "Chinese"),
                    ("AOTH", "Any other Asian background"),
                    ("BCRB", "Black Caribbean"),
                    ("BAFR", "Black African"),
                    ("BOTH", "Any other Black background"),
                    ("OOTH", "Any other ethnic group"),
                    ("REFU", "Preferred not to say"),
                ],
                db_default="",
                max_length=4,
            ),
        ),
        migrations.AddField(
            model_name="childhistory",
            name="gender",
            field=models.CharField(blank=True, db_default="", max_length=100),
        ),
        migrations.AddField(
            model_name="childhistory",
            name="interpreter_language",
            field=models.CharField(blank=True, db_default="", max_length=100),
        ),
        migrations.AddField(
            model_name="childhistory",
            name="language",
            field=models.CharField(blank=True, db_default="", max_length=100),
        ),
        migrations.AddField(
            model_name="childhistory",
            name="nationality",
            field=models.CharField(blank=True, db_default="", max_length=100),
        ),
        migrations.AddField(
            model_name="childhistory",
            name="needs_interpreter",
            field=models.CharField(
                blank=True,
                choices=[("yes", "Yes"), ("no", "No"), ("not_known", "Not yet known")],
                db_default="",
                max_length=12,
            ),
        ),
        migrations.AddField(
            model_name="childhistory",
            name="religion",
            field=models.CharField(
                blank=True,
                choices=[
                    ("none", "No religion"),
                    ("buddhist", "Buddhist"),
                    ("christian", "Christian"),
                    ("hindu", "Hindu"),
                    ("jewish", "Jewish"),
                    ("muslim", "Muslim"),
                    ("sikh", "Sikh"),
                    ("other", "Another religion"),
                    ("not_said", "Preferred not to say"),
                ],
                db_default="",
                max_length=12,
            ),
        ),
        migrations.AddField(
            model_name="childhistory",
            name="sen",
            field=models.CharField(
                blank=True,
                choices=[
                    ("N", "No special educational needs"),
                    ("K", "Special educational needs support"),
                    ("E", "Education, health and care plan"),
                    ("not_known", "Not yet known"),
                ],
                db_default="",
                max_length=12,
            ),
        ),
        migrations.AddField(
            model_name="childhistory",
            name="sex",
            field=models.CharField(
                blank=True,
                choices=[("female", "Female"), ("male", "Male"), ("not_known", "Not yet known")],
                db_default="",
                max_length=12,
            ),
        ),
        migrations.AddField(
            model_name="childhistory",
            name="what_helps",
            field=models.TextField(blank=True, db_default=""),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="child",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "cases_childhistory" ("born_is", "born_on", "created_at", "disabilities", "ethnicity", "family_name", "gender", "given_names", "id", "interpreter_language", "known_as", "language", "nationality", "needs_interpreter", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "ref", "religion", "sen", "sex", "updated_at", "version", "what_helps") VALUES (NEW."born_is", NEW."born_on", NEW."created_at", NEW."disabilities", NEW."ethnicity", NEW."family_name", NEW."gender", NEW."given_names", NEW."id", NEW."interpreter_language", NEW."known_as", NEW."language", NEW."nationality", NEW."needs_interpreter", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, clock_timestamp(), \'insert\', NEW."id", NEW."ref", NEW."religion", NEW."sen", NEW."sex", NEW."updated_at", NEW."version", NEW."what_helps"); RETURN NULL;',
                    hash="d9aa292572fc7cbe65fda68a9adaebac3a43e65a",
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
                    condition='WHEN (OLD."born_is" IS DISTINCT FROM (NEW."born_is") OR OLD."born_on" IS DISTINCT FROM (NEW."born_on") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."disabilities" IS DISTINCT FROM (NEW."disabilities") OR OLD."ethnicity" IS DISTINCT FROM (NEW."ethnicity") OR OLD."family_name" IS DISTINCT FROM (NEW."family_name") OR OLD."gender" IS DISTINCT FROM (NEW."gender") OR OLD."given_names" IS DISTINCT FROM (NEW."given_names") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."interpreter_language" IS DISTINCT FROM (NEW."interpreter_language") OR OLD."known_as" IS DISTINCT FROM (NEW."known_as") OR OLD."language" IS DISTINCT FROM (NEW."language") OR OLD."nationality" IS DISTINCT FROM (NEW."nationality") OR OLD."needs_interpreter" IS DISTINCT FROM (NEW."needs_interpreter") OR OLD."ref" IS DISTINCT FROM (NEW."ref") OR OLD."religion" IS DISTINCT FROM (NEW."religion") OR OLD."sen" IS DISTINCT FROM (NEW."sen") OR OLD."sex" IS DISTINCT FROM (NEW."sex") OR OLD."updated_at" IS DISTINCT FROM (NEW."updated_at") OR OLD."version" IS DISTINCT FROM (NEW."version") OR OLD."what_helps" IS DISTINCT FROM (NEW."what_helps"))',
                    func='INSERT INTO "cases_childhistory" ("born_is", "born_on", "created_at", "disabilities", "ethnicity", "family_name", "gender", "given_names", "id", "interpreter_language", "known_as", "language", "nationality", "needs_interpreter", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "ref", "religion", "sen", "sex", "updated_at", "version", "what_helps") VALUES (NEW."born_is", NEW."born_on", NEW."created_at", NEW."disabilities", NEW."ethnicity", NEW."family_name", NEW."gender", NEW."given_names", NEW."id", NEW."interpreter_language", NEW."known_as", NEW."language", NEW."nationality", NEW."needs_interpreter", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, clock_timestamp(), \'update\', NEW."id", NEW."ref", NEW."religion", NEW."sen", NEW."sex", NEW."updated_at", NEW."version", NEW."what_helps"); RETURN NULL;',
                    hash="568ed90cde7fa2e73f3df032e3742ace0bbe2397",
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
                    func='INSERT INTO "cases_childhistory" ("born_is", "born_on", "created_at", "disabilities", "ethnicity", "family_name", "gender", "given_names", "id", "interpreter_language", "known_as", "language", "nationality", "needs_interpreter", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "ref", "religion", "sen", "sex", "updated_at", "version", "what_helps") VALUES (OLD."born_is", OLD."born_on", OLD."created_at", OLD."disabilities", OLD."ethnicity", OLD."family_name", OLD."gender", OLD."given_names", OLD."id", OLD."interpreter_language", OLD."known_as", OLD."language", OLD."nationality", OLD."needs_interpreter", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, clock_timestamp(), \'delete\', OLD."id", OLD."ref", OLD."religion", OLD."sen", OLD."sex", OLD."updated_at", OLD."version", OLD."what_helps"); RETURN NULL;',
                    hash="8aa0863d966ce58df8149ab12471b5b190dc08bd",
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
                condition=models.Q(
                    models.Q(("born_is__in", ["estimated", "unborn"]), _negated=True),
                    ("born_on__isnull", False),
                    _connector="OR",
                ),
                name="child_estimated_from_a_date",
            ),
        ),
        migrations.AddField(
            model_name="address",
            name="child",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="%(class)s_set", to="cases.child"
            ),
        ),
        migrations.AddField(
            model_name="address",
            name="recorded_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="address",
            name="told_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="agencies.agency",
            ),
        ),
        migrations.AddField(
            model_name="address",
            name="withdrawn_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="addresshistory",
            name="child",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="cases.child",
            ),
        ),
        migrations.AddField(
            model_name="addresshistory",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="history",
                to="cases.address",
            ),
        ),
        migrations.AddField(
            model_name="addresshistory",
            name="recorded_by",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="addresshistory",
            name="told_by",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="agencies.agency",
            ),
        ),
        migrations.AddField(
            model_name="addresshistory",
            name="withdrawn_by",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="carestatus",
            name="child",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="%(class)s_set", to="cases.child"
            ),
        ),
        migrations.AddField(
            model_name="carestatus",
            name="recorded_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="carestatus",
            name="told_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="agencies.agency",
            ),
        ),
        migrations.AddField(
            model_name="carestatus",
            name="withdrawn_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="carestatushistory",
            name="child",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="cases.child",
            ),
        ),
        migrations.AddField(
            model_name="carestatushistory",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="history",
                to="cases.carestatus",
            ),
        ),
        migrations.AddField(
            model_name="carestatushistory",
            name="recorded_by",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="carestatushistory",
            name="told_by",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="agencies.agency",
            ),
        ),
        migrations.AddField(
            model_name="carestatushistory",
            name="withdrawn_by",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="childname",
            name="child",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="%(class)s_set", to="cases.child"
            ),
        ),
        migrations.AddField(
            model_name="childname",
            name="recorded_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="childname",
            name="told_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="agencies.agency",
            ),
        ),
        migrations.AddField(
            model_name="childname",
            name="withdrawn_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="childnamehistory",
            name="child",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="cases.child",
            ),
        ),
        migrations.AddField(
            model_name="childnamehistory",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="history",
                to="cases.childname",
            ),
        ),
        migrations.AddField(
            model_name="childnamehistory",
            name="recorded_by",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="childnamehistory",
            name="told_by",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="agencies.agency",
            ),
        ),
        migrations.AddField(
            model_name="childnamehistory",
            name="withdrawn_by",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="healthcontact",
            name="child",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="%(class)s_set", to="cases.child"
            ),
        ),
        migrations.AddField(
            model_name="healthcontact",
            name="recorded_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="healthcontact",
            name="told_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="agencies.agency",
            ),
        ),
        migrations.AddField(
            model_name="healthcontact",
            name="withdrawn_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="healthcontacthistory",
            name="child",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="cases.child",
            ),
        ),
        migrations.AddField(
            model_name="healthcontacthistory",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="history",
                to="cases.healthcontact",
            ),
        ),
        migrations.AddField(
            model_name="healthcontacthistory",
            name="recorded_by",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="healthcontacthistory",
            name="told_by",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="agencies.agency",
            ),
        ),
        migrations.AddField(
            model_name="healthcontacthistory",
            name="withdrawn_by",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="identifier",
            name="child",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="%(class)s_set", to="cases.child"
            ),
        ),
        migrations.AddField(
            model_name="identifier",
            name="recorded_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="identifier",
            name="told_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="agencies.agency",
            ),
        ),
        migrations.AddField(
            model_name="identifier",
            name="withdrawn_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="identifierhistory",
            name="child",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="cases.child",
            ),
        ),
        migrations.AddField(
            model_name="identifierhistory",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="history",
                to="cases.identifier",
            ),
        ),
        migrations.AddField(
            model_name="identifierhistory",
            name="recorded_by",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="identifierhistory",
            name="told_by",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="agencies.agency",
            ),
        ),
        migrations.AddField(
            model_name="identifierhistory",
            name="withdrawn_by",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="knownelsewhere",
            name="child",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="%(class)s_set", to="cases.child"
            ),
        ),
        migrations.AddField(
            model_name="knownelsewhere",
            name="recorded_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="knownelsewhere",
            name="told_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="agencies.agency",
            ),
        ),
        migrations.AddField(
            model_name="knownelsewhere",
            name="withdrawn_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="knownelsewherehistory",
            name="child",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="cases.child",
            ),
        ),
        migrations.AddField(
            model_name="knownelsewherehistory",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="history",
                to="cases.knownelsewhere",
            ),
        ),
        migrations.AddField(
            model_name="knownelsewherehistory",
            name="recorded_by",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="knownelsewherehistory",
            name="told_by",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="agencies.agency",
            ),
        ),
        migrations.AddField(
            model_name="knownelsewherehistory",
            name="withdrawn_by",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="phone",
            name="child",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="%(class)s_set", to="cases.child"
            ),
        ),
        migrations.AddField(
            model_name="phone",
            name="recorded_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="phone",
            name="told_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="agencies.agency",
            ),
        ),
        migrations.AddField(
            model_name="phone",
            name="withdrawn_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="phonehistory",
            name="child",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="cases.child",
            ),
        ),
        migrations.AddField(
            model_name="phonehistory",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="history",
                to="cases.phone",
            ),
        ),
        migrations.AddField(
            model_name="phonehistory",
            name="recorded_by",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="phonehistory",
            name="told_by",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="agencies.agency",
            ),
        ),
        migrations.AddField(
            model_name="phonehistory",
            name="withdrawn_by",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="placement",
            name="child",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="%(class)s_set", to="cases.child"
            ),
        ),
        migrations.AddField(
            model_name="placement",
            name="recorded_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="placement",
            name="told_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="agencies.agency",
            ),
        ),
        migrations.AddField(
            model_name="placement",
            name="withdrawn_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="placementhistory",
            name="child",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="cases.child",
            ),
        ),
        migrations.AddField(
            model_name="placementhistory",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="history",
                to="cases.placement",
            ),
        ),
        migrations.AddField(
            model_name="placementhistory",
            name="recorded_by",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="placementhistory",
            name="told_by",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="agencies.agency",
            ),
        ),
        migrations.AddField(
            model_name="placementhistory",
            name="withdrawn_by",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="question",
            name="agency",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="agencies.agency"
            ),
        ),
        migrations.AddField(
            model_name="question",
            name="asked_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="question",
            name="child",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="questions", to="cases.child"
            ),
        ),
        migrations.AddField(
            model_name="questionhistory",
            name="agency",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="agencies.agency",
            ),
        ),
        migrations.AddField(
            model_name="questionhistory",
            name="asked_by",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="questionhistory",
            name="child",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="cases.child",
            ),
        ),
        migrations.AddField(
            model_name="questionhistory",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="history",
                to="cases.question",
            ),
        ),
        migrations.AddField(
            model_name="relation",
            name="child",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="%(class)s_set", to="cases.child"
            ),
        ),
        migrations.AddField(
            model_name="relation",
            name="recorded_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="relation",
            name="told_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="agencies.agency",
            ),
        ),
        migrations.AddField(
            model_name="relation",
            name="withdrawn_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="relationhistory",
            name="child",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="cases.child",
            ),
        ),
        migrations.AddField(
            model_name="relationhistory",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="history",
                to="cases.relation",
            ),
        ),
        migrations.AddField(
            model_name="relationhistory",
            name="recorded_by",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="relationhistory",
            name="told_by",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="agencies.agency",
            ),
        ),
        migrations.AddField(
            model_name="relationhistory",
            name="withdrawn_by",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="schooling",
            name="child",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="%(class)s_set", to="cases.child"
            ),
        ),
        migrations.AddField(
            model_name="schooling",
            name="recorded_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="schooling",
            name="told_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="agencies.agency",
            ),
        ),
        migrations.AddField(
            model_name="schooling",
            name="withdrawn_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="schoolinghistory",
            name="child",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="cases.child",
            ),
        ),
        migrations.AddField(
            model_name="schoolinghistory",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="history",
                to="cases.schooling",
            ),
        ),
        migrations.AddField(
            model_name="schoolinghistory",
            name="recorded_by",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="schoolinghistory",
            name="told_by",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="agencies.agency",
            ),
        ),
        migrations.AddField(
            model_name="schoolinghistory",
            name="withdrawn_by",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddConstraint(
            model_name="address",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("since__isnull", True),
                    ("until__isnull", True),
                    ("until__gte", models.F("since")),
                    _connector="OR",
                ),
                name="address_ends_after_it_begins",
            ),
        ),
        migrations.AddConstraint(
            model_name="address",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("withdrawn_at__isnull", True), ("withdrawn_because", "")),
                    models.Q(("withdrawn_at__isnull", False), models.Q(("withdrawn_because", ""), _negated=True)),
                    _connector="OR",
                ),
                name="address_withdrawn_for_a_reason",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="address",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "cases_addresshistory" ("authority", "child_id", "created_at", "id", "is_confidential", "kind", "lines", "note", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "postcode", "recorded_by_id", "ref", "since", "told_by_id", "until", "updated_at", "version", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (NEW."authority", NEW."child_id", NEW."created_at", NEW."id", NEW."is_confidential", NEW."kind", NEW."lines", NEW."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, clock_timestamp(), \'insert\', NEW."id", NEW."postcode", NEW."recorded_by_id", NEW."ref", NEW."since", NEW."told_by_id", NEW."until", NEW."updated_at", NEW."version", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id"); RETURN NULL;',
                    hash="b973c94b28c9b6e04896f90418f2a0665644a312",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_0aab0",
                    table="cases_address",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="address",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "cases_addresshistory" ("authority", "child_id", "created_at", "id", "is_confidential", "kind", "lines", "note", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "postcode", "recorded_by_id", "ref", "since", "told_by_id", "until", "updated_at", "version", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (NEW."authority", NEW."child_id", NEW."created_at", NEW."id", NEW."is_confidential", NEW."kind", NEW."lines", NEW."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, clock_timestamp(), \'update\', NEW."id", NEW."postcode", NEW."recorded_by_id", NEW."ref", NEW."since", NEW."told_by_id", NEW."until", NEW."updated_at", NEW."version", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id"); RETURN NULL;',
                    hash="f9667605f3a11855b0ab4a682065418610dfab24",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_bd85c",
                    table="cases_address",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="address",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "cases_addresshistory" ("authority", "child_id", "created_at", "id", "is_confidential", "kind", "lines", "note", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "postcode", "recorded_by_id", "ref", "since", "told_by_id", "until", "updated_at", "version", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (OLD."authority", OLD."child_id", OLD."created_at", OLD."id", OLD."is_confidential", OLD."kind", OLD."lines", OLD."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, clock_timestamp(), \'delete\', OLD."id", OLD."postcode", OLD."recorded_by_id", OLD."ref", OLD."since", OLD."told_by_id", OLD."until", OLD."updated_at", OLD."version", OLD."withdrawn_at", OLD."withdrawn_because", OLD."withdrawn_by_id"); RETURN NULL;',
                    hash="1171d72edd133784302630ebe8d11bc9dd55147f",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_d63d3",
                    table="cases_address",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="carestatus",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("since__isnull", True),
                    ("until__isnull", True),
                    ("until__gte", models.F("since")),
                    _connector="OR",
                ),
                name="carestatus_ends_after_it_begins",
            ),
        ),
        migrations.AddConstraint(
            model_name="carestatus",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("withdrawn_at__isnull", True), ("withdrawn_because", "")),
                    models.Q(("withdrawn_at__isnull", False), models.Q(("withdrawn_because", ""), _negated=True)),
                    _connector="OR",
                ),
                name="carestatus_withdrawn_for_a_reason",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="carestatus",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "cases_carestatushistory" ("child_id", "cp_category", "created_at", "id", "kind", "legal_status", "note", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_by_id", "ref", "since", "told_by_id", "until", "updated_at", "version", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (NEW."child_id", NEW."cp_category", NEW."created_at", NEW."id", NEW."kind", NEW."legal_status", NEW."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, clock_timestamp(), \'insert\', NEW."id", NEW."recorded_by_id", NEW."ref", NEW."since", NEW."told_by_id", NEW."until", NEW."updated_at", NEW."version", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id"); RETURN NULL;',
                    hash="60c7f659d3e704daf1bbe26ac71ca908aae13f36",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_0fcce",
                    table="cases_carestatus",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="carestatus",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "cases_carestatushistory" ("child_id", "cp_category", "created_at", "id", "kind", "legal_status", "note", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_by_id", "ref", "since", "told_by_id", "until", "updated_at", "version", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (NEW."child_id", NEW."cp_category", NEW."created_at", NEW."id", NEW."kind", NEW."legal_status", NEW."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, clock_timestamp(), \'update\', NEW."id", NEW."recorded_by_id", NEW."ref", NEW."since", NEW."told_by_id", NEW."until", NEW."updated_at", NEW."version", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id"); RETURN NULL;',
                    hash="8f461e544818a0ecb6687ce157b507545090ca5a",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_7e6dd",
                    table="cases_carestatus",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="carestatus",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "cases_carestatushistory" ("child_id", "cp_category", "created_at", "id", "kind", "legal_status", "note", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_by_id", "ref", "since", "told_by_id", "until", "updated_at", "version", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (OLD."child_id", OLD."cp_category", OLD."created_at", OLD."id", OLD."kind", OLD."legal_status", OLD."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, clock_timestamp(), \'delete\', OLD."id", OLD."recorded_by_id", OLD."ref", OLD."since", OLD."told_by_id", OLD."until", OLD."updated_at", OLD."version", OLD."withdrawn_at", OLD."withdrawn_because", OLD."withdrawn_by_id"); RETURN NULL;',
                    hash="3c64408a21d912f6e626f77fd96ab7dcf423c808",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_91cf3",
                    table="cases_carestatus",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="childname",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("since__isnull", True),
                    ("until__isnull", True),
                    ("until__gte", models.F("since")),
                    _connector="OR",
                ),
                name="childname_ends_after_it_begins",
            ),
        ),
        migrations.AddConstraint(
            model_name="childname",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("withdrawn_at__isnull", True), ("withdrawn_because", "")),
                    models.Q(("withdrawn_at__isnull", False), models.Q(("withdrawn_because", ""), _negated=True)),
                    _connector="OR",
                ),
                name="childname_withdrawn_for_a_reason",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="childname",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "cases_childnamehistory" ("child_id", "created_at", "id", "kind", "name", "note", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_by_id", "ref", "since", "told_by_id", "until", "updated_at", "version", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (NEW."child_id", NEW."created_at", NEW."id", NEW."kind", NEW."name", NEW."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, clock_timestamp(), \'insert\', NEW."id", NEW."recorded_by_id", NEW."ref", NEW."since", NEW."told_by_id", NEW."until", NEW."updated_at", NEW."version", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id"); RETURN NULL;',
                    hash="c763393b506c9f38811b885c0be2c2ed29eb61cd",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_b39aa",
                    table="cases_childname",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="childname",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "cases_childnamehistory" ("child_id", "created_at", "id", "kind", "name", "note", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_by_id", "ref", "since", "told_by_id", "until", "updated_at", "version", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (NEW."child_id", NEW."created_at", NEW."id", NEW."kind", NEW."name", NEW."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, clock_timestamp(), \'update\', NEW."id", NEW."recorded_by_id", NEW."ref", NEW."since", NEW."told_by_id", NEW."until", NEW."updated_at", NEW."version", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id"); RETURN NULL;',
                    hash="f18148029d3957dba14435f9e3cee259ac0df55f",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_0dc49",
                    table="cases_childname",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="childname",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "cases_childnamehistory" ("child_id", "created_at", "id", "kind", "name", "note", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_by_id", "ref", "since", "told_by_id", "until", "updated_at", "version", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (OLD."child_id", OLD."created_at", OLD."id", OLD."kind", OLD."name", OLD."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, clock_timestamp(), \'delete\', OLD."id", OLD."recorded_by_id", OLD."ref", OLD."since", OLD."told_by_id", OLD."until", OLD."updated_at", OLD."version", OLD."withdrawn_at", OLD."withdrawn_because", OLD."withdrawn_by_id"); RETURN NULL;',
                    hash="eecec2e661fb1d92e519451d3a1aacea18e5198c",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_2d03b",
                    table="cases_childname",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="healthcontact",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("since__isnull", True),
                    ("until__isnull", True),
                    ("until__gte", models.F("since")),
                    _connector="OR",
                ),
                name="healthcontact_ends_after_it_begins",
            ),
        ),
        migrations.AddConstraint(
            model_name="healthcontact",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("withdrawn_at__isnull", True), ("withdrawn_because", "")),
                    models.Q(("withdrawn_at__isnull", False), models.Q(("withdrawn_because", ""), _negated=True)),
                    _connector="OR",
                ),
                name="healthcontact_withdrawn_for_a_reason",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="healthcontact",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "cases_healthcontacthistory" ("child_id", "created_at", "id", "kind", "name", "note", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "recorded_by_id", "ref", "since", "told_by_id", "until", "updated_at", "version", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (NEW."child_id", NEW."created_at", NEW."id", NEW."kind", NEW."name", NEW."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, clock_timestamp(), \'insert\', NEW."id", NEW."phone", NEW."recorded_by_id", NEW."ref", NEW."since", NEW."told_by_id", NEW."until", NEW."updated_at", NEW."version", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id"); RETURN NULL;',
                    hash="01d9c60a3dc643d682afe68121e24ee37ba4cb6a",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_64207",
                    table="cases_healthcontact",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="healthcontact",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "cases_healthcontacthistory" ("child_id", "created_at", "id", "kind", "name", "note", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "recorded_by_id", "ref", "since", "told_by_id", "until", "updated_at", "version", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (NEW."child_id", NEW."created_at", NEW."id", NEW."kind", NEW."name", NEW."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, clock_timestamp(), \'update\', NEW."id", NEW."phone", NEW."recorded_by_id", NEW."ref", NEW."since", NEW."told_by_id", NEW."until", NEW."updated_at", NEW."version", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id"); RETURN NULL;',
                    hash="921641ce1958304b734e3938f20b4525bae471b7",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_05bfe",
                    table="cases_healthcontact",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="healthcontact",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "cases_healthcontacthistory" ("child_id", "created_at", "id", "kind", "name", "note", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "recorded_by_id", "ref", "since", "told_by_id", "until", "updated_at", "version", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (OLD."child_id", OLD."created_at", OLD."id", OLD."kind", OLD."name", OLD."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, clock_timestamp(), \'delete\', OLD."id", OLD."phone", OLD."recorded_by_id", OLD."ref", OLD."since", OLD."told_by_id", OLD."until", OLD."updated_at", OLD."version", OLD."withdrawn_at", OLD."withdrawn_because", OLD."withdrawn_by_id"); RETURN NULL;',
                    hash="d08226b239256075633eae2d8617dfda7539c490",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_bdea8",
                    table="cases_healthcontact",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="identifier",
            index=models.Index(fields=["kind", "value"], name="identifier_value"),
        ),
        migrations.AddConstraint(
            model_name="identifier",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("since__isnull", True),
                    ("until__isnull", True),
                    ("until__gte", models.F("since")),
                    _connector="OR",
                ),
                name="identifier_ends_after_it_begins",
            ),
        ),
        migrations.AddConstraint(
            model_name="identifier",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("withdrawn_at__isnull", True), ("withdrawn_because", "")),
                    models.Q(("withdrawn_at__isnull", False), models.Q(("withdrawn_because", ""), _negated=True)),
                    _connector="OR",
                ),
                name="identifier_withdrawn_for_a_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="identifier",
            constraint=models.UniqueConstraint(
                condition=models.Q(("until__isnull", True), ("withdrawn_at__isnull", True)),
                fields=("child", "kind"),
                name="identifier_one_of_a_kind",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="identifier",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "cases_identifierhistory" ("child_id", "created_at", "id", "kind", "note", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_by_id", "ref", "since", "told_by_id", "until", "updated_at", "value", "version", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (NEW."child_id", NEW."created_at", NEW."id", NEW."kind", NEW."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, clock_timestamp(), \'insert\', NEW."id", NEW."recorded_by_id", NEW."ref", NEW."since", NEW."told_by_id", NEW."until", NEW."updated_at", NEW."value", NEW."version", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id"); RETURN NULL;',
                    hash="c0aa7fbf2f633b1e89ddd661f356574ec9516f2c",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_c72d4",
                    table="cases_identifier",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="identifier",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "cases_identifierhistory" ("child_id", "created_at", "id", "kind", "note", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_by_id", "ref", "since", "told_by_id", "until", "updated_at", "value", "version", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (NEW."child_id", NEW."created_at", NEW."id", NEW."kind", NEW."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, clock_timestamp(), \'update\', NEW."id", NEW."recorded_by_id", NEW."ref", NEW."since", NEW."told_by_id", NEW."until", NEW."updated_at", NEW."value", NEW."version", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id"); RETURN NULL;',
                    hash="48e7a1d3825228baeeddc518b0571ab668633003",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_4a493",
                    table="cases_identifier",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="identifier",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "cases_identifierhistory" ("child_id", "created_at", "id", "kind", "note", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_by_id", "ref", "since", "told_by_id", "until", "updated_at", "value", "version", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (OLD."child_id", OLD."created_at", OLD."id", OLD."kind", OLD."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, clock_timestamp(), \'delete\', OLD."id", OLD."recorded_by_id", OLD."ref", OLD."since", OLD."told_by_id", OLD."until", OLD."updated_at", OLD."value", OLD."version", OLD."withdrawn_at", OLD."withdrawn_because", OLD."withdrawn_by_id"); RETURN NULL;',
                    hash="a71bd73989d4f7645005a653882e50e405fa4246",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_84679",
                    table="cases_identifier",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="knownelsewhere",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("since__isnull", True),
                    ("until__isnull", True),
                    ("until__gte", models.F("since")),
                    _connector="OR",
                ),
                name="knownelsewhere_ends_after_it_begins",
            ),
        ),
        migrations.AddConstraint(
            model_name="knownelsewhere",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("withdrawn_at__isnull", True), ("withdrawn_because", "")),
                    models.Q(("withdrawn_at__isnull", False), models.Q(("withdrawn_because", ""), _negated=True)),
                    _connector="OR",
                ),
                name="knownelsewhere_withdrawn_for_a_reason",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="knownelsewhere",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "cases_knownelsewherehistory" ("authority", "child_id", "contact", "created_at", "id", "note", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_by_id", "ref", "since", "told_by_id", "until", "updated_at", "version", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (NEW."authority", NEW."child_id", NEW."contact", NEW."created_at", NEW."id", NEW."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, clock_timestamp(), \'insert\', NEW."id", NEW."recorded_by_id", NEW."ref", NEW."since", NEW."told_by_id", NEW."until", NEW."updated_at", NEW."version", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id"); RETURN NULL;',
                    hash="a9cdd56588f9167b62519eea646736352c9a1adb",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_3ae99",
                    table="cases_knownelsewhere",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="knownelsewhere",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "cases_knownelsewherehistory" ("authority", "child_id", "contact", "created_at", "id", "note", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_by_id", "ref", "since", "told_by_id", "until", "updated_at", "version", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (NEW."authority", NEW."child_id", NEW."contact", NEW."created_at", NEW."id", NEW."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, clock_timestamp(), \'update\', NEW."id", NEW."recorded_by_id", NEW."ref", NEW."since", NEW."told_by_id", NEW."until", NEW."updated_at", NEW."version", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id"); RETURN NULL;',
                    hash="c13074ebf20aaa37ba247cfcbc01545699440915",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_66dce",
                    table="cases_knownelsewhere",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="knownelsewhere",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "cases_knownelsewherehistory" ("authority", "child_id", "contact", "created_at", "id", "note", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_by_id", "ref", "since", "told_by_id", "until", "updated_at", "version", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (OLD."authority", OLD."child_id", OLD."contact", OLD."created_at", OLD."id", OLD."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, clock_timestamp(), \'delete\', OLD."id", OLD."recorded_by_id", OLD."ref", OLD."since", OLD."told_by_id", OLD."until", OLD."updated_at", OLD."version", OLD."withdrawn_at", OLD."withdrawn_because", OLD."withdrawn_by_id"); RETURN NULL;',
                    hash="be2a257dac66fce017fb1016b42c1d110a4a5409",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_7bf7f",
                    table="cases_knownelsewhere",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="phone",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("since__isnull", True),
                    ("until__isnull", True),
                    ("until__gte", models.F("since")),
                    _connector="OR",
                ),
                name="phone_ends_after_it_begins",
            ),
        ),
        migrations.AddConstraint(
            model_name="phone",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("withdrawn_at__isnull", True), ("withdrawn_because", "")),
                    models.Q(("withdrawn_at__isnull", False), models.Q(("withdrawn_because", ""), _negated=True)),
                    _connector="OR",
                ),
                name="phone_withdrawn_for_a_reason",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="phone",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "cases_phonehistory" ("child_id", "created_at", "id", "is_confidential", "is_safe", "kind", "note", "number", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_by_id", "ref", "since", "told_by_id", "until", "updated_at", "version", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (NEW."child_id", NEW."created_at", NEW."id", NEW."is_confidential", NEW."is_safe", NEW."kind", NEW."note", NEW."number", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, clock_timestamp(), \'insert\', NEW."id", NEW."recorded_by_id", NEW."ref", NEW."since", NEW."told_by_id", NEW."until", NEW."updated_at", NEW."version", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id"); RETURN NULL;',
                    hash="3c30e237393c6c59ee652c827c01548bbe7d3a59",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_2accd",
                    table="cases_phone",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="phone",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "cases_phonehistory" ("child_id", "created_at", "id", "is_confidential", "is_safe", "kind", "note", "number", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_by_id", "ref", "since", "told_by_id", "until", "updated_at", "version", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (NEW."child_id", NEW."created_at", NEW."id", NEW."is_confidential", NEW."is_safe", NEW."kind", NEW."note", NEW."number", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, clock_timestamp(), \'update\', NEW."id", NEW."recorded_by_id", NEW."ref", NEW."since", NEW."told_by_id", NEW."until", NEW."updated_at", NEW."version", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id"); RETURN NULL;',
                    hash="6ce1fe23a1da323cc94a91e6c749009977748347",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_e0391",
                    table="cases_phone",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="phone",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "cases_phonehistory" ("child_id", "created_at", "id", "is_confidential", "is_safe", "kind", "note", "number", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_by_id", "ref", "since", "told_by_id", "until", "updated_at", "version", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (OLD."child_id", OLD."created_at", OLD."id", OLD."is_confidential", OLD."is_safe", OLD."kind", OLD."note", OLD."number", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, clock_timestamp(), \'delete\', OLD."id", OLD."recorded_by_id", OLD."ref", OLD."since", OLD."told_by_id", OLD."until", OLD."updated_at", OLD."version", OLD."withdrawn_at", OLD."withdrawn_because", OLD."withdrawn_by_id"); RETURN NULL;',
                    hash="72702f4d7600d747685aef2ed6a87fe65aac8dc8",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_77d97",
                    table="cases_phone",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="placement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("since__isnull", True),
                    ("until__isnull", True),
                    ("until__gte", models.F("since")),
                    _connector="OR",
                ),
                name="placement_ends_after_it_begins",
            ),
        ),
        migrations.AddConstraint(
            model_name="placement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("withdrawn_at__isnull", True), ("withdrawn_because", "")),
                    models.Q(("withdrawn_at__isnull", False), models.Q(("withdrawn_because", ""), _negated=True)),
                    _connector="OR",
                ),
                name="placement_withdrawn_for_a_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="placement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("is_out_of_borough", False), models.Q(("host_authority", ""), _negated=True), _connector="OR"
                ),
                name="placement_names_its_host",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="placement",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "cases_placementhistory" ("carer", "child_id", "created_at", "host_authority", "id", "is_confidential", "is_out_of_borough", "kind", "note", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "recorded_by_id", "ref", "since", "told_by_id", "until", "updated_at", "version", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (NEW."carer", NEW."child_id", NEW."created_at", NEW."host_authority", NEW."id", NEW."is_confidential", NEW."is_out_of_borough", NEW."kind", NEW."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, clock_timestamp(), \'insert\', NEW."id", NEW."phone", NEW."recorded_by_id", NEW."ref", NEW."since", NEW."told_by_id", NEW."until", NEW."updated_at", NEW."version", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id"); RETURN NULL;',
                    hash="e4bc7994213bbc9288c438d58e09ff1a0b9416f3",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_90d7a",
                    table="cases_placement",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="placement",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "cases_placementhistory" ("carer", "child_id", "created_at", "host_authority", "id", "is_confidential", "is_out_of_borough", "kind", "note", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "recorded_by_id", "ref", "since", "told_by_id", "until", "updated_at", "version", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (NEW."carer", NEW."child_id", NEW."created_at", NEW."host_authority", NEW."id", NEW."is_confidential", NEW."is_out_of_borough", NEW."kind", NEW."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, clock_timestamp(), \'update\', NEW."id", NEW."phone", NEW."recorded_by_id", NEW."ref", NEW."since", NEW."told_by_id", NEW."until", NEW."updated_at", NEW."version", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id"); RETURN NULL;',
                    hash="6827a4955f06057ff753221349aa229617dc0191",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_589d3",
                    table="cases_placement",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="placement",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "cases_placementhistory" ("carer", "child_id", "created_at", "host_authority", "id", "is_confidential", "is_out_of_borough", "kind", "note", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "recorded_by_id", "ref", "since", "told_by_id", "until", "updated_at", "version", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (OLD."carer", OLD."child_id", OLD."created_at", OLD."host_authority", OLD."id", OLD."is_confidential", OLD."is_out_of_borough", OLD."kind", OLD."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, clock_timestamp(), \'delete\', OLD."id", OLD."phone", OLD."recorded_by_id", OLD."ref", OLD."since", OLD."told_by_id", OLD."until", OLD."updated_at", OLD."version", OLD."withdrawn_at", OLD."withdrawn_because", OLD."withdrawn_by_id"); RETURN NULL;',
                    hash="369fc7150670ab30450516d577721d29f2369a5c",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_9f993",
                    table="cases_placement",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="question",
            constraint=models.UniqueConstraint(
                condition=models.Q(("settled_at__isnull", True)), fields=("child", "fact"), name="question_open_once"
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="question",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "cases_questionhistory" ("agency_id", "ask_by", "asked_by_id", "child_id", "created_at", "fact", "id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "ref", "settled_at", "updated_at", "version", "who_could_know") VALUES (NEW."agency_id", NEW."ask_by", NEW."asked_by_id", NEW."child_id", NEW."created_at", NEW."fact", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, clock_timestamp(), \'insert\', NEW."id", NEW."ref", NEW."settled_at", NEW."updated_at", NEW."version", NEW."who_could_know"); RETURN NULL;',
                    hash="4ce2afc0a391340e1423e3053c7778cb18421f1c",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_2d665",
                    table="cases_question",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="question",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "cases_questionhistory" ("agency_id", "ask_by", "asked_by_id", "child_id", "created_at", "fact", "id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "ref", "settled_at", "updated_at", "version", "who_could_know") VALUES (NEW."agency_id", NEW."ask_by", NEW."asked_by_id", NEW."child_id", NEW."created_at", NEW."fact", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, clock_timestamp(), \'update\', NEW."id", NEW."ref", NEW."settled_at", NEW."updated_at", NEW."version", NEW."who_could_know"); RETURN NULL;',
                    hash="46a15aed7dea960687fc95a6065e4cf81751817f",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_fa436",
                    table="cases_question",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="question",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "cases_questionhistory" ("agency_id", "ask_by", "asked_by_id", "child_id", "created_at", "fact", "id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "ref", "settled_at", "updated_at", "version", "who_could_know") VALUES (OLD."agency_id", OLD."ask_by", OLD."asked_by_id", OLD."child_id", OLD."created_at", OLD."fact", OLD."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, clock_timestamp(), \'delete\', OLD."id", OLD."ref", OLD."settled_at", OLD."updated_at", OLD."version", OLD."who_could_know"); RETURN NULL;',
                    hash="3c2ab9e4f8a8291ddd10b28b2f6dc76cb79b6c51",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_197c4",
                    table="cases_question",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="relation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("since__isnull", True),
                    ("until__isnull", True),
                    ("until__gte", models.F("since")),
                    _connector="OR",
                ),
                name="relation_ends_after_it_begins",
            ),
        ),
        migrations.AddConstraint(
            model_name="relation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("withdrawn_at__isnull", True), ("withdrawn_because", "")),
                    models.Q(("withdrawn_at__isnull", False), models.Q(("withdrawn_because", ""), _negated=True)),
                    _connector="OR",
                ),
                name="relation_withdrawn_for_a_reason",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="relation",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "cases_relationhistory" ("born_on", "child_id", "created_at", "has_parental", "id", "kind", "lives_with_child", "may_be_told", "name", "note", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "recorded_by_id", "ref", "since", "told_by_id", "until", "updated_at", "version", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (NEW."born_on", NEW."child_id", NEW."created_at", NEW."has_parental", NEW."id", NEW."kind", NEW."lives_with_child", NEW."may_be_told", NEW."name", NEW."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, clock_timestamp(), \'insert\', NEW."id", NEW."phone", NEW."recorded_by_id", NEW."ref", NEW."since", NEW."told_by_id", NEW."until", NEW."updated_at", NEW."version", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id"); RETURN NULL;',
                    hash="cff28d7dabad5a3b268b04f6b18fbc844dc93e05",
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
                    func='INSERT INTO "cases_relationhistory" ("born_on", "child_id", "created_at", "has_parental", "id", "kind", "lives_with_child", "may_be_told", "name", "note", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "recorded_by_id", "ref", "since", "told_by_id", "until", "updated_at", "version", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (NEW."born_on", NEW."child_id", NEW."created_at", NEW."has_parental", NEW."id", NEW."kind", NEW."lives_with_child", NEW."may_be_told", NEW."name", NEW."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, clock_timestamp(), \'update\', NEW."id", NEW."phone", NEW."recorded_by_id", NEW."ref", NEW."since", NEW."told_by_id", NEW."until", NEW."updated_at", NEW."version", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id"); RETURN NULL;',
                    hash="d0c646e5bd35b0744a1269b354b38d523a9c15ca",
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
                    func='INSERT INTO "cases_relationhistory" ("born_on", "child_id", "created_at", "has_parental", "id", "kind", "lives_with_child", "may_be_told", "name", "note", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "recorded_by_id", "ref", "since", "told_by_id", "until", "updated_at", "version", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (OLD."born_on", OLD."child_id", OLD."created_at", OLD."has_parental", OLD."id", OLD."kind", OLD."lives_with_child", OLD."may_be_told", OLD."name", OLD."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, clock_timestamp(), \'delete\', OLD."id", OLD."phone", OLD."recorded_by_id", OLD."ref", OLD."since", OLD."told_by_id", OLD."until", OLD."updated_at", OLD."version", OLD."withdrawn_at", OLD."withdrawn_because", OLD."withdrawn_by_id"); RETURN NULL;',
                    hash="4115be46eba59b15b78d29aae24153c1d7f399d5",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_45433",
                    table="cases_relation",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="schooling",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("since__isnull", True),
                    ("until__isnull", True),
                    ("until__gte", models.F("since")),
                    _connector="OR",
                ),
                name="schooling_ends_after_it_begins",
            ),
        ),
        migrations.AddConstraint(
            model_name="schooling",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("withdrawn_at__isnull", True), ("withdrawn_because", "")),
                    models.Q(("withdrawn_at__isnull", False), models.Q(("withdrawn_because", ""), _negated=True)),
                    _connector="OR",
                ),
                name="schooling_withdrawn_for_a_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="schooling",
            constraint=models.CheckConstraint(
                condition=models.Q(("attendance__isnull", True), ("attendance__lte", 100), _connector="OR"),
                name="schooling_attendance_is_a_percentage",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="schooling",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "cases_schoolinghistory" ("attendance", "attendance_on", "child_id", "created_at", "id", "is_confidential", "note", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "recorded_by_id", "ref", "since", "status", "told_by_id", "until", "updated_at", "version", "withdrawn_at", "withdrawn_because", "withdrawn_by_id", "year_group") VALUES (NEW."attendance", NEW."attendance_on", NEW."child_id", NEW."created_at", NEW."id", NEW."is_confidential", NEW."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, clock_timestamp(), \'insert\', NEW."id", NEW."place", NEW."recorded_by_id", NEW."ref", NEW."since", NEW."status", NEW."told_by_id", NEW."until", NEW."updated_at", NEW."version", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id", NEW."year_group"); RETURN NULL;',
                    hash="738c213fa5e62a7343fe88e23d143a4665b5ce77",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_1dab8",
                    table="cases_schooling",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="schooling",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "cases_schoolinghistory" ("attendance", "attendance_on", "child_id", "created_at", "id", "is_confidential", "note", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "recorded_by_id", "ref", "since", "status", "told_by_id", "until", "updated_at", "version", "withdrawn_at", "withdrawn_because", "withdrawn_by_id", "year_group") VALUES (NEW."attendance", NEW."attendance_on", NEW."child_id", NEW."created_at", NEW."id", NEW."is_confidential", NEW."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, clock_timestamp(), \'update\', NEW."id", NEW."place", NEW."recorded_by_id", NEW."ref", NEW."since", NEW."status", NEW."told_by_id", NEW."until", NEW."updated_at", NEW."version", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id", NEW."year_group"); RETURN NULL;',
                    hash="568a2a999867b9bc00c781d63b6f9e3cad582e60",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_e0c43",
                    table="cases_schooling",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="schooling",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "cases_schoolinghistory" ("attendance", "attendance_on", "child_id", "created_at", "id", "is_confidential", "note", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "recorded_by_id", "ref", "since", "status", "told_by_id", "until", "updated_at", "version", "withdrawn_at", "withdrawn_because", "withdrawn_by_id", "year_group") VALUES (OLD."attendance", OLD."attendance_on", OLD."child_id", OLD."created_at", OLD."id", OLD."is_confidential", OLD."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, clock_timestamp(), \'delete\', OLD."id", OLD."place", OLD."recorded_by_id", OLD."ref", OLD."since", OLD."status", OLD."told_by_id", OLD."until", OLD."updated_at", OLD."version", OLD."withdrawn_at", OLD."withdrawn_because", OLD."withdrawn_by_id", OLD."year_group"); RETURN NULL;',
                    hash="8c340b5ba2461c13c609f1859a32d28339c07c2d",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_cc151",
                    table="cases_schooling",
                    when="AFTER",
                ),
            ),
        ),
        migrations.RunSQL(HISTORY_IS_KEPT, migrations.RunSQL.noop),
    ]
