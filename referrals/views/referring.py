"""A child is referred, and whoever referred follows what becomes of it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from cse_portal.agencies.guards import Guarded
from cse_portal.agencies.roles import Permission
from cse_portal.audit.actions import record_look
from cse_portal.cases.access import marks_for
from cse_portal.cases.guards import CaseDeed, CaseGuarded
from cse_portal.cases.handling import Handling
from cse_portal.cases.queries import agencies_to_open_to
from cse_portal.core.references import tidy
from referrals import actions, form_names, queries
from referrals.forms.referring import BY_PHONE, BY_PORTAL, NO_SCREENING, ReadForm, ReferForm, WithdrawForm
from referrals.guards import ReferredDeed, ReferredGuarded
from referrals.presenters.lists import case_page, home_page
from referrals.presenters.triage import TriagePage
from referrals.refused import NO_MASH, NOT_DECIDED, WITHDRAW_LATE
from referrals.workflow import Deed, allows

MADE = "MASH has the referral. You follow it here: who has it, what was decided, and why."


class Refer(CaseDeed):
    permission = Permission.REFER
    kind, form_class = form_names.REFER, ReferForm
    template_name = "referrals/refer.html"

    def initial_of(self, record: Any) -> dict[str, Any]:
        return {}

    def initial(self) -> dict[str, Any]:
        """The latest screening goes with it unless somebody says otherwise."""
        latest = next(iter(self.screenings), None)
        tool = latest[0].ref if latest else NO_SCREENING
        said = {"channel": BY_PORTAL, "tool": tool, "handling": Handling.NETWORK.value, **super().initial()}
        return said | self._consulted()

    def _consulted(self) -> dict[str, Any]:
        """What was said when somebody asked for advice need not be typed again."""
        ref = tidy(self.request.GET.get("consultation", ""))
        found = queries.consultation_by_ref(self.person, ref) if ref else None
        if found is None or found.case_id != self.case.pk:
            return {}
        who = {"raised_by": found.asked_by, "raised_by_phone": found.asked_by_phone}
        return {"channel": BY_PHONE, **who, "worry": found.about}

    @property
    def screenings(self) -> list[Any]:
        return queries.own_screenings(self.person, self.case)

    def form_kwargs(self) -> dict[str, Any]:
        return {
            "screenings": self.screenings,
            "others": queries.may_go_together(self.person, self.case),
            "types_for_others": self.seen.decides(Permission.TRIAGE),
            "marks": marks_for(self.person),
            "agencies": agencies_to_open_to(self.case),
        }

    def perform(self, form: ReferForm) -> str:
        made = actions.refer_children(form=form.form, about=form.all_of_them(self.case), by=self.person)
        messages.success(self.request, MADE)
        return reverse("referrals:referral", kwargs={"ref": made.children.get(case=self.case).ref})

    def back(self) -> str:
        return reverse("referrals:of_case", kwargs={"ref": self.case.ref})

    def not_now(self) -> str:
        return "" if queries.mash_of(self.case.partnership) else NO_MASH

    def words(self) -> dict[str, Any]:
        return {
            "heading": f"Refer {self.case.child.initials} to MASH",
            "button": "Refer to MASH",
            "waiting": queries.open_of_case(self.case),
        }


class OfCase(CaseGuarded):
    tab = "referrals"

    def get(self, request: HttpRequest, ref: str) -> HttpResponse:
        self.note_look("referral.of_case_looked_at")
        page = case_page(self.person, self.case)
        may_refer = self.seen.decides(Permission.REFER)
        context = {**self.case_context(), "page": page, "may_refer": may_refer}
        context["may_end"] = self.seen.decides(Permission.KEEP_MEETINGS)
        return render(request, "referrals/of_case.html", context)


class Mine(Guarded):
    """What one referred, and what MASH asks of one’s agency."""

    permission = Permission.ANSWER_CHECKS

    def get(self, request: HttpRequest) -> HttpResponse:
        record_look("referral.list_looked_at", by=self.person)
        return render(request, "referrals/mine.html", {"page": home_page(self.person)})


class ReferralPage(ReferredGuarded):
    def get(self, request: HttpRequest, ref: str) -> HttpResponse:
        self.note_look("referral.looked_at", self.referred)
        page = TriagePage(self.referred, self.person, self.seen)
        refers = self.seen.decides(Permission.REFER)
        mine = self.referred.referral.made_by_id == self.person.pk
        context = {
            **self.case_context(),
            "referred": self.referred,
            "page": page,
            "may_read": refers
            and page.is_decided
            and self.referred.read_at is None
            and queries.reads_feedback(self.person, self.referred),
            "may_withdraw": refers and mine and allows(self.referred.get_status(), Deed.WITHDRAW),
            "may_triage": queries.hat_at(self.person, self.referred.mash) is not None,
        }
        return render(request, "referrals/referral.html", context)


class Read(ReferredDeed):
    permission = Permission.REFER
    kind, form_class = form_names.READ, ReadForm

    def perform(self, form: ReadForm) -> str:
        actions.note_read(referred=self.referred, version=self.opened_version, by=self.person)
        messages.success(self.request, "MASH sees that you have read it.")
        return self.back()

    def not_now(self) -> str:
        return "" if allows(self.referred.get_status(), Deed.TELL) else NOT_DECIDED

    def words(self) -> dict[str, Any]:
        return {"heading": "Have you read what MASH decided?", "button": "I have read it"}


class Withdraw(ReferredDeed):
    permission = Permission.REFER
    kind, form_class = form_names.WITHDRAW, WithdrawForm

    def perform(self, form: WithdrawForm) -> str:
        because = form.cleaned_data["because"]
        actions.withdraw_referral(referred=self.referred, version=self.opened_version, because=because, by=self.person)
        messages.success(self.request, "The referral is withdrawn. It is kept, with your reason.")
        return self.back()

    def not_now(self) -> str:
        return "" if allows(self.referred.get_status(), Deed.WITHDRAW) else WITHDRAW_LATE

    def words(self) -> dict[str, Any]:
        return {"heading": "Withdraw the referral", "button": "Withdraw", "is_warning": True}
