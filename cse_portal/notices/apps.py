"""Django's registration of this app."""

from django.apps import AppConfig

from cse_portal.core.queues import Queue, add_queue


class NoticesConfig(AppConfig):
    name = "cse_portal.notices"
    label = "notices"

    def ready(self) -> None:
        from cse_portal.agencies.navigation import NavigationItem, add_to_navigation
        from cse_portal.agencies.roles import Permission
        from cse_portal.notices import form_names  # noqa: F401 - drafts find their forms by it
        from cse_portal.notices.queries import number_unread, state_of_letters, state_of_reminders

        add_to_navigation(
            NavigationItem(
                "Inbox", "notices:inbox", Permission.OWN_WORK, order=12, count=number_unread, counted="unread"
            )
        )
        add_to_navigation(NavigationItem("Far overdue", "notices:board_list", Permission.SEE_OVERDUE, order=55))
        add_queue(Queue("reminders", "Reminders", state_of_reminders))
        add_queue(Queue("letters", "Letters", state_of_letters))
