"""Django's registration of this app."""

from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "cse_portal.cases"
    label = "cases"

    def ready(self) -> None:
        from cse_portal.agencies.find import Provider, add_provider
        from cse_portal.agencies.navigation import NavigationItem, add_to_navigation
        from cse_portal.agencies.roles import Permission
        from cse_portal.cases import (  # noqa: F401 - they are found by their kinds
            attendance_downloads,
            entry_downloads,
            form_names,
            list_downloads,
            missing_downloads,
            thread_downloads,
            work_kinds,
        )
        from cse_portal.cases.child_queries import sees_fact
        from cse_portal.cases.document_queries import folder_problem, sees_document
        from cse_portal.cases.fact_kinds import KINDS
        from cse_portal.cases.finding import find_cases
        from cse_portal.cases.pair_queries import sees_pair
        from cse_portal.cases.queries import initials_among, sees_case_of, sees_reference, unseen_among
        from cse_portal.cases.search_queries import sees_search
        from cse_portal.cases.team_queries import may_answer
        from cse_portal.desk.form_kinds import add_check
        from cse_portal.operations.probes import add_probe
        from cse_portal.worklist.sight import add_initials, add_sight

        for kind in form_names.ABOUT_A_CASE:
            add_check(kind, sees_case_of)
        for kind in form_names.ABOUT_A_PAIR:
            add_check(kind, sees_pair)
        add_check(form_names.ANSWER, may_answer)
        add_check(form_names.CHANGE_POLICE, sees_reference)
        for one in KINDS:
            for kind in (form_names.CHANGE_FACT[one.code], form_names.WITHDRAW_FACT[one.code]):
                add_check(kind, sees_fact(one.model))
        add_check(form_names.BEGIN, sees_search)
        for kind in form_names.ABOUT_A_DOCUMENT:
            add_check(kind, sees_document)
        _check_forms_of_meetings()
        _add_messages()
        add_sight(unseen_among)
        add_initials(initials_among)
        add_probe("documents_problem", folder_problem)
        what = "a child or a case that you see, by name, however it is spelled, date of birth or reference"
        add_provider(Provider("cases", what, Permission.SEE_CASES, find_cases, order=5, is_about_children=True))
        _add_strip()
        add_to_navigation(NavigationItem("Cases", "cases:list", Permission.SEE_CASES, order=20))
        add_to_navigation(NavigationItem("Likely pairs", "cases:likely_pairs", Permission.MERGE_CHILDREN, order=25))
        add_to_navigation(
            NavigationItem("Emergency access", "cases:emergencies", Permission.SEE_EMERGENCIES, order=66)
        )


def _add_strip() -> None:
    """Who is missing now, above everybody’s work."""
    from cse_portal.agencies.home import HomePart, add_home_part
    from cse_portal.agencies.roles import Permission
    from cse_portal.cases.views.missing_lists import strip_of

    strip = HomePart(
        "missing_now", "Missing now", "cases/missing_strip.html", Permission.SEE_CASES, strip_of, is_strip=True
    )
    add_home_part(strip)


def _add_messages() -> None:
    """Their tab with how much is unread; whoever was sent one has a part in the case."""
    from cse_portal.cases import form_names
    from cse_portal.cases.message_queries import number_unread, sees_message, sees_thread, was_told_lately
    from cse_portal.cases.parts import add_part
    from cse_portal.cases.tabs import Tab, add_tab
    from cse_portal.desk.form_kinds import add_check

    add_check(form_names.REPLY, sees_thread)
    for kind in form_names.ABOUT_A_MESSAGE:
        add_check(kind, sees_message)
    add_tab(Tab("messages", "Messages", "cases:messages", order=75, waiting=number_unread))
    add_part("message", was_told_lately)


def _check_forms_of_meetings() -> None:
    """A draft about a meeting, a plan or a part of one is its owner's as long as they see the case."""
    from cse_portal.cases import attendance_queries, entry_queries, meeting_queries, missing_queries, plan_queries
    from cse_portal.cases import form_names as names
    from cse_portal.cases.models import AgreedAction, Contribution, Decision, Entry, EntryPart, Meeting, Plan, PlanRow
    from cse_portal.desk.form_kinds import add_check

    for model, kinds in (
        (Meeting, names.ABOUT_A_MEETING),
        (Contribution, (names.CHANGE_CONTRIBUTION, names.WEIGH)),
        (Decision, (names.CHANGE_DECISION,)),
        (AgreedAction, (names.SETTLE_ACTION,)),
    ):
        for kind in kinds:
            add_check(kind, meeting_queries.sees_row(model))
    for kind in names.ABOUT_AN_ENTRY:
        add_check(kind, entry_queries.sees_row(Entry))
    add_check(names.STRIKE_PART, entry_queries.sees_row(EntryPart))
    for of, about in ((Plan, names.ABOUT_A_PLAN), (PlanRow, (names.CHANGE_ROW, names.TAKE_OUT_ROW))):
        for kind in about:
            add_check(kind, plan_queries.sees_row(of))
    for kind in names.ABOUT_AN_EPISODE:
        add_check(kind, missing_queries.sees_episode)
    add_check(names.STRIKE_LEARNT, missing_queries.sees_learnt)
    add_check(names.STRIKE_ABSENCE, attendance_queries.sees_absence)
