"""Django's registration of this app."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "cse_portal.ui"
    label = "ui"
