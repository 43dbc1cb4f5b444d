"""The CSE Portal: wiring and the shared rooms."""

from cse_portal.celery import app as celery_app

__all__ = ("celery_app",)
