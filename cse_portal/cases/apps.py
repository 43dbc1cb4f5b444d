"""Django's registration of this app."""

from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "cse_portal.cases"
    label = "cases"
