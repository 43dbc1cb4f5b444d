"""Django's registration of this app."""

from django.apps import AppConfig


class WorklistConfig(AppConfig):
    name = "cse_portal.worklist"
    label = "worklist"

    def ready(self) -> None:
        from cse_portal.agencies.find import Provider, add_provider
        from cse_portal.agencies.handover import add_kind_of_work
        from cse_portal.agencies.home import HomePart, add_home_part
        from cse_portal.agencies.navigation import NavigationItem, add_to_navigation
        from cse_portal.agencies.roles import Permission
        from cse_portal.worklist import form_names  # noqa: F401 - drafts find their forms by it
        from cse_portal.worklist.queries import done_while_away, find_items, given_away, number_to_do
        from cse_portal.worklist.work import DUE_ITEMS

        what = "what you have to do, by words of the task or a reference"
        add_provider(Provider("work", what, Permission.OWN_WORK, find_items, order=10))
        add_to_navigation(NavigationItem("My work", "home", Permission.OWN_WORK, order=10, count=number_to_do))
        add_kind_of_work(DUE_ITEMS)
        add_home_part(
            HomePart(
                "done_for_me",
                "Done for you while you were away",
                "worklist/done_for_me.html",
                Permission.OWN_WORK,
                done_while_away,
                order=30,
            )
        )
        heading = "Given to somebody else"
        add_home_part(
            HomePart("given_away", heading, "worklist/given_away.html", Permission.OWN_WORK, given_away, order=32)
        )
