"""Django's registration of this app."""

from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "cse_portal.cases"
    label = "cases"

    def ready(self) -> None:
        from cse_portal.agencies.navigation import NavigationItem, add_to_navigation
        from cse_portal.agencies.roles import Permission
        from cse_portal.cases import form_names, work_kinds  # noqa: F401 - drafts and work to do find them

        add_to_navigation(NavigationItem("Cases", "cases:list", Permission.SEE_CASES, order=20))
