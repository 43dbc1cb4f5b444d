"""Django's registration of this app."""

from django.apps import AppConfig


class AgenciesConfig(AppConfig):
    name = "cse_portal.agencies"
    label = "agencies"
