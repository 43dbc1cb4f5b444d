"""Django's registration of this app."""

from django.apps import AppConfig


class WorklistConfig(AppConfig):
    name = "cse_portal.worklist"
    label = "worklist"
