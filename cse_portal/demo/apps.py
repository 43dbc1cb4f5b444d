"""Django's registration of this app."""

from django.apps import AppConfig

from cse_portal.agencies.roles import Permission


class DemoConfig(AppConfig):
    name = "cse_portal.demo"
    label = "demo"

    def ready(self) -> None:
        from cse_portal.agencies.find import Provider, add_provider
        from cse_portal.agencies.navigation import NavigationItem, add_to_navigation
        from cse_portal.demo import practice  # noqa: F401 - adds its form and its kind of work
        from cse_portal.demo.queries import find_practice_notes

        add_to_navigation(NavigationItem("Practice room", "demo:practice", Permission.OWN_WORK, order=60))
        what = "practice notes of your agency, by title or reference"
        add_provider(Provider("practice_notes", what, Permission.OWN_WORK, find_practice_notes, order=90))
