"""Django's registration of this app."""

from django.apps import AppConfig


class AgenciesConfig(AppConfig):
    name = "cse_portal.agencies"
    label = "agencies"

    def ready(self) -> None:
        from cse_portal.agencies.sign_in import keep_trail

        keep_trail()
