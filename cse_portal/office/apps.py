"""Django's registration of this app."""

from django.apps import AppConfig


class OfficeConfig(AppConfig):
    name = "cse_portal.office"
    label = "office"

    def ready(self) -> None:
        from cse_portal.agencies.find import Provider, add_provider
        from cse_portal.agencies.navigation import NavigationItem, add_to_navigation
        from cse_portal.agencies.roles import Permission
        from cse_portal.office import paperwork  # noqa: F401 - adds its forms and its kind of work
        from cse_portal.office.queries import find_agencies

        also = frozenset({"office:leads", "office:lead", "office:roles"})
        add_to_navigation(
            NavigationItem("Agencies", "office:directory", Permission.READ_ORGANISATION, order=70, also=also)
        )
        add_to_navigation(NavigationItem("Partnership", "office:partnership", Permission.KEEP_PARTNERSHIP, order=75))
        add_provider(
            Provider(
                "agencies",
                finds="an agency by its name",
                permission=Permission.READ_ORGANISATION,
                search=find_agencies,
                order=60,
            )
        )
