"""Django's registration of this app."""

from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "cse_portal.core"
    label = "core"
