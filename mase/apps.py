"""Django's registration of this app."""

from django.apps import AppConfig


class MaseConfig(AppConfig):
    name = "mase"
    label = "mase"
