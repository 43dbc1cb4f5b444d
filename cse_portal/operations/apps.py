"""Django's registration of this app."""

from django.apps import AppConfig


class OperationsConfig(AppConfig):
    name = "cse_portal.operations"
    label = "operations"

    def ready(self) -> None:
        from cse_portal.agencies.navigation import NavigationItem, add_to_navigation
        from cse_portal.agencies.roles import Permission
        from cse_portal.operations.backup_records import BackupRecords
        from cse_portal.operations.retention import register_source

        add_to_navigation(NavigationItem("Operations", "operations", Permission.SEE_OPERATIONS, order=90))
        add_to_navigation(NavigationItem("Retention", "retention:overview", Permission.REVIEW_DISPOSAL, order=85))
        register_source(BackupRecords())
