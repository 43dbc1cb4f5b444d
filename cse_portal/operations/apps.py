"""Django's registration of this app."""

from django.apps import AppConfig


class OperationsConfig(AppConfig):
    name = "cse_portal.operations"
    label = "operations"
