"""Django's registration of this app."""

from django.apps import AppConfig


class NetworkConfig(AppConfig):
    name = "cse_portal.network"
    label = "network"

    def ready(self) -> None:
        from cse_portal.agencies.find import Provider, add_provider
        from cse_portal.agencies.navigation import NavigationItem, add_to_navigation
        from cse_portal.agencies.roles import Permission
        from cse_portal.cases.queries import sees_case_of
        from cse_portal.cases.tabs import Tab, add_tab
        from cse_portal.cases.told_here import ToldHere, add_told_here
        from cse_portal.desk.form_kinds import add_check
        from cse_portal.network import (  # noqa: F401 - found by their kinds
            form_names,
            order_downloads,
            order_names,
            order_queries,
            queries,
            submission_queries,
            support_queries,
            work_kinds,
        )
        from cse_portal.network.finding import find_items
        from cse_portal.network.presenters.told_here import links_told_in

        add_tab(Tab("network", "Network", "network:around_case", order=60, permission=Permission.SEE_NETWORK))
        add_told_here(ToldHere("network", "network/told_here.html", Permission.SEE_NETWORK, links_told_in))
        add_to_navigation(NavigationItem("Network", "network:items", Permission.SEE_NETWORK, order=40))
        what = "a person of concern, a place, a vehicle or a phone near the cases that you see, by name or number"
        add_provider(Provider("network", what, Permission.SEE_NETWORK, find_items, order=15))
        for kinds, check in (
            (form_names.ABOUT_A_CASE, sees_case_of),
            (form_names.ABOUT_AN_ITEM, queries.sees_item),
            (form_names.ABOUT_A_LINK, queries.sees_link),
            ((form_names.DECIDE,), queries.sees_alert),
            ((order_names.ADD_ORDER, order_names.TELL_LADO, order_names.SUBMIT_OF_ITEM), queries.sees_item),
            (form_names.ABOUT_SUPPORT, support_queries.sees_support),
            ((order_names.SUBMIT_OF_CASE,), sees_case_of),
            (order_names.ABOUT_A_SUBMISSION, submission_queries.sees_submission),
            (order_names.ABOUT_AN_ORDER, order_queries.sees_order),
            ((order_names.CHANGE_BREACH,), order_queries.sees_breach),
        ):
            for kind in kinds:
                add_check(kind, check)
