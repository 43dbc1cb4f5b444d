"""Django's registration of this app."""

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "cse_portal.notices"
    label = "notices"
