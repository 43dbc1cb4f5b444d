"""Django's registration of this app."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "cse_portal.people"
    label = "people"

    def ready(self) -> None:
        from cse_portal.agencies.navigation import NavigationItem, add_to_navigation
        from cse_portal.agencies.roles import Permission
        from cse_portal.people import form_names  # noqa: F401 - drafts find their forms by it

        add_to_navigation(NavigationItem("People", "people:home", Permission.MANAGE_PEOPLE, order=60))
        add_to_navigation(NavigationItem("Access reviews", "people:reviews", Permission.SEE_ACCESS_REVIEWS, order=62))
        add_to_navigation(NavigationItem("Accounts", "people:accounts", Permission.SEE_ACCOUNTS, order=64))
