"""Django's registration of this app."""

from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "cse_portal.demo"
    label = "demo"
