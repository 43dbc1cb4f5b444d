"""Django's registration of this app."""

from django.apps import AppConfig


class TrailConfig(AppConfig):
    name = "cse_portal.trail"
    label = "trail"

    def ready(self) -> None:
        from cse_portal.agencies.navigation import NavigationItem, add_to_navigation
        from cse_portal.agencies.roles import Permission

        add_to_navigation(NavigationItem("Audit trail", "trail:search", Permission.SEARCH_TRAIL, order=66))
