"""Django's registration of this app."""

from django.apps import AppConfig


class NetworkConfig(AppConfig):
    name = "cse_portal.network"
    label = "network"
