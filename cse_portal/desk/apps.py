"""Django's registration of this app."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules

from cse_portal.core.queues import Queue, add_queue


class DeskConfig(AppConfig):
    name = "cse_portal.desk"
    label = "desk"

    def ready(self) -> None:
        from cse_portal.agencies.find import Provider, add_provider
        from cse_portal.agencies.home import HomePart, add_home_part
        from cse_portal.agencies.navigation import NavigationItem, add_to_navigation
        from cse_portal.agencies.roles import Permission
        from cse_portal.desk.queries import find_drafts, live_drafts_of, state_of_work

        also = frozenset({"desk:job"})
        add_to_navigation(NavigationItem("My downloads", "desk:downloads", Permission.OWN_DESK, order=80, also=also))
        add_queue(Queue("background_work", "Background work", state_of_work))
        what = "forms that you have not finished, by their name or the reference of what they are about"
        add_provider(Provider("drafts", what, Permission.OWN_DESK, find_drafts, order=70))
        add_home_part(
            HomePart("drafts", "Unfinished", "desk/my_drafts.html", Permission.OWN_DESK, live_drafts_of, order=20)
        )
        autodiscover_modules("downloads")  # every app's kinds of background work
