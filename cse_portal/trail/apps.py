"""Django's registration of this app."""

from django.apps import AppConfig


class TrailConfig(AppConfig):
    name = "cse_portal.trail"
    label = "trail"

    def ready(self) -> None:
        from cse_portal.agencies.navigation import NavigationItem, add_to_navigation
        from cse_portal.agencies.roles import Permission
        from cse_portal.trail import form_names  # noqa: F401 - drafts find their forms by it
        from cse_portal.worklist.due_rules import DueRule
        from cse_portal.worklist.kinds import add_kind

        add_to_navigation(NavigationItem("Audit trail", "trail:search", Permission.SEARCH_TRAIL, order=66))
        add_kind("trail", "Who looked, and why", order=82, rule=DueRule.KEPT_INSIDE)
