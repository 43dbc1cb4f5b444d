"""Every change of an agency, a person, a membership or a delegation is kept by the database's own triggers."""

import cse_portal.audit.models.events
import cse_portal.audit.models.history
import cse_portal.core.clock
import cse_portal.core.references
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
        ("agencies", "0004_partnerships_and_agreements"),
    ]

    operations = [
        migrations.CreateModel(
            name="AgencyHistory",
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
                ("name", models.CharField(max_length=120)),
                (
                    "kind",
                    models.CharField(
                        blank=True,
                        choices=[
                            (
                                "Children’s social care",
                                [
                                    ("csc_front_door", "Social care: front door and assessment"),
                                    ("csc_child_protection", "Social care: child protection"),
                                    ("csc_looked_after", "Social care: looked-after children"),
                                    ("csc_leaving_care", "Social care: leaving care"),
                                    ("csc_family_support", "Social care: family support and early help"),
                                ],
                            ),
                            (
                                "Partnership and MASH",
                                [
                                    ("mash", "Multi-agency safeguarding hub"),
                                    ("partnership_office", "Partnership or board office"),
                                    ("scrutiny", "Independent scrutiny"),
                                ],
                            ),
                            (
                                "Police and justice",
                                [
                                    ("police_cse", "Police: child exploitation team"),
                                    ("police_missing", "Police: missing persons"),
                                    ("police_other", "Police: another team"),
                                    ("youth_offending", "Youth offending service"),
                                    ("probation", "Probation"),
                                ],
                            ),
                            (
                                "Health",
                                [
                                    ("emergency_department", "Hospital: emergency department"),
                                    ("acute_health", "Hospital: wards and clinics"),
                                    ("community_health", "Community health and school nursing"),
                                    ("camhs", "Child and adolescent mental health"),
                                    ("gp", "GP surgery"),
                                    ("sexual_health", "Sexual health clinic"),
                                    ("sarc", "Sexual assault referral centre"),
                                    ("midwifery_health_visiting", "Midwifery and health visiting"),
                                ],
                            ),
                            (
                                "Education",
                                [
                                    ("school", "School"),
                                    ("college", "College or sixth form"),
                                    ("pupil_referral_unit", "Pupil referral unit"),
                                    ("special_school", "Special school"),
                                    ("independent_school", "Independent school"),
                                    ("education_welfare", "Education welfare and LADO"),
                                ],
                            ),
                            (
                                "Young people’s services",
                                [
                                    ("youth_service", "Youth service"),
                                    ("drugs_and_alcohol", "Drugs and alcohol service"),
                                    ("gangs_and_violence", "Gangs and serious violence team"),
                                    ("return_interviews", "Return home interviews and support"),
                                ],
                            ),
                            (
                                "Housing and homes",
                                [
                                    ("housing", "Housing"),
                                    ("hostel_or_refuge", "Hostel or refuge"),
                                    ("childrens_home", "Children’s home"),
                                    ("fostering", "Fostering agency"),
                                ],
                            ),
                            (
                                "Community and voluntary",
                                [
                                    ("vawg", "Violence against women and girls service"),
                                    ("fire", "Fire and rescue"),
                                    ("community_safety", "Community safety"),
                                    ("voluntary", "Voluntary organisation"),
                                    ("faith", "Faith group"),
                                ],
                            ),
                            ("Adults", [("adult_social_care", "Adult social care")]),
                            (
                                "Council services",
                                [("licensing", "Licensing"), ("council_service", "Another council service")],
                            ),
                            ("Elsewhere", [("another_borough", "Another borough")]),
                        ],
                        db_default="",
                        default="",
                        max_length=30,
                    ),
                ),
                ("phone", models.CharField(blank=True, db_default="", default="", max_length=30)),
                ("email", models.EmailField(blank=True, db_default="", default="", max_length=254)),
                ("address", models.TextField(blank=True, db_default="", default="")),
                ("out_of_hours_who", models.CharField(blank=True, db_default="", default="", max_length=120)),
                ("out_of_hours_phone", models.CharField(blank=True, db_default="", default="", max_length=30)),
                ("closed_on", models.DateField(blank=True, null=True)),
                ("closing_reason", models.TextField(blank=True, db_default="", default="")),
            ],
            options={
                "ordering": ["-pgh_id"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="DelegationHistory",
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
                ("starts_on", models.DateField()),
                ("ends_on", models.DateField()),
                ("reason", models.CharField(blank=True, max_length=200)),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "ordering": ["-pgh_id"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="MembershipHistory",
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
                    "role",
                    models.CharField(
                        choices=[
                            ("practitioner", "Practitioner"),
                            ("safeguarding_adviser", "Safeguarding adviser"),
                            ("spoc", "Single point of contact"),
                            ("social_worker", "Social worker"),
                            ("csc_team_manager", "Team manager, children's social care"),
                            ("mash_officer", "MASH officer"),
                            ("mash_manager", "MASH manager"),
                            ("sspl", "Specialist safeguarding practice lead"),
                            ("mase_co_chair", "MASE co-chair"),
                            ("mase_member", "MASE member"),
                            ("mase_coordinator", "MASE coordinator or analyst"),
                            ("police_cse_spoc", "Police CSE single point of contact"),
                            ("lscb_manager", "Partnership manager"),
                            ("iro", "Independent reviewing officer or conference chair"),
                            ("support_worker", "Support worker or return home interviewer"),
                            ("lado", "LADO, adult social care or education welfare"),
                            ("mase_guest", "MASE guest"),
                            ("independent_chair", "Independent chair or quality assurance subgroup"),
                            ("elected_member", "Elected member"),
                            ("head_of_service", "Head of service or director"),
                            ("cse_coordinator", "CSE coordinator"),
                            ("prevention_lead", "Prevention lead"),
                            ("auditor", "Auditor"),
                            ("strategic_group_member", "Strategic group member"),
                            ("information_governance_lead", "Information governance lead"),
                            ("system_administrator", "System administrator"),
                        ],
                        max_length=40,
                    ),
                ),
                ("starts_on", models.DateField(default=cse_portal.core.clock.today)),
                ("ends_on", models.DateField(blank=True, null=True)),
                (
                    "lead_title",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("strategic_lead", "Strategic lead for child sexual exploitation"),
                            ("head_of_service", "Head of service, children’s social care"),
                            ("sspl", "Specialist safeguarding practice lead"),
                            ("analyst", "MASE coordinator or analyst"),
                            ("police_spoc", "Police single point of contact"),
                            ("mash_manager", "MASH manager"),
                            ("education_lead", "Education lead"),
                            ("named_nurse", "Named nurse"),
                            ("voluntary_lead", "Voluntary sector lead"),
                            ("mase_co_chair_csc", "MASE co-chair, social care"),
                            ("mase_co_chair_police", "MASE co-chair, police"),
                            ("prevention_lead", "Prevention lead"),
                        ],
                        db_default="",
                        default="",
                        max_length=30,
                    ),
                ),
                ("lead_phone", models.CharField(blank=True, db_default="", default="", max_length=30)),
                ("suspended_at", models.DateTimeField(blank=True, null=True)),
                ("suspension_reason", models.TextField(blank=True, db_default="", default="")),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                ("end_reason", models.TextField(blank=True, db_default="", default="")),
                ("planned_end_on", models.DateField(blank=True, null=True)),
                ("stopped_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "ordering": ["-pgh_id"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="UserHistory",
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
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("email", models.EmailField(max_length=254)),
                ("name", models.CharField(max_length=120)),
                ("is_active", models.BooleanField(default=True)),
                ("locked_unused_at", models.DateTimeField(blank=True, null=True)),
                ("let_back_in_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "ordering": ["-pgh_id"],
                "abstract": False,
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="agency",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "agencies_agencyhistory" ("address", "closed_on", "closing_reason", "created_at", "email", "id", "kind", "name", "out_of_hours_phone", "out_of_hours_who", "parent_id", "partnership_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "ref", "updated_at", "version") VALUES (NEW."address", NEW."closed_on", NEW."closing_reason", NEW."created_at", NEW."email", NEW."id", NEW."kind", NEW."name", NEW."out_of_hours_phone", NEW."out_of_hours_who", NEW."parent_id", NEW."partnership_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, clock_timestamp(), \'insert\', NEW."id", NEW."phone", NEW."ref", NEW."updated_at", NEW."version"); RETURN NULL;',
                    hash="1ceae4915900dea3409ed6db49f23f54d9c21265",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_064bb",
                    table="agencies_agency",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="agency",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "agencies_agencyhistory" ("address", "closed_on", "closing_reason", "created_at", "email", "id", "kind", "name", "out_of_hours_phone", "out_of_hours_who", "parent_id", "partnership_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "ref", "updated_at", "version") VALUES (NEW."address", NEW."closed_on", NEW."closing_reason", NEW."created_at", NEW."email", NEW."id", NEW."kind", NEW."name", NEW."out_of_hours_phone", NEW."out_of_hours_who", NEW."parent_id", NEW."partnership_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, clock_timestamp(), \'update\', NEW."id", NEW."phone", NEW."ref", NEW."updated_at", NEW."version"); RETURN NULL;',
                    hash="f5f2fb38111a9f110778c7626371000489cc9235",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_187e7",
                    table="agencies_agency",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="agency",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "agencies_agencyhistory" ("address", "closed_on", "closing_reason", "created_at", "email", "id", "kind", "name", "out_of_hours_phone", "out_of_hours_who", "parent_id", "partnership_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "ref", "updated_at", "version") VALUES (OLD."address", OLD."closed_on", OLD."closing_reason", OLD."created_at", OLD."email", OLD."id", OLD."kind", OLD."name", OLD."out_of_hours_phone", OLD."out_of_hours_who", OLD."parent_id", OLD."partnership_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, clock_timestamp(), \'delete\', OLD."id", OLD."phone", OLD."ref", OLD."updated_at", OLD."version"); RETURN NULL;',
                    hash="b3fece19443e9e0ab31e13438338e883c0a7131d",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_9c312",
                    table="agencies_agency",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="delegation",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "agencies_delegationhistory" ("created_at", "delegate_id", "ended_at", "ended_by_id", "ends_on", "id", "made_by_id", "membership_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "ref", "starts_on", "updated_at", "version") VALUES (NEW."created_at", NEW."delegate_id", NEW."ended_at", NEW."ended_by_id", NEW."ends_on", NEW."id", NEW."made_by_id", NEW."membership_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, clock_timestamp(), \'insert\', NEW."id", NEW."reason", NEW."ref", NEW."starts_on", NEW."updated_at", NEW."version"); RETURN NULL;',
                    hash="980d135e89d1a30e345f09d30b858cc91a52e364",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_a1e0d",
                    table="agencies_delegation",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="delegation",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "agencies_delegationhistory" ("created_at", "delegate_id", "ended_at", "ended_by_id", "ends_on", "id", "made_by_id", "membership_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "ref", "starts_on", "updated_at", "version") VALUES (NEW."created_at", NEW."delegate_id", NEW."ended_at", NEW."ended_by_id", NEW."ends_on", NEW."id", NEW."made_by_id", NEW."membership_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, clock_timestamp(), \'update\', NEW."id", NEW."reason", NEW."ref", NEW."starts_on", NEW."updated_at", NEW."version"); RETURN NULL;',
                    hash="7734486d5583ded8961cfe05cfce6ecbc19d7960",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_089aa",
                    table="agencies_delegation",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="delegation",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "agencies_delegationhistory" ("created_at", "delegate_id", "ended_at", "ended_by_id", "ends_on", "id", "made_by_id", "membership_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "ref", "starts_on", "updated_at", "version") VALUES (OLD."created_at", OLD."delegate_id", OLD."ended_at", OLD."ended_by_id", OLD."ends_on", OLD."id", OLD."made_by_id", OLD."membership_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, clock_timestamp(), \'delete\', OLD."id", OLD."reason", OLD."ref", OLD."starts_on", OLD."updated_at", OLD."version"); RETURN NULL;',
                    hash="af23795f467abbe4356e49c4315e863035985abd",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_0e7c7",
                    table="agencies_delegation",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="membership",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "agencies_membershiphistory" ("agency_id", "created_at", "end_reason", "ended_at", "ended_by_id", "ends_on", "follows_id", "id", "lead_phone", "lead_title", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "planned_end_on", "ref", "role", "starts_on", "stopped_at", "suspended_at", "suspended_by_id", "suspension_reason", "updated_at", "user_id", "version") VALUES (NEW."agency_id", NEW."created_at", NEW."end_reason", NEW."ended_at", NEW."ended_by_id", NEW."ends_on", NEW."follows_id", NEW."id", NEW."lead_phone", NEW."lead_title", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, clock_timestamp(), \'insert\', NEW."id", NEW."planned_end_on", NEW."ref", NEW."role", NEW."starts_on", NEW."stopped_at", NEW."suspended_at", NEW."suspended_by_id", NEW."suspension_reason", NEW."updated_at", NEW."user_id", NEW."version"); RETURN NULL;',
                    hash="3a9905892bef8b707e787575722c9d232e1ae8ab",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_da12b",
                    table="agencies_membership",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="membership",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "agencies_membershiphistory" ("agency_id", "created_at", "end_reason", "ended_at", "ended_by_id", "ends_on", "follows_id", "id", "lead_phone", "lead_title", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "planned_end_on", "ref", "role", "starts_on", "stopped_at", "suspended_at", "suspended_by_id", "suspension_reason", "updated_at", "user_id", "version") VALUES (NEW."agency_id", NEW."created_at", NEW."end_reason", NEW."ended_at", NEW."ended_by_id", NEW."ends_on", NEW."follows_id", NEW."id", NEW."lead_phone", NEW."lead_title", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, clock_timestamp(), \'update\', NEW."id", NEW."planned_end_on", NEW."ref", NEW."role", NEW."starts_on", NEW."stopped_at", NEW."suspended_at", NEW."suspended_by_id", NEW."suspension_reason", NEW."updated_at", NEW."user_id", NEW."version"); RETURN NULL;',
                    hash="a802bb54f5854e5a8c492855524181c3df8ec795",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_bda2e",
                    table="agencies_membership",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="membership",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "agencies_membershiphistory" ("agency_id", "created_at", "end_reason", "ended_at", "ended_by_id", "ends_on", "follows_id", "id", "lead_phone", "lead_title", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "planned_end_on", "ref", "role", "starts_on", "stopped_at", "suspended_at", "suspended_by_id", "suspension_reason", "updated_at", "user_id", "version") VALUES (OLD."agency_id", OLD."created_at", OLD."end_reason", OLD."ended_at", OLD."ended_by_id", OLD."ends_on", OLD."follows_id", OLD."id", OLD."lead_phone", OLD."lead_title", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, clock_timestamp(), \'delete\', OLD."id", OLD."planned_end_on", OLD."ref", OLD."role", OLD."starts_on", OLD."stopped_at", OLD."suspended_at", OLD."suspended_by_id", OLD."suspension_reason", OLD."updated_at", OLD."user_id", OLD."version"); RETURN NULL;',
                    hash="289d9c9b6f4f2e2ef0bf68209b7bbbf7fe2b2517",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_c36fb",
                    table="agencies_membership",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="user",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "agencies_userhistory" ("created_at", "email", "id", "is_active", "let_back_in_at", "locked_unused_at", "name", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "ref") VALUES (NEW."created_at", NEW."email", NEW."id", NEW."is_active", NEW."let_back_in_at", NEW."locked_unused_at", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, clock_timestamp(), \'insert\', NEW."id", NEW."ref"); RETURN NULL;',
                    hash="51ab589ba7ab82a62140bc63bbb1481803086d9a",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_2175f",
                    table="agencies_user",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="user",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."email" IS DISTINCT FROM (NEW."email") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."is_active" IS DISTINCT FROM (NEW."is_active") OR OLD."let_back_in_at" IS DISTINCT FROM (NEW."let_back_in_at") OR OLD."locked_unused_at" IS DISTINCT FROM (NEW."locked_unused_at") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."ref" IS DISTINCT FROM (NEW."ref"))',
                    func='INSERT INTO "agencies_userhistory" ("created_at", "email", "id", "is_active", "let_back_in_at", "locked_unused_at", "name", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "ref") VALUES (NEW."created_at", NEW."email", NEW."id", NEW."is_active", NEW."let_back_in_at", NEW."locked_unused_at", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, clock_timestamp(), \'update\', NEW."id", NEW."ref"); RETURN NULL;',
                    hash="dc5e10be869024f7fdf602b492ea0b24ea6fe2a2",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_a123f",
                    table="agencies_user",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="user",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "agencies_userhistory" ("created_at", "email", "id", "is_active", "let_back_in_at", "locked_unused_at", "name", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "ref") VALUES (OLD."created_at", OLD."email", OLD."id", OLD."is_active", OLD."let_back_in_at", OLD."locked_unused_at", OLD."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, clock_timestamp(), \'delete\', OLD."id", OLD."ref"); RETURN NULL;',
                    hash="44773f9d6c3c552ede04e4365c10e87e33bc4340",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_081d4",
                    table="agencies_user",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddField(
            model_name="agencyhistory",
            name="parent",
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
            model_name="agencyhistory",
            name="partnership",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="agencies.partnership",
            ),
        ),
        migrations.AddField(
            model_name="agencyhistory",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="history",
                to="agencies.agency",
            ),
        ),
        migrations.AddField(
            model_name="delegationhistory",
            name="delegate",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="agencies.membership",
            ),
        ),
        migrations.AddField(
            model_name="delegationhistory",
            name="ended_by",
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
            model_name="delegationhistory",
            name="made_by",
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
            model_name="delegationhistory",
            name="membership",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="agencies.membership",
            ),
        ),
        migrations.AddField(
            model_name="delegationhistory",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="history",
                to="agencies.delegation",
            ),
        ),
        migrations.AddField(
            model_name="membershiphistory",
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
            model_name="membershiphistory",
            name="ended_by",
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
            model_name="membershiphistory",
            name="follows",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="agencies.membership",
            ),
        ),
        migrations.AddField(
            model_name="membershiphistory",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="history",
                to="agencies.membership",
            ),
        ),
        migrations.AddField(
            model_name="membershiphistory",
            name="suspended_by",
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
            model_name="membershiphistory",
            name="user",
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
            model_name="userhistory",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="history",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.RunSQL(HISTORY_IS_KEPT, migrations.RunSQL.noop),
    ]
