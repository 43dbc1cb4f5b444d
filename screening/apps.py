"""Django's registration of this app."""

from django.apps import AppConfig


class ScreeningConfig(AppConfig):
    name = "screening"
    label = "screening"

    def ready(self) -> None:
        from cse_portal.agencies.navigation import NavigationItem, add_to_navigation
        from cse_portal.agencies.roles import Permission
        from cse_portal.cases.next_steps import add_next_step
        from cse_portal.cases.openers import add_opener
        from cse_portal.cases.parts import add_part
        from cse_portal.cases.queries import sees_case_of
        from cse_portal.cases.screenings import add_source
        from cse_portal.cases.tabs import Tab, add_tab
        from cse_portal.desk.form_kinds import add_check
        from cse_portal.operations.probes import add_probe
        from screening import (  # noqa: F401 - some are found by their kinds
            editions,
            figure_downloads,
            form_names,
            queries,
            work_kinds,
        )
        from screening.presenters.next_steps import to_finish, to_screen
        from screening.review_opener import OPENER

        add_tab(Tab("screening", "Screening", "screening:of_case", order=30))
        add_to_navigation(NavigationItem("Screening", "screening:home", Permission.SCREEN, order=30))
        add_to_navigation(NavigationItem("Library", "screening:library", Permission.READ_LIBRARY, order=62))
        add_to_navigation(NavigationItem("Figures", "screening:figures", Permission.READ_FIGURES, order=58))
        add_to_navigation(NavigationItem("Tools", "screening:editions", Permission.KEEP_TOOLS, order=76))
        add_probe("tools_problem", editions.problem_now)
        add_next_step("screening_draft", to_finish, order=30)
        add_next_step("screening", to_screen, order=31)
        add_opener(OPENER)
        add_part("assessments", queries.has_to_sign)
        add_source("screening", queries.latest_days)
        for kind in form_names.OF_A_CASE:
            add_check(kind, sees_case_of)
        for kind in form_names.OF_A_PART:
            add_check(kind, queries.sees_part)
        add_check(form_names.SECTION, queries.sees_section)
        add_check(form_names.ADVICE, queries.sees_advice)
        for kind in form_names.OF_A_TOOL:
            add_check(kind, queries.sees_tool)
