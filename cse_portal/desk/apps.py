"""Django's registration of this app."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "cse_portal.desk"
    label = "desk"
