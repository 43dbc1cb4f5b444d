"""The audit event: who did what to what, when, why and from where; written once, sealed at commit, never changed."""

from __future__ import annotations

from django.contrib.postgres.indexes import BrinIndex
from django.db import models
from django.db.models.functions import Cast


class ClockTimestamp(models.Func):
    """The database's own clock: whoever writes an event does not choose its time."""

    function = "clock_timestamp"
    output_field = models.DateTimeField()


class CurrentTransaction(models.Func):
    function = "pg_current_xact_id"
    output_field = models.TextField()


def this_transaction() -> Cast:
    return Cast(Cast(CurrentTransaction(), models.TextField()), models.BigIntegerField())


class Sort(models.TextChoices):
    CHANGE = "change", "Something was done"
    LOOK = "look", "Something was looked at"
    REFUSAL = "refusal", "Something was refused"


class AuditEvent(models.Model):
    """One line of what happened; it points at live data by text, so that it outlives everything."""

    at = models.DateTimeField(db_default=ClockTimestamp())
    tx = models.BigIntegerField(db_default=this_transaction())
    sort = models.CharField(max_length=10, choices=Sort, db_default=Sort.CHANGE)
    kind = models.CharField(max_length=80)
    actor_kind = models.CharField(
        max_length=10, choices=[("person", "A person"), ("system", "The portal"), ("stranger", "Someone unknown")]
    )
    actor_id = models.BigIntegerField(null=True, blank=True)
    actor_ref = models.CharField(max_length=40, blank=True, db_default="")
    hat_ref = models.CharField(max_length=40, blank=True, db_default="")
    hat_role = models.CharField(max_length=40, blank=True, db_default="")
    hat_agency_ref = models.CharField(max_length=40, blank=True, db_default="")
    hat_agency = models.CharField(max_length=120, blank=True, db_default="")
    purpose = models.CharField(max_length=200, blank=True)
    object_kind = models.CharField(max_length=80, blank=True)
    object_ref = models.CharField(max_length=40, blank=True)
    case_ref = models.CharField(max_length=40, blank=True, db_default="")
    child_ref = models.CharField(max_length=40, blank=True, db_default="")
    detail = models.JSONField(default=dict)
    reason = models.TextField(blank=True)
    request_id = models.CharField(max_length=36, blank=True)
    ip = models.GenericIPAddressField(null=True, blank=True)
    session_ref = models.CharField(max_length=32, blank=True, db_default="")

    class Meta:
        ordering = ["-id"]
        indexes = [
            BrinIndex(fields=["at"], name="audit_at", autosummarize=True),
            models.Index(fields=["tx"], name="audit_tx"),
            models.Index(fields=["kind", "-id"], name="audit_kind"),
            models.Index(fields=["actor_id", "-id"], name="audit_actor"),
            models.Index(
                fields=["hat_agency_ref", "-id"], name="audit_agency", condition=~models.Q(hat_agency_ref="")
            ),
            models.Index(fields=["object_kind", "object_ref"], name="audit_object"),
            models.Index(fields=["case_ref", "-id"], name="audit_case", condition=~models.Q(case_ref="")),
            models.Index(fields=["child_ref", "-id"], name="audit_child", condition=~models.Q(child_ref="")),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(actor_kind="person", actor_id__isnull=False)
                | (models.Q(actor_kind="system") & ~models.Q(purpose=""))
                | models.Q(actor_kind="stranger", actor_id__isnull=True),
                name="audit_says_who",
            ),
            models.CheckConstraint(condition=~models.Q(kind=""), name="audit_says_what"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.object_ref}".strip()


class AuditSeal(models.Model):
    """What ties an event to the one before it in its chain; written by the database itself, at commit."""

    event = models.OneToOneField(
        AuditEvent, primary_key=True, on_delete=models.DO_NOTHING, db_constraint=False, related_name="seal"
    )
    chain = models.CharField(max_length=60)
    seq = models.BigIntegerField()
    prev = models.CharField(max_length=64, blank=True)
    hash = models.CharField(max_length=64)
    canonical = models.TextField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["chain", "seq"], name="audit_seal_place")]

    def __str__(self) -> str:
        return f"{self.chain} {self.seq}"


class AuditHead(models.Model):
    """The last seal of each chain: locked while the next ones are written."""

    chain = models.CharField(primary_key=True, max_length=60)
    seq = models.BigIntegerField()
    prev = models.CharField(max_length=64, blank=True)
    hash = models.CharField(max_length=64, blank=True)
    tx = models.BigIntegerField()

    def __str__(self) -> str:
        return f"{self.chain} {self.seq}"
