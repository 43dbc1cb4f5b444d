"""The audit event: who did what to what, when and why; written once, never changed."""

from __future__ import annotations

from django.db import models


class AuditEvent(models.Model):
    """One line of what happened; it points at live data by text, so that it outlives everything."""

    at = models.DateTimeField(auto_now_add=True, db_index=True)
    actor_kind = models.CharField(max_length=10, choices=[("person", "A person"), ("system", "The portal")])
    actor_id = models.BigIntegerField(null=True, blank=True, db_index=True)
    purpose = models.CharField(max_length=200, blank=True)
    kind = models.CharField(max_length=80, db_index=True)
    object_kind = models.CharField(max_length=80, blank=True)
    object_ref = models.CharField(max_length=40, blank=True)
    detail = models.JSONField(default=dict)
    reason = models.TextField(blank=True)
    request_id = models.CharField(max_length=36, blank=True)

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["object_kind", "object_ref"], name="audit_object")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(actor_kind="person", actor_id__isnull=False)
                | (models.Q(actor_kind="system") & ~models.Q(purpose="")),
                name="audit_says_who",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.object_ref}".strip()
