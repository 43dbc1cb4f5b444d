"""Django's registration of this app."""

from django.apps import AppConfig


class AgenciesConfig(AppConfig):
    name = "cse_portal.agencies"
    label = "agencies"

    def ready(self) -> None:
        from cse_portal.agencies.navigation import NavigationItem, add_to_navigation
        from cse_portal.agencies.roles import Permission
        from cse_portal.agencies.sign_in import keep_trail

        add_to_navigation(NavigationItem("Sign-in help", "account_help", Permission.HELP_SIGN_IN, order=75))
        keep_trail()
