"""Django's registration of this app."""

from django.apps import AppConfig


class ReferralsConfig(AppConfig):
    name = "referrals"
    label = "referrals"

    def ready(self) -> None:
        from cse_portal.agencies.navigation import NavigationItem, add_to_navigation
        from cse_portal.agencies.roles import Permission
        from cse_portal.cases.next_steps import add_next_step
        from cse_portal.cases.parts import add_part
        from cse_portal.cases.queries import sees_case_of
        from cse_portal.cases.tabs import Tab, add_tab
        from cse_portal.desk.form_kinds import add_check
        from referrals import form_names, letters, queries, work_kinds  # noqa: F401 - found by their kinds
        from referrals.presenters.next_steps import at_mash, to_refer

        add_tab(Tab("referrals", "Referrals", "referrals:of_case", order=35))
        add_to_navigation(NavigationItem("MASH", "referrals:board", Permission.TRIAGE, order=15))
        add_to_navigation(NavigationItem("Referrals", "referrals:mine", Permission.ANSWER_CHECKS, order=32))
        add_part("referrals", queries.has_referral_at_mash)
        add_part("enquiries", queries.has_enquiry)
        add_next_step("referral", to_refer, order=32)
        add_next_step("referral_at_mash", at_mash, order=33)
        for kind in form_names.OF_A_CASE:
            add_check(kind, sees_case_of)
        for kind in form_names.OF_A_REFERRAL:
            add_check(kind, queries.sees_referred)
        for kind in form_names.OF_A_CHECK:
            add_check(kind, queries.answers_check)
        add_check(form_names.END, queries.sees_enquiry)
